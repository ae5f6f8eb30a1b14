import type { Action } from "../action.js";
import { readChanges, withoutFillers } from "./changes.js";
import { isPleasantry, withoutInterjection } from "./small-talk.js";

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

const NUMBER = String.raw`\s*(?:#|no\.?\s*|number\s*)?(\d{1,6})`;
/** How people end what they ask for. */
const END = String.raw`(?:,?\s+(?:please|instead))?[.!]?`;
const press = (words: string): RegExp => new RegExp(`^/?(?:${words})${END}$`, "iu");

const MORE = String.raw`(?:show (?:me )?)?more(?: results| products| of (?:these|those|them))?|any more\??|next(?: page)?`;
const LIKE = `(?:show (?:me )?)?(?:more )?like${NUMBER}`;

const PRESSES: readonly Spoken[] = [
  { pattern: press(MORE), verb: "more" },
  {
    pattern: press(String.raw`labels|what(?:['’]s| is| are) (?:it|this|that|these|those)\??`),
    verb: "labels",
  },
  { pattern: press(LIKE), verb: "like" },
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

/** How a change of the last question begins, and no question of its own. */
const OPENERS =
  /^(?:in|for|with|without|no|not|under|below|over|above|between|less than|more than|up to|at most|but|and|also|only|rather|instead|make (?:it|them)|the same|same|do you have (?:it|them|this|that|these|those|any)|(?:have you )?got (?:it|them|this|that|these|those|any)|any (?:in|for|with|without|under|below|over|above))\s+\S/iu;
/** Openers that begin questions, too: what follows must be a change by itself. */
const LOOSE_OPENERS = /^(?:how about|what about|show me|now|then|please|maybe|perhaps)\s+/iu;
/** What follows these is a change only where it could be nothing else: "something warmer", but not "something for summer"; "any in blue" is. */
const VAGUE_OPENERS =
  /^(?:something|anything|any(?!\s+(?:in|for|with|without|under|below|over|above)\s))\s+/iu;
const INSTEAD = /\s+instead[.!?]?$/i;
/** Whoever says more than this says it all anew. */
const MOST_WORDS = 7;

/**
 * "more", "like 3", "+2", "cheaper", "in blue", "start over": what somebody types after an answer and would not type
 * before. Undefined for a line that asks for something by itself.
 */
export function readFollowUp(line: string): FollowUp | undefined {
  const text = withoutInterjection(line.replace(/\p{Cc}+/gu, " ").trim());
  for (const { pattern, verb } of PRESSES) {
    const [match, number] = pattern.exec(text) ?? [];
    if (match !== undefined)
      return { kind: "press", verb, ...(number === undefined ? {} : { number: Number(number) }) };
  }
  const [, liked, change = ""] = LIKE_BUT.exec(text) ?? [];
  if (changesTheLast(change)) return { kind: "press", verb: "like", number: Number(liked), words: change };
  if (START_OVER.test(text)) return { kind: "start-over" };
  const [, words] = REFINE.exec(text) ?? [];
  if (words !== undefined) return { kind: "refine", words, explicit: true };
  return changesTheLast(text) ? { kind: "refine", words: text, explicit: false } : undefined;
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
  if (readChanges(text).some(({ kind }) => kind !== "words")) return true;
  if (VAGUE_OPENERS.test(text)) return false;
  if (INSTEAD.test(text)) return true;
  if (LOOSE_OPENERS.test(text)) {
    const rest = withoutFillers(text);
    return rest !== text && changesTheLast(rest);
  }
  return OPENERS.test(text);
}
