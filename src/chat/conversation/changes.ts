import type { FacetRole } from "../../catalogue/catalogue.js";
import { type Leaning, readLeaning } from "../../search/leanings.js";
import type { PriceOrder } from "../../search/price-order.js";
import { SHUTS_OUT, SMALL_WORDS } from "../../search/reading/negations.js";
import { readPriceOrder } from "../../search/reading/read-price-order.js";

/** One change of a question, as it was said. */
export type Change =
  | { readonly kind: "price"; readonly towards: "cheaper" | "dearer" }
  | { readonly kind: "sort"; readonly order: PriceOrder }
  | { readonly kind: "lean"; readonly leaning: Leaning }
  /** Whatever was said of these, it no longer matters. */
  | { readonly kind: "any"; readonly of: FacetRole | "price" }
  | { readonly kind: "without"; readonly words: readonly string[] }
  | { readonly kind: "words"; readonly words: string };

const CHEAPER =
  /^(?:cheaper|less expensive|less costly|more affordable|(?:at )?(?:a )?lower price|not (?:so|too|that) expensive|too expensive)(?: than (?:this|that|these|those|it|them))?$/i;
const DEARER =
  /^(?:dearer|pricier|more expensive|more costly|(?:at )?(?:a )?higher price|too cheap|not (?:so|too|that) cheap)(?: than (?:this|that|these|those|it|them))?$/i;
const WITHOUT = new RegExp(String.raw`^(?:i\s+)?(?:${SHUTS_OUT}|minus)\s+(\p{L}.*)$`, "iu");
/** Words behind that which name nothing to leave out. */
const NAMES_NOTHING = new RegExp(
  `^(?:${SMALL_WORDS}|or|nor|and|it|this|that|them|these|those|me|us|you|else|more)$`,
  "i",
);
/** "Between 20 and 40" is one piece. */
const PIECES = /\s*[,;]\s*|(?<!\bbetween\s+\S+)\s+and\s+|(?<!\b(?:any|every)thing)\s+but\s+/iu;

/** Words that carry a wish and are none. */
const FILLERS =
  /^(?!anything\s+but\s)(?:please|but|and|also|now|then|only|just|rather|maybe|perhaps|even|much|far|a (?:bit|little|lot)|bit|slightly|something|anything|some|any|ones?|it|them|make (?:it|them)|show me|give me|i(?:'d| would) (?:like|prefer)|i want|the same|same|like (?:this|that|these)|do you have (?:it|them|this|that|these|those|any)|(?:have you )?got (?:it|them|this|that|these|those|any)|how about|what about)\s+/iu;
const TAIL = /(?:\s+(?:ones?|please|instead|too|now))?[.!?\s]*$/iu;

/** "make it a bit warmer, please" → "warmer". */
export function withoutFillers(words: string): string {
  const tailless = words
    .trim()
    .replace(/,?\s*please[.!?\s]*$/iu, "")
    .replace(TAIL, "");
  const rest = tailless.replace(FILLERS, "");
  return rest === tailless ? tailless : withoutFillers(rest);
}

const FREED: readonly (readonly [of: FacetRole | "price", words: string])[] = [
  ["colour", "colou?rs?"],
  ["kind", "kinds?|types?"],
  ["gender", "(?:one|body|gender)"],
  ["season", "seasons?"],
  ["price", "prices?|price range|budget"],
];
/** "Any colour", "other colours", "the price does not matter", "for anyone", "no price limit". */
const ANY = FREED.map(([of, words]) => {
  const some = String.raw`(?:in |for |at |of )?(?:any|all|every|other|whatever|whichever)\s*(?:${words})`;
  const matters = String.raw`(?:the |its |whatever the |regardless of (?:the )?)?(?:${words})(?:\s+(?:does(?:\s+not|n['’]?t)\s+matter|is\s+not\s+important|is\s+no\s+object))`;
  const limit = of === "price" ? String.raw`|no\s+(?:price\s+)?limits?|whatever\s+it\s+costs` : "";
  return { of, pattern: new RegExp(`^(?:${some}|${matters}${limit})$`, "iu") };
});

/** One piece of what was said. */
function readChange(piece: string): Change {
  const words = withoutFillers(piece);
  if (CHEAPER.test(words)) return { kind: "price", towards: "cheaper" };
  if (DEARER.test(words)) return { kind: "price", towards: "dearer" };
  const freed = ANY.find(({ pattern }) => pattern.test(piece.trim().replace(/[.!?]+$/, "")));
  if (freed) return { kind: "any", of: freed.of };
  const { sort, rest } = readPriceOrder(words);
  if (sort && rest === "") return { kind: "sort", order: sort };
  const leaning = readLeaning(words);
  if (leaning) return { kind: "lean", leaning };
  const [, behind = ""] = WITHOUT.exec(words) ?? [];
  const unwanted = (behind.match(/\p{L}[\p{L}\p{N}'’-]*/gu) ?? []).filter(
    (word) => !NAMES_NOTHING.test(word),
  );
  return unwanted.length > 0 ? { kind: "without", words: unwanted } : { kind: "words", words };
}

/**
 * What words change of a question, piece by piece: "cheaper, in blue and without stripes". Pieces that are plain words
 * stay together, so that "in black and white" is one wish.
 */
export function readChanges(words: string): Change[] {
  const pieces = words.split(PIECES).filter((piece) => piece.trim() !== "");
  const changes = pieces.map(readChange);
  const plain = changes.flatMap((change) =>
    change.kind === "words" && change.words !== "" ? [change.words] : [],
  );
  return [
    ...(plain.length > 0 ? [{ kind: "words", words: plain.join(" ") } as const] : []),
    ...changes.filter(({ kind }) => kind !== "words"),
  ];
}
