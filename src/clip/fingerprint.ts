import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { ModelFiles } from "./model-files.js";

/** Files that decide what vector a text or picture gets, in a fixed order. */
const DECISIVE = ["pictureTower", "textTower", "tokenizer", "tokenizerConfig", "preprocessor"] as const;

/** Read at a time: hashing so much holds the event loop for about a millisecond. */
const PIECE = 1 << 20;

/** Through one buffer: a stream would leave pieces as large as the model to the garbage collector. */
async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "r");
  try {
    const piece = Buffer.alloc(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** Hex SHA-256 over the parts' own checksums: the same for the same model wherever it lies. */
export async function fingerprintOf(files: ModelFiles): Promise<string> {
  const sums = await Promise.all(DECISIVE.map(async (part) => `${part} ${await sha256(files[part])}\n`));
  return createHash("sha256").update(sums.join("")).digest("hex");
}
