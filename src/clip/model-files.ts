import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, isAbsolute, join, resolve } from "node:path";
import { HaberdasherError } from "../errors.js";
import { PACKAGE_ROOT } from "../package-root.js";
import { type DownloadListener, downloadModel } from "./hub.js";

/** Where the parts of one model lie on disk: the layout of a transformers.js repository. */
export interface ModelFiles {
  /** For people: "starter", "Xenova/clip-vit-base-patch32", a folder's name. */
  readonly name: string;
  readonly folder: string;
  readonly config: string;
  readonly preprocessor: string;
  readonly tokenizer: string;
  readonly tokenizerConfig: string;
  readonly textTower: string;
  readonly pictureTower: string;
}

export interface ModelChoice {
  /** "starter", a folder, or a hub id such as "Xenova/clip-vit-base-patch32". */
  readonly model: string;
  /** Folder for downloaded models. */
  readonly modelCache: string;
  /** Where hub models are downloaded from: "https://huggingface.co". */
  readonly hubEndpoint: string;
  readonly onProgress?: DownloadListener;
}

const STARTER = join(PACKAGE_ROOT, "data", "models", "starter");

/** Both towers in one precision: full where it lies on disk, 8 bit otherwise. */
const PRECISIONS = ["", "_quantized"] as const;

function partsOf(name: string, folder: string): ModelFiles {
  const tower = (kind: string, precision: string) => join(folder, "onnx", `${kind}_model${precision}.onnx`);
  const precision =
    PRECISIONS.find((one) => existsSync(tower("text", one)) && existsSync(tower("vision", one))) ?? "";
  return {
    name,
    folder,
    config: join(folder, "config.json"),
    preprocessor: join(folder, "preprocessor_config.json"),
    tokenizer: join(folder, "tokenizer.json"),
    tokenizerConfig: join(folder, "tokenizer_config.json"),
    textTower: tower("text", precision),
    pictureTower: tower("vision", precision),
  };
}

async function checkComplete({ name, folder, ...paths }: ModelFiles): Promise<void> {
  for (const path of Object.values(paths)) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() && found.size > 0) continue;
    const part = path.slice(folder.length + 1);
    throw new HaberdasherError(
      "model",
      `The model "${name}" in ${folder} has no ${part}: it needs the layout of a transformers.js CLIP repository.`,
    );
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** Hub ids have exactly one slash; https://huggingface.co/docs/hub/repositories names the characters. */
const HUB_ID = /^[\w][\w.-]{0,95}\/[\w][\w.-]{0,95}$/;

async function locate(choice: ModelChoice): Promise<ModelFiles> {
  const { model } = choice;
  if (model === "starter") return partsOf("starter", STARTER);
  const folder = resolve(model);
  if (await isFolder(folder)) return partsOf(basename(folder), folder);
  if (!HUB_ID.test(model) || isAbsolute(model)) {
    throw new HaberdasherError(
      "model",
      `There is no model "${model}": CLIP_MODEL takes "starter", a folder, or a hub id such as Xenova/clip-vit-base-patch32.`,
    );
  }
  return partsOf(model, await downloadModel(model, choice));
}

/** Finds a model's files, from the hub if need be. Fails with code `model`, naming what is missing. */
export async function findModel(choice: ModelChoice): Promise<ModelFiles> {
  const files = await locate(choice);
  await checkComplete(files);
  return files;
}
