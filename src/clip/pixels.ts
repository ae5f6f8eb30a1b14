import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { HaberdasherError } from "../errors.js";
import { decoder } from "../images/decoder.js";
import type { Picture } from "../images/picture.js";
import { cropEdge, type PixelPlan, resizedSize } from "./pixel-plan.js";

/** Interleaved RGB, one byte a channel, row by row. */
export interface Pixels {
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * sharp decodes on libuv's four threads, which name lookups and file reads share: one always stays free for those,
 * and no more pictures are open at once than there are cores.
 */
const slots = new PQueue({ concurrency: Math.max(1, Math.min(3, availableParallelism())) });

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

function friendly(thrown: unknown, picture: Picture): HaberdasherError {
  const what = picture.name === undefined ? "This picture" : `The picture "${picture.name}"`;
  const message = thrown instanceof Error ? thrown.message : "";
  if (/timeout/i.test(message)) {
    return new HaberdasherError("timeout", `${what} took too long to read: send a smaller version.`, {
      cause: thrown,
    });
  }
  return new HaberdasherError("not-a-picture", `${what} is damaged and cannot be read: send it again.`, {
    cause: thrown,
  });
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
  return slots.add(async () => {
    if (stopped()) throw new HaberdasherError("cancelled", "The request was cancelled.");
    try {
      return await decode(picture, plan);
    } catch (thrown) {
      throw friendly(thrown, picture);
    }
  });
}
