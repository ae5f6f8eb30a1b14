import { dirname, join } from "node:path";
import {
  AutoProcessor,
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  env,
  RawImage,
} from "@xenova/transformers";
import sharp from "sharp";
import { PACKAGE_ROOT } from "../../src/package-root.js";

export const MODELS = join(PACKAGE_ROOT, "data", "models");
export const STARTER = join(MODELS, "starter");

env.allowRemoteModels = false;
env.localModelPath = dirname(STARTER);

/** A new object each time: `from_pretrained` notes in it which file it loaded. */
const options = () => ({ quantized: false });

/** What transformers.js itself makes of a picture and of words, with the same model. */
export async function transformersJs(model = "starter") {
  const [tokenizer, processor, text, vision] = await Promise.all([
    AutoTokenizer.from_pretrained(model, options()),
    AutoProcessor.from_pretrained(model, options()),
    CLIPTextModelWithProjection.from_pretrained(model, options()),
    CLIPVisionModelWithProjection.from_pretrained(model, options()),
  ]);
  return {
    async text(words: string): Promise<Float32Array> {
      const { text_embeds } = await text(tokenizer([words], { padding: true, truncation: true }));
      return unit(text_embeds.data);
    },
    async picture(bytes: Uint8Array): Promise<Float32Array> {
      const { image_embeds } = await vision(await processor([await readPicture(bytes)]));
      return unit(image_embeds.data);
    },
  };
}

/** `RawImage.read` without its detour over a URL. */
export async function readPicture(bytes: Uint8Array): Promise<RawImage> {
  const { data, info } = await sharp(bytes)
    .rotate()
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return new RawImage(new Uint8ClampedArray(data), info.width, info.height, 3);
}

export function unit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((largest, value, at) => Math.max(largest, Math.abs(value - (b[at] ?? Number.NaN))), 0);
}
