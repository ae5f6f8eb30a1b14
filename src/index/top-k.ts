import type { Neighbour } from "./vector-index.js";

/** Better first: the higher score, and among equals the lower row. */
export const byScoreThenRow = (a: Neighbour, b: Neighbour) => b.score - a.score || a.row - b.row;

/**
 * The best `k` of a stream of scored rows: a binary heap with the worst kept row on top, in flat arrays because a scan
 * offers tens of thousands of rows per query.
 */
export class TopK {
  readonly #scores: Float64Array;
  readonly #rows: Int32Array;
  #size = 0;

  constructor(readonly k: number) {
    this.#scores = new Float64Array(k);
    this.#rows = new Int32Array(k);
  }

  offer(row: number, score: number): void {
    if (this.#size < this.k) {
      this.#rise(this.#size++, row, score);
    } else if (this.#worse(0, row, score)) {
      this.#sink(row, score);
    }
  }

  /** Best first. */
  sorted(): Neighbour[] {
    const kept: Neighbour[] = [];
    for (let at = 0; at < this.#size; at++) {
      kept.push({ row: this.#rows[at] ?? 0, score: this.#scores[at] ?? 0 });
    }
    return kept.sort(byScoreThenRow);
  }

  /** Whether what is kept at `at` is worse than this row. */
  #worse(at: number, row: number, score: number): boolean {
    const kept = this.#scores[at] ?? 0;
    return kept < score || (kept === score && (this.#rows[at] ?? 0) > row);
  }

  #put(at: number, row: number, score: number): void {
    this.#scores[at] = score;
    this.#rows[at] = row;
  }

  #rise(from: number, row: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#worse(parent, row, score)) break;
      this.#put(at, this.#rows[parent] ?? 0, this.#scores[parent] ?? 0);
      at = parent;
    }
    this.#put(at, row, score);
  }

  /** Replaces the worst, on top, by this row. */
  #sink(row: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (right < this.#size && this.#worse(right, this.#rows[child] ?? 0, this.#scores[child] ?? 0)) {
        child = right;
      }
      if (!this.#worse(child, row, score)) break;
      this.#put(at, this.#rows[child] ?? 0, this.#scores[child] ?? 0);
      at = child;
    }
    this.#put(at, row, score);
  }
}
