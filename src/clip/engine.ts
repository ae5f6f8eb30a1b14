import type { Picture } from "../images/picture.js";

export interface EncodeOptions {
  /** Aborting fails the request with code `cancelled`, at once, also while it waits. */
  readonly signal?: AbortSignal;
  /** Milliseconds until the request fails with code `timeout`. Default: the engine's own limit. */
  readonly timeoutMs?: number;
}

export interface EngineStatus {
  /** Requests waiting for a worker. */
  readonly waiting: number;
  /** Requests inside a worker now. */
  readonly running: number;
  readonly workers: number;
  /** Workers that were replaced since the start. */
  readonly restarts: number;
  /** Workers that were given up, replaced, and hang on inside the model. */
  readonly stuck: number;
  readonly textCacheHits: number;
  readonly textCacheMisses: number;
}

/**
 * CLIP's two encoders: words and pictures → unit vectors in one space.
 * One engine per process; inference runs in worker threads, never on the caller's.
 * Every method fails with a `HaberdasherError`: `busy`, `timeout`, `cancelled`, `model`, `not-a-picture`.
 */
export interface ClipEngine {
  /** What the model is called, for people: "starter", "Xenova/clip-vit-base-patch32". */
  readonly name: string;
  /** What it was chosen by, as CLIP_MODEL and `--model` take it: a folder's path, a hub id. */
  readonly choice: string;
  /** Length of every vector. */
  readonly dimension: number;
  /** Hex SHA-256 over the weights, tokenizer and preprocessor: two engines that differ here cannot share an index. */
  readonly fingerprint: string;
  /** The learnt factor (exp of CLIP's logit_scale, 1..100) in softmax(scale · cosine). */
  readonly logitScale: number;
  /** One unit vector of `dimension` floats per text, in order. */
  encodeTexts(texts: readonly string[], options?: EncodeOptions): Promise<Float32Array[]>;
  /** One unit vector of `dimension` floats per picture, in order. */
  encodeImages(pictures: readonly Picture[], options?: EncodeOptions): Promise<Float32Array[]>;
  status(): EngineStatus;
  /** Finishes what runs, refuses what waits, ends the workers. */
  close(): Promise<void>;
}
