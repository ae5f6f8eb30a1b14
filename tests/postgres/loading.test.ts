import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FolderCatalogue } from "../../src/catalogue/folder-catalogue.js";
import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import { readDatabaseAddress, withoutPassword } from "../../src/catalogue/postgres/address.js";
import { type LexicalRows, loadCatalogue } from "../../src/catalogue/postgres/load.js";
import { openDatabaseCatalogue } from "../../src/catalogue/postgres/open.js";
import { HaberdasherError } from "../../src/errors.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { lexicalRows } from "../../src/search/lexical/lexical-rows.js";
import { safeRows } from "../../src/search/safe-rows.js";
import { loadFolder, renamedCatalogue } from "./load-folder.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";

const SLOW = 600_000;
const FOLDER = join(PACKAGE_ROOT, "data", "catalogue");

let catalogue: FolderCatalogue;
let lexical: LexicalRows;
let safe: Uint8Array;
let postgres: TestPostgres;
beforeAll(async () => {
  const { model } = await readManifest(FOLDER);
  [catalogue, postgres] = await Promise.all([openCatalogue(FOLDER, model), startPostgres()]);
  lexical = await lexicalRows(catalogue);
  safe = safeRows(catalogue);
}, SLOW);
afterAll(() => Promise.all([catalogue.close(), postgres.close()]), SLOW);

const open = (url = postgres.url, model = catalogue.manifest.model) => openDatabaseCatalogue(url, model);

it("of nothing, into what cannot be reached, or by another model is refused with what mends it", {
  timeout: SLOW,
}, async () => {
  const shown = withoutPassword(postgres.url);
  await expect(open()).rejects.toThrow(
    `There is no catalogue in ${shown}; build one with: npm run -s haberdasher -- index --from SOURCE --to`,
  );
  await expect(open("postgres://shop:hidden-password@127.0.0.1:1/shop")).rejects.toThrow(
    "postgres://shop:…@127.0.0.1:1/shop cannot be reached",
  );
});

it("goes on where it was stopped, and shows nothing before it is whole", { timeout: SLOW }, async () => {
  const stop = new AbortController();
  const stopped = loadCatalogue({
    catalogue,
    lexical,
    safe,
    to: postgres.url,
    signal: stop.signal,
    onProgress: ({ done }) => {
      if (done > 0) stop.abort(new HaberdasherError("cancelled", "Stopped."));
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: "cancelled" });
  await expect(open()).rejects.toThrow("There is no catalogue");
  const { resumed, vectorType } = await loadCatalogue({ catalogue, lexical, safe, to: postgres.url });
  expect(resumed).toBeGreaterThan(0);
  expect(resumed).toBeLessThan(catalogue.size);
  expect(vectorType).toBe("halfvec");
  const opened = await open();
  expect((await opened.find([catalogue.id(0), catalogue.id(catalogue.size - 1)])).length).toBe(2);
  await opened.close();
  const { model } = catalogue.manifest;
  await expect(open(postgres.url, { ...model, fingerprint: "other" })).rejects.toThrow(
    /was made with another version of the model .* build it anew with/,
  );
});

it("loaded by a Haberdasher that did not mark what a workplace hides is opened whole, and not for a workplace", {
  timeout: SLOW,
}, async () => {
  await postgres.query("alter table haberdasher.versions drop column safe");
  await (await open()).close();
  await expect(openDatabaseCatalogue(postgres.url, catalogue.manifest.model, { safe: true })).rejects.toThrow(
    /loaded by an older Haberdasher.*SAFE_CATALOGUE.*load it anew with/,
  );
  await loadCatalogue({ catalogue, lexical, safe, to: postgres.url });
  const opened = await openDatabaseCatalogue(postgres.url, catalogue.manifest.model, { safe: true });
  expect(opened.shown).toBe(safe.filter(Boolean).length);
  await opened.close();
});

it("says when the server builds the index on disk for want of memory", { timeout: SLOW }, async () => {
  await postgres.everySession("maintenance_work_mem = '1MB'");
  const notices: string[] = [];
  const onNotice = (sentence: string) => notices.push(sentence);
  await loadCatalogue({ catalogue, lexical, safe, to: postgres.url, onNotice });
  expect(notices).toEqual([expect.stringMatching(/maintenance_work_mem has room for \d+ products/)]);
});

it("tells another catalogue from the one before, also where everything was dropped between them", {
  timeout: SLOW,
}, async () => {
  const drop = () => postgres.query("drop schema haberdasher cascade");
  await drop();
  await loadFolder(FOLDER, postgres.url);
  const before = await open();
  expect(await before.published()).toBe(before.edition);
  await drop();
  const folder = await mkdtemp(join(tmpdir(), "haberdasher-dropped-"));
  try {
    await loadFolder(await renamedCatalogue(FOLDER, folder, "Winter shop"), postgres.url);
    expect(await before.published()).not.toBe(before.edition);
    const after = await open();
    expect(await before.published()).toBe(after.edition);
    expect(after.version.number).toBe(before.version.number);
    await after.close();
  } finally {
    await before.close();
    await rm(folder, { recursive: true });
  }
});

it("finds an altered manifest", { timeout: SLOW }, async () => {
  await postgres.query(
    `update haberdasher.versions set manifest = replace(manifest, '"count":', '"count": ')`,
  );
  await (await open()).close();
  await postgres.query(
    `update haberdasher.versions set manifest = replace(manifest, '"skipped":0', '"skipped":1')`,
  );
  await expect(open()).rejects.toThrow(/was altered; build it anew with/);
});

it.each([
  ["postgres://shop:pass%40word@db/shop?sslmode=require", "postgres://shop:…@db/shop?sslmode=require"],
  ["postgresql://db/shop?user=shop&password=secret", "postgresql://db/shop?user=shop&password=…"],
  ["postgres://shop:p@ss/w?r#d@db/shop", "postgres://shop:…@db/shop"],
  ["data/catalogue", "data/catalogue"],
])("shows %s without its password", (address, shown) => {
  expect(withoutPassword(address)).toBe(shown);
});

it("reads a schema of its own, and hands the rest to the client", () => {
  expect(readDatabaseAddress("postgres://a:b@db:6000/shop?schema=summer&sslmode=verify-full")).toEqual({
    connection: "postgres://a:b@db:6000/shop?sslmode=verify-full",
    schema: "summer",
    shown: "postgres://a:…@db:6000/shop?schema=summer&sslmode=verify-full",
  });
  expect(() => readDatabaseAddress('postgres://db/shop?schema="; drop')).toThrow(/is no name/);
  // What the client would take it for, after a page of warnings.
  expect(readDatabaseAddress("postgres://a:b@db/shop?sslmode=require").connection).toBe(
    "postgres://a:b@db/shop?sslmode=verify-full",
  );
  expect(readDatabaseAddress("postgres://a:b@db/shop?uselibpqcompat=true&sslmode=require").connection).toBe(
    "postgres://a:b@db/shop?uselibpqcompat=true&sslmode=require",
  );
});
