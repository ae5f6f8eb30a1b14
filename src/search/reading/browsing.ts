import { STOP_WORDS } from "../lexical/postings.js";
import { SHOP_TALK } from "../lexical/shop-talk.js";
import { SMALL_TALK } from "../lexical/small-talk.js";
import { normalWords } from "../words.js";

/** What is wanted where nothing in particular is: "under 50", "no stripes", "what do you have?" */
export const ANYTHING = "something";

/** Who says one of these, and names nothing, wants to see what there is. */
const BROWSING: ReadonlySet<string> = new Set(
  normalWords(
    "everything anything sell stock offer catalogue collection range assortment selection products browse surprise inspire",
  ),
);
/** "What have you got?", but not "I have a question". */
const ASKING = "what";
const HAVING: ReadonlySet<string> = new Set(["have", "got"]);
/** "Is this in stock?" speaks of one thing. */
const ONE_THING: ReadonlySet<string> = new Set(normalWords("this that these those it them"));
const HOW_MUCH: ReadonlySet<string> = new Set(["whole", "entire", "full"]);

/** "What do you have?", "show me everything", "surprise me": nothing in particular is asked for. */
export function isBrowsing(text: string): boolean {
  const words = normalWords(text);
  return (
    !words.some((word) => ONE_THING.has(word)) &&
    (words.some((word) => BROWSING.has(word)) ||
      (words.includes(ASKING) && words.some((word) => HAVING.has(word)))) &&
    words.every((word) =>
      [BROWSING, HAVING, HOW_MUCH, SMALL_TALK, SHOP_TALK, STOP_WORDS].some((talk) => talk.has(word)),
    )
  );
}
