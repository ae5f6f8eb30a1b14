/**
 * Decodes the training data to raw arrays that Python can map: the Debian packages cannot read parquet, and pictures must go
 * through the very decoder and resizer (sharp, lanczos3) that the running bot uses, or training would see other pixels.
 *
 *   tsx scripts/train/prepare.ts [--datasets ../shared/datasets] [--out .work/train] [--only catalogue,larger,photos] [--drawn FOLDER --as NAME]
 *
 * Every NAME gives NAME.u8 (pictures, height × width × RGB, one after another) and NAME.json ({size, count, rows}).
 */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import sharp from "sharp";
import { fitInside, whiteFlood } from "./pixels.js";

/** Input size of the picture tower, and the size photos are kept at, so that crops of them still hold detail. */
const SIZE = 96;
const PHOTO_SIZE = 144;

interface Item {
  row: Record<string, unknown>;
  bytes: Uint8Array | string;
}

interface Decoded {
  pixels: Buffer;
  width: number;
  height: number;
}

async function decode(bytes: Uint8Array | string, square: "pad" | number): Promise<Decoded> {
  const picture = sharp(bytes).rotate();
  const meta = await sharp(bytes).metadata();
  const turned = (meta.orientation ?? 1) >= 5;
  const [w, h] = turned ? [meta.height, meta.width] : [meta.width, meta.height];
  if (!w || !h) throw new Error("no size");
  const box = square === "pad" ? fitInside(w, h, SIZE) : { width: square, height: square };
  const { data } = await picture
    .toColourspace("srgb")
    .flatten({ background: "#fff" })
    .resize(box.width, box.height, { fit: "fill", kernel: "lanczos3" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (data.length !== box.width * box.height * 3) throw new Error(`expected RGB, got ${data.length} bytes`);
  return square === "pad"
    ? { pixels: pad(data, box.width, box.height), ...box }
    : { pixels: data, width: w, height: h };
}

/** White, the picture in the top left corner: as @xenova/transformers pads after normalising with a mean of 1. */
function pad(data: Buffer, width: number, height: number): Buffer {
  const out = Buffer.alloc(SIZE * SIZE * 3, 255);
  for (let y = 0; y < height; y++) data.copy(out, y * SIZE * 3, y * width * 3, (y + 1) * width * 3);
  return out;
}

/** Decodes in parallel, writes in order; a broken picture is left out and counted. */
async function write(
  out: string,
  name: string,
  items: Item[],
  square: "pad" | number,
  masks: boolean,
): Promise<void> {
  const pictures = createWriteStream(join(out, `${name}.u8.part`));
  const floods = masks ? createWriteStream(join(out, `${name}.mask.u8.part`)) : undefined;
  const rows: Record<string, unknown>[] = [];
  const broken: unknown[] = [];
  const chunk = 64 * Math.max(1, availableParallelism());
  for (let from = 0; from < items.length; from += chunk) {
    const part = items.slice(from, from + chunk);
    const decoded = await Promise.all(
      part.map((item) => decode(item.bytes, square).catch((error: unknown) => ({ error: String(error) }))),
    );
    for (const [i, picture] of decoded.entries()) {
      const item = part[i];
      if (!item) continue;
      if ("error" in picture) {
        broken.push({ row: item.row, error: picture.error });
        continue;
      }
      const sha = createHash("sha1").update(
        typeof item.bytes === "string" ? await readFile(item.bytes) : item.bytes,
      );
      rows.push({ ...item.row, width: picture.width, height: picture.height, sha1: sha.digest("hex") });
      if (!pictures.write(picture.pixels))
        await new Promise<void>((resolve) => pictures.once("drain", () => resolve()));
      floods?.write(whiteFlood(picture.pixels, SIZE));
    }
  }
  for (const stream of [pictures, floods])
    if (stream) await new Promise<void>((resolve) => stream.end(resolve));
  await rename(join(out, `${name}.u8.part`), join(out, `${name}.u8`));
  if (floods) await rename(join(out, `${name}.mask.u8.part`), join(out, `${name}.mask.u8`));
  const size = square === "pad" ? SIZE : square;
  await writeFile(join(out, `${name}.json`), JSON.stringify({ size, count: rows.length, rows, broken }));
  console.log(`${name}: ${rows.length} pictures of ${size}×${size}, ${broken.length} broken`);
}

async function readParquet(file: string): Promise<Item[]> {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const rows = await parquetReadObjects({ file: buffer, metadata, compressors, utf8: false });
  return rows.map(({ image, ...row }) => {
    const bytes: unknown = image?.bytes;
    if (!(bytes instanceof Uint8Array)) throw new Error(`${file}: a row without picture bytes`);
    const plain = Object.entries(row).map(([key, value]) => [
      key,
      typeof value === "bigint" ? Number(value) : value,
    ]);
    return { row: Object.fromEntries(plain), bytes };
  });
}

async function folder(root: string, split: string): Promise<Item[]> {
  const items: Item[] = [];
  for (const label of (await readdir(join(root, split))).sort())
    for (const file of (await readdir(join(root, split, label))).sort())
      items.push({ row: { split, label, file }, bytes: join(root, split, label, file) });
  return items;
}

async function drawn(root: string): Promise<Item[]> {
  const lines = (await readFile(join(root, "products.jsonl"), "utf8"))
    .split("\n")
    .filter((line) => line.trim());
  return lines.map((line) => {
    const row: Record<string, unknown> = JSON.parse(line);
    const picture = row.image ?? row.picture ?? `pictures/${String(row.id)}.webp`;
    return { row, bytes: join(root, String(picture)) };
  });
}

const { values } = parseArgs({
  options: {
    datasets: { type: "string", default: "../shared/datasets" },
    out: { type: "string", default: ".work/train" },
    only: { type: "string", default: "catalogue,larger,photos" },
    drawn: { type: "string" },
    as: { type: "string", default: "drawn" },
  },
});
const { datasets, out } = values;
await mkdir(out, { recursive: true });
if (values.drawn) {
  await write(out, values.as, await drawn(values.drawn), "pad", true);
} else {
  const only = new Set(values.only.split(","));
  if (only.has("catalogue")) {
    const data = join(datasets, "fashion-product-images-small", "data");
    const shards = (await readdir(data)).filter((file) => file.endsWith(".parquet")).sort();
    const items = (await Promise.all(shards.map((shard) => readParquet(join(data, shard))))).flat();
    await write(out, "catalogue", items, "pad", true);
  }
  if (only.has("larger")) {
    const items = await readParquet(join(datasets, "fashion-product-images-larger", "images.parquet"));
    await write(out, "larger", items, "pad", true);
  }
  if (only.has("photos")) {
    const root = join(datasets, "clothing-photos");
    await write(
      out,
      "photos",
      [...(await folder(root, "train")), ...(await folder(root, "extra"))],
      PHOTO_SIZE,
      false,
    );
    await write(out, "photos-validation", await folder(root, "validation"), "pad", false);
  }
}
