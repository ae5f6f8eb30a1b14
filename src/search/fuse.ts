import { lookOf, lookWeight, type Weighing } from "./match.js";
import type { Candidate, Retrieved } from "./retriever.js";

/** A candidate with what it is ranked by. */
export interface Scored extends Candidate {
  readonly score: number;
}

/** Better first; among equals the lower row, so that pages never disagree. */
function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.entry.row - b.entry.row;
}

/**
 * Ranks the best by look and the best by words together: the convex combination of normalised scores (Bruch, Gai and
 * Ingber, arXiv 2210.11934), both normalised by what is attainable in this catalogue and not by the best of this query, so
 * that a score says how good a hit is and not only that it is the best one.
 * @param weighing undefined ranks by look alone, and the score is the cosine
 */
export function fuse(
  { candidates }: Pick<Retrieved, "candidates">,
  weighing: Weighing | undefined,
): Scored[] {
  if (!weighing) return candidates.map((one) => ({ ...one, score: one.cosine })).sort(byScore);
  const covered = candidates.reduce((most, { lexical }) => Math.max(most, lexical), 0);
  const look = lookWeight(weighing.alpha, covered);
  return candidates
    .map((candidate) => {
      const { cosine, lexical } = candidate;
      return { ...candidate, score: look * lookOf(cosine, weighing.cosines) + (1 - look) * lexical };
    })
    .sort(byScore);
}
