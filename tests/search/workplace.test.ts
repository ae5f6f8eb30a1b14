import { expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { workplaceContract } from "./workplace-contract.js";

// Over Postgres: tests/postgres/workplace.test.ts.
workplaceContract("in a folder", async (folder) => folder);

it("is off by default, and no other word will do", () => {
  expect(readConfig({}).safeCatalogue).toBe(false);
  expect(() => readConfig({ SAFE_CATALOGUE: "maybe" })).toThrow(/SAFE_CATALOGUE/);
});
