import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { openShopWith } from "../../src/open-shop.js";
import type { SearchQuery } from "../../src/search/query.js";
import type { Shop } from "../../src/shop.js";
import { buildGoods, type Goods } from "./goods.js";

interface Opened {
  readonly goods: Goods;
  readonly shop: Shop;
}

async function openGoods(words: readonly Readonly<Record<string, string>>[]): Promise<Opened> {
  const goods = await buildGoods(words);
  return { goods, shop: await openShopWith(goods.engine, { ...readConfig({}), catalogue: goods.folder }) };
}

async function closeGoods(opened: Opened | undefined): Promise<void> {
  await opened?.shop.catalogue.close();
  await opened?.goods.close();
}

const found = async ({ shop }: Opened, query: Partial<SearchQuery>) => {
  const { hits } = await shop.searcher.search({ limit: 5, readFilters: true, ...query });
  return hits.map(({ entry }) => entry.title);
};

describe("an order by price", () => {
  const GOODS = [
    {
      title: "Office Shirt in Blue",
      articleType: "Shirts",
      baseColour: "Blue",
      price: "40",
      design: "office",
    },
    { title: "Office Shirt in Red", articleType: "Shirts", baseColour: "Red", price: "25", design: "office" },
    { title: "Linen Shirt", articleType: "Shirts", baseColour: "White", price: "30.5" },
    { title: "Shirt of Linen and Silk", articleType: "Shirts", baseColour: "Green", price: "120" },
    { title: "Shirt to Order", articleType: "Shirts", baseColour: "Black" },
    { title: "Linen Socks", articleType: "Socks", baseColour: "White", price: "3" },
  ];
  let priced: Opened;
  let free: Opened;
  beforeAll(async () => {
    priced = await openGoods(GOODS);
    free = await openGoods(
      GOODS.map(({ title, articleType, baseColour }) => ({ title, articleType, baseColour })),
    );
  }, 120_000);
  afterAll(() => Promise.all([closeGoods(priced), closeGoods(free)]));

  it("leaves out what has no price", async () => {
    const cheapest = [
      "Office Shirt in Red",
      "Linen Shirt",
      "Office Shirt in Blue",
      "Shirt of Linen and Silk",
    ];
    expect(await found(priced, { text: "cheapest shirt" })).toEqual(cheapest);
    expect(await found(priced, { text: "most expensive shirt" })).toEqual(cheapest.toReversed());
  });

  it("shows the cheapest of a design, the dearest the other way", async () => {
    const folded = (sort: "cheapest" | "dearest") =>
      found(priced, { text: "office shirt", sort, fold: true, limit: 1 });
    expect(await folded("cheapest")).toEqual(["Office Shirt in Red"]);
    expect(await folded("dearest")).toEqual(["Office Shirt in Blue"]);
  });

  it("leaves out what lacks a word that others have", async () => {
    expect(await found(priced, { text: "cheapest linen shirt" })).toEqual([
      "Linen Shirt",
      "Shirt of Linen and Silk",
    ]);
  });

  it("and bounds of it are left out of the words where nothing has a price, and that is told", async () => {
    for (const text of ["linen shirt under 40", "cheap linen shirt", "linen shirt, price: high to low"]) {
      const {
        unpriced,
        text: left,
        filters,
      } = await free.shop.searcher.search({ text, limit: 1, readFilters: true });
      expect(left.replace(/,$/, ""), text).toBe("linen shirt");
      expect(unpriced, text).toBe(true);
      expect(filters).toEqual({ facets: { kind: ["Shirts"] } });
    }
    const plain = await free.shop.searcher.search({ text: "linen shirt", limit: 1, readFilters: true });
    expect(plain.unpriced).toBe(false);
    await expect(found(free, { text: "shirt", filters: { maxPrice: 40 } })).rejects.toMatchObject({
      message: "This catalogue has no prices; leave min and max out.",
    });
  });

  it("is nothing that a catalogue without prices can tell", async () => {
    expect(await found(free, { text: "cheapest linen shirt" })).toEqual(
      await found(free, { text: "linen shirt" }),
    );
    await expect(found(free, { text: "linen shirt", sort: "cheapest" })).rejects.toMatchObject({
      code: "bad-request",
      message: "This catalogue has no prices to sort by.",
    });
  });
});
