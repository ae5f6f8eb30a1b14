import sharp from "sharp";
import { readModelConfig, readModelJson } from "../../clip/model-config.js";
import { findModel, type ModelChoice, type ModelFiles } from "../../clip/model-files.js";
import { normaliser } from "../../clip/normalise.js";
import { type PixelPlan, pixelPlan, preprocessorSchema, resizedSize } from "../../clip/pixel-plan.js";
import type { Pixels } from "../../clip/pixels.js";
import { loadTokenizer, type TokenBatch } from "../../clip/tokenizer.js";
import { openTowers, type Towers } from "../../clip/towers.js";

/** The model without anything of ours around it: sessions on this thread, called one after another. */
export interface Bare {
  readonly files: ModelFiles;
  readonly towers: Towers;
  tokens(texts: readonly string[]): TokenBatch;
  /** What the picture tower reads, made by sharp alone. */
  decode(bytes: Uint8Array): Promise<Float32Array>;
  /** Prepared input of several pictures. */
  batch(pictures: readonly Uint8Array[]): Promise<Float32Array>;
}

async function decodeBare(bytes: Uint8Array, plan: PixelPlan): Promise<Pixels> {
  const { autoOrient } = await sharp(bytes).metadata();
  const size = plan.resize === undefined ? autoOrient : resizedSize(plan.resize, autoOrient);
  const cut = plan.crop ?? size;
  const rgb = await sharp(bytes)
    .autoOrient()
    .resize(size.width, size.height, { fit: "fill", kernel: plan.kernel })
    .extract({
      left: Math.floor((size.width - cut.width) / 2),
      top: Math.floor((size.height - cut.height) / 2),
      width: cut.width,
      height: cut.height,
    })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer();
  return { rgb, width: cut.width, height: cut.height };
}

/** @param threads of one inference; 0 leaves it to onnxruntime, which takes every core */
export async function openBare(choice: ModelChoice, threads: number): Promise<Bare> {
  const files = await findModel(choice);
  const config = await readModelConfig(files.config);
  const plan = pixelPlan(await readModelJson(files.preprocessor, preprocessorSchema));
  const [tokens, towers] = await Promise.all([
    loadTokenizer(files, config),
    openTowers(files, plan.output, threads),
  ]);
  const normalise = normaliser(plan);
  return {
    files,
    towers,
    tokens,
    decode: async (bytes) => normalise([await decodeBare(bytes, plan)]),
    batch: async (pictures) => normalise(await Promise.all(pictures.map((bytes) => decodeBare(bytes, plan)))),
  };
}
