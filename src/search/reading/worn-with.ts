import { normalWords, type PlacedWord } from "../words.js";

const GOING: ReadonlySet<string> = new Set(
  normalWords(
    "go goes going went wear wears wearing worn match matches matching pair pairs paired team combine combines combined",
  ),
);
/** These need no "with": "a scarf that matches | my coat", "to match | my coat". */
const MATCHING: ReadonlySet<string> = new Set(
  normalWords("match matches matching complement complements complementing"),
);
const BEFORE_MATCHING: ReadonlySet<string> = new Set(["that", "which", "to"]);
const DETERMINERS: ReadonlySet<string> = new Set(
  normalWords("a an the my our your his her their this that these those"),
);
const HOW: ReadonlySet<string> = new Set(["well", "nicely", "best", "together", "up", "perfectly"]);

/**
 * The word from which on a text speaks of what a thing goes with and no longer of the thing itself: "shoes that go with | a navy
 * suit". The number of words where there is none.
 */
export function wornWith(words: readonly Pick<PlacedWord, "normal">[]): number {
  const normal = (at: number) => words[at]?.normal ?? "";
  const at = words.findIndex(
    (word, place) =>
      (word.normal === "with" && GOING.has(normal(HOW.has(normal(place - 1)) ? place - 2 : place - 1))) ||
      (MATCHING.has(word.normal) &&
        normal(place + 1) !== "with" &&
        (BEFORE_MATCHING.has(normal(place - 1)) || DETERMINERS.has(normal(place + 1)))),
  );
  return at < 0 ? words.length : at + 1;
}
