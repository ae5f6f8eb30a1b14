import { normalWords } from "./words.js";

/**
 * What people say around the thing that they look for. Where no title and no thesaurus has such a word it asks nothing of
 * a product: "a nice warm hat" is a question about hats, and "something nice" is one that any product may answer.
 */
export const SHOP_TALK: ReadonlySet<string> = new Set(
  normalWords(`
  nice lovely pretty beautiful gorgeous cute stylish elegant chic fancy classy trendy fashionable timeless flattering
  comfortable comfy cosy cozy snug warm soft lightweight airy breathable durable oversized baggy fitted
  cheap affordable inexpensive gift present outfit look style fashion clothes wear wearing matching goes suitable
  recommend suggest help find buy looking need anything someone somebody
  i'm i'd i've do does can could would got get sell pair there your our ones
  `),
);

/** Names no kind, and yet speaks of what a clothes shop sells: "a beach wedding outfit". */
export const CLOTHES_AT_LARGE: ReadonlySet<string> = new Set(
  normalWords("outfit clothes clothing garment apparel attire wear wearing dressing dressed"),
);
