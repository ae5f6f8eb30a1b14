import type { Facet } from "../catalogue/catalogue.js";
import { normalWord, normalWords } from "./words.js";

/** Shorter stems are parts of too many words. */
const SHORTEST = 4;

/** "stripes", "striped" and "stripy" → "strip": near enough to find a facet's value by what people call it. */
function stem(word: string): string {
  const cut = normalWord(word).replace(/(?:e|ed|y|ing|ery)$/u, "");
  return cut.length >= SHORTEST ? cut : normalWord(word);
}

/**
 * Words that shut out what somebody does not want: those that were said, and those of the catalogue's patterns, materials
 * and colours that mean the same. "stripes" → ["stripes", "Striped"].
 */
export function minusWords(unwanted: readonly string[], facets: readonly Facet[]): string[] {
  const values = facets
    .filter(({ role }) => role === "pattern" || role === "material" || role === "colour")
    .flatMap((facet) => facet.values.map(({ value }) => value));
  return unwanted.flatMap((word) => {
    const same = values.filter((value) => {
      const words = normalWords(value);
      return words.length === 1 && stem(value) === stem(word) && words[0] !== normalWord(word);
    });
    return [word, ...new Set(same)];
  });
}
