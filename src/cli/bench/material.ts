import sharp from "sharp";
import type { Catalogue } from "../../catalogue/catalogue.js";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes } from "../../images/read-picture.js";

const COLOURS = ["red", "navy blue", "olive", "white", "black", "mustard", "pink", "grey", "teal", "beige"];
const KINDS = [
  "winter coat",
  "t-shirt",
  "sneakers",
  "handbag",
  "dress",
  "jeans",
  "watch",
  "sandals",
  "scarf",
  "cap",
];

/** Query number `n`: never the same twice, so that the text cache cannot answer. */
export function query(n: number): string {
  const colour = COLOURS[n % COLOURS.length];
  const kind = KINDS[Math.floor(n / COLOURS.length) % KINDS.length];
  return `${colour} ${kind} ${n}`;
}

/** `count` different labels, as somebody might type them. */
export function labels(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const colour = COLOURS[n % COLOURS.length];
    return `${colour} ${KINDS[Math.floor(n / COLOURS.length) % KINDS.length]}`;
  });
}

/** A 12-megapixel JPEG with a phone photo's amount of detail: large shapes, fine structure, a little noise. About 4 MB. */
export async function phonePhoto(): Promise<Buffer> {
  const width = 4000;
  const height = 3000;
  const noise = await sharp({
    create: {
      width: 500,
      height: 375,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 45 },
    },
  })
    .png()
    .toBuffer();
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 9 },
    },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(noise)
    .resize(width, height, { kernel: "cubic" })
    .composite([{ input: grain, blend: "soft-light" }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Pictures of the catalogue, spread over it, again from the start where it has fewer. */
export async function cataloguePictures(catalogue: Catalogue, count: number): Promise<Picture[]> {
  const entries = await catalogue.sample(count);
  const pictures = await Promise.all(
    entries.map(async (entry) => pictureFromBytes((await entry.picture()).bytes, entry.id)),
  );
  return Array.from({ length: count }, (_, n) => pictures[n % pictures.length]).filter(
    (picture) => picture !== undefined,
  );
}
