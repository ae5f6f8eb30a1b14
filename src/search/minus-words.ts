import type { Facet } from "../catalogue/catalogue.js";
import { thesaurusOf } from "./thesaurus/thesaurus.js";
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
 * and colours that mean the same. "stripes" → ["stripes", "Striped"], "plaid" → ["plaid", "Checked"].
 */
export function minusWords(unwanted: readonly string[], facets: readonly Facet[]): string[] {
  const telling = facets.filter(({ role }) => role === "pattern" || role === "material" || role === "colour");
  const thesaurus = [...thesaurusOf({ facets: telling }).values()];
  const all = telling.flatMap((facet) => facet.values.map(({ value }) => value));
  return unwanted.flatMap((word) => {
    const normal = normalWord(word);
    const meant = thesaurus.flatMap((facet) => {
      const meaning = facet.meaning(normal);
      return meaning && !meaning.wider ? meaning.values : [];
    });
    const same = all.filter((value) => {
      const words = normalWords(value);
      return (
        words.length === 1 && words[0] !== normal && (stem(value) === stem(word) || meant.includes(value))
      );
    });
    return [word, ...new Set(same)];
  });
}
