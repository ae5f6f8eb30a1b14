import type { Entry, Facet } from "../catalogue/catalogue.js";
import type { Leaning, LeaningFacet } from "./leanings.js";

/** What a product of the wished kind gains, in standard deviations of the best scores. */
const GAIN = 1;
/** Those that it competes with: the rest of the pool is far off, and would let a formal dress pass a plain coat. */
const COMPETING = 24;

interface Scored {
  readonly entry: Entry;
  readonly score: number;
}

const has = (values: readonly string[], value: string | undefined) =>
  value !== undefined && values.includes(value.toLocaleLowerCase("en"));

/** The facet by which a catalogue's own values tell a leaning, better than any direction in words; undefined where they do not. */
export function tellingFacet({ facet }: Leaning, facets: readonly Facet[]): LeaningFacet | undefined {
  if (!facet) return undefined;
  const values = facets.find(({ role }) => role === facet.role)?.values ?? [];
  const told = (side: readonly string[]) => values.some(({ value }) => has(side, value));
  return told(facet.toward) && told(facet.away) ? facet : undefined;
}

function deviation(scores: readonly number[]): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
}

/** Ranked products anew: those that a facet calls what is wished for gain, their opposites lose. */
export function lean<T extends Scored>(ranked: readonly T[], facets: readonly LeaningFacet[]): readonly T[] {
  if (facets.length === 0 || ranked.length === 0) return ranked;
  const step = GAIN * deviation(ranked.slice(0, COMPETING).map(({ score }) => score));
  const gain = ({ entry }: T) =>
    facets.reduce((sum, { role, toward, away }) => {
      const value = entry.value(role);
      return sum + Number(has(toward, value)) - Number(has(away, value));
    }, 0);
  return ranked
    .map((hit) => ({ hit, leant: hit.score + step * gain(hit) }))
    .sort((a, b) => b.leant - a.leant || a.hit.entry.row - b.hit.entry.row)
    .map(({ hit }) => hit);
}
