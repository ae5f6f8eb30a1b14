import { normalWords } from "../words.js";

/**
 * What people say around the thing that they look for. Where no title and no thesaurus has such a word it asks nothing of
 * a product: "a nice warm hat" is a question about hats, and "something nice" is one that any product may answer.
 */
export const SHOP_TALK: ReadonlySet<string> = new Set(
  normalWords(`
  nice lovely pretty beautiful gorgeous cute stylish elegant chic fancy classy trendy fashionable timeless flattering
  comfortable comfy cosy cozy snug warm soft lightweight airy breathable durable oversized baggy fitted
  cheap affordable inexpensive gift present outfit look style fashion clothes wear wearing matching goes suitable
  thing things stuff item items product products
  recommend suggest help find buy looking need anything someone somebody
  i'm i'd i've do does can could would got get sell pair there your our ones
  `),
);

/** Names no kind, and yet speaks of what a clothes shop sells: "a beach wedding outfit". */
export const CLOTHES_AT_LARGE: ReadonlySet<string> = new Set(
  normalWords("outfit clothes clothing garment apparel attire wear wearing dressing dressed"),
);

/** Whoever looks for one looks for a thing, whatever it may be. */
export const GIFTS: ReadonlySet<string> = new Set(normalWords("gift present"));

/**
 * Of phrases for kinds those that say which: "a dress to wear at work" is a dress, and no other piece of clothing. All of them where
 * none does.
 * @param words of the text, as they are compared
 */
export function preciseKinds<Phrase extends { readonly from: number; readonly to: number }>(
  phrases: readonly Phrase[],
  words: readonly string[],
): readonly Phrase[] {
  const precise = phrases.filter(
    ({ from, to }) => !words.slice(from, to).every((word) => CLOTHES_AT_LARGE.has(word)),
  );
  return precise.length > 0 ? precise : phrases;
}
