import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { ModelFiles } from "./model-files.js";

/** Files that decide what vector a text or picture gets, in a fixed order. */
const DECISIVE = ["pictureTower", "textTower", "tokenizer", "tokenizerConfig", "preprocessor"] as const;

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/** Hex SHA-256 over the parts' own checksums: the same for the same model wherever it lies. */
export async function fingerprintOf(files: ModelFiles): Promise<string> {
  const sums = await Promise.all(DECISIVE.map(async (part) => `${part} ${await sha256(files[part])}\n`));
  return createHash("sha256").update(sums.join("")).digest("hex");
}
