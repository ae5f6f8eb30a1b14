import type { Catalogue } from "../../catalogue/catalogue.js";
import { SMALL_TALK } from "../lexical/small-talk.js";
import type { Claim, Retriever } from "../retrieval/retriever.js";
import { normalWord, wordForms } from "../words.js";
import { minusWords } from "./minus-words.js";
import type { Wishes } from "./unwanted.js";

/** What shuts out the words behind it. */
export const SHUTS_OUT = String.raw`not|no|without|except|excluding|nothing|(?:any|every)thing\s+but|(?:other|rather)\s+than|instead\s+of|apart\s+from|(?:is|are)n['’]?t|do(?:\s+not|n['’]?t)\s+(?:want|like|wear)|hates?|dislikes?`;
/** Small words between that and what is shut out: "not in the red". */
export const SMALL_WORDS = "any|an?|the|in|for|with";

/** Who says "I have no coat" wants one; a coat that "has no hood" is to have none. */
const ADVERB = String.raw`(?:\s+(?:still|just|really|also|got|absolutely|literally|almost))*`;
const LACKING = String.raw`(?<!\b(?:i|we|he|she)(?:${ADVERB}\s+(?:have|has|had)|['’](?:ve|s|d))${ADVERB}\s+)`;
const START = String.raw`(?<![\p{L}\p{N}'’-])${LACKING}`;
const BY = String.raw`(?:(?:but|and)\s+)?(${SHUTS_OUT})`;
const SMALL = String.raw`(?:(?:${SMALL_WORDS})\s+)*`;
const WORD = String.raw`(\p{L}[\p{L}\p{N}'’-]*)`;
const NEGATION = new RegExp(
  String.raw`${START}${BY}\s+${SMALL}${WORD}((?:,?\s+n?or\s+${SMALL}${WORD})*)`,
  "giu",
);
const FURTHER = new RegExp(String.raw`,?\s+n?or\s+${SMALL}${WORD}`, "giu");

/** Share of a word's products that also have "no", from which on they are called so: a "no iron" shirt. One "Not Alone" T-shirt in black is not enough. */
const CALLED_SO = 0.1;

interface Negation {
  /** As it stands in the sentence. */
  readonly said: string;
  /** What shuts out: "without". */
  readonly by: string;
  readonly words: readonly string[];
}

function readNegations(text: string): Negation[] {
  return Array.from(text.matchAll(NEGATION), ([said, by = "", first = "", further = ""]) => ({
    said,
    by,
    words: [first, ...Array.from(further.matchAll(FURTHER), ([, word = ""]) => word)],
  })).filter(({ words: [first = ""] }) => !SMALL_TALK.has(normalWord(first)));
}

/**
 * Wishes without what their sentence shuts out: "shirt without stripes" → "shirt", less "stripes" and "Striped". A word that no
 * product has shuts nothing out, nor does what is said around any wish ("not too long"), and a "no iron" shirt of the catalogue's own is one.
 */
export async function withoutNegated(
  { wanted, unwanted }: Wishes,
  { facets }: Pick<Catalogue, "facets">,
  retriever: Pick<Retriever, "agreements">,
): Promise<Wishes> {
  const negations = readNegations(wanted).map((one) => ({ ...one, words: minusWords(one.words, facets) }));
  if (negations.length === 0) return { wanted, unwanted };
  const both = (word: string, neighbour: string): Claim => ({ role: "kind", values: [], word, neighbour });
  const claims = negations.map(({ by, words }) => ({
    has: words.flatMap(wordForms).map((word) => both(word, word)),
    calledSo: words.map((word) => both(word, by)),
  }));
  const asked = claims.flatMap(({ has, calledSo }) => [...has, ...calledSo]);
  const answers = await retriever.agreements(asked);
  const products = new Map(asked.map((claim, at) => [claim, answers[at]?.products ?? 0]));
  const count = (some: readonly Claim[]) => some.reduce((sum, claim) => sum + (products.get(claim) ?? 0), 0);
  const shutting = negations.filter((_, at) => {
    const { has = [], calledSo = [] } = claims[at] ?? {};
    return count(has) > 0 && count(calledSo) < count(has) * CALLED_SO;
  });
  return {
    wanted: shutting
      .reduce((text, { said }) => text.replace(said, " "), wanted)
      .replace(/\s+/g, " ")
      .trim(),
    unwanted: [...new Set([...unwanted, ...shutting.flatMap(({ words }) => words)])],
  };
}
