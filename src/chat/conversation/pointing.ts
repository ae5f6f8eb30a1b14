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
const ORDINAL = String.raw`(?:(\d{1,2})(?:st|nd|rd|th)|(${ORDINALS.join("|")}))`;
const ONE = "(?:one|product|result|item|picture)";
/** "The second", "second one", "the 2nd one", "number 3", "no. 3": a number that stands on a card. */
const POINTING = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:the\s+${ORDINAL}(?:\s+${ONE})?|${ORDINAL}\s+${ONE}|(?:number|no\.|nr\.?)\s*(\d{1,6}))(?![\p{L}\p{N}])`,
  "giu",
);

/** A line with the cards that it points at as numbers: "like the second one, in blue" → "like #2, in blue". */
export function withNumbers(line: string): string {
  return line.replace(POINTING, (_, ...groups: readonly unknown[]) => {
    const said = groups.slice(0, 5).find((group) => typeof group === "string");
    const place = ORDINALS.indexOf(String(said).toLowerCase());
    return `#${place < 0 ? Number(said) : place + 1}`;
  });
}
