import type { ClipEngine } from "../../clip/engine.js";
import type { VectorIndex } from "../../index/vector-index.js";
import type { VectorTable } from "../../index/vectors.js";
import type { FacetRole, Product } from "../catalogue.js";
import type { Manifest } from "../manifest.js";

/** A catalogue whose products are all encoded, before it is published. */
export interface EncodedCatalogue {
  readonly engine: ClipEngine;
  readonly products: readonly Product[];
  readonly vectors: VectorTable;
  /** Attribute → role. */
  readonly roles: Readonly<Record<string, FacetRole>>;
  /** The exact scan over the vectors. */
  readonly exact: VectorIndex;
  pictureBytes(row: number): Promise<Uint8Array>;
  readonly signal: AbortSignal;
}

export interface Calibrated {
  /** Undefined where there are too few products to say what is usual. */
  readonly calibration: Manifest["calibration"];
  /** Questions of several sorts as vectors, on which the index's `ef` is chosen. */
  readonly probes: readonly (readonly Float32Array[])[];
}

/** Measures an encoded catalogue by the questions that its searches answer. */
export type Calibrate = (catalogue: EncodedCatalogue) => Promise<Calibrated>;
