import type { Catalogue } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";

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
    throw wrong(
      `The label "${long.slice(0, 30)}…" is too long: ${LIMITS.labelCharacters} characters at most.`,
    );
  }
  if (own.length < min)
    throw wrong(`Give at least ${min} different labels, separated by commas: coat, puma, galaxy.`);
  if (own.length > max) throw wrong(`That is ${own.length} labels; ${max} at most, please.`);
  return own;
}

/**
 * Reads "coat, puma, galaxy" (commas, semicolons or lines between the labels) and checks it. "@colour" stands for the
 * catalogue's colours, the most frequent first. Fails with `not-found` for a set that the catalogue does not have.
 */
export function readOwnLabels(typed: string, catalogue: Pick<Catalogue, "facets">): string[] {
  const pieces = typed.split(/[,;\n]/).map((piece) => piece.trim());
  return checkOwnLabels(
    pieces.flatMap((piece) => (piece.startsWith("@") ? labelSet(piece.slice(1), catalogue) : piece)),
  );
}

function labelSet(name: string, { facets }: Pick<Catalogue, "facets">): string[] {
  const wanted = name.toLocaleLowerCase("en");
  const facet = facets.find(
    ({ role, attribute }) => role === wanted || attribute.toLocaleLowerCase("en") === wanted,
  );
  if (facet) {
    const values = facet.values.map(({ value }) => value).filter(isTelling);
    return values.slice(0, LIMITS.labels.max);
  }
  const known = facets.map(({ role, attribute }) => `@${role ?? attribute}`).join(", ");
  throw new HaberdasherError(
    "not-found",
    `There is no label set @${name}; ${known === "" ? "this catalogue has none" : `this catalogue has ${known}`}.`,
  );
}
