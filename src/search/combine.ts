import type { Catalogue } from "../catalogue/catalogue.js";
import { dot, unitSum, type WeightedVector } from "../clip/unit-vectors.js";

/** Rows, evenly spread over the catalogue, that tell how widely a vector's cosines scatter. */
const SAMPLE = 512;
/** A vector that tells no row apart would get an endless weight. */
const LEAST_SPREAD = 1e-3;

/** Standard deviation of a vector's cosine over the catalogue. */
export function spread(vector: Float32Array, catalogue: Catalogue): number {
  const count = Math.min(SAMPLE, catalogue.size);
  if (count < 2) return 1;
  let sum = 0;
  let squares = 0;
  for (let sample = 0; sample < count; sample++) {
    const row = Math.floor((sample * catalogue.size) / count);
    const cosine = dot(vector, catalogue.vector(row));
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
 */
export function combine(parts: readonly WeightedVector[], catalogue: Catalogue): Float32Array {
  const [only] = parts;
  if (only && parts.length === 1) return only.vector;
  return unitSum(parts.map(({ vector, weight }) => ({ vector, weight: weight / spread(vector, catalogue) })));
}
