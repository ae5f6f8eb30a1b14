import type { Manifest, Thresholds } from "../catalogue/manifest.js";
import { belonging } from "./belonging.js";
import type { WordsHeard } from "./lexical-query.js";
import { lookOf } from "./match.js";
import type { Closeness } from "./query.js";

/** What the best of all candidates says about a question. */
export interface BestEvidence extends WordsHeard {
  /** The most that any candidate covers of the words, 0..1. */
  readonly lexical: number;
  /** The best cosine; undefined without candidates. */
  readonly cosine: number | undefined;
}

/** Judges the answer to one question, by the catalogue's calibration. */
export interface Judgement {
  /** How near a hit is, in a word. */
  closeness(hit: { readonly score: number; readonly cosine: number }): Closeness;
  /** Whether not even the best deserves to be called an answer. */
  nothingClose(best: BestEvidence): boolean;
}

/** By cosines alone: pictures, and words that were compared by their look only. */
function byLook({ veryClose, close, loose }: Thresholds): Judgement {
  return {
    closeness: ({ cosine }) => (cosine >= veryClose ? "very close" : cosine >= close ? "close" : "loose"),
    nothingClose: ({ cosine }) => cosine !== undefined && cosine < loose,
  };
}

/** How a question was asked: what of it was compared. */
export interface Compared {
  readonly words: boolean;
  readonly looks: boolean;
  /** Whether somebody's own picture was shown, not only a product's. */
  readonly photo: boolean;
  /** The weight that was given by hand, if one was. */
  readonly alpha: number | undefined;
}

/** Undefined where nothing was calibrated: for a catalogue too small, for words and pictures together, for another weight. */
export function judgementFor(
  calibration: Manifest["calibration"],
  { words, looks, photo, alpha }: Compared,
): Judgement | undefined {
  if (!calibration || (words && looks)) return undefined;
  if (!words) return byLook((photo ? calibration.photo : undefined) ?? calibration.picture);
  if (alpha === 1 || !calibration.words) return byLook(calibration.text);
  if (alpha !== undefined) return undefined;
  const { veryClose, close, cosines, refusal } = calibration.words;
  return {
    closeness: ({ score }) => (score >= veryClose ? "very close" : score >= close ? "close" : "loose"),
    nothingClose: ({ known, lexical, namesKind, cosine }) =>
      cosine !== undefined &&
      belonging({ known, lexical, kind: Number(namesKind), look: lookOf(cosine, cosines) }, refusal) <
        refusal.least,
  };
}
