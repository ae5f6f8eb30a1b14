import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/log.js";
import { type OpenShop, openShop } from "../../src/open-shop.js";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop(readConfig({}), { log: createLogger("silent", []) });
});
afterAll(() => shop.close());

const find = (text: string) => shop.searcher.search({ text, readFilters: true, limit: 6 });

it("brings what is for everybody to women where little else fits, the right colour first", async () => {
  const { hits, filters } = await find("white sneakers for women");
  expect(filters.facets).toEqual({ kind: ["sneakers"], gender: ["Women", "Unisex"] });
  for (const { entry } of hits) expect(entry.value("kind")).toBe("sneakers");
  expect(hits[0]?.entry.value("colour")).toBe("white");
});

it("leaves children what is theirs, and women what is theirs where there is enough of it", async () => {
  expect((await find("white sneakers for girls")).filters.facets?.gender).toEqual(["Girls"]);
  expect((await find("dress for women")).filters.facets?.gender).toEqual(["Women"]);
});
