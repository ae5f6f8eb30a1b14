/** The mean of numbers; 0 of none. */
export const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

export interface RankFigures {
  readonly queries: number;
  /** Share of queries whose first right answer stands first. */
  readonly r1: number;
  /** … among the first ten. */
  readonly r10: number;
  /** Mean of 1 / rank of the first right answer. */
  readonly mrr: number;
}

/** @param ranks of the first right answer, from 1 */
export function rankFigures(ranks: readonly number[]): RankFigures {
  return {
    queries: ranks.length,
    r1: mean(ranks.map((rank) => (rank <= 1 ? 1 : 0))),
    r10: mean(ranks.map((rank) => (rank <= 10 ? 1 : 0))),
    mrr: mean(ranks.map((rank) => 1 / rank)),
  };
}

export interface ClassFigures {
  readonly items: number;
  readonly classes: number;
  readonly accuracy: number;
  /** Harmonic mean of precision and recall per class, weighted by how many items are of the class. */
  readonly weightedF1: number;
}

export function classFigures(truth: readonly string[], guessed: readonly string[]): ClassFigures {
  const count = new Map<string, { truth: number; guessed: number; right: number }>();
  const entry = (name: string) => {
    const known = count.get(name) ?? { truth: 0, guessed: 0, right: 0 };
    count.set(name, known);
    return known;
  };
  for (const [at, name] of truth.entries()) {
    const guess = guessed[at] ?? "";
    entry(name).truth++;
    entry(guess).guessed++;
    if (guess === name) entry(name).right++;
  }
  const known = [...count.values()];
  const right = known.reduce((sum, one) => sum + one.right, 0);
  // F1 = 2·TP / (TP + FP + TP + FN); classes that no item is of have no weight.
  const weighted = known.reduce(
    (sum, one) => sum + (one.truth === 0 ? 0 : (one.truth * 2 * one.right) / (one.truth + one.guessed)),
    0,
  );
  const items = truth.length;
  return {
    items,
    classes: known.filter((one) => one.truth > 0).length,
    accuracy: items === 0 ? 0 : right / items,
    weightedF1: items === 0 ? 0 : weighted / items,
  };
}

/** The share of right ones among the first `k`; what is missing counts as wrong. */
export const precisionAt = (k: number, right: readonly boolean[]): number =>
  right.slice(0, k).filter(Boolean).length / k;
