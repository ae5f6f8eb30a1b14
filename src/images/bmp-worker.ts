import { parentPort, workerData } from "node:worker_threads";
import { decode } from "@cwasm/nsbmp";
import sharp from "sharp";

/** What the thread answers: the picture as PNG, or why there is none. */
export type BmpReport = { readonly png: Uint8Array } | { readonly problem: "damaged" | "slow" };

async function convert(bytes: Uint8Array): Promise<BmpReport> {
  try {
    const { width, height, data } = decode(bytes);
    const png = await sharp(data, { raw: { width, height, channels: 4 } })
      .flatten({ background: "#fff" })
      .png({ compressionLevel: 1 })
      .toBuffer();
    return { png };
  } catch {
    return { problem: "damaged" };
  }
}

if (workerData instanceof Uint8Array) parentPort?.postMessage(await convert(workerData));
