import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/catalogue/catalogue.js";
import { dot } from "../../src/clip/unit-vectors.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/log.js";
import { openShop } from "../../src/open-shop.js";
import { diversified } from "../../src/search/diverse.js";
import { openSmallShop } from "../fixtures/small-shop.js";

describe("ideas that differ", () => {
  it("look less alike than the best hits, begin with the best, and repeat nothing", async () => {
    const shop = await openSmallShop();
    try {
      const ask = (diverse: boolean, exceptIds: readonly string[] = []) =>
        shop.searcher.search({ text: "something red", limit: 6, diverse, exceptIds });
      const [plain, varied] = [await ask(false), await ask(true)];
      expect(varied.hits[0]?.id).toBe(plain.hits[0]?.id);
      expect(alike(varied.hits.map(({ entry }) => entry))).toBeLessThan(
        alike(plain.hits.map(({ entry }) => entry)),
      );
      const shown = varied.hits.map(({ id }) => id);
      const next = await ask(true, shown);
      expect(new Set([...shown, ...next.hits.map(({ id }) => id)]).size).toBe(12);
    } finally {
      await shop.close();
    }
  });

  it("are the same on pages of any size", async () => {
    const shop = await openShop(readConfig({}), { log: createLogger("silent") });
    try {
      for (const fold of [false, true]) {
        const ask = async (limit: number, offset = 0) =>
          (await shop.searcher.search({ text: "summer dress", limit, offset, diverse: true, fold })).hits.map(
            ({ id }) => id,
          );
        const whole = await ask(30);
        expect(new Set(whole).size).toBe(30);
        expect(await ask(3)).toEqual(whole.slice(0, 3));
        expect(await ask(10, 10)).toEqual(whole.slice(10, 20));
        expect(await ask(4, 26)).toEqual(whole.slice(26));
      }
    } finally {
      await shop.close();
    }
  });

  it("are nothing where nothing was found", () => {
    expect(diversified([], [], 6)).toEqual([]);
  });
});

/** Mean cosine of each pair. */
function alike(entries: readonly Entry[]): number {
  const pairs = entries.flatMap((one, at) =>
    entries.slice(at + 1).map((other) => dot(one.vector, other.vector)),
  );
  return pairs.reduce((sum, cosine) => sum + cosine, 0) / pairs.length;
}
