import type { FacetRole } from "../../catalogue/catalogue.js";
import { type Leaning, readLeaning } from "../../search/leanings.js";
import { SMALL_TALK } from "../../search/lexical/small-talk.js";
import type { PriceOrder } from "../../search/price-order.js";
import { SHUTS_OUT, SMALL_WORDS } from "../../search/reading/negations.js";
import { readPriceOrder } from "../../search/reading/read-price-order.js";
import { normalWord } from "../../search/words.js";
import { POLITE_END } from "./small-talk.js";

/** One change of a question, as it was said. */
export type Change =
  /** `than`: the number of the product that is spoken of; absent, those that were shown. */
  | { readonly kind: "price"; readonly towards: "cheaper" | "dearer"; readonly than?: number }
  | { readonly kind: "sort"; readonly order: PriceOrder }
  | { readonly kind: "lean"; readonly leaning: Leaning }
  /** Whatever was said of these, it no longer matters. */
  | { readonly kind: "any"; readonly of: FacetRole | "price" }
  | { readonly kind: "without"; readonly words: readonly string[] }
  | { readonly kind: "words"; readonly words: string };

const CHEAPER =
  /^(?:cheaper|less expensive|less costly|more affordable|(?:at )?(?:a )?lower price|(?:not (?:so|too|that)|too) (?:expensive|pricey|costly))(?: than (?:this|that|these|those|it|them|#(\d{1,6})))?$/i;
const DEARER =
  /^(?:dearer|pricier|more expensive|more costly|(?:at )?(?:a )?higher price|too cheap|not (?:so|too|that) cheap)(?: than (?:this|that|these|those|it|them|#(\d{1,6})))?$/i;
/** "Not too shiny" leaves nothing out. */
const WITHOUT = new RegExp(
  String.raw`^(?!not\s+(?:too|so|that)\s)(?:i\s+)?(?:${SHUTS_OUT}|minus)\s+(\p{L}.*)$`,
  "iu",
);
/** Words behind that which name nothing to leave out, as what people say around any wish. */
const NAMES_NOTHING = new RegExp(`^(?:${SMALL_WORDS}|or|nor|and|this|that|me|you)$`, "i");
const namesNothing = (word: string) => NAMES_NOTHING.test(word) || SMALL_TALK.has(normalWord(word));
/** "Between 20 and 40" is one piece. */
const PIECES = /\s*[,;]\s*|(?<!\bbetween\s+\S+)\s+and\s+|(?<!\b(?:any|every)thing)\s+but\s+/iu;

const IT = "(?:it|them|this|that|these|those|any)";
/** How people ask for what they see with a difference, as a pattern's source: "does it come | in blue", "got it | for kids". */
export const HAVE_YOU_IT =
  `do (?:you|u) (?:also )?have ${IT}|(?:have you )?got ${IT}|can (?:i|we) (?:see|get|have) ${IT}` +
  "|(?:does (?:it|this|that)|do (?:they|these|those)) (?:also )?come|(?:is (?:it|this|that)|are (?:they|these|those)) (?:also )?available";
/** What is preferred is so to what was shown, as a pattern's source. */
export const PREFERRING = "i(?:['’]?d| would)? prefer|i(?:['’]?d| would) rather(?: have)?";
/** "That's way | too expensive", "these are a bit | too formal". */
const JUDGING =
  "(?:(?:that|this|it)(?:['’]?s| is)|(?:these|those|they)(?: are|['’]?re)|way)(?: (?:all|just|still|a bit|a little|way|far|much))*(?= too )";
/** Words that carry a wish and are none. */
const FILLERS = new RegExp(
  String.raw`^(?!anything\s+but\s)(?:please|but|and|also|now|then|only|just|rather|maybe|perhaps|even|much|far|a (?:bit|little|lot)|bit|slightly` +
    "|something|anything|some|any|ones?|it|them|make (?:it|them)|(?:can|could) (?:you|u)(?= (?:show|give) )|show me|give me|i(?:['’]?d| would) like|i want|the same|same|like (?:this|that|these)" +
    String.raw`|${PREFERRING}|${HAVE_YOU_IT}|${JUDGING}|how about|what about)\s+`,
  "iu",
);
const POLITELY = new RegExp(POLITE_END, "iu");
const TAIL = /\s+(?:ones?|instead|too|now)$/iu;

/** "make it a bit warmer, please" → "warmer". */
export function withoutFillers(words: string): string {
  const tailless = words.trim().replace(POLITELY, "").replace(TAIL, "");
  const rest = tailless.replace(FILLERS, "").replace(/^(?:the )?same$/iu, "");
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
  const some = String.raw`(?:in |for |at |of )?(?:any|all|every|(?:an)?other|(?:a )?different|whatever|whichever)\s*(?:${words})`;
  const matters = String.raw`(?:the |its |whatever the |regardless of (?:the )?)?(?:${words})(?:\s+(?:does(?:\s+not|n['’]?t)\s+matter|is(?:\s+not|n['’]?t)\s+important|is\s+no\s+object))`;
  const enough = String.raw`(?:\s+(?:(?:is|are)\s+(?:fine|ok(?:ay)?|good|great)|will\s+do|works?))?`;
  const limit = of === "price" ? String.raw`|no\s+(?:price\s+)?limits?|whatever\s+it\s+costs` : "";
  return { of, pattern: new RegExp(`^(?:${some}${enough}|${matters}${limit})$`, "iu") };
});

/** One piece of what was said. */
function readChange(piece: string): Change {
  const words = withoutFillers(piece);
  for (const [towards, pattern] of [
    ["cheaper", CHEAPER],
    ["dearer", DEARER],
  ] as const) {
    const [found, than] = pattern.exec(words) ?? [];
    if (found !== undefined)
      return { kind: "price", towards, ...(than === undefined ? {} : { than: Number(than) }) };
  }
  const freed = ANY.find(({ pattern }) => pattern.test(piece.trim().replace(POLITELY, "")));
  if (freed) return { kind: "any", of: freed.of };
  const { sort, rest } = readPriceOrder(words);
  if (sort && rest === "") return { kind: "sort", order: sort };
  const leaning = readLeaning(words);
  if (leaning) return { kind: "lean", leaning };
  const [, behind = ""] = WITHOUT.exec(words) ?? [];
  const unwanted = (behind.match(/\p{L}[\p{L}\p{N}'’-]*/gu) ?? []).filter((word) => !namesNothing(word));
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
