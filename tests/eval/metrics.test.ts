import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleRows } from "../../src/eval/choose-rows.js";
import { classFigures, precisionAt, rankFigures } from "../../src/eval/metrics.js";

describe("figures", () => {
  it("of ranks are what their definitions say", () => {
    expect(rankFigures([1, 2, 11, 1])).toEqual({
      queries: 4,
      r1: 0.5,
      r10: 0.75,
      mrr: (1 + 0.5 + 1 / 11 + 1) / 4,
    });
    expect(rankFigures([])).toEqual({ queries: 0, r1: 0, r10: 0, mrr: 0 });
  });

  it("of classes are accuracy and F1 weighted by the classes' sizes", () => {
    // a: 2·1/(2+2), b: 2·1/(1+2), c: 2·1/(3+1)
    const { accuracy, weightedF1, classes } = classFigures(
      ["a", "a", "b", "c", "c", "c"],
      ["a", "b", "b", "c", "a", "d"],
    );
    expect(accuracy).toBe(0.5);
    expect(classes).toBe(3);
    expect(weightedF1).toBeCloseTo((2 * (1 / 2) + 1 * (2 / 3) + 3 * (1 / 2)) / 6, 12);
  });

  it("of classes are perfect exactly when every guess is right", () => {
    const names = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(names, names, (truth, other) => {
        expect(classFigures(truth, truth)).toMatchObject({ accuracy: 1, weightedF1: 1 });
        const guessed = truth.map((name, at) => other[at] ?? name);
        const { accuracy, weightedF1 } = classFigures(truth, guessed);
        expect(accuracy === 1).toBe(guessed.every((guess, at) => guess === truth[at]));
        expect(weightedF1).toBeGreaterThanOrEqual(0);
        expect(weightedF1).toBeLessThanOrEqual(1);
      }),
      { seed: 2 },
    );
  });

  it("of precision count what is missing as wrong", () => {
    expect(precisionAt(4, [true, false, true])).toBe(0.5);
    expect(precisionAt(2, [true, true, false])).toBe(1);
  });
});

describe("a sample", () => {
  it("is the same for the same seed, another for another, without repetition and in order", () => {
    const rows = Array.from({ length: 500 }, (_, row) => row * 2);
    const sample = sampleRows(rows, 50, 7);
    expect(sampleRows(rows, 50, 7)).toEqual(sample);
    expect(sampleRows(rows, 50, 8)).not.toEqual(sample);
    expect(new Set(sample).size).toBe(50);
    expect([...sample].sort((a, b) => a - b)).toEqual(sample);
    expect(sample.every((row) => rows.includes(row))).toBe(true);
    expect(sampleRows([3, 1], 9, 1)).toEqual([1, 3]);
  });
});
