import { unitMean, type WeightedVector } from "../clip/unit-vectors.js";

/**
 * Relevance feedback: query' = α·query + β·mean(liked) − γ·mean(disliked) (Rocchio, "Relevance feedback in information
 * retrieval", 1971), with α 1 and γ 0.15 as Manning, Raghavan and Schütze recommend ("Introduction to Information
 * Retrieval", 2008, section 9.1.1) and their β 0.75. What people like says more than what they do not.
 */
const LIKED_WEIGHT = 0.75;
const DISLIKED_WEIGHT = -0.15;

/** What votes add to a query whose own weight is 1. */
export function feedback(
  liked: readonly Float32Array[],
  disliked: readonly Float32Array[],
): WeightedVector[] {
  return [
    ...(liked.length > 0 ? [{ vector: unitMean(liked), weight: LIKED_WEIGHT }] : []),
    ...(disliked.length > 0 ? [{ vector: unitMean(disliked), weight: DISLIKED_WEIGHT }] : []),
  ];
}
