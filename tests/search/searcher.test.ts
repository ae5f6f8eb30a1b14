import { openSmallShop, openSmallShopOver } from "../fixtures/small-shop.js";
import { searcherContract } from "./searcher-contract.js";

// Over Postgres: tests/postgres/searcher.test.ts.
searcherContract("in memory", openSmallShop);
searcherContract("in memory, by its graph alone", () => openSmallShopOver("hnsw"));
searcherContract("in memory, by comparing with all", () => openSmallShopOver("exact"));
