// The real worker, behind a listener that breaks the thread when a text tells it to.
import { spawnSync } from "node:child_process";
import { parentPort, workerData } from "node:worker_threads";
import type { ToWorker } from "../../src/clip/protocol.js";

/** Counts how often a thread was broken, over all threads. */
const broken = new Int32Array(workerData.broken);

/**
 * Little by little, and no array that would grow: one large allocation beyond the limit takes Node 24 down whole, whoever
 * makes it.
 */
function runOutOfMemory(): void {
  interface Coat {
    readonly text: string;
    readonly before: Coat | undefined;
  }
  let hoard: Coat | undefined;
  for (let count = 0; ; count++) hoard = { text: `coat ${count}`, before: hoard };
}

/** Blocks inside native code, as a hung inference would: nothing in the process can interrupt it. */
function hangInNativeCode(): void {
  Atomics.store(workerData.insideModel, 0, 1);
  spawnSync("sh", ["-c", 'echo $$ >> "$0"; exec sleep 600', workerData.sleepers]);
  Atomics.store(workerData.insideModel, 0, 0);
}

const FAULTS: Readonly<Record<string, () => void>> = {
  crash: () => process.exit(7),
  throw: () => {
    throw new Error("thrown outside of everything");
  },
  memory: runOutOfMemory,
  "native hang": hangInNativeCode,
  /** Answers, and does not end by itself. */
  linger: () => void setInterval(() => {}, 1_000),
  hang: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  "crash once": () => {
    if (Atomics.load(broken, 0) === 0) {
      Atomics.add(broken, 0, 1);
      process.exit(7);
    }
  },
};

parentPort?.on("message", (message: ToWorker) => {
  // This listener hears of the end while the real worker is still loading, and would be the only one that does.
  if (message.kind === "end") return parentPort?.close();
  if (message.kind !== "texts") return;
  const fault = message.texts.map((text) => FAULTS[text]).find((one) => one !== undefined);
  if (fault === undefined) return;
  if (!message.texts.includes("crash once")) Atomics.add(broken, 0, 1);
  fault();
});

await import("../../src/clip/worker.js");
