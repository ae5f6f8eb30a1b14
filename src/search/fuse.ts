import type { FacetEvidence } from "./facet-evidence.js";
import { lookOf, lookWeight, type Weighing } from "./match.js";
import type { Candidate, Retrieved } from "./retrieval/retriever.js";

/** A candidate with what it is ranked by. */
export interface Scored extends Candidate {
  readonly score: number;
}

/** What a product gains that is called exactly as it was asked for: more than any look can make up for. */
const NAMED = 1;

/** Cosine from which on a candidate is the question's very picture, saved anew: nothing comes before it. */
export const SAME_PICTURE = 0.995;

/** From this far below on, what a picture seems to show counts in full. */
const NEARLY_SAME = 0.05;

/** How much it counts what the question's picture seems to show, 0..1: the less the nearer a candidate is to being that picture. */
const unlike = (cosine: number) => Math.min(1, Math.max(0, (SAME_PICTURE - cosine) / NEARLY_SAME));

/** Better first; among equals the lower row, so that pages never disagree. */
function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.entry.row - b.entry.row;
}

/**
 * Ranks the best by look and the best by words together: the convex combination of normalised scores (Bruch, Gai and
 * Ingber, arXiv 2210.11934), both normalised by what is attainable in this catalogue and not by the best of this query, so
 * that a score says how good a hit is and not only that it is the best one.
 * @param weighing undefined ranks by look alone, and the score is the cosine
 * @param wanted a product that is called exactly so comes first, whatever others look like; not by words or look alone
 * @param likely what a candidate's facets add to its cosine
 */
export function fuse(
  { candidates }: Pick<Retrieved, "candidates">,
  weighing: Weighing | undefined,
  wanted: string,
  likely: FacetEvidence = () => 0,
): Scored[] {
  const looks = ({ cosine, entry }: Candidate) => cosine + unlike(cosine) * likely(entry);
  if (!weighing) return candidates.map((one) => ({ ...one, score: looks(one) })).sort(byScore);
  const covered = candidates.reduce((most, { lexical }) => Math.max(most, lexical), 0);
  const look = lookWeight(weighing.alpha, covered);
  const mixed = weighing.alpha > 0 && weighing.alpha < 1;
  return candidates
    .map((candidate) => {
      const { entry, lexical } = candidate;
      const named = mixed && isCalled(entry.title, wanted) ? NAMED : 0;
      const seen = lookOf(looks(candidate), weighing.cosines);
      return { ...candidate, score: named + look * seen + (1 - look) * lexical };
    })
    .sort(byScore);
}

/** Whether a product's title is just what was asked for, but for capitals. */
export function isCalled(title: string, wanted: string): boolean {
  return title.length === wanted.length && title.toLocaleLowerCase("en") === wanted.toLocaleLowerCase("en");
}
