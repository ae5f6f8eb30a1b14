import { HaberdasherError } from "../errors.js";

/** Unit vectors of one length, one after another. */
export interface VectorTable {
  /** `size · dimension` floats. */
  readonly values: Float32Array;
  readonly dimension: number;
  readonly size: number;
}

export function vectorTable(values: Float32Array, dimension: number): VectorTable {
  return { values, dimension, size: values.length / dimension };
}

export function vectorAt(table: VectorTable, row: number): Float32Array {
  return table.values.subarray(row * table.dimension, (row + 1) * table.dimension);
}

/** Inner product of a query with one row; for unit vectors their cosine. Four running sums let the processor overlap them. */
export function similarity(query: Float32Array, values: Float32Array, offset: number): number {
  const length = query.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    a += (query[at] ?? 0) * (values[offset + at] ?? 0);
    b += (query[at + 1] ?? 0) * (values[offset + at + 1] ?? 0);
    c += (query[at + 2] ?? 0) * (values[offset + at + 2] ?? 0);
    d += (query[at + 3] ?? 0) * (values[offset + at + 3] ?? 0);
  }
  for (; at < length; at++) a += (query[at] ?? 0) * (values[offset + at] ?? 0);
  return a + b + (c + d);
}

/** A number less itself is 0, unless it is infinite or none. A tenth of the time that `every` takes. */
function allFinite(vector: Float32Array): boolean {
  let rest = 0;
  for (let at = 0; at < vector.length; at++) rest += (vector[at] ?? 0) - (vector[at] ?? 0);
  return rest === 0;
}

/** Fails with code `bad-request` for what no index can answer. */
export function checkQuery(
  table: { readonly size: number; readonly dimension: number },
  vector: Float32Array,
  k: number,
  allowed?: Uint8Array,
): void {
  if (vector.length !== table.dimension) {
    throw new HaberdasherError(
      "bad-request",
      `This index holds vectors of ${table.dimension} numbers, and the query has ${vector.length}.`,
    );
  }
  if (!allFinite(vector)) {
    throw new HaberdasherError("bad-request", "The query's vector holds something that is not a number.");
  }
  if (!Number.isInteger(k) || k < 1) {
    throw new HaberdasherError(
      "bad-request",
      `The number of neighbours must be a whole number above 0, not ${k}.`,
    );
  }
  if (allowed && allowed.length !== table.size) {
    throw new HaberdasherError(
      "bad-request",
      `The filter speaks of ${allowed.length} rows, and the index has ${table.size}.`,
    );
  }
}
