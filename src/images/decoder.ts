import sharp, { type Sharp } from "sharp";
import { LIMITS } from "../limits.js";
import type { Picture } from "./picture.js";

// Strangers' pictures do not repeat, so nothing is kept between them. One thread per picture:
// several pictures at once use the cores better than several threads on one.
sharp.cache(false);
sharp.concurrency(1);

/**
 * The one way to decode a picture: upright by its EXIF orientation, first frame only, within the pixel
 * limit and the time limit, refused when it is damaged or cut off. Metadata is dropped by every output.
 */
export function decoder(picture: Pick<Picture, "bytes">): Sharp {
  return sharp(picture.bytes, {
    autoOrient: true,
    failOn: "error",
    limitInputPixels: LIMITS.picturePixels,
    pages: 1,
  }).timeout({ seconds: Math.ceil(LIMITS.pictureDecodeMs / 1000) });
}
