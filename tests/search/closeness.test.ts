import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../../src/catalogue/manifest.js";
import { type Compared, inWords, judgementFor } from "../../src/search/closeness.js";
import type { Closeness } from "../../src/search/query.js";

const calibration: NonNullable<Manifest["calibration"]> = {
  text: { veryClose: 0.5, close: 0.4, loose: 0.3 },
  picture: { veryClose: 0.9, close: 0.8, loose: 0.6 },
  photo: { veryClose: 0.8, close: 0.7, loose: 0.6 },
  pictureRefusal: { bias: -4, look: 4, topic: 8, direction: [1, 0], least: 0.3 },
};
const { pictureRefusal: _, ...older } = calibration;

const onTopic = new Float32Array([0.8, 0.6]);
const offTopic = new Float32Array([0, 1]);
const best = (cosine: number) => ({
  known: 0,
  namesKind: false,
  vague: false,
  lexical: 0,
  whole: () => false,
  cosine,
});

function refused(
  by: Manifest["calibration"],
  cosine: number,
  vector: Float32Array,
  sold: number | undefined,
): boolean | undefined {
  const asked: Compared = { words: false, looks: true, picture: { vector, sold }, alpha: undefined };
  return judgementFor(by, asked)?.nothingClose(best(cosine));
}

describe("somebody's own picture", () => {
  it("may be like no product's picture where it is of something that the catalogue has", () => {
    expect(refused(calibration, 0.4, onTopic, 0.9)).toBe(false);
    expect(refused(older, 0.4, onTopic, 0.9)).toBe(true);
  });

  it("is refused where nothing is near and it shows a kind that the catalogue lacks, and not where something is near", () => {
    expect(refused(calibration, 0.4, onTopic, 0.4)).toBe(true);
    expect(refused(calibration, 0.65, onTopic, 0.4)).toBe(false);
  });

  it("is refused where it looks like something else, whatever is near by chance", () => {
    expect(refused(calibration, 0.65, offTopic, 0.9)).toBe(true);
    expect(refused(older, 0.65, offTopic, 0.9)).toBe(false);
    expect(refused(calibration, 0.999, offTopic, 0.1)).toBe(false);
  });

  it("is judged by its cosine alone in an older catalogue, and where nobody can tell its kind", () => {
    for (const vector of [onTopic, offTopic]) {
      for (const cosine of [-0.1, 0.4, 0.59, 0.61, 0.9]) {
        for (const sold of [undefined, 0.1, 0.9])
          expect(refused(older, cosine, vector, sold)).toBe(cosine < 0.6);
        expect(refused(calibration, cosine, vector, undefined)).toBe(cosine < 0.6);
      }
    }
  });
});

const RANK: Readonly<Record<Closeness, number>> = { "very close": 0, close: 1, loose: 2 };

describe("the word on a card", () => {
  const judgement = judgementFor(calibration, {
    words: false,
    looks: true,
    picture: undefined,
    alpha: undefined,
  });
  if (!judgement) throw new Error("Nothing was calibrated");
  const wordsOf = (hits: readonly { readonly score: number; readonly cosine: number }[]) => {
    const words = inWords(hits, judgement);
    return hits.map((hit) => words.get(hit));
  };

  it("is what the cosine says where hits rank by it", () => {
    const hits = [0.95, 0.85, 0.7].map((cosine) => ({ score: cosine, cosine }));
    expect(wordsOf(hits)).toEqual(["very close", "close", "loose"]);
  });

  it("is no better than that of a hit above, in whatever order they are shown", () => {
    const coat = { score: 0.78, cosine: 0.79 };
    const dress = { score: 0.72, cosine: 0.93 };
    expect(wordsOf([coat, dress])).toEqual(["loose", "loose"]);
    expect(wordsOf([dress, coat])).toEqual(["loose", "loose"]);
  });

  it("never contradicts the scores, nor flatters a hit", () => {
    const hit = fc
      .record({ cosine: fc.double({ min: -1, max: 1, noNaN: true }), less: fc.double({ min: 0, max: 0.21 }) })
      .map(({ cosine, less }) => ({ cosine, score: cosine - less }));
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 12 }), (hits) => {
        const words = inWords(hits, judgement);
        const rank = (one: (typeof hits)[number]) => RANK[words.get(one) ?? "loose"];
        for (const one of hits) {
          expect(rank(one)).toBeGreaterThanOrEqual(RANK[judgement.closeness(one)]);
          for (const other of hits)
            if (one.score > other.score) expect(rank(one)).toBeLessThanOrEqual(rank(other));
        }
      }),
    );
  });
});
