import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileDigest } from "../../src/catalogue/checked-file.js";
import { MANIFEST_FILE, sealManifest } from "../../src/catalogue/manifest.js";
import { readManifest } from "../../src/catalogue/open.js";
import { openDatabaseCatalogue } from "../../src/catalogue/postgres/open.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { makeLongTable, runIndex } from "../catalogue/killed-build.js";
import { temporaryFolder } from "../catalogue/workshop.js";
import { loadFolder } from "./load-folder.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";

const SLOW = 600_000;

let room: Awaited<ReturnType<typeof temporaryFolder>>;
let postgres: TestPostgres;
let table: string;
beforeAll(async () => {
  [room, postgres] = await Promise.all([temporaryFolder(), startPostgres()]);
  table = await makeLongTable(join(room.path, "shop"), 64);
}, SLOW);
afterAll(() => Promise.all([room.remove(), postgres.close()]), SLOW);

const indexInto = (to: string) =>
  runIndex(["--from", table, "--to", to], undefined, { STATE_DIR: join(room.path, "state") });

it("looks at no picture before it knows that the database can be reached", { timeout: SLOW }, async () => {
  const run = await indexInto("postgres://shop:hidden-password@127.0.0.1:1/shop");
  expect(run.code).toBe(1);
  expect(run.stderr).toMatch(/^postgres:\/\/shop:…@127\.0\.0\.1:1\/shop cannot be reached;.*\n$/);
});

it("says what the database refuses, and then loads what it had built", { timeout: SLOW }, async () => {
  const to = `${postgres.url}&schema=odd`;
  await postgres.query("create schema odd");
  await postgres.query("create table odd.products_1 (somebody_elses integer)");
  const refused = await indexInto(to);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("Looking at pictures: 64 of 64");
  expect(refused.stderr).toMatch(
    /postgres:\/\/shop:…@.* fails \(column "place" does not exist\); mend that there, and try again\.\n$/,
  );
  await postgres.query("drop schema odd cascade");
  const run = await indexInto(to);
  expect(run.stderr).toContain("Going on where the last run stopped: the catalogue is built.\n");
  expect(run.stderr).not.toContain("Looking at pictures");
  expect(run.stdout).toMatch(
    /^61 products are indexed in .*\n3 rows were skipped; .* says which and why\.\n$/,
  );
  expect(run.code).toBe(0);
  // What is in the database is not gone on with: the next run looks at the pictures anew.
  expect((await indexInto(to)).stderr).toContain("Looking at pictures: 64 of 64");
});

it("takes half characters and NUL, as older catalogues have them", { timeout: SLOW }, async () => {
  const folder = join(room.path, "torn");
  await cp(join(PACKAGE_ROOT, "data", "catalogue"), folder, { recursive: true });
  const { seal: _, ...fields } = await readManifest(folder);
  const path = join(folder, fields.files.products.path);
  const products = JSON.parse(await readFile(path, "utf8"));
  products.title[0] = "Half a heart \ud83d and C:\\u0000 whole";
  products.attributes.colour.values[0] = "re\u0000d";
  await writeFile(path, JSON.stringify(products));
  const files = { ...fields.files, products: { ...fields.files.products, ...(await fileDigest(path)) } };
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify(sealManifest({ ...fields, files })));
  const to = `${postgres.url}&schema=torn`;
  await loadFolder(folder, to);
  const catalogue = await openDatabaseCatalogue(to, fields.model);
  const [first] = await catalogue.find([products.id[0]]);
  expect(first?.product).toMatchObject({
    title: "Half a heart \ufffd and C:\\u0000 whole",
    attributes: { colour: "red" },
  });
  const colours = catalogue.facets.find(({ role }) => role === "colour");
  expect(colours?.values.map(({ value }) => value)).toContain("red");
  await catalogue.close();
});
