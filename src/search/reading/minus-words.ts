import type { Facet } from "../../catalogue/catalogue.js";
import type { FacetWords } from "../thesaurus/facet-words.js";
import { thesaurusOf } from "../thesaurus/thesaurus.js";
import { normalWord, normalWords } from "../words.js";

/** Shorter stems are parts of too many words. */
const SHORTEST = 4;

/** "stripes", "striped" and "stripy" → "strip": near enough to find a facet's value by what people call it. */
function stem(word: string): string {
  const cut = normalWord(word).replace(/(?:e|ed|y|ing|ery)$/u, "");
  return cut.length >= SHORTEST ? cut : normalWord(word);
}

/** A value of one word. */
interface OneWord {
  readonly value: string;
  readonly normal: string;
  readonly stem: string;
}

/** What of a catalogue's patterns, materials and colours can be meant by an unwanted word. */
interface Telling {
  readonly values: readonly OneWord[];
  readonly thesaurus: readonly FacetWords[];
}

/** Making a thesaurus takes as long as encoding a question: once for each catalogue. */
const made = new WeakMap<readonly Facet[], Telling>();

function tellingOf(facets: readonly Facet[]): Telling {
  const known = made.get(facets);
  if (known) return known;
  const telling = facets.filter(({ role }) => role === "pattern" || role === "material" || role === "colour");
  const fresh = {
    values: telling.flatMap((facet) => facet.values.flatMap(({ value }) => oneWord(value))),
    thesaurus: [...thesaurusOf({ facets: telling }).values()],
  };
  made.set(facets, fresh);
  return fresh;
}

function oneWord(value: string): OneWord[] {
  const [normal, ...others] = normalWords(value);
  return normal === undefined || others.length > 0 ? [] : [{ value, normal, stem: stem(value) }];
}

/**
 * Words that shut out what somebody does not want: those that were said, and those of the catalogue's patterns, materials
 * and colours that mean the same. "stripes" → ["stripes", "Striped"], "plaid" → ["plaid", "Checked"].
 */
export function minusWords(unwanted: readonly string[], facets: readonly Facet[]): string[] {
  const { values, thesaurus } = tellingOf(facets);
  return unwanted.flatMap((word) => {
    const normal = normalWord(word);
    const meant = thesaurus.flatMap((facet) => {
      const meaning = facet.meaning(normal);
      return meaning && !meaning.wider ? meaning.values : [];
    });
    const same = values.filter(
      (one) => one.normal !== normal && (one.stem === stem(word) || meant.includes(one.value)),
    );
    return [word, ...new Set(same.map(({ value }) => value))];
  });
}
