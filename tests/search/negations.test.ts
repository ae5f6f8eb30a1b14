import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { openShopWith } from "../../src/open-shop.js";
import type { Shop } from "../../src/shop.js";
import { buildGoods, type Goods } from "./goods.js";

/** Title, colour and pattern of what a shop sells. */
const GOODS = [
  ["No Iron Shirt", "White", "Solid"],
  ["Iron Studded Shirt", "Black", "Solid"],
  ["Weekend Shirt", "Red", "Striped"],
  ["Office Shirt", "Blue", "Checked"],
  ["Summer Shirt", "Yellow", "Floral"],
] as const;

describe("a single product whose title has “not” in it", () => {
  let goods: Goods;
  let shop: Shop;
  beforeAll(async () => {
    const black = Array.from({ length: 12 }, (_, at) =>
      ["Shirt", "Scarf"].map((kind) => `Black ${kind} No. ${"I".repeat(at + 1)}`),
    ).flat();
    goods = await buildGoods(
      [...black, "Not Alone Black Shirt", "Too Cool Black Scarf", "Red Shirt", "Blue Shirt"].map((title) => ({
        title,
        articleType: title.includes("Shirt") ? "Shirts" : "Scarves",
        baseColour: title.match(/Black|Red|Blue/)?.[0] ?? "",
      })),
    );
    shop = await openShopWith(goods.engine, { ...readConfig({}), catalogue: goods.folder });
  }, 120_000);
  afterAll(async () => {
    await shop?.catalogue.close();
    await goods?.close();
  });

  it("nor does one with “Too” in it: that is said around any wish", async () => {
    const search = async (text: string) =>
      (await shop.searcher.search({ text, limit: 5, readFilters: true })).text;
    expect(await search("not too expensive shirt")).toBe("not too expensive shirt");
    expect(await search("shirt not black")).toBe("shirt -black");
  });

  it("takes no meaning from a sentence", async () => {
    const { hits } = await shop.searcher.search({ text: "shirt not black", limit: 5, readFilters: true });
    expect(hits.map(({ entry }) => entry.title).sort()).toEqual(["Blue Shirt", "Red Shirt"]);
  });
});

describe("what a sentence shuts out", () => {
  let goods: Goods;
  let shop: Shop;

  beforeAll(async () => {
    goods = await buildGoods(
      GOODS.map(([title, baseColour, pattern]) => ({ title, articleType: "Shirts", baseColour, pattern })),
    );
    shop = await openShopWith(goods.engine, { ...readConfig({}), catalogue: goods.folder });
  }, 120_000);
  afterAll(async () => {
    await shop?.catalogue.close();
    await goods?.close();
  });

  const find = (text: string) => shop.searcher.search({ text, limit: 5, readFilters: true });
  const titles = async (text: string) => (await find(text)).hits.map(({ entry }) => entry.title).sort();

  it.each([
    ["shirt without stripes", "shirt -stripes -Striped", "Weekend Shirt"],
    ["red shirt, no stripes", "red shirt, -stripes -Striped", "Weekend Shirt"],
    ["shirt, not with any stripes", "shirt, -stripes -Striped", "Weekend Shirt"],
    ["shirt but not blue", "shirt -blue", "Office Shirt"],
    ["a shirt, I hate blue", "a shirt, I -blue", "Office Shirt"],
    ["a shirt other than the blue one", "a shirt one -blue", "Office Shirt"],
    ["a shirt that isn't blue", "a shirt that -blue", "Office Shirt"],
    ["shirts, apart from striped ones", "shirts, ones -striped", "Weekend Shirt"],
    ["a red shirt instead of a floral", "a red shirt -floral", "Summer Shirt"],
    [
      "a shirt that isn't mine, anything but a floral shirt",
      "a shirt that isn't mine, shirt -floral",
      "Summer Shirt",
    ],
    ["I don't want black, show me a shirt", "I , show me a shirt -black", "Iron Studded Shirt"],
  ])("is left out of %s", async (text, read, out) => {
    expect((await find(text)).text).toBe(read);
    expect(await titles(text)).toEqual(
      GOODS.map(([title]) => title)
        .filter((title) => title !== out)
        .sort(),
    );
  });

  it("may be several things", async () => {
    const left = await titles("shirt without stripes or flowers, nor in white or black");
    expect(left).toEqual(["Office Shirt"]);
  });

  it("leaves all else where nothing else is said", async () => {
    const { hits, text, nothingClose } = await find("no stripes");
    expect(text).toBe("something -stripes -Striped");
    expect(hits).toHaveLength(4);
    expect(nothingClose).toBe(false);
  });

  it.each(["I have no striped shirt", "we've got no striped shirt", "he still has no striped shirt"])(
    "is nothing where somebody lacks it: %s",
    async (text) => {
      expect((await find(text)).text).toBe(text);
    },
  );

  it("is shut out where the thing is to lack it", async () => {
    expect(await titles("a shirt that has no stripes")).not.toContain("Weekend Shirt");
  });

  it.each(["shirt, not too long", "not sure which shirt", "a shirt and nothing else"])(
    "is nothing where no product has it: %s",
    async (text) => {
      expect((await find(text)).text).toBe(text);
    },
  );

  it("is nothing where the catalogue itself calls a product so", async () => {
    const { hits, text } = await find("no iron shirt");
    expect(text).toBe("no iron shirt");
    expect(hits[0]?.entry.title).toBe("No Iron Shirt");
  });

  it("is read only when wanted", async () => {
    const { text } = await shop.searcher.search({ text: "shirt without stripes", limit: 5 });
    expect(text).toBe("shirt without stripes");
  });
});
