import { afterAll, beforeAll, expect, it } from "vitest";
import { inMemory } from "../../src/catalogue/folder-catalogue.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/log.js";
import { type OpenShop, openShop } from "../../src/open-shop.js";
import type { Searcher } from "../../src/search/query.js";
import { MemoryRetriever } from "../../src/search/retrieval/memory-retriever.js";
import { createSearcher } from "../../src/search/searcher.js";

// Large catalogues that name the kind in nearly every title refuse what names none ("puma in red" among 41,236). Here is one that
// refuses whatever it may.

let shop: OpenShop;
let refusing: Searcher;
beforeAll(async () => {
  shop = await openShop(readConfig({}), { log: createLogger("silent", []) });
  const catalogue = inMemory(shop.catalogue);
  const { calibration } = catalogue.manifest;
  const words = calibration?.words && {
    ...calibration.words,
    refusal: { ...calibration.words.refusal, least: 1 },
  };
  Object.defineProperty(catalogue, "manifest", {
    value: { ...catalogue.manifest, calibration: { ...calibration, words } },
  });
  refusing = createSearcher(shop.engine, catalogue, new MemoryRetriever(catalogue));
});
afterAll(() => shop.close());

const refused = async (text: string) =>
  (await refusing.search({ text, readFilters: true, limit: 6 })).nothingClose;

it.each(["vantry in red", "anything blue by Pellworth", "do you have something from Northmoor?"])(
  "what a product has word for word is not refused: %s",
  async (text) => {
    expect(await refused(text)).toBe(false);
  },
);

it.each(["vantry rocket in red", "blue whale", "good morning everybody"])(
  "what no product has may be: %s",
  async (text) => {
    expect(await refused(text)).toBe(true);
  },
);
