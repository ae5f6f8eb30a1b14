import sharp from "sharp";
import type { ReplyHit } from "../chat/reply.js";

const CELL = { width: 150, height: 200, gap: 8 };
/** More would not fit beside each other in a usual terminal. */
const CELLS = 6;

function numberTag(number: number): Buffer {
  const width = 16 + 9 * String(number).length;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="24"><rect width="${width}" height="24" rx="5" fill="#efc13a"/>` +
      `<text x="${width / 2}" y="17" font-family="sans-serif" font-size="15" font-weight="bold" text-anchor="middle" fill="#2b2205">${number}</text></svg>`,
  );
}

async function cell(hit: ReplyHit): Promise<Buffer> {
  const { bytes } = await hit.picture();
  return sharp(bytes)
    .resize(CELL.width, CELL.height, { fit: "contain", background: "#f6f5f1" })
    .flatten({ background: "#f6f5f1" })
    .composite([{ input: numberTag(hit.number), left: 6, top: 6 }])
    .png()
    .toBuffer();
}

/** The first hits beside each other with their numbers, as one PNG. Fails when a picture cannot be read. */
export async function pictureStrip(hits: readonly ReplyHit[]): Promise<Buffer> {
  const cells = await Promise.all(hits.slice(0, CELLS).map(cell));
  const step = CELL.width + CELL.gap;
  return sharp({
    create: {
      width: step * cells.length - CELL.gap,
      height: CELL.height,
      channels: 4,
      background: "#00000000",
    },
  })
    .composite(cells.map((input, at) => ({ input, left: at * step, top: 0 })))
    .png()
    .toBuffer();
}
