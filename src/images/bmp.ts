import PQueue from "p-queue";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { heapOf, startThread } from "../threads.js";
import type { BmpReport } from "./bmp-worker.js";

// sharp has no reader for BMP, and the one we use blocks its thread: it gets one of its own, one at a time.
const oneAtATime = new PQueue({ concurrency: 1 });

/** A BMP's run-length coding packs at most 255 pixels into two bytes; a header that claims more lies. */
const PIXELS_PER_BYTE = 128;

interface BmpSize {
  readonly width: number;
  readonly height: number;
}

/** Width and height from the header: BITMAPCOREHEADER has 16-bit fields, every later one 32-bit; a negative height means top-down. */
function headerSize(bytes: Uint8Array): BmpSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const core = view.getUint32(14, true) === 12;
  return core
    ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    : { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

function convert(bytes: Uint8Array): Promise<BmpReport> {
  return new Promise((resolve) => {
    const worker = startThread("./bmp-worker", import.meta.url, {
      workerData: bytes,
      resourceLimits: heapOf(256),
    });
    const finish = (report: BmpReport) => {
      clearTimeout(deadline);
      worker.removeAllListeners();
      worker.on("error", () => {});
      void worker.terminate();
      resolve(report);
    };
    const deadline = setTimeout(() => finish({ problem: "slow" }), LIMITS.pictureDecodeMs);
    worker.once("message", finish);
    worker.once("error", () => finish({ problem: "damaged" }));
    worker.once("exit", () => finish({ problem: "damaged" }));
  });
}

/**
 * A BMP as PNG, made off the main thread.
 * @param checkSize throws when the size in the header is beyond a limit, the house's unless another is given
 * @param what the picture's name at the start of a sentence
 */
export async function bmpToPng(
  bytes: Uint8Array,
  checkSize: (size: BmpSize, most?: number) => void,
  what: string,
): Promise<Uint8Array> {
  const size = headerSize(bytes);
  checkSize(size);
  const damaged = `${what} is damaged or cut off: save it as PNG or JPEG and send that.`;
  const pixels = size.width * size.height;
  if (pixels === 0 || pixels > bytes.length * PIXELS_PER_BYTE) {
    throw new HaberdasherError("not-a-picture", damaged);
  }
  checkSize(size, LIMITS.bmpPixels);
  const report = await oneAtATime.add(() => convert(bytes));
  if ("png" in report) return report.png;
  throw report.problem === "slow"
    ? new HaberdasherError("timeout", `${what} took too long to read: save it as PNG or JPEG and send that.`)
    : new HaberdasherError("not-a-picture", damaged);
}
