import type { Thresholds } from "../manifest.js";

/** The value below which `share` of the numbers lie, between two of them by proportion. */
export function quantile(numbers: readonly number[], share: number): number {
  if (numbers.length === 0) throw new RangeError("A quantile of nothing");
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** What may go wrong on each side of a cut-off. */
export interface Tolerance {
  /** Share of questions that the catalogue can answer and that are refused all the same. */
  readonly refused: number;
  /** Share of questions about something else that are answered all the same. */
  readonly answered: number;
}

/** What goes wrong is measured in this. */
export const TOLERANCE: Tolerance = { refused: 0.03, answered: 0.1 };

const shareBelow = (numbers: readonly number[], cut: number) =>
  numbers.filter((number) => number < cut).length / numbers.length;

/**
 * The cut-off between the best scores of questions that belong here and of those that do not: where the worse of the two
 * errors, each measured in its tolerance, is smallest; the middle of the range where several are equally good.
 */
export function cutOff(
  onTopic: readonly number[],
  offTopic: readonly number[],
  tolerance: Tolerance = TOLERANCE,
): number {
  const scores = [...onTopic, ...offTopic].sort((a, b) => a - b);
  const cuts = scores.slice(1).map((score, at) => (score + (scores[at] ?? score)) / 2);
  let best = { cost: Number.POSITIVE_INFINITY, from: scores[0] ?? 0, to: scores[0] ?? 0 };
  for (const cut of cuts) {
    const refused = shareBelow(onTopic, cut) / tolerance.refused;
    const answered = (1 - shareBelow(offTopic, cut)) / tolerance.answered;
    const cost = Math.max(refused, answered);
    if (cost < best.cost - 1e-12) best = { cost, from: cut, to: cut };
    else if (Math.abs(cost - best.cost) <= 1e-12) best = { ...best, to: cut };
  }
  return (best.from + best.to) / 2;
}

/**
 * The cut-off that is used: where the two kinds of questions cannot be told apart well, none that belongs here may pay
 * for it. A model that was never shown other things places them anywhere.
 */
export function lenientCutOff(onTopic: readonly number[], offTopic: readonly number[]): number {
  return Math.min(cutOff(onTopic, offTopic), quantile(onTopic, MOST_REFUSED));
}

/** Share of the catalogue's own captions that may fall below the cut-off. */
const MOST_REFUSED = 0.02;

/** A hit, and whether it was of the sort that was asked for. */
export interface JudgedHit {
  readonly score: number;
  readonly fits: boolean;
}

/** The lowest score from which on at least `share` of the hits fit; undefined where not even the best one does. */
export function trustedFrom(hits: readonly JudgedHit[], share: number): number | undefined {
  let fitting = 0;
  let lowest: number | undefined;
  for (const [at, { score, fits }] of [...hits].sort((a, b) => b.score - a.score).entries()) {
    fitting += Number(fits);
    if (fitting / (at + 1) >= share) lowest = score;
  }
  return lowest;
}

/** To four places, which is more than any threshold is sure of. */
export const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

const roundedCosine = (cosine: number) => rounded(Math.min(1, Math.max(-1, cosine)));

/** Keeps the words in order where a small catalogue's figures cross. */
export function ordered({ veryClose, close, loose }: Thresholds): Thresholds {
  const middle = Math.max(close, loose);
  return {
    veryClose: roundedCosine(Math.max(veryClose, middle)),
    close: roundedCosine(middle),
    loose: roundedCosine(loose),
  };
}
