import { HaberdasherError } from "../errors.js";
import type { EncodeOptions } from "./engine.js";
import type { Pixels } from "./pixels.js";

/** One call of `encodeTexts` or `encodeImages`: collects its vectors, or fails as a whole, once. */
export class EncodeRequest {
  readonly promise: Promise<Float32Array[]>;
  #resolve: (vectors: Float32Array[]) => void = () => {};
  #reject: (error: Error) => void = () => {};
  readonly #vectors: (Float32Array | undefined)[];
  #missing: number;
  #settled = false;
  readonly #cleanUp: () => void;
  /** Jobs of this request that are inside a worker now. */
  running = 0;

  constructor(
    count: number,
    { signal, timeoutMs = 0 }: EncodeOptions,
    onSettled: (request: EncodeRequest) => void,
  ) {
    this.#missing = count;
    this.#vectors = new Array<Float32Array | undefined>(count).fill(undefined);
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const cancel = () => this.fail(new HaberdasherError("cancelled", "The request was cancelled."));
    const expire = () =>
      this.fail(new HaberdasherError("timeout", "That took too long; please try again in a moment."));
    const timer = timeoutMs > 0 ? setTimeout(expire, timeoutMs) : undefined;
    signal?.addEventListener("abort", cancel, { once: true });
    this.#cleanUp = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      onSettled(this);
    };
    if (signal?.aborted) cancel();
  }

  /** True once the asker has an answer or gave up: whatever is left of the work can be dropped. */
  get settled(): boolean {
    return this.#settled;
  }

  fulfil(position: number, vector: Float32Array): void {
    if (this.#settled || this.#vectors[position] !== undefined) return;
    this.#vectors[position] = vector;
    this.#missing -= 1;
    if (this.#missing > 0) return;
    this.#settle();
    this.#resolve(this.#vectors.filter((one) => one !== undefined));
  }

  fail(error: Error): void {
    if (this.#settled) return;
    this.#settle();
    this.#reject(error);
  }

  #settle(): void {
    this.#settled = true;
    this.#cleanUp();
  }
}

interface JobBase {
  readonly request: EncodeRequest;
  /** Where in the request's answer the vector goes. */
  readonly position: number;
}

/** One text or one picture on its way through a worker. */
export type TextJob = JobBase & { readonly kind: "texts"; readonly text: string };
export type PictureJob = JobBase & { readonly kind: "pictures"; readonly pixels: Pixels };
export type Job = TextJob | PictureJob;
