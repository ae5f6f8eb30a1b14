import sharp from "sharp";
import type { ReplyHit } from "../chat/reply.js";
import { contactSheet } from "../images/contact-sheet.js";

/** More would be too many to look at, however wide the terminal is. */
const MOST = 6;
/** How wide one is shown, in pixels, and in letters of a usual terminal. */
const ONE = { pixels: 160, letters: 20 };

/**
 * The hits beside each other with their numbers, as one PNG that is no wider than the terminal, which would cut it off.
 * Fails when none of their pictures can be read.
 * @param width columns of the terminal
 */
export async function pictureStrip(hits: readonly ReplyHit[], width: number): Promise<Buffer> {
  const fit = Math.max(1, Math.floor(width / ONE.letters));
  const columns = Math.min(MOST, hits.length, fit);
  const sheet = await contactSheet(hits, { columns });
  return sharp(sheet)
    .resize({ width: columns * ONE.pixels })
    .png()
    .toBuffer();
}
