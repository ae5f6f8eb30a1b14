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
 * Ingber, arXiv 2210.11934), both normalised by what is attainable at all and not by the best of this query, so that a
 * score says how good a hit is and not only that it is the best one.
 */
export function fuse({ candidates, byWords }: Retrieved, alpha: number): Scored[] {
  return candidates
    .map((candidate) => {
      const { cosine, lexical } = candidate;
      return {
        ...candidate,
        score: byWords ? (alpha * (1 + cosine)) / 2 + (1 - alpha) * lexical : cosine,
      };
    })
    .sort(byScore);
}
