import type { Manifest, Thresholds } from "../catalogue/manifest.js";
import { dot } from "../clip/unit-vectors.js";
import { belonging, pictureBelonging } from "./belonging.js";
import { SAME_PICTURE } from "./fuse.js";
import type { WordsHeard } from "./lexical/lexical-query.js";
import { lookOf } from "./match.js";
import type { Closeness } from "./query.js";

/** From this share on a picture is said to show a kind that the catalogue has: more likely than not. */
const NAMED = 0.5;

/** What the best of all candidates says about a question. */
export interface BestEvidence extends WordsHeard {
  /** The most that any candidate covers of the words, 0..1. */
  readonly lexical: number;
  /** Whether a candidate has every word that was asked for; looked up only where the rest would refuse. */
  readonly whole: () => boolean;
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

/** By cosines alone: products, words that were compared by their look only, and pictures of which no more is known. */
function byLook({ veryClose, close, loose }: Thresholds): Judgement {
  return {
    closeness: ({ cosine }) => (cosine >= veryClose ? "very close" : cosine >= close ? "close" : "loose"),
    nothingClose: ({ cosine }) => cosine !== undefined && cosine < loose,
  };
}

/** By cosines where nothing is known of the catalogue's words; who names a product in full is not told that there is none. */
function byLookOfWords(text: Thresholds): Judgement {
  const look = byLook(text);
  return { ...look, nothingClose: (best) => best.lexical < 1 && look.nothingClose(best) };
}

/** Somebody's own picture. */
export interface OwnPicture {
  /** Unit vector. */
  readonly vector: Float32Array;
  /** How likely it shows a kind that the catalogue has, 0..1; undefined where nobody can tell. */
  readonly sold: number | undefined;
}

/**
 * A photo of shoes on a floor may be like no product's picture and still be of shoes: a picture is refused where it looks like
 * no product at all, and where nothing is near and what it shows is more likely a kind that the catalogue lacks. A product's
 * own picture, saved anew, is never refused.
 */
function byPicture(
  { picture, photo, pictureRefusal }: NonNullable<Manifest["calibration"]>,
  { vector, sold }: OwnPicture,
): Judgement {
  const look = byLook(photo ?? picture);
  if (!pictureRefusal || sold === undefined) return look;
  const topic = dot(vector, Float32Array.from(pictureRefusal.direction));
  const elsewhere = (cosine: number) =>
    cosine < SAME_PICTURE && pictureBelonging({ look: cosine, topic }, pictureRefusal) < pictureRefusal.least;
  return {
    closeness: look.closeness,
    nothingClose: (best) =>
      best.cosine !== undefined && (elsewhere(best.cosine) || (sold < NAMED && look.nothingClose(best))),
  };
}

/** How a question was asked: what of it was compared. */
export interface Compared {
  readonly words: boolean;
  readonly looks: boolean;
  /** Where somebody's own picture was shown, not only a product's. */
  readonly picture: OwnPicture | undefined;
  /** The weight that was given by hand, if one was. */
  readonly alpha: number | undefined;
}

/** Undefined where nothing was calibrated: for a catalogue too small, for words and pictures together, for another weight. */
export function judgementFor(
  calibration: Manifest["calibration"],
  { words, looks, picture, alpha }: Compared,
): Judgement | undefined {
  if (!calibration || (words && looks)) return undefined;
  if (!words) return picture ? byPicture(calibration, picture) : byLook(calibration.picture);
  if (alpha === 1) return byLook(calibration.text);
  if (!calibration.words) return byLookOfWords(calibration.text);
  if (alpha !== undefined) return undefined;
  const { veryClose, close, cosines, refusal } = calibration.words;
  return {
    closeness: ({ score }) => (score >= veryClose ? "very close" : score >= close ? "close" : "loose"),
    nothingClose: ({ known, lexical, whole, namesKind, cosine }) =>
      cosine !== undefined &&
      belonging({ known, lexical, kind: Number(namesKind), look: lookOf(cosine, cosines) }, refusal) <
        refusal.least &&
      !whole(),
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
