import type { FacetWords } from "../thesaurus/facet-words.js";
import { placedWords } from "../words.js";

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** May stand before who is spoken to. */
const GREETINGS = set("hi hello hey yo good morning afternoon evening dear ok okay so thank thanks you");
/** Follows who is spoken to, where something is asked of them. */
const ASKING = set(
  "which what where who how do does is are can could would will has have got any i im id ive we show help please",
);
/** May stand before who is spoken to at a text's end. */
const ENDINGS = set("please thank thanks idea help hi hey hello you ok okay");

/**
 * A text without who is spoken to: "hey guys, do you have a red dress" and "any red dress, please guys" say nothing of whom the dress
 * is for.
 * @param people the catalogue's words for people
 */
export function withoutSpokenTo(text: string, people: FacetWords): string {
  const words = placedWords(text);
  const normal = words.map((word) => word.normal);
  const at = normal.findIndex(
    (word, place) => people.meaning(word) !== undefined && isSpokenTo(normal, place),
  );
  const raw = words[at]?.raw;
  if (raw === undefined) return text;
  const start = at === words.length - 1 ? text.lastIndexOf(raw) : text.indexOf(raw);
  return text.slice(0, start) + text.slice(start + raw.length);
}

function isSpokenTo(words: readonly string[], at: number): boolean {
  const greeted = words.slice(0, at).every((word) => GREETINGS.has(word));
  if (greeted && ASKING.has(words[at + 1] ?? "")) return true;
  return at > 0 && at === words.length - 1 && ENDINGS.has(words[at - 1] ?? "");
}
