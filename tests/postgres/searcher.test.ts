import { afterAll, beforeAll } from "vitest";
import { DatabaseCatalogue } from "../../src/catalogue/postgres/database-catalogue.js";
import { openEngine } from "../../src/clip/open-engine.js";
import { readConfig } from "../../src/config.js";
import { openShopWith } from "../../src/open-shop.js";
import { DatabaseRetriever } from "../../src/search/retrieval/database-retriever.js";
import { createSearcher } from "../../src/search/searcher.js";
import { smallCatalogue } from "../fixtures/small-shop.js";
import { type SearchedShop, searcherContract } from "../search/searcher-contract.js";
import { loadFolder } from "./load-folder.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";

const SLOW = 600_000;
/** Half precision moves a cosine by less than 0.005. */
const DIGITS = 2;

let postgres: TestPostgres;
beforeAll(async () => {
  const folder = await smallCatalogue();
  postgres = await startPostgres();
  await loadFolder(folder, postgres.url);
}, SLOW);
afterAll(() => postgres.close(), SLOW);

/** @param graph always walks it */
async function openKept(graph: boolean): Promise<SearchedShop> {
  const engine = await openEngine(readConfig({}));
  const shop = await openShopWith(engine, { ...readConfig({}), catalogue: postgres.url });
  const { catalogue } = shop;
  if (!(catalogue instanceof DatabaseCatalogue)) throw new Error("It is kept elsewhere");
  const searcher = graph
    ? createSearcher(engine, catalogue, new DatabaseRetriever(catalogue, 0))
    : shop.searcher;
  return {
    catalogue,
    searcher,
    async close() {
      await engine.close();
      await catalogue.close();
    },
  };
}

searcherContract("in a database", () => openKept(false), DIGITS);
searcherContract("in a database, by its graph", () => openKept(true), DIGITS);
