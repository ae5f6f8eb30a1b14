import { similarity } from "../index/vectors.js";
import type { Scored } from "./fuse.js";

/** How much fitting the question counts against differing from what was chosen before. */
const RELEVANCE = 0.7;
/**
 * So many of the best may be chosen first, and so many for each hit that was: variety among answers, not beyond them. How
 * many hits are wanted plays no part, so that pages agree with each other.
 */
const POOL = 32;
const POOL_PER_HIT = 5;

/** How many candidates take part where so many hits are wanted. */
export const poolFor = (hits: number) => Math.max(POOL, hits * POOL_PER_HIT);

interface Open<T> {
  readonly candidate: T;
  readonly vector: Float32Array;
  readonly fit: number;
  /** Cosine with the most alike of those that were chosen. */
  alike: number;
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each next hit is the one that fits best and looks least
 * like those before it. Scores stretch over 0..1 among the first that may be chosen; looks are compared by the cosine of their pictures.
 * @param candidates best first
 * @param taken vectors of what was shown already, so that pages go on where the last one ended
 * @returns `need` of the candidates, where there are so many; the rest of them is left out
 */
export function diversified<T extends Scored>(
  candidates: readonly T[],
  taken: readonly Float32Array[],
  need: number,
): T[] {
  const pool = candidates.slice(0, poolFor(need));
  const [best = 0, worst = 0] = [pool[0]?.score, pool.slice(0, POOL).at(-1)?.score];
  const span = best - worst || 1;
  const alikeTo = (vector: Float32Array, others: readonly Float32Array[]) =>
    others.reduce((most, other) => Math.max(most, similarity(vector, other, 0)), -1);
  const chosen: T[] = [];
  const open: Open<T>[] = [];
  let seen = 0;
  while (chosen.length < need) {
    for (const candidate of pool.slice(seen, poolFor(chosen.length + 1))) {
      const { vector } = candidate.entry;
      const others = [...taken, ...chosen.map(({ entry }) => entry.vector)];
      open.push({ candidate, vector, fit: (candidate.score - worst) / span, alike: alikeTo(vector, others) });
      seen += 1;
    }
    const worth = ({ fit, alike }: Open<T>) => RELEVANCE * fit - (1 - RELEVANCE) * alike;
    const at = open.reduce((top, one, index) => {
      const leader = open[top];
      return leader && worth(one) > worth(leader) ? index : top;
    }, 0);
    const [next] = open.splice(at, 1);
    if (!next) break;
    chosen.push(next.candidate);
    for (const one of open) one.alike = Math.max(one.alike, similarity(one.vector, next.vector, 0));
  }
  return chosen;
}
