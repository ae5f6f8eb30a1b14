import type { HierarchicalNSW } from "hnswlib-node";
import { plainNumbers } from "./plain-numbers.js";
import { byScoreThenRow } from "./top-k.js";
import type { AllowedRows, Neighbour, VectorIndex } from "./vector-index.js";
import { checkQuery, similarity, type VectorTable } from "./vectors.js";

/**
 * Nearest neighbours by a walk through a small-world graph: approximate, and with a filter possibly fewer than `k`.
 * Scores are computed from the vectors themselves, so that they are the same bits that an exact scan gives.
 */
export class HnswIndex implements VectorIndex {
  readonly #plain: (vector: Float32Array) => number[];

  /** @param ef candidates kept during a walk; hnswlib forgets it on load. */
  constructor(
    private readonly graph: HierarchicalNSW,
    private readonly table: VectorTable,
    ef: number,
  ) {
    this.#plain = plainNumbers(table.dimension);
    this.ef = ef;
  }

  get size(): number {
    return this.table.size;
  }

  get dimension(): number {
    return this.table.dimension;
  }

  get ef(): number {
    return this.graph.getEf();
  }

  set ef(value: number) {
    this.graph.setEf(value);
  }

  async search(vector: Float32Array, k: number, allowed?: AllowedRows): Promise<Neighbour[]> {
    checkQuery(this.table, vector, k, allowed);
    const { size, dimension, values } = this.table;
    if (size === 0) return [];
    const filter = allowed && ((row: number) => allowed[row] === 1);
    const found = this.graph.searchKnn(this.#plain(vector), Math.min(k, size), filter);
    return found.neighbors
      .map((row) => ({ row, score: similarity(vector, values, row * dimension) }))
      .sort(byScoreThenRow);
  }

  async close(): Promise<void> {}
}
