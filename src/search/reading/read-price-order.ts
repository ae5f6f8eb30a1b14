import { tellingWords } from "../lexical/postings.js";
import { SMALL_TALK } from "../lexical/small-talk.js";
import type { PriceOrder } from "../price-order.js";

/** The order that a text asks for, and the text without that; empty where only small words are left: "which is the cheapest?" */
export interface PriceOrderRead {
  readonly sort?: PriceOrder;
  readonly rest: string;
}

const START = String.raw`(?<![\p{L}\p{N}])`;
/** "Cheap-looking" is another word. */
const END = String.raw`(?![\p{L}\p{N}]|-\p{L})`;
/** "Sorted by the lowest price", "your cheapest". */
const BEFORE = String.raw`(?:(?:sort(?:ed)?|order(?:ed)?)\s+)?(?:(?:by|with|at|for)\s+)?(?:(?:the|your)\s+)?`;
const AFTER = String.raw`(?:\s+(?:ones?\s+)?first)?`;
/** "Not too cheap" and "nothing cheap" ask for something else. */
const AS_SAID = String.raw`(?<!(?:not|n['’]t|no|nothing|too|so|that|less)\s+(?:the\s+)?)`;

const said = (words: readonly string[]) =>
  new RegExp(`${START}${BEFORE}${AS_SAID}(?:${words.join("|")})${AFTER}${END}`, "iu");

const DEAREST = said([
  String.raw`(?:most\s+(?:expensive|costly)|priciest|costliest)`,
  String.raw`highest[\s-]+pric(?:ed?|es)`,
  String.raw`dearest\s+(?:ones?\s+)?first`,
  String.raw`prices?[,:]?\s*(?:from\s+)?(?:high(?:est)?\s*(?:to|-|–)\s*low(?:est)?|descending)`,
]);
const CHEAPEST = said([
  String.raw`(?:cheapest|(?:least\s+(?:expensive|costly)|most\s+affordable))`,
  String.raw`lowest[\s-]+pric(?:ed?|es)`,
  String.raw`(?:cheap|inexpensive|affordable|low[\s-]+(?:cost|priced?))`,
  String.raw`on\s+a\s+(?:(?:tight|small|low|shoestring)\s+)?budget(?!\s+of\b)`,
  String.raw`prices?[,:]?\s*(?:from\s+)?(?:low(?:est)?\s*(?:to|-|–)\s*high(?:est)?|ascending)`,
  String.raw`(?<=(?:sort(?:ed)?|order(?:ed)?)\s+by\s+(?:the\s+)?)price`,
]);

/** "The cheapest coats first": the order's last word may stand apart. */
function tidied(left: string): string {
  const rest = left
    .replace(/\s+first[\s.!?]*$/iu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return tellingWords(rest).every((word) => SMALL_TALK.has(word)) ? "" : rest;
}

/** Reads "cheapest", "most expensive first", "sorted by price", "price: high to low"; who wants it cheap sees the cheapest first. */
export function readPriceOrder(text: string): PriceOrderRead {
  for (const [sort, pattern] of [
    ["dearest", DEAREST],
    ["cheapest", CHEAPEST],
  ] as const) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { sort, rest: tidied(text.replace(found, " ")) };
  }
  return { rest: text };
}
