import type { ModelConfig } from "./model-config.js";
import type { ModelFiles } from "./model-files.js";
import type { PixelPlan } from "./pixel-plan.js";
import type { Pixels } from "./pixels.js";

/** What a worker thread is started with. */
export interface WorkerSetup {
  readonly files: ModelFiles;
  readonly config: ModelConfig;
  readonly plan: PixelPlan;
  /** Threads of one inference. */
  readonly threads: number;
  /** One number that this thread keeps: zero while it is certainly not inside onnxruntime. */
  readonly insideModel: Int32Array<SharedArrayBuffer>;
}

/** One batch, texts or pictures, never both. A worker gets the next one only after it answered. */
export type Batch =
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  | { readonly kind: "pictures"; readonly pictures: readonly Pixels[] };

/** What a worker is told: a batch, or to end itself. */
export type ToWorker = Batch | { readonly kind: "end" };

/** What a worker says: once that it is ready or why it cannot be, then one answer per batch. */
export type FromWorker =
  | { readonly type: "ready"; readonly dimension: number }
  | { readonly type: "unusable"; readonly sentence: string }
  /** Unit vectors one after another, in the batch's order. */
  | { readonly type: "vectors"; readonly vectors: Float32Array<ArrayBuffer> }
  | { readonly type: "failed"; readonly reason: string };
