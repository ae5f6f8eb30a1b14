import { beforeAll, describe, expect, it } from "vitest";
import { jittered, NEIGHBOURS } from "../../src/cli/bench/scale/jitter.js";
import { ExactIndex } from "../../src/index/exact-index.js";
import { similarity, type VectorTable, vectorAt } from "../../src/index/vectors.js";
import { cloud } from "../index/clouds.js";

const COPIES = 200;

const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

describe("jittered vectors", () => {
  const real: VectorTable = cloud(500, 32, "jitter");
  const exact = new ExactIndex(real);
  let around: number[][];
  beforeAll(async () => {
    around = [];
    for (let row = 0; row < real.size; row++) {
      const found = await exact.search(vectorAt(real, row), NEIGHBOURS + 1);
      around.push(found.map((neighbour) => neighbour.row).filter((other) => other !== row));
    }
  });

  const some = (seed: string, neighbours = (row: number) => around[row] ?? []) => {
    const stream = jittered(real, neighbours, seed);
    return Array.from({ length: COPIES }, () => stream.next().value);
  };

  it("are unit vectors, the same for the same seed and others for another", () => {
    const copies = some("one");
    for (const copy of copies) expect(Math.hypot(...copy)).toBeCloseTo(1, 5);
    expect(some("one")).toEqual(copies);
    expect(some("two")).not.toEqual(copies);
  });

  it("lie about as far from the real ones as these lie from each other", async () => {
    const apart = (from: Float32Array, row: number) =>
      1 - similarity(from, real.values, row * real.dimension);
    const between = around.flatMap((others, row) => others.map((other) => apart(vectorAt(real, row), other)));
    const toReal: number[] = [];
    for (const copy of some("one")) {
      const [nearest] = await exact.search(copy, 1);
      toReal.push(1 - (nearest?.score ?? 1));
    }
    expect(mean(toReal) / mean(between)).toBeGreaterThan(0.25);
    expect(mean(toReal) / mean(between)).toBeLessThan(1.5);
  });

  it("are the real ones where a product's neighbours are itself once more", async () => {
    for (const copy of some("one", (row) => [row, row])) {
      const [nearest] = await exact.search(copy, 1);
      expect(nearest?.score).toBeCloseTo(1, 5);
    }
  });
});
