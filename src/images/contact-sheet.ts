import sharp from "sharp";
import type { StoredPicture } from "../catalogue/catalogue.js";
import { HaberdasherError } from "../errors.js";
import { badge } from "./badge.js";
import { decoder } from "./decoder.js";

export interface Tile {
  /** Shown in the tile's badge, so that people can say "number 3". */
  readonly number: number;
  picture(): Promise<StoredPicture>;
}

export interface SheetOptions {
  /** Default: whatever gives a sheet that is as wide as it is high, or a little wider. */
  readonly columns?: number;
}

/** Pixels. A tile is portrait, as product pictures are; a phone shows three side by side at about half this size. */
const TILE = { width: 360, height: 440 };
const GAP = 20;
const INSET = 14;
const BADGE = 54;
const QUALITY = 86;
const LINE = "#e4e6ea";

function columnsFor(count: number): number {
  return count <= 3 ? count : Math.ceil(Math.sqrt(count));
}

function frame(width: number, height: number): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="1" y="1" width="${width - 2}" height="${height - 2}" rx="18" fill="none" stroke="${LINE}" stroke-width="2"/></svg>`,
  );
}

/** The picture whole, centred on white; undefined where it cannot be fetched or read. */
async function productOf({ picture }: Tile): Promise<Buffer | undefined> {
  try {
    return await decoder(await picture())
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .resize(TILE.width - 2 * INSET, TILE.height - 2 * INSET, { fit: "contain", background: "#fff" })
      .removeAlpha()
      .png({ compressionLevel: 0 })
      .toBuffer();
  } catch {
    return undefined;
  }
}

/** Without its product a tile stays white, and its number stands. */
function drawTile(number: number, product: Buffer | undefined): Promise<Buffer> {
  return sharp({ create: { ...TILE, channels: 3, background: "#fff" } })
    .composite([
      ...(product === undefined ? [] : [{ input: product, left: INSET, top: INSET }]),
      { input: frame(TILE.width, TILE.height), left: 0, top: 0 },
      { input: badge(number, BADGE), left: INSET, top: INSET },
    ])
    .png({ compressionLevel: 0 })
    .toBuffer();
}

/**
 * Numbered pictures side by side on white, as one JPEG: for platforms that show one picture better than many.
 * Fails with `bad-request` without tiles, and with `not-found` where none of the pictures can be read.
 */
export async function contactSheet(tiles: readonly Tile[], options: SheetOptions = {}): Promise<Buffer> {
  if (tiles.length === 0) throw new HaberdasherError("bad-request", "There are no pictures to show.");
  const columns = Math.max(
    1,
    Math.min(tiles.length, Math.floor(options.columns ?? columnsFor(tiles.length))),
  );
  const rows = Math.ceil(tiles.length / columns);
  const products = await Promise.all(tiles.map(productOf));
  if (products.every((product) => product === undefined))
    throw new HaberdasherError("not-found", "None of the products' pictures can be read.");
  const drawn = await Promise.all(tiles.map(({ number }, at) => drawTile(number, products[at])));
  return sharp({
    create: {
      width: columns * (TILE.width + GAP) + GAP,
      height: rows * (TILE.height + GAP) + GAP,
      channels: 3,
      background: "#fff",
    },
  })
    .composite(
      drawn.map((input, n) => ({
        input,
        left: GAP + (n % columns) * (TILE.width + GAP),
        top: GAP + Math.floor(n / columns) * (TILE.height + GAP),
      })),
    )
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer();
}
