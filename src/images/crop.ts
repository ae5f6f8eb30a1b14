import { decoder, decoding } from "./decoder.js";
import type { Picture } from "./picture.js";
import { pictureFromBytes } from "./read-picture.js";

/** A part of a picture, as shares of its width and height, 0..1. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** No side is longer than this: every model looks at less. */
const LONGEST = 512;

/** The parts as pictures of their own; the picture is decoded once. Fails with `not-a-picture` or `timeout`. */
export async function cropped(picture: Picture, regions: readonly Region[]): Promise<Picture[]> {
  const { data, info } = await decoding(picture, () =>
    decoder(picture)
      .resize({ width: LONGEST * 2, height: LONGEST * 2, fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true }),
  );
  return Promise.all(
    regions.map(async ({ left, top, width, height }) => {
      const area = {
        left: Math.floor(left * info.width),
        top: Math.floor(top * info.height),
        width: Math.max(1, Math.floor(width * info.width)),
        height: Math.max(1, Math.floor(height * info.height)),
      };
      return pictureFromBytes(
        await decoder({ bytes: data }).extract(area).png({ compressionLevel: 1 }).toBuffer(),
      );
    }),
  );
}
