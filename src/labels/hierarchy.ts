import type { Catalogue, ValuePair } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import type { LabelProbability } from "./labeller.js";

/** A label → the coarsest one that it is a kind of; one step, so that names which go round in a circle lead somewhere. */
export type Coarser = ReadonlyMap<string, string>;

/** One question in two steps. */
export interface Levels {
  /** Coarse labels, each with the shares of what belongs to it; best first. */
  readonly coarse: readonly LabelProbability[];
  /** What belongs to the best of them, as shares that sum to 1; best first. */
  readonly fine: readonly LabelProbability[];
}

/** In the singular: "Dresses" → "dress", "Shoes" → "shoe". */
const plain = (label: string) =>
  label
    .trim()
    .toLocaleLowerCase("en")
    .replace(/(?<=\p{L}{2})(?:(?<=ss|x|zz|ch|sh)es|(?<![su])s)$/u, "");

/** By names: "rain jacket" is one of the "Jackets" where both are labels; of several heads the shortest counts. */
export function coarserByName(labels: readonly string[]): Coarser {
  const heads = labels
    .map((label) => ({ label, ending: ` ${plain(label)}` }))
    .sort((a, b) => a.ending.length - b.ending.length);
  return new Map(
    labels.flatMap((label): [string, string][] => {
      const head = heads.find((one) => one.label !== label && plain(label).endsWith(one.ending));
      return head ? [[label, head.label]] : [];
    }),
  );
}

/** By the catalogue's products: each kind's usual category. */
export async function categoriesOfKinds(catalogue: Pick<Catalogue, "together">): Promise<Coarser> {
  const usual = new Map<string, ValuePair>();
  for (const pair of await catalogue.together("kind", "category")) {
    const best = usual.get(pair.one);
    if (isTelling(pair.other) && pair.count > (best?.count ?? 0)) usual.set(pair.one, pair);
  }
  return new Map(Array.from(usual, ([kind, { other }]) => [kind, other]));
}

const byShare = (a: LabelProbability, b: LabelProbability) => b.probability - a.probability;

const topOf = (label: string, coarser: Coarser): string => coarser.get(label) ?? label;

/** Coarse labels, each with the shares of what belongs to it; best first. */
export function coarsely(labels: readonly LabelProbability[], coarser: Coarser): LabelProbability[] {
  const shares = new Map<string, number>();
  for (const { label, probability } of labels) {
    const top = topOf(label, coarser);
    shares.set(top, (shares.get(top) ?? 0) + probability);
  }
  return Array.from(shares, ([label, probability]) => ({ label, probability })).sort(byShare);
}

/** Undefined where the best coarse label has nothing finer. A label that is coarse itself is one of its own finer ones. */
export function inLevels(labels: readonly LabelProbability[], coarser: Coarser): Levels | undefined {
  const coarse = coarsely(labels, coarser);
  const [best] = coarse;
  const within = labels.filter(({ label }) => best && topOf(label, coarser) === best.label);
  if (!best || !within.some(({ label }) => label !== best.label)) return undefined;
  const fine = within
    .map(({ label, probability }) => ({ label, probability: probability / best.probability }))
    .sort(byShare);
  return { coarse, fine };
}
