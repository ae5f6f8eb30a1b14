import { SMALL_TALK } from "../../search/lexical/small-talk.js";
import { normalWords } from "../../search/words.js";
import type { Action } from "../action.js";
import { lineTokens } from "../line-tokens.js";
import { HAVE_YOU_IT, PREFERRING, readChanges, withoutFillers } from "./changes.js";
import { FIRST_PAGE, type Page, withNumbers } from "./pointing.js";
import { isPleasantry, POLITE_END, withoutInterjection } from "./small-talk.js";

/** What a line means that goes on from the last answer: the press of one of its buttons, or a change of its question. */
export type FollowUp =
  | {
      readonly kind: "press";
      readonly verb: Action["verb"];
      readonly number?: number;
      /** For `like`: what is to be different. */
      readonly words?: string;
    }
  /** `explicit`: it was said that this refines. */
  | { readonly kind: "refine"; readonly words: string; readonly explicit: boolean }
  | { readonly kind: "start-over" };

interface Spoken {
  readonly pattern: RegExp;
  readonly verb: Action["verb"];
}

const NUMBER = String.raw`\s*(?:#|no\s*)?(\d{1,6})`;
const press = (words: string): RegExp =>
  new RegExp(String.raw`^/?(?:${words})(?:,?\s+instead)?${POLITE_END}`, "iu");

const THESE = "(?:this|that|these|those|them)";
const SIMILAR = String.raw`(?:(?:more|some(?:thing)?|anything|any)\s+)?(?:similar(?: ones)?|(?:like|similar to) ${THESE})`;
const OTHERS = "(?:other|different) ones|others|(?:some|any)thing else";
const MORE =
  `(?:show (?:me )?)?(?:more(?: results| products| of ${THESE})?|${SIMILAR}|${OTHERS})|any more|next(?: page)?` +
  `|what else(?: do you have| have you got| is there)?|not ${THESE}|none of ${THESE}|(?:i )?(?:do not|don['’]?t) (?:really )?(?:like|want) (?:any of )?(?:these|those|them)`;
const LIKED = String.raw`i\s+(?:really\s+)?(?:like|love|prefer)|(?:show (?:me )?)?(?:more )?(?:like|similar to)`;
/** "Like 2", or a card by itself: "the second one", which stands here as "#2". */
const LIKE = String.raw`(?:(?:${LIKED})${NUMBER}|(?:(?:what about|how about|show me|i(?:['’]?ll)?\s+(?:want|take))\s+)?#(\d{1,6}))`;

const PRESSES: readonly Spoken[] = [
  { pattern: press(MORE), verb: "more" },
  {
    pattern: press(String.raw`labels|what(?:['’]?s| is| are) (?:it|this|that|these|those)\??`),
    verb: "labels",
  },
  { pattern: press(LIKE), verb: "like" },
  { pattern: /^(\d{1,2})[.!]?$/, verb: "like" },
  {
    pattern: press(
      "(?:go |one step )?back|undo(?: (?:that|it))?|previous(?: (?:one|ones|answer|page))?|take (?:that|it) back",
    ),
    verb: "back",
  },
  { pattern: press(`(?:show )?(?:variants|colou?rs)(?: of)?${NUMBER}`), verb: "variants" },
  { pattern: press(`(?:drop|without)${NUMBER}`), verb: "drop" },
  { pattern: press(String.raw`(?:\+|👍\p{Emoji_Modifier}?|thumbs up)${NUMBER}`), verb: "up" },
  { pattern: press(String.raw`(?:[-−–]|👎\p{Emoji_Modifier}?|thumbs down)${NUMBER}`), verb: "down" },
];

/** "Like 2, but cheaper". */
const LIKE_BUT = new RegExp(String.raw`^/?${LIKE}(?:\s*,)?\s+(\S.*)$`, "iu");

const START_OVER = press(
  "start (?:over|again|anew)|reset|new search|begin again|forget (?:it|that|all that|everything)|from the (?:start|beginning)",
);
const REFINE = /^\/?refine\s+(\S.*)$/is;

const RELATIONS = "in|for|with|without|under|below|over|above";
/** "Under 40" and "over a shirt", but no "Under Armour shorts" and "over the knee boots". */
const BOUNDS = String.raw`(?:under|below|over|above|between|less than|more than|up to|at most|at least)(?=\s+(?:\p{Sc}?\s*(?:\p{L}{2,3}\.?\s*)?\d|(?:(?:an?|the|my)\s+)?[\p{L}'’-]+[.!?]*$))`;
/** "Not too bright", but no "not too expensive watch for my dad", which is a question of its own. */
const NOT = String.raw`not(?!\s+(?:too|so|that)\s+\S+\s+\S)`;
/** How a change of the last question begins, and no question of its own. */
const OPENERS = new RegExp(
  `^(?:in|for|with|without|no|${NOT}|${BOUNDS}|but|and|also|only|rather|instead|make (?:it|them)|the same|same|${PREFERRING}` +
    String.raw`|(?:any|${HAVE_YOU_IT})(?=\s+(?:${RELATIONS})\s))\s+\S`,
  "iu",
);
/** "What about blue?", "how about sneakers": what was asked for, with that difference. */
const WHAT_ABOUT =
  /^(?:what|how)\s+about\s+(?!(?:an?|some|any|the|my|your)\s)([\p{L}'’-]+(?:\s+[\p{L}'’-]+)?)[.!?\s]*$/iu;
