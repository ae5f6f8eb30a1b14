import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot } from "../../src/clip/unit-vectors.js";
import { discriminant } from "../../src/search/calibration/discriminant.js";

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const vector = fc.array(coordinate, { minLength: 4, maxLength: 4 }).map((list) => Float32Array.from(list));
const some = fc.array(vector, { minLength: 6, maxLength: 12 });

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the direction that tells two sets of vectors apart", () => {
  it("counts little what spreads as far in both sets, where the difference of their means mixes them up", () => {
    // Both lie all over the first axis; only the second tells them apart.
    const along = Array.from({ length: 40 }, (_, at) => (at - 20) / 10);
    const left = along.map((x) => Float32Array.of(x + 0.4, 0.5));
    const right = along.map((x) => Float32Array.of(x - 0.4, -0.5));
    const gap = (direction: Float32Array) =>
      Math.min(...left.map((one) => dot(one, direction))) -
      Math.max(...right.map((one) => dot(one, direction)));
    expect(gap(Float32Array.of(0.8, 1))).toBeLessThan(0);
    expect(gap(discriminant(left, right))).toBeGreaterThan(0);
  });

  it("sets their means 1 apart", () => {
    fc.assert(
      fc.property(some, some, (towards, from) => {
        const apart = Math.hypot(
          ...Array.from(
            { length: 4 },
            (_, at) => mean(towards.map((v) => v[at] ?? 0)) - mean(from.map((v) => v[at] ?? 0)),
          ),
        );
        fc.pre(apart > 1e-3);
        const direction = discriminant(towards, from);
        const means = [towards, from].map((set) => mean(set.map((one) => dot(one, direction))));
        expect((means[0] ?? 0) - (means[1] ?? 0)).toBeCloseTo(1, 3);
      }),
    );
  });
});
