import type { HnswIndex } from "./hnsw-index.js";
import type { Neighbour, VectorIndex } from "./vector-index.js";

/** Below this difference two scores are the same picture twice, and either may stand in the answer. */
const TIE = 1e-6;

/** The share of the true best `k` that was found; a row that ties with the last of them counts as one of them. */
export function recall(found: readonly Neighbour[], truth: readonly Neighbour[]): number {
  const last = truth.at(-1);
  if (!last) return 1;
  const good = found.filter(({ score }) => score >= last.score - TIE).length;
  return Math.min(good, truth.length) / truth.length;
}

/** Mean recall@k of `index` against the exact answers. */
export async function meanRecall(
  index: VectorIndex,
  queries: readonly Float32Array[],
  truths: readonly (readonly Neighbour[])[],
): Promise<number> {
  let sum = 0;
  for (const [at, query] of queries.entries()) {
    const truth = truths[at] ?? [];
    sum += truth.length === 0 ? 1 : recall(await index.search(query, truth.length), truth);
  }
  return queries.length === 0 ? 1 : sum / queries.length;
}

/** Words want about twice as much when a catalogue grows tenfold; a million products want more than 2,048. */
const EF_STEPS = [
  16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192,
];

/**
 * The smallest `ef` whose mean recall@k reaches the target in every group of queries (words and pictures walk the graph
 * differently); the largest step where none does. Leaves `index.ef` at it.
 */
export async function chooseEf(
  index: HnswIndex,
  exact: VectorIndex,
  groups: readonly (readonly Float32Array[])[],
  { k = 10, target = 0.99 } = {},
): Promise<number> {
  const truths: Neighbour[][][] = [];
  for (const group of groups) {
    const answers: Neighbour[][] = [];
    for (const query of group) answers.push(await exact.search(query, k));
    truths.push(answers);
  }
  for (const ef of EF_STEPS) {
    index.ef = ef;
    let worst = 1;
    for (const [at, group] of groups.entries()) {
      worst = Math.min(worst, await meanRecall(index, group, truths[at] ?? []));
    }
    if (worst >= target) return ef;
  }
  return index.ef;
}
