import type { Thresholds } from "../catalogue/manifest.js";
import type { Closeness } from "./query.js";

/** Where the words of a query are covered so far by a product's words, it is no loose match, whatever it looks like. */
const COVERED = 0.9;
/** Covering this much of the words is an answer, though the look be far off: a brand, a model's name. */
const HALF_COVERED = 0.5;

/** How near a hit is, in a word. */
export function closenessOf(cosine: number, lexical: number, thresholds: Thresholds): Closeness {
  if (cosine >= thresholds.veryClose) return "very close";
  if (cosine >= thresholds.close || lexical >= COVERED) return "close";
  return "loose";
}

/** Whether not even the best of the hits deserves to be called an answer. */
export function isNothingClose(
  hits: readonly { readonly cosine: number; readonly lexical: number }[],
  thresholds: Thresholds,
): boolean {
  return hits.every(({ cosine, lexical }) => cosine < thresholds.loose && lexical < HALF_COVERED);
}
