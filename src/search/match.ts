import type { WordsCalibration } from "../catalogue/manifest.js";

/** How words and look are weighed against each other in a catalogue. */
export type Weighing = Pick<WordsCalibration, "alpha" | "cosines">;

/** Where a catalogue says nothing of its own: half and half, on the whole range of cosines. */
export const DEFAULT_WEIGHING: Weighing = { alpha: 0.5, cosines: { chance: 0, good: 1 } };

/** A cosine on the catalogue's own scale: 0 for a chance product and 1 for a good one, beyond both for worse and better. */
export function lookOf(cosine: number, { chance, good }: Weighing["cosines"]): number {
  return (cosine - chance) / (good - chance);
}

/**
 * How much the look counts for a question, 0..1. Alpha is its share where some product has every word; the less of the
 * words any product covers, the less they can tell, and the more the look must. 0 and 1 stay what they are.
 * @param covered the most that any product covers of the words, 0..1
 */
export function lookWeight(alpha: number, covered: number): number {
  return alpha === 0 ? 0 : alpha ** covered;
}
