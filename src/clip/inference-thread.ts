import type { Worker } from "node:worker_threads";
import { HaberdasherError } from "../errors.js";
import type { Batch, FromWorker, ToWorker } from "./protocol.js";

/**
 * How long a thread may take to end by itself before it is terminated. Terminating it while it is inside onnxruntime
 * makes the binding throw where nobody catches, and that ends the process: there, it is left alone until it comes out,
 * and looked at again after as long. Its replacement does not wait for that.
 */
const GRACE_MS = 2_000;

/** @param insideModel not zero while the thread is, or may be, inside onnxruntime; the thread itself keeps it */
export type StartWorker = (insideModel: Int32Array<SharedArrayBuffer>) => Worker;

/** How a batch can go wrong: the model refused it and the thread lives on, or the thread is gone with it. */
export class BatchFailed extends Error {
  override readonly name = "BatchFailed";
}

interface Pending {
  readonly resolve: (vectors: Float32Array) => void;
  readonly reject: (error: BatchFailed) => void;
  readonly watchdog: NodeJS.Timeout;
}

/** One worker thread under supervision: it runs one batch at a time and is ended when it stays silent for too long. */
export class InferenceThread {
  /** The vectors' dimension, once the model is loaded. Rejects with code `model`. */
  readonly ready: Promise<number>;
  /** Why the thread is gone; resolves exactly once. */
  readonly ended: Promise<string>;
  #state: "starting" | "idle" | "busy" | "ended" = "starting";
  #pending: Pending | undefined;
  #end: (reason: string) => void = () => {};
  #becomeReady: (dimension: number) => void = () => {};
  #refuse: (error: Error) => void = () => {};
  /** Resolves when nothing is left of the thread. */
  readonly exited: Promise<void>;
  /** At first it loads the model, which happens inside onnxruntime. */
  readonly #insideModel = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(1);
  readonly #worker: Worker;

  /** @param startMs after which a thread that is not ready counts as hung; by default it may take its time */
  constructor(start: StartWorker, startMs?: number) {
    const worker = start(this.#insideModel);
    this.#worker = worker;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.ready = new Promise((resolve, reject) => {
      this.#becomeReady = resolve;
      this.#refuse = reject;
    });
    if (startMs !== undefined) {
      const late = setTimeout(() => this.#stop(`not ready within ${startMs} ms`), startMs);
      this.ready
        .then(
          () => {},
          () => {},
        )
        .finally(() => clearTimeout(late));
    }
    // Whoever waits for `ready` hears of it; a thread that nobody waits for must not end the process.
    this.ready.catch(() => {});
    worker.on("message", (message: FromWorker) => this.#hear(message));
    worker.on("error", (error) => this.#stop(error instanceof Error ? error.message : String(error)));
    worker.on("messageerror", (error) => this.#stop(error.message));
    this.exited = new Promise((resolve) => {
      worker.on("exit", (code) => {
        this.#stop(`exit status ${code}`);
        resolve();
      });
    });
  }

  get state(): "starting" | "idle" | "busy" | "ended" {
    return this.#state;
  }

  /**
   * Unit vectors one after another. Fails with `BatchFailed`.
   * @param limitMs after which the thread counts as hung and is ended
   */
  run(batch: Batch, limitMs: number): Promise<Float32Array> {
    if (this.#state !== "idle") throw new Error(`The thread is ${this.#state}.`);
    this.#state = "busy";
    return new Promise((resolve, reject) => {
      const watchdog = setTimeout(() => {
        this.#worker.unref();
        this.#stop(`no answer within ${limitMs} ms`);
      }, limitMs);
      this.#pending = { resolve, reject, watchdog };
      const message: ToWorker = batch;
      this.#worker.postMessage(message);
    });
  }

  /** Ends the thread as soon as it is done with what it does. */
  async end(): Promise<void> {
    this.#stop("ended on purpose");
    await this.exited;
  }

  #hear(message: FromWorker): void {
    if (this.#state === "ended") return;
    if (message.type === "unusable") {
      this.#refuse(new HaberdasherError("model", message.sentence));
      this.#stop(message.sentence);
      return;
    }
    this.#state = "idle";
    if (message.type === "ready") {
      this.#becomeReady(message.dimension);
      return;
    }
    const pending = this.#takePending();
    if (message.type === "vectors") pending?.resolve(message.vectors);
    else pending?.reject(new BatchFailed(message.reason));
  }

  #takePending(): Pending | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    clearTimeout(pending?.watchdog);
    return pending;
  }

  #stop(reason: string): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    this.#retire();
    this.#refuse(
      new HaberdasherError("model", `The model could not be loaded (${reason}): is there enough memory?`),
    );
    this.#takePending()?.reject(new BatchFailed(reason));
    this.#end(reason);
  }

  #retire(): void {
    const farewell: ToWorker = { kind: "end" };
    this.#worker.postMessage(farewell);
    const look = setInterval(() => {
      if (Atomics.load(this.#insideModel, 0) === 0) void this.#worker.terminate();
    }, GRACE_MS);
    look.unref();
    void this.exited.then(() => clearInterval(look));
  }
}
