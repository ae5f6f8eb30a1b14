import { setImmediate as nextTurn } from "node:timers/promises";
import { TopK } from "./top-k.js";
import type { AllowedRows, Neighbour, VectorIndex } from "./vector-index.js";
import { checkQuery, similarity, type VectorTable } from "./vectors.js";

/** Multiplications after which a scan lets the event loop breathe: about 8 ms on one core. */
const SLAB = 12_000_000;

/** Compares with every allowed row: exact, linear in their number, always fills `k`. */
export class ExactIndex implements VectorIndex {
  constructor(private readonly table: VectorTable) {}

  get size(): number {
    return this.table.size;
  }

  get dimension(): number {
    return this.table.dimension;
  }

  async search(vector: Float32Array, k: number, allowed?: AllowedRows): Promise<Neighbour[]> {
    checkQuery(this.table, vector, k, allowed);
    const { size, dimension } = this.table;
    const best = new TopK(Math.min(k, Math.max(size, 1)));
    let budget = SLAB;
    for (let from = 0; from < size; ) {
      const to = Math.min(size, from + 1024);
      budget -= this.#scan(vector, from, to, allowed, best) * dimension;
      from = to;
      if (budget <= 0 && from < size) {
        budget = SLAB;
        await nextTurn();
      }
    }
    return best.sorted();
  }

  async close(): Promise<void> {}

  /** @returns how many rows were compared. */
  #scan(
    vector: Float32Array,
    from: number,
    to: number,
    allowed: AllowedRows | undefined,
    best: TopK,
  ): number {
    const { values, dimension } = this.table;
    let compared = 0;
    for (let row = from; row < to; row++) {
      if (allowed && allowed[row] !== 1) continue;
      compared++;
      best.offer(row, similarity(vector, values, row * dimension));
    }
    return compared;
  }
}
