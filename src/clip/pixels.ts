import { HaberdasherError } from "../errors.js";
import { decoder, decoding } from "../images/decoder.js";
import type { Picture } from "../images/picture.js";
import { cropEdge, type PixelPlan, resizedSize } from "./pixel-plan.js";

/** Interleaved RGB, one byte a channel, row by row. */
export interface Pixels {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

async function decode(picture: Picture, plan: PixelPlan): Promise<Pixels> {
  const size = plan.resize === undefined ? picture : resizedSize(plan.resize, picture);
  let image = decoder(picture).flatten({ background: "#fff" }).toColourspace("srgb");
  if (plan.resize !== undefined) {
    image = image.resize(size.width, size.height, { fit: "fill", kernel: plan.kernel });
  }
  if (plan.crop !== undefined) {
    const x = cropEdge(size.width, plan.crop.width);
    const y = cropEdge(size.height, plan.crop.height);
    image = image
      .extract({ left: x.from, top: y.from, width: x.length, height: y.length })
      .extend({ left: x.before, right: x.after, top: y.before, bottom: y.after, background: "#000" });
  }
  // What `info` says after extending is the size before it, so the size is ours and the length proves it.
  const { width, height } = plan.crop ?? size;
  const rgb = await image.removeAlpha().raw().toBuffer();
  if (rgb.length !== width * height * 3)
    throw new Error(`Expected ${width} × ${height} RGB, got ${rgb.length} bytes`);
  return { rgb, width, height };
}

/**
 * A picture as the model wants it, up to normalising: decoded once, shrunk while loading, upright, transparency on
 * white, 8-bit sRGB, resized and cropped; all of it on sharp's threads. Fails with `not-a-picture` or `timeout`.
 */
export async function decodePixels(
  picture: Picture,
  plan: PixelPlan,
  stopped: () => boolean,
): Promise<Pixels> {
  return decoding(picture, () => {
    if (stopped()) throw new HaberdasherError("cancelled", "The request was cancelled.");
    return decode(picture, plan);
  });
}
