import { availableParallelism } from "node:os";
import { HaberdasherError } from "../errors.js";
import type { Picture } from "../images/picture.js";
import { LIMITS } from "../limits.js";
import type { Logger } from "../log.js";
import { heapOf, startThread } from "../threads.js";
import type { ClipEngine, EncodeOptions, EngineStatus } from "./engine.js";
import { fingerprintOf } from "./fingerprint.js";
import { logitScaleOf, readModelConfig, readModelJson } from "./model-config.js";
import { findModel, type ModelChoice } from "./model-files.js";
import { type PixelPlan, pixelPlan, preprocessorSchema } from "./pixel-plan.js";
import { decodePixels } from "./pixels.js";
import { Pool } from "./pool.js";
import type { Batch, WorkerSetup } from "./protocol.js";
import { EncodeRequest } from "./request.js";
import { TextCache } from "./text-cache.js";

export interface EngineOptions extends ModelChoice {
  /** Inference threads, each with the model loaded once more. */
  readonly workers: number;
  /** Threads of one inference. Default: see `inferenceThreads`. */
  readonly threads?: number;
  readonly log?: Logger;
  /** Requests that may wait. Default: `LIMITS.engineQueue`. */
  readonly queue?: number;
  /** Told how many texts or pictures each batch holds, for the metrics. */
  readonly onBatch?: (kind: Batch["kind"], size: number) => void;
}

interface Identity {
  readonly name: string;
  readonly choice: string;
  readonly dimension: number;
  readonly fingerprint: string;
  readonly logitScale: number;
}

class Engine implements ClipEngine {
  readonly name: string;
  readonly choice: string;
  readonly dimension: number;
  readonly fingerprint: string;
  readonly logitScale: number;
  readonly #pool: Pool;
  readonly #plan: PixelPlan;
  readonly #queue: number;
  readonly #requests = new Set<EncodeRequest>();
  readonly #texts = new TextCache();
  #closing: Promise<void> | undefined;

  constructor(identity: Identity, pool: Pool, plan: PixelPlan, queue: number) {
    this.name = identity.name;
    this.choice = identity.choice;
    this.dimension = identity.dimension;
    this.fingerprint = identity.fingerprint;
    this.logitScale = identity.logitScale;
    this.#pool = pool;
    this.#plan = plan;
    this.#queue = queue;
  }

  async encodeTexts(texts: readonly string[], options: EncodeOptions = {}): Promise<Float32Array[]> {
    const known = texts.map((text) => this.#texts.get(text));
    if (known.every((vector) => vector !== undefined)) return known;
    const request = this.#admit(texts.length, options);
    texts.forEach((text, position) => {
      const vector = known[position];
      if (vector === undefined) this.#pool.add({ kind: "texts", text, position, request });
      else request.fulfil(position, vector);
    });
    const vectors = await request.promise;
    vectors.forEach((vector, position) => {
      const text = texts[position];
      if (text !== undefined && known[position] === undefined) this.#texts.set(text, vector);
    });
    return vectors;
  }

  async encodeImages(pictures: readonly Picture[], options: EncodeOptions = {}): Promise<Float32Array[]> {
    if (pictures.length === 0) return [];
    const request = this.#admit(pictures.length, options);
    pictures.forEach((picture, position) => {
      decodePixels(picture, this.#plan, () => request.settled).then(
        (pixels) => {
          if (!request.settled) this.#pool.add({ kind: "pictures", pixels, position, request });
        },
        (error) => request.fail(error),
      );
    });
    return request.promise;
  }

  status(): EngineStatus {
    const running = [...this.#requests].filter((request) => request.running > 0).length;
    return {
      waiting: this.#requests.size - running,
      running,
      workers: this.#pool.workers,
      restarts: this.#pool.restarts,
      stuck: this.#pool.stuck,
      textCacheHits: this.#texts.hits,
      textCacheMisses: this.#texts.misses,
    };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #admit(count: number, options: EncodeOptions): EncodeRequest {
    if (this.#closing !== undefined)
      throw new HaberdasherError("cancelled", "We are closing; please come back later.");
    if (this.status().waiting >= this.#queue) {
      const retryAfterS = Math.min(60, Math.max(1, Math.ceil(this.#pool.backlogMs / 1000)));
      throw new HaberdasherError(
        "busy",
        `Too many are asking at once; please try again in ${retryAfterS} s.`,
        { retryAfterS },
      );
    }
    const request = new EncodeRequest(count, { timeoutMs: LIMITS.engineRequestMs, ...options }, (settled) =>
      this.#requests.delete(settled),
    );
    if (!request.settled) this.#requests.add(request);
    return request;
  }

  async #close(): Promise<void> {
    for (const request of this.#requests) {
      if (request.running === 0)
        request.fail(new HaberdasherError("cancelled", "We are closing; please come back later."));
    }
    await this.#pool.close();
    for (const request of this.#requests) {
      request.fail(new HaberdasherError("cancelled", "We are closing; please come back later."));
    }
  }
}

/** Threads of one inference: the cores, less one for decoding and everything else, shared by the workers. */
export function inferenceThreads({ threads, workers }: Pick<EngineOptions, "threads" | "workers">): number {
  return threads ?? Math.max(1, Math.floor((availableParallelism() - 1) / workers));
}

/**
 * Opens a model: the starter, a folder, or a hub model, which is downloaded if need be.
 * Fails with code `model` and a sentence that says what is missing or damaged.
 */
export async function openEngine(options: EngineOptions): Promise<ClipEngine> {
  const files = await findModel(options);
  const [config, preprocessor] = await Promise.all([
    readModelConfig(files.config),
    readModelJson(files.preprocessor, preprocessorSchema),
  ]);
  const plan = pixelPlan(preprocessor);
  const threads = inferenceThreads(options);
  const pool = new Pool({
    workers: options.workers,
    log: options.log,
    onBatch: options.onBatch,
    startWorker(insideModel) {
      const workerData: WorkerSetup = { files, config, plan, threads, insideModel };
      return startThread("./worker", import.meta.url, { workerData, resourceLimits: HEAP });
    },
  });
  try {
    const [dimension, fingerprint] = await Promise.all([pool.open(), fingerprintOf(files)]);
    const logitScale = logitScaleOf(config);
    const identity = { name: files.name, choice: options.model, dimension, fingerprint, logitScale };
    return new Engine(identity, pool, plan, options.queue ?? LIMITS.engineQueue);
  } catch (thrown) {
    await pool.close();
    throw thrown;
  }
}

/** JavaScript memory of a worker: a tokenizer and one batch need far less; a runaway ends only its own thread. */
const HEAP = heapOf(512);
