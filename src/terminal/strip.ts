import sharp from "sharp";
import type { ReplyHit } from "../chat/reply.js";
import { contactSheet } from "../images/contact-sheet.js";

/** More would not fit beside each other in a usual terminal. */
const COLUMNS = 6;
/** Pixels: a terminal of 120 columns is about this wide. */
const COLUMN_WIDTH = 160;

/** The hits beside each other with their numbers, as one PNG. Fails when a picture cannot be read. */
export async function pictureStrip(hits: readonly ReplyHit[]): Promise<Buffer> {
  const tiles = await Promise.all(
    hits.map(async ({ number, picture }) => ({ number, picture: await picture() })),
  );
  const sheet = await contactSheet(tiles, { columns: COLUMNS });
  return sharp(sheet)
    .resize({ width: Math.min(COLUMNS, hits.length) * COLUMN_WIDTH })
    .png()
    .toBuffer();
}
