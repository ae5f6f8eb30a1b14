import type { EncodeRequest, Job } from "./request.js";

/**
 * Jobs that wait, in one line per request. Batches are filled from all lines in turn, so that a request for
 * thousands of vectors does not hold up the one for a single vector that came after it.
 */
export class JobQueue<One extends Job> {
  readonly #lines = new Map<EncodeRequest, One[]>();

  add(job: One): void {
    const line = this.#lines.get(job.request);
    if (line === undefined) this.#lines.set(job.request, [job]);
    else line.push(job);
  }

  get isEmpty(): boolean {
    this.#dropSettled();
    return this.#lines.size === 0;
  }

  /** Number of jobs that wait. */
  get length(): number {
    return [...this.#lines.values()].reduce((sum, line) => sum + line.length, 0);
  }

  /** Up to `most` jobs, whose requests are still of interest. */
  take(most: number): One[] {
    this.#dropSettled();
    const share = Math.max(1, Math.floor(most / Math.max(1, this.#lines.size)));
    const taken: One[] = [];
    while (taken.length < most) {
      const [next] = this.#lines;
      if (next === undefined) break;
      const [request, line] = next;
      this.#lines.delete(request);
      taken.push(...line.splice(0, Math.min(share, most - taken.length)));
      // What is left goes to the end of the round.
      if (line.length > 0) this.#lines.set(request, line);
    }
    return taken;
  }

  #dropSettled(): void {
    for (const request of this.#lines.keys()) if (request.settled) this.#lines.delete(request);
  }
}
