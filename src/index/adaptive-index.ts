import type { ExactIndex } from "./exact-index.js";
import type { HnswIndex } from "./hnsw-index.js";
import type { AllowedRows, Neighbour, VectorIndex } from "./vector-index.js";
import { checkQuery } from "./vectors.js";

/**
 * Up to so many allowed rows the exact scan answers. Measured with 41,236 vectors of 256 numbers: a scan of 10,000 rows
 * takes 1.9 ms, and a walk that a filter narrows to a tenth, a fiftieth, a hundredth of the rows 0.6, 1.8, 3.8 ms.
 */
export const EXACT_ROWS = 10_000;
/** And so many always. */
const LEAST_ROWS = 1_000;

/** A walk that a filter narrows to this share of the catalogue, or more, is faster than scanning so many rows. */
const WALKED_SHARE = 0.1;

/** Beyond this share of the catalogue a graph has nothing to skip. */
const EXACT_SHARE = 0.5;

export function countAllowed(allowed: AllowedRows): number {
  let count = 0;
  for (let row = 0; row < allowed.length; row++) if (allowed[row] === 1) count++;
  return count;
}

/** The graph for the whole, the exact scan where a filter leaves few rows: a narrow filter still fills the page. */
export class AdaptiveIndex implements VectorIndex {
  constructor(
    readonly hnsw: HnswIndex,
    readonly exact: ExactIndex,
  ) {}

  get size(): number {
    return this.exact.size;
  }

  get dimension(): number {
    return this.exact.dimension;
  }

  async search(vector: Float32Array, k: number, allowed?: AllowedRows): Promise<Neighbour[]> {
    checkQuery(this, vector, k, allowed);
    const available = allowed ? countAllowed(allowed) : this.size;
    const scanned = Math.min(EXACT_ROWS, Math.max(LEAST_ROWS, this.size * WALKED_SHARE));
    if ((allowed && available <= scanned) || k >= available * EXACT_SHARE) {
      return this.exact.search(vector, k, allowed);
    }
    const found = await this.hnsw.search(vector, k, allowed);
    // A graph can have corners that no walk reaches; whoever asked for k gets k.
    return found.length < Math.min(k, available) ? this.exact.search(vector, k, allowed) : found;
  }

  async close(): Promise<void> {
    await Promise.all([this.hnsw.close(), this.exact.close()]);
  }
}
