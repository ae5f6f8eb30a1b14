import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import sharp, { type Sharp } from "sharp";
import { HaberdasherError } from "../errors.js";
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

/**
 * sharp decodes on libuv's four threads, which name lookups and file reads share: one always stays free for those,
 * and no more pictures are open at once than there are cores.
 */
const slots = new PQueue({ concurrency: Math.max(1, Math.min(3, availableParallelism())) });

/** Of a TIFF nobody can tell a damaged one from one of the many kinds that are not read, raw photos of cameras among them. */
export const DAMAGED_TIFF =
  "is damaged, or a kind of TIFF that cannot be read here: save it as JPEG or PNG and send that";

function friendly(thrown: unknown, { name, format }: Pick<Picture, "name" | "format">): HaberdasherError {
  if (thrown instanceof HaberdasherError) return thrown;
  const what = name === undefined ? "This picture" : `The picture "${name}"`;
  const message = thrown instanceof Error ? thrown.message : "";
  if (/timeout/i.test(message)) {
    return new HaberdasherError("timeout", `${what} took too long to read: send a smaller version.`, {
      cause: thrown,
    });
  }
  const damaged = format === "tiff" ? DAMAGED_TIFF : "is damaged and cannot be read: send it again";
  return new HaberdasherError("not-a-picture", `${what} ${damaged}.`, { cause: thrown });
}

/** Decodes a stranger's picture when its turn has come. Fails with `not-a-picture` or `timeout`, or as `run` does. */
export function decoding<T>(picture: Pick<Picture, "name" | "format">, run: () => Promise<T>): Promise<T> {
  return slots.add(async () => {
    try {
      return await run();
    } catch (thrown) {
      throw friendly(thrown, picture);
    }
  });
}
