import { parentPort, workerData } from "node:worker_threads";
import type { Encoder } from "./encoder.js";
import type { Batch, WorkerMessage, WorkerSetup } from "./protocol.js";

const port = parentPort;
if (port === null) throw new Error("This module runs in a worker thread.");

const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const reasonOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

/** onnxruntime-node is loaded here and nowhere else; where its binary does not load, nothing takes its place. */
async function open(setup: WorkerSetup): Promise<Encoder | undefined> {
  const module = await import("./encoder.js").catch((thrown: unknown) => {
    say({
      type: "unusable",
      sentence: `The inference library onnxruntime-node cannot be loaded on this machine (${reasonOf(thrown)}): install again with "npm ci" on Linux (glibc), macOS or Windows, x64 or arm64.`,
    });
  });
  return module?.openEncoder(setup).catch((thrown: unknown) => {
    say({
      type: "unusable",
      sentence: `The model in ${setup.files.folder} cannot be used (${reasonOf(thrown)}): a file of it may be damaged; fetch it again.`,
    });
    return undefined;
  });
}

const setup: WorkerSetup = workerData;
const encoder = await open(setup);
if (encoder !== undefined) {
  port.on("message", async (batch: Batch) => {
    try {
      const vectors = await encoder.encode(batch);
      say({ type: "vectors", vectors }, [vectors.buffer]);
    } catch (thrown) {
      say({ type: "failed", reason: reasonOf(thrown) });
    }
  });
  say({ type: "ready", dimension: encoder.dimension });
}
