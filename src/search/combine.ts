import { dot, unitSum, type WeightedVector } from "../clip/unit-vectors.js";

/** A vector that tells no product apart would get an endless weight. */
const LEAST_SPREAD = 1e-3;

/** Standard deviation of a vector's cosine over some of the catalogue's. */
export function spread(vector: Float32Array, sample: readonly Float32Array[]): number {
  const count = sample.length;
  if (count < 2) return 1;
  let sum = 0;
  let squares = 0;
  for (const other of sample) {
    const cosine = dot(vector, other);
    sum += cosine;
    squares += cosine * cosine;
  }
  const mean = sum / count;
  return Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, squares / count - mean * mean)));
}

/**
 * Words and pictures as one query. CLIP keeps the two in cones apart (Liang et al., "Mind the gap", arXiv 2203.02053):
 * cosines among pictures lie higher and scatter wider than those between words and pictures, so a plain mean would hear
 * the picture alone. Each part is therefore divided by its spread over the catalogue: it counts as much as it tells
 * products apart, times its weight.
 * @param sample vectors of products, evenly spread over the catalogue
 */
export async function combine(
  parts: readonly WeightedVector[],
  sample: () => Promise<readonly Float32Array[]>,
): Promise<Float32Array> {
  const [only] = parts;
  if (only && parts.length === 1) return only.vector;
  const vectors = await sample();
  return unitSum(parts.map(({ vector, weight }) => ({ vector, weight: weight / spread(vector, vectors) })));
}
