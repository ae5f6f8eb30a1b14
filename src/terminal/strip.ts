import sharp from "sharp";
import type { ReplyHit } from "../chat/reply.js";
import { contactSheet } from "../images/contact-sheet.js";

/** More would not fit beside each other in a usual terminal. */
const COLUMNS = 6;
/** Pixels: a terminal of 120 columns is about this wide. */
const COLUMN_WIDTH = 160;

/** The hits beside each other with their numbers, as one PNG. Fails when none of their pictures can be read. */
export async function pictureStrip(hits: readonly ReplyHit[]): Promise<Buffer> {
  const sheet = await contactSheet(hits, { columns: COLUMNS });
  return sharp(sheet)
    .resize({ width: Math.min(COLUMNS, hits.length) * COLUMN_WIDTH })
    .png()
    .toBuffer();
}
