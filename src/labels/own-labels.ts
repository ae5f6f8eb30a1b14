import type { Catalogue } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import { abridged, HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import type { LabelSets } from "./label-sets.js";

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/**
 * Labels as they are used: trimmed, inner spaces joined, the first of those that differ only in case.
 * Fails with `bad-request` for fewer than 2, more than 100, or a label of more than 80 characters.
 */
export function checkOwnLabels(labels: readonly string[]): string[] {
  const { min, max } = LIMITS.labels;
  const kept = new Map<string, string>();
  for (const label of labels) {
    const clean = label.trim().replace(/\s+/g, " ");
    const key = clean.toLocaleLowerCase("en");
    if (clean !== "" && !kept.has(key)) kept.set(key, clean);
  }
  const own = [...kept.values()];
  const long = own.find((label) => label.length > LIMITS.labelCharacters);
  if (long !== undefined) {
    throw wrong(`The label "${abridged(long)}" is too long: ${LIMITS.labelCharacters} characters at most.`);
  }
  if (own.length < min)
    throw wrong(`Give at least ${min} different labels, separated by commas: coat, puma, galaxy.`);
  if (own.length > max) throw wrong(`That is ${own.length} labels; ${max} at most, please.`);
  return own;
}

/** What a named set may be looked for in. */
export interface KnownSets {
  readonly facets: Catalogue["facets"];
  readonly labelSets: LabelSets;
}

/**
 * Reads "coat, puma, galaxy" (commas, semicolons or lines between the labels) and checks it. "@outerwear" stands for a
 * named set, "@colour" for the catalogue's colours, the most frequent first. Fails with `not-found` for a set that is
 * neither, naming the nearest.
 */
export function readOwnLabels(typed: string, known: KnownSets): string[] {
  const pieces = typed.split(/[,;\n]/).map((piece) => piece.trim());
  return checkOwnLabels(
    pieces.flatMap((piece) => (piece.startsWith("@") ? labelSet(piece.slice(1).trim(), known) : piece)),
  );
}

/** The names of all sets, as they are typed: "@outerwear", then the catalogue's facets. */
export function setNames({ facets, labelSets }: KnownSets): string[] {
  const telling = facets.filter(({ values }) => values.length > 1);
  const names = [...labelSets.keys(), ...telling.map(({ role, attribute }) => role ?? attribute)];
  return [...new Set(names.map((name) => `@${name}`))];
}

function labelSet(name: string, { facets, labelSets }: KnownSets): readonly string[] {
  const wanted = name.toLocaleLowerCase("en");
  const named = labelSets.get(wanted);
  if (named) return named;
  const facet = facets.find(
    ({ role, attribute }) => role === wanted || attribute.toLocaleLowerCase("en") === wanted,
  );
  if (facet) {
    const values = facet.values.map(({ value }) => value).filter(isTelling);
    return values.slice(0, LIMITS.labels.max);
  }
  const names = setNames({ facets, labelSets });
  const listed = names.length === 0 ? "there are none here" : `there are ${names.join(", ")}`;
  throw new HaberdasherError("not-found", `There is no label set @${abridged(name)}; ${listed}.`);
}
