import type { PictureRefusal, Refusal } from "../catalogue/manifest.js";
import { likelihood } from "./logistic.js";

/** What is known of a question in words before its answer is judged. */
export interface Evidence {
  /** Share of the question's words that the catalogue or the thesaurus knows, 0..1. */
  readonly known: number;
  /** The most that any product covers of the words, 0..1. */
  readonly lexical: number;
  /** 1 where a word names one of the catalogue's kinds, 0 where none does: "a red sports car" has known words, too. */
  readonly kind: number;
  /** The best look: 0 for a chance product and 1 for a good one. */
  readonly look: number;
}

export type EvidenceWeights = Omit<Refusal, "least">;

/** How likely a question in words belongs to a catalogue, 0..1. */
export function belonging({ known, lexical, kind, look }: Evidence, weights: EvidenceWeights): number {
  return likelihood([known, lexical, kind, look], {
    bias: weights.bias,
    weights: [weights.known, weights.lexical, weights.kind ?? 0, weights.look],
  });
}

/** What is known of somebody's picture. */
export interface PictureEvidence {
  /** Cosine of the nearest product, -1..1. */
  readonly look: number;
  /** How far it lies along the direction from pictures of other things to photographs of products, whose means are 1 apart. */
  readonly topic: number;
}

export type PictureWeights = Pick<PictureRefusal, "bias" | "look" | "topic">;

/** How likely somebody's picture belongs to a catalogue, 0..1. */
export function pictureBelonging({ look, topic }: PictureEvidence, weights: PictureWeights): number {
  return likelihood([look, topic], { bias: weights.bias, weights: [weights.look, weights.topic] });
}
