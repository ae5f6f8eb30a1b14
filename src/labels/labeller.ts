import type { FacetRole } from "../catalogue/catalogue.js";
import type { Picture } from "../images/picture.js";

export interface LabelProbability {
  readonly label: string;
  /** 0..1; the labels of one question sum to 1. */
  readonly probability: number;
}

/** A picture, or the unit vector that an earlier answer kept of it. */
export type LabelSubject = Picture | Float32Array;

/** Zero-shot classification: softmax over logit scale × cosine(picture, "a photo of a {label}"). Best first. */
export interface Labeller {
  /** The asker's own labels, 2..100 of them. Fails with `bad-request` otherwise. */
  classify(
    subject: LabelSubject,
    labels: readonly string[],
    signal?: AbortSignal,
  ): Promise<LabelProbability[]>;
  /** The catalogue's facets, each a question of its own: what it is, colour, for whom, season, use … */
  describe(
    subject: LabelSubject,
    signal?: AbortSignal,
  ): Promise<Partial<Record<FacetRole, LabelProbability[]>>>;
}
