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

/** What of a hit tells how near it is. */
interface Judged {
  readonly score: number;
  readonly cosine: number;
}

/** Judges the answer to one question, by the catalogue's calibration. */
export interface Judgement {
  /** How near a hit is, in a word. */
  closeness(hit: Judged): Closeness;
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

const FROM_NEAREST: readonly Closeness[] = ["very close", "close", "loose"];

/**
 * How near each hit is, in a word. The word never contradicts the score that is shown beside it: what ranks below a loose hit,
 * because it is of another kind or colour than the picture shows, is loose however alike it looks.
 */
export function inWords<Hit extends Judged>(
  hits: readonly Hit[],
  judgement: Judgement,
): ReadonlyMap<Hit, Closeness> {
  const words = new Map<Hit, Closeness>();
  let worst = 0;
  for (const hit of [...hits].sort((a, b) => b.score - a.score)) {
    worst = Math.max(worst, FROM_NEAREST.indexOf(judgement.closeness(hit)));
    words.set(hit, FROM_NEAREST[worst] ?? "loose");
  }
  return words;
}
