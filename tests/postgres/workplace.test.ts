import { afterAll, beforeAll, expect, it } from "vitest";
import { workplaceContract } from "../search/workplace-contract.js";
import { loadFolder } from "./load-folder.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";

const SLOW = 600_000;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, SLOW);
afterAll(() => postgres.close(), SLOW);

workplaceContract("in a database", async (folder) => {
  await loadFolder(folder, postgres.url);
  return postgres.url;
});

it("is whole in the database all the same", { timeout: SLOW }, async () => {
  const [counted] = await postgres.query<{ safe: number; all: number }>(
    "select count(*) filter (where safe)::int as safe, count(*)::int as all from haberdasher.products_1",
  );
  expect(counted).toEqual({ safe: 2, all: 7 });
});
