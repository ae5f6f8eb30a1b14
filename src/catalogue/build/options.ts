import type { ClipEngine } from "../../clip/engine.js";
import type { FacetRole } from "../catalogue.js";
import type { Source } from "../importers/source.js";
import type { Calibrate } from "./calibrate.js";
import type { BuildProgress } from "./progress.js";

/** Milliseconds for one batch of a build, which waits behind others, on a machine that has other things to do. */
export const BUILD_BATCH_MS = 120_000;

export interface BuildOptions {
  readonly source: Source;
  /** The catalogue's folder; what stands there now is replaced when the new one is whole. */
  readonly folder: string;
  readonly engine: ClipEngine;
  /** What measures the products before they are published. */
  readonly calibrate: Calibrate;
  /** For people; the folder's name without it. */
  readonly name?: string;
  /** Only the source's first rows. */
  readonly limit?: number;
  /** Roles given by hand, attribute → role. */
  readonly roles?: Readonly<Record<string, FacetRole>>;
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Sentences that whoever started the build should read. */
  readonly onNotice?: (sentence: string) => void;
  /** Aborting stops the build with code `cancelled`; what is done is kept. */
  readonly signal?: AbortSignal;
}
