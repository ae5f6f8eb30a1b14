import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClipEngine } from "../../src/clip/engine.js";
import { readConfig } from "../../src/config.js";
import { openShopWith } from "../../src/open-shop.js";
import type { Shop } from "../../src/shop.js";
import { shopWindow } from "../../src/web/shop-window.js";
import { COLOURS, drawing, KINDS } from "../catalogue/sample-shop.js";
import { index, openStarter, temporaryFolder } from "../catalogue/workshop.js";

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
    let room: Awaited<ReturnType<typeof temporaryFolder>>;
    let engine: ClipEngine;
    let shop: Shop;

    beforeAll(async () => {
      room = await temporaryFolder();
      engine = await openStarter();
      const folder = join(room.path, "catalogue");
      const rows = GOODS.map(([kind, category, title], at) => ({
        id: `p${at}`,
        title,
        articleType: kind,
        subCategory: category,
        image: `p${at}.jpg`,
      }));
      const outlines = Object.values(KINDS);
      const colours = Object.values(COLOURS);
      for (const [at, { image }] of rows.entries()) {
        const picture = drawing(outlines[at % outlines.length] ?? "", colours[at % colours.length] ?? "", at);
        await picture.jpeg().toFile(join(room.path, image));
      }
      const source = join(room.path, "products.jsonl");
      await writeFile(source, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
      await index(source, folder, engine);
      const catalogue = await keep(folder);
      shop = await openShopWith(engine, { ...readConfig({ SAFE_CATALOGUE: "1" }), catalogue });
    }, 120_000);
    afterAll(async () => {
      await shop?.catalogue.close();
      await engine?.close();
      await room?.remove();
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
