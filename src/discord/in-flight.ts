import { setTimeout as sleep } from "node:timers/promises";

/** What is being answered right now. */
export class InFlight {
  private readonly running = new Set<Promise<void>>();

  add(work: Promise<void>): void {
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  get size(): number {
    return this.running.size;
  }

  /** Resolves when nothing is running any more, or the signal aborts. */
  async settled(signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.running.size === 0) return;
    const aborted = new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve(), { once: true }),
    );
    while (this.running.size > 0 && !signal.aborted) {
      await Promise.race([aborted, Promise.allSettled(this.running)]);
    }
  }

  /** The same for at most `ms` milliseconds. */
  async settledWithin(ms: number): Promise<void> {
    const done = new AbortController();
    await Promise.race([
      this.settled(done.signal),
      sleep(ms, undefined, { signal: done.signal }).catch(() => undefined),
    ]);
    done.abort();
  }
}
