/** A piece of a typed line. */
export type Token =
  /** A word, or a quoted phrase; the quotes are gone. */
  | { readonly kind: "word"; readonly text: string; readonly quoted: boolean }
  /** `name:value`, `--name=value`, or `--name` with nothing behind it. */
  | {
      readonly kind: "option";
      readonly name: string;
      readonly value: string;
      /** Written with two dashes. */
      readonly dashed: boolean;
      /** As typed, for those who meant no option. */
      readonly text: string;
    };

const QUOTED = /"([^"]*)(?:"|$)/y;
const OPTION = /(\p{L}[\p{L}\p{N}_-]*):(?!\/\/)/uy;
const DASHED = /--(\p{L}[\p{L}\p{N}_-]*)(=?)/uy;
const WORD = /\S+/y;
const SPACES = /\s+/y;

/** Phones and word processors turn quotes and dashes into others. */
function plainPunctuation(line: string): string {
  return line.replace(/[“”„«»]/g, '"').replace(/(^|\s)—(?=\p{L})/gu, "$1--");
}

class Reader {
  private at = 0;
  constructor(private readonly line: string) {}

  get done(): boolean {
    return this.at >= this.line.length;
  }

  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.line) ?? undefined;
    if (match) this.at += match[0].length;
    return match;
  }

  /** The value directly behind `name:`; a quote runs to its end or to the end of the line. */
  value(): string {
    return this.take(QUOTED)?.[1] ?? this.take(WORD)?.[0] ?? "";
  }
}

function nextToken(reader: Reader): Token {
  const quoted = reader.take(QUOTED);
  if (quoted) return { kind: "word", text: quoted[1] ?? "", quoted: true };
  const dashed = reader.take(DASHED);
  if (dashed) {
    const [text, name = "", equals] = dashed;
    const value = equals === "" ? "" : reader.value();
    return { kind: "option", name, value, dashed: true, text: text + value };
  }
  const option = reader.take(OPTION);
  if (option) {
    const [text, name = ""] = option;
    const value = reader.value();
    return { kind: "option", name, value, dashed: false, text: text + value };
  }
  return { kind: "word", text: reader.take(WORD)?.[0] ?? "", quoted: false };
}

/** Splits a line into words and options. Quotes count only at the start of a word or value, so `5" heels` is plain. */
export function lineTokens(line: string): Token[] {
  const reader = new Reader(plainPunctuation(line));
  const tokens: Token[] = [];
  reader.take(SPACES);
  while (!reader.done) {
    tokens.push(nextToken(reader));
    reader.take(SPACES);
  }
  return tokens;
}
