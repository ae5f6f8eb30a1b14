import { parentPort, workerData } from "node:worker_threads";
import { HaberdasherError } from "../errors.js";
import type { Encoder } from "./encoder.js";
import { useOwnBinding } from "./own-binding.js";
import type { FromWorker, ToWorker, WorkerSetup } from "./protocol.js";

const port = parentPort;
if (port === null) throw new Error("This module runs in a worker thread.");

const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

/** On one line: it becomes part of a sentence. */
const reasonOf = (thrown: unknown) =>
  (thrown instanceof Error ? thrown.message : String(thrown)).replace(/\s*\n\s*/g, " ");

/** onnxruntime-node is loaded here and nowhere else; where its binary does not load, nothing takes its place. */
async function open(setup: WorkerSetup): Promise<Encoder | undefined> {
  const module = await import("./encoder.js").catch((thrown: unknown) => {
    say({
      type: "unusable",
      sentence: `The inference library onnxruntime-node cannot be loaded on this machine (${reasonOf(thrown)}): install again with "npm ci" on Linux (glibc), macOS or Windows, x64 or arm64.`,
    });
  });
  return module?.openEncoder(setup).catch((thrown: unknown) => {
    const sentence =
      thrown instanceof HaberdasherError
        ? thrown.message
        : `The model in ${setup.files.folder} cannot be used (${reasonOf(thrown)}): a file of it may be damaged; fetch it again, or delete that folder if Haberdasher downloaded it.`;
    say({ type: "unusable", sentence });
    return undefined;
  });
}

useOwnBinding();
const setup: WorkerSetup = workerData;
const encoder = await open(setup);
if (encoder !== undefined) {
  port.on("message", async (message: ToWorker) => {
    if (message.kind === "end") return port.close();
    try {
      const vectors = await encoder.encode(message);
      say({ type: "vectors", vectors }, [vectors.buffer]);
    } catch (thrown) {
      say({ type: "failed", reason: reasonOf(thrown) });
    }
  });
  say({ type: "ready", dimension: encoder.dimension });
}
