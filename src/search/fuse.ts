import type { Catalogue } from "../catalogue/catalogue.js";
import { dot } from "../clip/unit-vectors.js";
import type { Neighbour } from "../index/vector-index.js";
import type { LexicalScores } from "./lexical-index.js";

/** A row with what it scored. */
export interface Candidate {
  readonly row: number;
  readonly score: number;
  readonly cosine: number;
  readonly lexical: number;
}

/** Better first; among equals the lower row, so that pages never disagree. */
function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || a.row - b.row;
}

/**
 * Ranks the best by look and the best by words together: the convex combination of normalised scores (Bruch, Gai and
 * Ingber, arXiv 2210.11934), both normalised by what is attainable at all and not by the best of this query, so that a
 * score says how good a hit is and not only that it is the best one.
 */
export function fuse(
  nearest: readonly Neighbour[],
  lexical: LexicalScores | undefined,
  bestByWords: readonly Neighbour[],
  vector: Float32Array,
  catalogue: Catalogue,
  alpha: number,
): Candidate[] {
  if (!lexical) return nearest.map(({ row, score }) => ({ row, score, cosine: score, lexical: 0 }));
  const cosines = new Map(nearest.map(({ row, score }) => [row, score]));
  for (const { row } of bestByWords) {
    if (!cosines.has(row)) cosines.set(row, dot(vector, catalogue.vector(row)));
  }
  return Array.from(cosines, ([row, cosine]) => {
    const covered = lexical.of(row);
    return { row, cosine, lexical: covered, score: (alpha * (1 + cosine)) / 2 + (1 - alpha) * covered };
  }).sort(byScore);
}
