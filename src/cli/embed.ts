import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type Command, Option } from "commander";
import { isBadRow, type SourceItem } from "../catalogue/importers/source.js";
import { openCatalogue } from "../catalogue/open.js";
import type { ClipEngine } from "../clip/engine.js";
import { openEngine } from "../clip/open-engine.js";
import { type ErrorCode, HaberdasherError } from "../errors.js";
import { inOrder } from "./in-order.js";
import { JsonLines } from "./json-lines.js";
import { addModelOption, downloadNotices, nonBlank, type ShopOptions, shopConfig } from "./shop-options.js";
import { addSourceOptions, openNamedSource, type SourceOptions } from "./source-options.js";

interface EmbedOptions extends SourceOptions, ShopOptions {
  readonly texts?: string;
  readonly images?: string;
}

/** One line of output: a vector of unit length, or why there is none, which goes to standard error. */
type Embedded =
  | { readonly id: string | number; readonly vector: Float32Array }
  | { readonly where: string; readonly reason: string };

const TEXTS_AT_ONCE = 256;
const CHUNKS_UNDER_WAY = 3;
const PICTURES_UNDER_WAY = 48;
/** A batch of the operator's own waits longer than somebody's question. */
const PATIENCE_MS = 300_000;

/** Nine significant digits name every 32-bit float; more would be noise. */
const shortest = (vector: Float32Array) => Array.from(vector, (value) => Number(value.toPrecision(9)));

/** Lines as every editor counts them: ended by \n or \r\n, and by nothing else that Unicode calls a line's end. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const status = await stat(path).catch((cause: unknown) => {
    throw new HaberdasherError("not-found", `There is no file ${path}: check the path.`, { cause });
  });
  if (status.isDirectory()) {
    throw new HaberdasherError("not-found", `${path} is a folder: name a file with one text a line.`);
  }
  const plain = (line: string) => line.replace(/\r$/, "");
  let rest: string | undefined;
  for await (const part of createReadStream(path, "utf8")) {
    const lines = `${rest ?? ""}${part}`.replace(rest === undefined ? /^\ufeff/ : /$^/, "").split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield plain(line);
  }
  if (rest) yield plain(rest);
}

interface Chunk {
  readonly from: number;
  readonly texts: readonly string[];
}

async function* chunksOf(lines: AsyncIterable<string>): AsyncGenerator<Chunk> {
  let from = 0;
  let texts: string[] = [];
  for await (const line of lines) {
    texts.push(line);
    if (texts.length < TEXTS_AT_ONCE) continue;
    yield { from, texts };
    from += texts.length;
    texts = [];
  }
  if (texts.length > 0) yield { from, texts };
}

async function* embedTexts(path: string, engine: ClipEngine): AsyncGenerator<Embedded> {
  const encoded = inOrder(chunksOf(linesOf(path)), CHUNKS_UNDER_WAY, async ({ from, texts }) => {
    const vectors = await engine.encodeTexts(texts, { timeoutMs: PATIENCE_MS });
    return vectors.map((vector, n) => ({ id: from + n, vector }));
  });
  for await (const chunk of encoded) yield* chunk;
}

/** These say that the run cannot go on; every other error is one row's own. */
const FATAL: ReadonlySet<ErrorCode> = new Set(["model", "cancelled", "busy"]);

async function embedRow(item: SourceItem, engine: ClipEngine): Promise<Embedded> {
  const where = `row ${item.row}${item.id === undefined ? "" : ` (${item.id})`}`;
  if (isBadRow(item)) return { where, reason: item.reason };
  try {
    const picture = await item.picture();
    const [vector] = await engine.encodeImages([picture], { timeoutMs: PATIENCE_MS });
    return vector === undefined ? { where, reason: "has no vector" } : { id: item.id, vector };
  } catch (thrown) {
    if (!(thrown instanceof HaberdasherError) || FATAL.has(thrown.code)) throw thrown;
    return { where, reason: thrown.message };
  }
}

async function print(embedded: AsyncIterable<Embedded>): Promise<void> {
  const lines = new JsonLines(process.stdout);
  let skipped = 0;
  for await (const one of embedded) {
    if ("reason" in one) {
      skipped += 1;
      process.stderr.write(`Skipped ${one.where}: ${one.reason}\n`);
    } else if (!(await lines.write({ id: one.id, vector: shortest(one.vector) }))) return;
  }
  if (skipped > 0) process.stderr.write(`${skipped} skipped.\n`);
}

async function runEmbed(options: EmbedOptions): Promise<void> {
  const { texts, images } = options;
  if ((texts === undefined) === (images === undefined)) {
    throw new HaberdasherError("bad-request", "Say what to embed: --texts FILE or --images SOURCE.");
  }
  const config = shopConfig(options);
  const source = images === undefined ? undefined : await openNamedSource(images, options, config);
  const engine = await openEngine({ ...config, onProgress: downloadNotices(process.stderr) });
  try {
    if (options.catalogue !== undefined) await (await openCatalogue(options.catalogue, engine)).close();
    if (texts !== undefined) await print(embedTexts(texts, engine));
    if (source !== undefined) {
      for (const notice of source.notices) process.stderr.write(`${notice}\n`);
      await print(inOrder(source.rows(), PICTURES_UNDER_WAY, (item) => embedRow(item, engine)));
    }
  } finally {
    await engine.close();
  }
}

export function addEmbed(program: Command): void {
  const command = program
    .command("embed")
    .description("Write vectors of unit length, one JSON line each, in input order")
    .option("--texts <file>", "one text a line; the id is the line's number from 0")
    .addOption(
      new Option(
        "--images <source>",
        "anything that index takes; the id is the row's, or the picture's path below the folder",
      ).conflicts("texts"),
    )
    .option("--catalogue <folder>", "check first that the vectors fit this catalogue's", nonBlank)
    .option("--json", "JSON lines on standard output: what embed writes anyhow");
  addSourceOptions(addModelOption(command)).action(runEmbed);
}
