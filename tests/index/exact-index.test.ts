import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactIndex } from "../../src/index/exact-index.js";
import { similarity, vectorAt, vectorTable } from "../../src/index/vectors.js";
import { cloud } from "./clouds.js";

/** What an index answers, written without any of its tricks. */
function naive(table: ReturnType<typeof cloud>, query: Float32Array, k: number, allowed?: Uint8Array) {
  return Array.from({ length: table.size }, (_, row) => ({
    row,
    score: similarity(query, table.values, row * table.dimension),
  }))
    .filter(({ row }) => allowed === undefined || allowed[row] === 1)
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .slice(0, k);
}

describe("the exact scan", () => {
  it("answers what sorting every row answers, with and without a filter", async () => {
    const coordinate = fc.integer({ min: -3, max: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ point: fc.tuple(coordinate, coordinate, coordinate), kept: fc.boolean() }), {
          minLength: 1,
          maxLength: 40,
        }),
        fc.tuple(coordinate, coordinate, coordinate),
        fc.integer({ min: 1, max: 50 }),
        async (rows, query, k) => {
          const table = vectorTable(Float32Array.from(rows.flatMap(({ point }) => point)), 3);
          const index = new ExactIndex(table);
          const vector = Float32Array.from(query);
          const allowed = Uint8Array.from(rows, ({ kept }) => (kept ? 1 : 0));
          // Small whole numbers make many ties, which go to the lower row.
          expect(await index.search(vector, k)).toEqual(naive(table, vector, k));
          expect(await index.search(vector, k, allowed)).toEqual(naive(table, vector, k, allowed));
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it("finds a vector itself first, in any length of vector", async () => {
    for (const dimension of [1, 2, 3, 5, 256]) {
      const table = cloud(50, dimension, `own ${dimension}`);
      const [first] = await new ExactIndex(table).search(vectorAt(table, 7), 1);
      expect(first?.score).toBeCloseTo(1, 5);
    }
  });

  it("lets the event loop turn during a long scan", async () => {
    const table = vectorTable(new Float32Array(150_000 * 256).fill(1 / 16), 256);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await new ExactIndex(table).search(vectorAt(table, 0), 10);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  it("refuses what it cannot answer, and says why", async () => {
    const index = new ExactIndex(cloud(5, 4));
    const vector = new Float32Array(4);
    await expect(index.search(new Float32Array(3), 1)).rejects.toMatchObject({
      code: "bad-request",
      message: "This index holds vectors of 4 numbers, and the query has 3.",
    });
    for (const k of [0, -1, 1.5, Number.NaN]) {
      await expect(index.search(vector, k)).rejects.toMatchObject({ code: "bad-request" });
    }
    await expect(index.search(vector, 1, new Uint8Array(4))).rejects.toMatchObject({ code: "bad-request" });
    await expect(index.search(vector.fill(Number.NaN), 1)).rejects.toMatchObject({ code: "bad-request" });
  });

  it("answers nothing from nothing", async () => {
    expect(await new ExactIndex(vectorTable(new Float32Array(0), 4)).search(new Float32Array(4), 3)).toEqual(
      [],
    );
  });
});