/** "What about delivery?" asks for nothing that the catalogue could show. */
function asksAbout(text: string): boolean {
  const [, thing = ""] = WHAT_ABOUT.exec(text) ?? [];
  return normalWords(thing).some((word) => !SMALL_TALK.has(word));
}
/** Openers that begin questions, too: what follows must be a change by itself. */
const LOOSE_OPENERS = /^(?:how about|what about|show me|now|then|please|maybe|perhaps)\s+/iu;
/** What follows these is a change only where it could be nothing else: "something warmer", but not "something for summer"; "any in blue" is. */
const VAGUE_OPENERS = new RegExp(String.raw`^(?:something|anything|any(?!\s+(?:${RELATIONS})\s))\s+`, "iu");
const INSTEAD = new RegExp(String.raw`\s+instead${POLITE_END}`, "iu");
/** "Brown ones", "the dark blue one": whatever these are, the last question names it. */
const ONES = new RegExp(
  String.raw`^(?:(?:can|could)\s+(?:you|u)\s+)?(?:show\s+(?:me\s+)?)?(?:(?:an?|the|some|any)\s+)?` +
    String.raw`(?!(?:an?|the|some|any|show|can|could|this|that|these|those|which|what|no|last|next)\s)` +
    String.raw`[\p{L}'’-]+(?:\s+[\p{L}'’-]+){0,3}\s+ones?${POLITE_END}`,
  "iu",
);
/** "Something similar, but in black", "more like these in black". */
const SIMILAR_BUT = new RegExp(String.raw`^(?:show (?:me )?)?${SIMILAR},?\s+(?:but\s+)?(\S.*)$`, "iu");
/** Whoever takes something back says what is meant in its place: "no, for girls", "I mean girls". */
const CORRECTION =
  /^(?:(?:no|nope|nah|sorry|wait|actually)\s*[,.!;:…–—-]+|no(?=\s+i\s)|sorry|wait|actually|i\s+mean(?:t|\s+to\s+say)?,?)\s+(?!(?:an?|the)\s)(\S.*)$/iu;
const CORRECTING_WORDS = 3;
/** Whoever says more than this says it all anew. */
const MOST_WORDS = 7;

/**
 * "more", "like 3", "+2", "cheaper", "in blue", "start over": what somebody types after an answer and would not type
 * before. Undefined for a line that asks for something by itself.
 * @param page what is seen of the last answer, where that is known
 */
export function readFollowUp(line: string, page: Page = FIRST_PAGE): FollowUp | undefined {
  const said = line.replace(/\p{Cc}+/gu, " ").trim();
  const text = withoutInterjection(said);
  const pointing = withNumbers(text, page);
  for (const { pattern, verb } of PRESSES) {
    const [match, ...numbers] = pattern.exec(pointing) ?? [];
    if (match !== undefined) return { kind: "press", verb, ...numberIn(numbers) };
  }
  const [, ...liked] = LIKE_BUT.exec(pointing) ?? [];
  const change = liked.at(-1) ?? "";
  if (changesTheLast(change))
    return { kind: "press", verb: "like", ...numberIn(liked.slice(0, -1)), words: change };
  if (START_OVER.test(text)) return { kind: "start-over" };
  const [, words] = REFINE.exec(text) ?? [];
  if (words !== undefined) return { kind: "refine", words, explicit: true };
  const meant = correction(said) ?? differently(THAN_ONE.test(pointing) ? pointing : text);
  return meant === undefined ? undefined : { kind: "refine", words: meant, explicit: false };
}

function numberIn(numbers: readonly (string | undefined)[]): { readonly number?: number } {
  const number = numbers.find((one) => one !== undefined);
  return number === undefined ? {} : { number: Number(number) };
}

/** After an answer "max 50" is a price, where "Air Max 50" is a shoe. */
const BOUND = /(?<![\p{L}\p{N}]|\bair\s+)(max|min)(?:imum)?\.?\s*(?=\p{Sc}?\s*\d)/giu;

/** "Cheaper than the first one". */
const THAN_ONE = /\bthan #\d/i;

/** What a line wants to be different from the last answer; undefined where it asks for something by itself. */
function differently(line: string): string | undefined {
  const text = line.replace(BOUND, (_, end: string) => (/max/i.test(end) ? "at most " : "at least "));
  const [, similar = ""] = SIMILAR_BUT.exec(text) ?? [];
  if (changesTheLast(similar)) return similar;
  return changesTheLast(text) ? text : undefined;
}

function correction(said: string): string | undefined {
  const [, meant = ""] = CORRECTION.exec(said) ?? [];
  const few = meant !== "" && meant.split(/\s+/).length <= CORRECTING_WORDS;
  return few && !isPleasantry(meant) && !/^\/|\?$/.test(meant) ? meant : undefined;
}

/** Whether a line asks what a picture shows: the last answer's, or one that comes along. */
export function asksWhatItIs(line: string): boolean {
  const meant = readFollowUp(line);
  return meant?.kind === "press" && meant.verb === "labels";
}

function changesTheLast(text: string): boolean {
  if (
    text === "" ||
    isPleasantry(text) ||
    text.split(/\s+/).length > MOST_WORDS ||
    /^\/|https?:\/\//i.test(text)
  )
    return false;
  if (lineTokens(text).every(({ kind }) => kind === "option")) return true;
  if (readChanges(text).some(({ kind }) => kind !== "words")) return true;
  if (VAGUE_OPENERS.test(text)) return false;
  if (INSTEAD.test(text) || ONES.test(text) || asksAbout(text)) return true;
  if (LOOSE_OPENERS.test(text)) {
    const rest = withoutFillers(text);
    return rest !== text && changesTheLast(rest);
  }
  return OPENERS.test(text);
}
