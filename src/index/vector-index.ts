export interface Neighbour {
  /** The catalogue's row. */
  readonly row: number;
  /** Cosine similarity, -1..1. */
  readonly score: number;
}

/** Which rows may be answered: one byte per row, 1 = allowed. Its length is the index's size. */
export type AllowedRows = Uint8Array;

/** Nearest neighbours by cosine over unit vectors. */
export interface VectorIndex {
  readonly size: number;
  readonly dimension: number;
  /**
   * The `k` nearest rows, best first; fewer only when fewer are allowed. Ties are broken by row.
   * Fails with code `bad-request` for a vector of another dimension or a `k` below 1.
   */
  search(vector: Float32Array, k: number, allowed?: AllowedRows): Promise<Neighbour[]>;
  close(): Promise<void>;
}
