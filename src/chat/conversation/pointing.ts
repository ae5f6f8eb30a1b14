import { HaberdasherError } from "../../errors.js";
import { LIMITS } from "../../limits.js";

const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
/** What of an answer's cards stands in the message that is seen: so many after so many of earlier pages. */
export interface Page {
  readonly before: number;
  readonly shown: number;
}

/** The first page as it usually is. */
export const FIRST_PAGE: Page = { before: 0, shown: LIMITS.hits.default };

const ORDINAL = String.raw`(?:(\d{1,2})(?:st|nd|rd|th)|(${ORDINALS.join("|")}))`;
const ONE = "(?:one|product|result|item|picture)";
/** "The second", "second one", "the 2nd one", "number 3", "no. 3": a number that stands on a card. */
const POINTING = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:the\s+${ORDINAL}(?:\s+${ONE})?|${ORDINAL}\s+${ONE}|the\s+(last)\s+${ONE}|(?:number|no\.|nr\.?)\s*(\d{1,6}))(?![\p{L}\p{N}])`,
  "giu",
);

/**
 * A line with the cards that it points at as numbers: "like the second one, in blue" → "like #2, in blue". "The second one" is
 * the second that is seen, "number 2" what has that number.
 */
export function withNumbers(line: string, page: Page): string {
  return line.replace(POINTING, (_, ...groups: readonly unknown[]) => {
    const [digits, word, otherDigits, otherWord, last, number] = groups
      .slice(0, 6)
      .map((group) => (typeof group === "string" ? group.toLowerCase() : undefined));
    if (number !== undefined) return `#${Number(number)}`;
    if (last !== undefined) return `#${page.before + page.shown}`;
    const ordinal = digits ?? otherDigits;
    const place = ordinal === undefined ? ORDINALS.indexOf(word ?? otherWord ?? "") + 1 : Number(ordinal);
    return `#${place <= page.shown ? page.before + place : place}`;
  });
}

/** The id of the hit that a number means. Fails with `bad-request` and the numbers that there are. */
export function shownAt(shown: readonly string[], number: number): string {
  const id = shown[number - 1];
  if (id !== undefined) return id;
  throw new HaberdasherError(
    "bad-request",
    shown.length === 0
      ? "There are no products to choose from yet; ask for something first."
      : `There is no number ${number}; the last answer goes from 1 to ${shown.length}.`,
  );
}
