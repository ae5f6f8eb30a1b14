import { unitSum, type WeightedVector } from "../clip/unit-vectors.js";
import type { Leaning } from "./leanings.js";

/** "More formal" moves a question and does not replace it. */
const LEANING_WEIGHT = 0.5;

/** Where a leaning leads in words: from the opposite, where there is one, towards what is wished for. */
export async function direction(
  { toward, away = "" }: Leaning,
  encodeWords: (words: string) => Promise<Float32Array | undefined>,
): Promise<WeightedVector> {
  const [goal, opposite] = await Promise.all([encodeWords(toward), encodeWords(away)]);
  const parts = [
    ...(goal ? [{ vector: goal, weight: 1 }] : []),
    ...(opposite ? [{ vector: opposite, weight: -1 }] : []),
  ];
  return { vector: unitSum(parts), weight: LEANING_WEIGHT };
}
