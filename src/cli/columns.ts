import stringWidth from "string-width";

function* pieces(word: string, columns: number): Generator<string> {
  let piece = "";
  for (const character of word) {
    if (piece !== "" && stringWidth(piece + character) > columns) {
      yield piece;
      piece = "";
    }
    piece += character;
  }
  yield piece;
}

/** Breaks words that are wider than a column, which a table would cut off: some languages have no spaces. */
export function withBreaks(text: string, columns: number): string {
  return text
    .split(/(\s+)/)
    .map((word) => (stringWidth(word) > columns ? [...pieces(word, columns)].join("\n") : word))
    .join("");
}
