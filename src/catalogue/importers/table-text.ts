import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

const ASCII = 0x7f;

/** Windows-1252 where it differs from Latin-1, from 0x80 on. Node's own decoder makes control characters of these in some versions. */
const FROM_0X80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Decodes a file's pieces one after the other. */
function decoderOf(encoding: Encoding): (piece: Buffer) => string {
  if (encoding !== "windows-1252") {
    const decoder = new TextDecoder(encoding);
    return (piece) => decoder.decode(piece, { stream: true });
  }
  return (piece) =>
    piece
      .toString("latin1")
      .replace(/[\x80-\x9f]/g, (character) => FROM_0X80[character.charCodeAt(0) - 0x80] ?? character);
}

/** The encoding that a byte order mark tells. */
async function markedEncoding(path: string): Promise<Encoding | undefined> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const [first, second] = buffer;
    if (first === 0xff && second === 0xfe) return "utf-16le";
    return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
  } finally {
    await file.close();
  }
}

/**
 * What a table is written in. Without a byte order mark it is UTF-8, unless most of what is not ASCII in it is none:
 * plain "CSV" from Excel is Windows-1252. A byte that went wrong among good ones does not make another encoding.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const marked = await markedEncoding(path);
  if (marked !== undefined) return marked;
  const decode = decoderOf("utf-8");
  let broken = 0;
  let whole = 0;
  for await (const piece of createReadStream(path)) {
    for (const character of decode(piece)) {
      if (character === "\ufffd") broken++;
      else if (character.charCodeAt(0) > ASCII) whole++;
    }
  }
  return broken > whole ? "windows-1252" : "utf-8";
}

/** A file's text, piece by piece, without its byte order mark. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decode = decoderOf(encoding);
  for await (const piece of createReadStream(path)) yield decode(piece);
}
