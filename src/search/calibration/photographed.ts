import sharp from "sharp";
import { decoder } from "../../images/decoder.js";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes } from "../../images/read-picture.js";

const BACKGROUNDS = ["#b9b2a6", "#8c7a66", "#d9d4cc", "#6f7f8f", "#c9b8c4", "#9aa58c"];

/** A product's picture as a person might photograph it: turned a little, on some floor, in some light, not filling the frame. */
export async function asPhotographed(bytes: Uint8Array, at: number): Promise<Picture> {
  const side = 192;
  const background = BACKGROUNDS[at % BACKGROUNDS.length] ?? "#bbb";
  const product = await decoder({ bytes })
    .resize({ width: side, height: side, fit: "contain", background: "#fff" })
    .flatten({ background: "#fff" })
    .rotate(((at * 7) % 25) - 12, { background: "#fff" })
    .resize({ width: side, height: side, fit: at % 2 === 0 ? "contain" : "cover", background: "#fff" })
    .toBuffer();
  const floor = sharp({ create: { width: side, height: side, channels: 3, background } });
  // White times the floor's colour is the floor: the product stands on it without having been cut out.
  const photo = await floor
    .composite([{ input: product, blend: "multiply" }])
    .jpeg({ quality: 80 })
    .toBuffer();
  const light = 0.85 + ((at * 3) % 7) * 0.06;
  return pictureFromBytes(
    await sharp(photo).modulate({ brightness: light }).jpeg({ quality: 80 }).toBuffer(),
  );
}
