import type { Product } from "../catalogue/catalogue.js";
import { tellingWords } from "./lexical/postings.js";
import { SMALL_TALK } from "./lexical/small-talk.js";
import { normalWords } from "./words.js";

/** The words of a product's title and attributes, as they are compared. */
export function productWords({ title, attributes }: Product): ReadonlySet<string> {
  return new Set(normalWords([title, ...Object.values(attributes)].join(" ")));
}

/** What of a text a product can have: its words less the small ones and what people say around any wish, as they are compared. */
export function askedWords(text: string): string[] {
  return tellingWords(text).filter((word) => !SMALL_TALK.has(word));
}
