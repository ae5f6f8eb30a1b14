/** Characters that take two columns of a terminal: East Asian ones and pictographs. */
const WIDE =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\u3000-\u303f\uff01-\uff60\p{Extended_Pictographic}]/u;

/** Columns of a terminal that a text takes; rather one too many. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

function* pieces(word: string, columns: number): Generator<string> {
  let piece = "";
  for (const character of word) {
    if (piece !== "" && columnsOf(piece + character) > columns) {
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
    .map((word) => (columnsOf(word) > columns ? [...pieces(word, columns)].join("\n") : word))
    .join("");
}
