/** A vector and how much it counts; negative: away from it. */
export interface WeightedVector {
  readonly vector: Float32Array;
  readonly weight: number;
}

/** The weighted sum, at length 1. All vectors are of one length. Fails when they cancel out. */
export function unitSum(parts: readonly WeightedVector[]): Float32Array {
  const [first] = parts;
  if (!first) throw new Error("No vectors to add");
  const sum = new Float32Array(first.vector.length);
  for (const { vector, weight } of parts) {
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + weight * (vector[at] ?? 0);
  }
  const length = Math.hypot(...sum);
  if (!(length > 1e-6)) throw new Error("Vectors that cancel out point nowhere");
  return sum.map((value) => value / length);
}

/** The mean of unit vectors, at length 1; one vector stays as it is. */
export function unitMean(vectors: readonly Float32Array[]): Float32Array {
  const [only] = vectors;
  if (only && vectors.length === 1) return only;
  return unitSum(vectors.map((vector) => ({ vector, weight: 1 })));
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
