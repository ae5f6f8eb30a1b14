import type { Neighbour } from "../../index/vector-index.js";
import { lookWeight } from "../match.js";

/** A question of which the right answers are known, and what may answer it. */
export interface TuningQuestion {
  /** Questions of one sort count as much as those of another. */
  readonly sort: string;
  readonly candidates: readonly TuningCandidate[];
  /** How many products are right. */
  readonly relevant: number;
}

export interface TuningCandidate extends Pick<Neighbour, "row"> {
  /** 0 for a chance product and 1 for a good one. */
  readonly look: number;
  readonly lexical: number;
  readonly right: boolean;
}

/** Hits that people look at. */
const DEPTH = 10;
const STEPS = 20;

/** Precision of the first ten, of as many as there are; where one product alone is right, 1 / its rank. */
function quality({ candidates, relevant }: TuningQuestion, alpha: number): number {
  const covered = Math.max(0, ...candidates.map(({ lexical }) => lexical));
  const look = lookWeight(alpha, covered);
  const ranked = candidates
    .map((candidate) => ({ ...candidate, score: look * candidate.look + (1 - look) * candidate.lexical }))
    .sort((a, b) => b.score - a.score || a.row - b.row);
  if (relevant === 1) {
    const at = ranked.findIndex(({ right }) => right);
    return at < 0 ? 0 : 1 / (at + 1);
  }
  return ranked.slice(0, DEPTH).filter(({ right }) => right).length / Math.min(DEPTH, relevant);
}

const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);

/**
 * The weight of the look, in steps of a twentieth up to 1, with which the questions are answered best. Never 0: titles are all in
 * their products' own words, and by words alone a question in other ones would find nothing.
 */
export function tuneAlpha(questions: readonly TuningQuestion[]): number {
  const sorts = new Set(questions.map(({ sort }) => sort));
  let best = { alpha: 0.5, quality: 0 };
  for (let step = 1; step <= STEPS; step++) {
    const alpha = step / STEPS;
    const reached = mean(
      [...sorts].map((sort) =>
        mean(questions.filter((question) => question.sort === sort).map((one) => quality(one, alpha))),
      ),
    );
    if (reached > best.quality) best = { alpha, quality: reached };
  }
  return best.alpha;
}
