import { describe, expect, it } from "vitest";
import {
  belonging,
  type Evidence,
  type PictureEvidence,
  pictureBelonging,
} from "../../src/search/belonging.js";
import { fitPictureRefusal, fitRefusal } from "../../src/search/calibration/refusal.js";

const evidence = (known: number, lexical: number, kind: number, look = 0.5): Evidence => ({
  known,
  lexical,
  kind,
  look,
});

/** Shares between two ends, evenly. */
const between = (from: number, to: number) =>
  Array.from({ length: 50 }, (_, at) => from + ((to - from) * at) / 49);

describe("a question about something else", () => {
  it("is told by the kind that it does not name, where its words are known all the same", () => {
    const here = between(0.3, 1).map((share) => evidence(share, share, 1));
    const elsewhere = between(0, 0.8).map((share) => evidence(share, share, 0));
    const refusal = fitRefusal(here, elsewhere);
    const refused = (one: Evidence) => belonging(one, refusal) < refusal.least;
    expect(refusal.kind).toBeGreaterThan(0);
    expect(elsewhere.filter(refused).length).toBeGreaterThanOrEqual(45);
    expect(here.filter(refused).length).toBeLessThanOrEqual(3);
  });

  it("is never told by more of what speaks for it", () => {
    const here = between(0, 0.5).map((share) => evidence(share, share, 0));
    const elsewhere = between(0.5, 1).map((share) => evidence(share, share, 1));
    const { known, lexical, kind, look } = fitRefusal(here, elsewhere);
    for (const weight of [known, lexical, kind ?? 0, look]) expect(weight).toBeGreaterThanOrEqual(0);
  });

  it("is judged without kinds in a catalogue that was built before they counted", () => {
    const weights = { bias: -3, known: 4, lexical: 2, look: 1 };
    expect(belonging(evidence(0.5, 0.5, 1), weights)).toBe(belonging(evidence(0.5, 0.5, 0), weights));
  });
});

describe("a picture of something else", () => {
  const pictures = (look: readonly number[], topic: readonly number[]): PictureEvidence[] =>
    look.map((one, at) => ({ look: one, topic: topic[at] ?? 0 }));
  const photographed = pictures(between(0.6, 1), between(0.1, 0.5));
  const LOOSE = 0.6;

  it("is told by its topic where products are near by chance, and a photo that is like none of them by its topic, too", () => {
    const others = pictures(between(0.4, 0.8), between(-0.5, -0.1));
    const refusal = fitPictureRefusal(photographed, others, LOOSE);
    const refused = (one: PictureEvidence) => pictureBelonging(one, refusal) < refusal.least;
    expect(refusal.topic).toBeGreaterThan(refusal.look);
    expect(others.filter(refused).length).toBeGreaterThanOrEqual(45);
    expect(photographed.filter(refused)).toEqual([]);
    expect(refused({ look: 0.4, topic: 0.2 })).toBe(false);
    expect(refused({ look: 0.8, topic: -0.3 })).toBe(true);
  });

  it("leaves what room there is between the two sides to whoever asks", () => {
    const others = pictures(between(0.1, 0.3), between(-0.9, -0.6));
    const refusal = fitPictureRefusal(photographed, others, 0.2);
    expect(others.filter((one) => pictureBelonging(one, refusal) >= refusal.least)).toHaveLength(5);
    const photo = { look: 0.3, topic: -0.4 };
    expect(pictureBelonging(photo, refusal)).toBeGreaterThan(refusal.least);
  });

  it("is answered no more often than by the cosine alone", () => {
    const others = pictures(between(0.1, 0.3), between(-0.9, -0.6));
    const refusal = fitPictureRefusal(photographed, others, LOOSE);
    const answered = others.filter((one) => pictureBelonging(one, refusal) >= refusal.least);
    expect(answered.length).toBeLessThanOrEqual(1);
  });

  it("refuses next to no photographed product where the two cannot be told apart", () => {
    const refusal = fitPictureRefusal(photographed, photographed, LOOSE);
    const refused = photographed.filter((one) => pictureBelonging(one, refusal) < refusal.least);
    expect(refused.length).toBeLessThanOrEqual(2);
  });
});
