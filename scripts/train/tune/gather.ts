import { createHash } from "node:crypto";
import { type FileHandle, open, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { badRow } from "../../../src/catalogue/build/ingest.js";
import { type BuildProgress, Pace } from "../../../src/catalogue/build/progress.js";
import type { FacetRole } from "../../../src/catalogue/catalogue.js";
import {
  type BadRow,
  isBadRow,
  type Source,
  type SourceItem,
} from "../../../src/catalogue/importers/source.js";
import { rolesOf } from "../../../src/catalogue/roles.js";
import { isTelling } from "../../../src/catalogue/telling-values.js";
import { inOrder } from "../../../src/cli/in-order.js";
import type { PixelPlan } from "../../../src/clip/pixel-plan.js";
import { decodePixels, type Pixels } from "../../../src/clip/pixels.js";
import { whiteFlood } from "../pixels.js";

/** Rows under way: loading one waits for the disk or the network, decoding another for a core. */
const AT_ONCE = 8;

const kept = z.object({
  row: z.number().int(),
  id: z.string(),
  title: z.string(),
  attributes: z.record(z.string(), z.string()),
  sha1: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});
const skipped = z.object({ row: z.number().int(), id: z.string().optional(), reason: z.string() });
const line = z.union([kept, skipped]);
type Line = z.infer<typeof line>;

export interface GatherOptions {
  readonly source: Source;
  /** Rows of the source to take. */
  readonly until: number;
  /** What the model wants done to a picture; its output is square. */
  readonly plan: PixelPlan;
  readonly folder: string;
  /** `NAME.u8`, `NAME.mask.u8` and `NAME.json` are written, as Python's `data.read` takes them. */
  readonly name: string;
  readonly roles?: Readonly<Record<string, FacetRole>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BuildProgress) => void;
}

export interface Gathered {
  readonly count: number;
  readonly skipped: readonly BadRow[];
}

/** White, the picture in the top left corner: what the running bot pads to after normalising. */
function padded({ rgb, width, height }: Pixels, size: number): Buffer {
  const out = Buffer.alloc(size * size * 3, 255);
  for (let y = 0; y < height; y++) out.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), y * size * 3);
  return out;
}

/** Lines that are whole, of rows whose pictures are whole. */
async function linesDone(path: string, pictures: number): Promise<Line[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  const lines: Line[] = [];
  let have = 0;
  for (const one of text.split("\n").slice(0, -1)) {
    const parsed = line.parse(JSON.parse(one));
    if (!("reason" in parsed) && ++have > pictures) break;
    lines.push(parsed);
  }
  return lines;
}

const isKept = (one: Line): one is z.infer<typeof kept> => !("reason" in one);

async function writeMasks(pixels: string, target: string, count: number, size: number): Promise<void> {
  const from = await open(pixels, "r");
  const to = await open(`${target}.part`, "w");
  try {
    const picture = new Uint8Array(size * size * 3);
    for (let row = 0; row < count; row++) {
      await from.read(picture, 0, picture.length, row * picture.length);
      await to.appendFile(whiteFlood(picture, size));
    }
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
  await rename(`${target}.part`, target);
}

async function append(
  options: GatherOptions,
  lines: Line[],
  pixels: FileHandle,
  journal: FileHandle,
): Promise<void> {
  const { source, until, plan, signal } = options;
  const size = plan.output.width;
  const from = (lines.at(-1)?.row ?? -1) + 1;
  const pace = new Pace(until, from);

  async function* wanted(): AsyncGenerator<SourceItem> {
    for await (const item of source.rows(from)) {
      signal.throwIfAborted();
      if (item.row >= until) return;
      yield item;
    }
  }

  const load = async (item: SourceItem): Promise<{ line: Line; picture?: Buffer }> => {
    if (isBadRow(item)) return { line: item };
    try {
      const picture = await item.picture(signal);
      const decoded = await decodePixels(picture, plan, () => signal.aborted);
      const { row, id, title, attributes } = item;
      const telling = Object.entries(attributes).filter(([, value]) => isTelling(value));
      const sha1 = createHash("sha1").update(picture.bytes).digest("hex");
      const { width, height } = decoded;
      return {
        line: { row, id, title, attributes: Object.fromEntries(telling), sha1, width, height },
        picture: padded(decoded, size),
      };
    } catch (thrown) {
      signal.throwIfAborted();
      return { line: badRow(item, thrown) };
    }
  };

  options.onProgress({ phase: "encoding", done: from, total: until });
  for await (const { line: one, picture } of inOrder(wanted(), AT_ONCE, load)) {
    if (picture) await pixels.appendFile(picture);
    await journal.appendFile(`${JSON.stringify(one)}\n`);
    lines.push(one);
    options.onProgress({ phase: "encoding", ...pace.step(one.row + 1) });
  }
}

/**
 * Decodes a source's pictures as the running bot does, and writes them with their rows as raw arrays that Python can map.
 * Goes on where an earlier call stopped. Rows that cannot be taken are left out and given back with what is wrong.
 */
export async function gather(options: GatherOptions): Promise<Gathered> {
  const { folder, name, plan } = options;
  const size = plan.output.width;
  const bytes = size * size * 3;
  const at = (ending: string) => join(folder, `${name}${ending}`);
  const have = await stat(at(".u8")).catch(() => undefined);
  const lines = await linesDone(at(".rows.jsonl"), Math.floor((have?.size ?? 0) / bytes));
  await writeFile(at(".rows.jsonl"), lines.map((one) => `${JSON.stringify(one)}\n`).join(""));
  if (have) await truncate(at(".u8"), lines.filter(isKept).length * bytes);
  const pixels = await open(at(".u8"), "a");
  const journal = await open(at(".rows.jsonl"), "a");
  try {
    await append(options, lines, pixels, journal);
  } finally {
    await Promise.all([pixels.close(), journal.close()]);
  }
  const rows = lines.filter(isKept);
  await writeMasks(at(".u8"), at(".mask.u8"), rows.length, size);
  const roles = rolesOf(new Set(rows.flatMap(({ attributes }) => Object.keys(attributes))), options.roles);
  const about = JSON.stringify({ size, count: rows.length, roles, rows });
  await writeFile(at(".json.part"), about);
  await rename(at(".json.part"), at(".json"));
  return { count: rows.length, skipped: lines.filter((one) => "reason" in one).map(toBadRow) };
}

function toBadRow({ row, id, reason }: z.infer<typeof skipped>): BadRow {
  return { row, reason, ...(id !== undefined && { id }) };
}

/** Clears away what an earlier call wrote. */
export async function forget(folder: string, name: string): Promise<void> {
  for (const ending of [".u8", ".mask.u8", ".rows.jsonl", ".json"])
    await rm(join(folder, `${name}${ending}`), { force: true });
}
