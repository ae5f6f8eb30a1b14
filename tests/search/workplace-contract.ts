import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { openShopWith } from "../../src/open-shop.js";
import type { Shop } from "../../src/shop.js";
import { shopWindow } from "../../src/web/shop-window.js";
import { buildGoods, type Goods } from "./goods.js";

/** Kind, category and title of what a shop sells. */
const GOODS = [
  ["Shirts", "Topwear", "White Shirt"],
  ["Jackets", "Topwear", "White Jacket"],
  ["Bra", "Innerwear", "White Bra"],
  ["Boxers", "Innerwear", "White Boxers"],
  ["Nightdress", "Loungewear and Nightwear", "White Nightdress"],
  ["Swimwear", "Apparel Set", "White Bikini"],
  ["Slips", "Innerwear", "White Slip"],
] as const;

const SAFE = ["p0", "p1"];

/**
 * What SAFE_CATALOGUE hides, wherever a catalogue is kept.
 * @param keep takes in a built catalogue's folder, and returns what CATALOGUE is set to
 */
export function workplaceContract(where: string, keep: (folder: string) => Promise<string>): void {
  describe(`a workplace's catalogue ${where}`, () => {
    let goods: Goods;
    let shop: Shop;

    beforeAll(async () => {
      goods = await buildGoods(
        GOODS.map(([articleType, subCategory, title]) => ({ title, articleType, subCategory })),
      );
      const catalogue = await keep(goods.folder);
      shop = await openShopWith(goods.engine, { ...readConfig({ SAFE_CATALOGUE: "1" }), catalogue });
    }, 120_000);
    afterAll(async () => {
      await shop?.catalogue.close();
      await goods?.close();
    });

    it("finds no innerwear, swimwear or sleepwear, whatever is asked", async () => {
      for (const text of ["white bra", "white", "nightdress", "something to sleep in"]) {
        const { hits } = await shop.searcher.search({ text, limit: 10, readFilters: true });
        expect(hits.map(({ id }) => id).sort(), text).toEqual(SAFE);
      }
      const { hits } = await shop.searcher.search({ likeIds: ["p0"], limit: 10 });
      expect(hits.map(({ id }) => id)).toEqual(["p1"]);
    });

    it("knows nothing of them", async () => {
      await expect(shop.searcher.search({ likeIds: ["p2"], limit: 1 })).rejects.toMatchObject({
        code: "not-found",
      });
      expect(await shop.catalogue.picture("p2")).toBeUndefined();
      expect((await shop.catalogue.sample(10)).map(({ id }) => id)).toEqual(SAFE);
      const kinds = shop.catalogue.facets.find(({ role }) => role === "kind")?.values ?? [];
      expect(kinds.map(({ value }) => value).sort()).toEqual(["Jackets", "Shirts"]);
    });

    it("has none in its window", async () => {
      const window = shopWindow(() => shop);
      const shown = await window.products(6);
      for (const { id } of shown) expect(SAFE).toContain(id);
    });
  });
}
