import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalogue } from "../../src/catalogue/catalogue.js";
import type { FolderCatalogue } from "../../src/catalogue/folder-catalogue.js";
import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import { loadCatalogue } from "../../src/catalogue/postgres/load.js";
import { openDatabaseCatalogue } from "../../src/catalogue/postgres/open.js";
import { dot } from "../../src/clip/unit-vectors.js";
import { AdaptiveIndex } from "../../src/index/adaptive-index.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { DatabaseRetriever } from "../../src/search/database-retriever.js";
import { lexicalRows } from "../../src/search/lexical-rows.js";
import { MemoryRetriever } from "../../src/search/memory-retriever.js";
import type { Filters } from "../../src/search/query.js";
import type { RetrievalQuery, Retriever } from "../../src/search/retriever.js";
import { thesaurusOf } from "../../src/search/thesaurus/thesaurus.js";
import { PostgresDouble } from "../doubles/postgres.js";

/** What every place that a catalogue is kept in must answer alike. The shipped catalogue: a thousand drawn products. */
const FOLDER = join(PACKAGE_ROOT, "data", "catalogue");

const SLOW = 600_000;
/** Half precision moves a cosine by less. */
const PRECISION = 2e-3;
const K = 10;

let memory: FolderCatalogue;
let postgres: PostgresDouble;
const places = new Map<string, { catalogue: Catalogue; retriever: Retriever }>();

beforeAll(async () => {
  const { model } = await readManifest(FOLDER);
  [memory, postgres] = await Promise.all([openCatalogue(FOLDER, model), PostgresDouble.start()]);
  const { index } = memory;
  const thesaurus = thesaurusOf(memory);
  if (!(index instanceof AdaptiveIndex)) throw new Error("The catalogue has another index");
  await loadCatalogue({ catalogue: memory, lexical: await lexicalRows(memory), to: postgres.url });
  const database = await openDatabaseCatalogue(postgres.url, model);
  places.set("hnsw", { catalogue: memory, retriever: new MemoryRetriever(memory, thesaurus, index.hnsw) });
  places.set("exact", { catalogue: memory, retriever: new MemoryRetriever(memory, thesaurus, index.exact) });
  places.set("postgres", { catalogue: database, retriever: new DatabaseRetriever(database) });
  places.set("postgres' graph", { catalogue: database, retriever: new DatabaseRetriever(database, 0) });
}, SLOW);
afterAll(async () => {
  await places.get("postgres")?.catalogue.close();
  await Promise.all([memory.close(), postgres.close()]);
}, SLOW);

const rows = (count: number) =>
  Array.from({ length: count }, (_, n) => Math.floor((n * memory.size) / count));

function fits(row: number, { facets = {}, minPrice = 0, maxPrice = Infinity }: Filters): boolean {
  const price = memory.price(row);
  if (
    (minPrice > 0 || maxPrice < Infinity) &&
    (price === undefined || price < minPrice || price > maxPrice)
  ) {
    return false;
  }
  return Object.entries(facets).every(([role, values]) => {
    const facet = memory.facets.find((one) => one.role === role);
    return facet !== undefined && values.includes(memory.attribute(row, facet.attribute) ?? "");
  });
}

/** The true best by look among what fits. */
function truth(vector: Float32Array, filters: Filters): { row: number; cosine: number }[] {
  return Array.from({ length: memory.size }, (_, row) => row)
    .filter((row) => fits(row, filters))
    .map((row) => ({ row, cosine: dot(vector, memory.vector(row)) }))
    .sort((a, b) => b.cosine - a.cosine || a.row - b.row);
}

describe.each(["hnsw", "exact", "postgres", "postgres' graph"])(
  "a catalogue kept for %s",
  { timeout: SLOW },
  (place) => {
    const kept = () => {
      const found = places.get(place);
      if (!found) throw new Error(`Nothing is kept for ${place}`);
      return found;
    };
    const retrieve = async (query: Partial<RetrievalQuery>) => {
      const vector = query.vector ?? memory.vector(0);
      const whole = { vector, wanted: "", unwanted: [], filters: {}, count: K, ...query };
      const { candidates, ...rest } = await kept().retriever.retrieve(whole);
      return {
        ...rest,
        candidates: [...candidates].sort((a, b) => b.cosine - a.cosine || a.entry.row - b.entry.row),
      };
    };
    const colour = () => memory.facets.find(({ role }) => role === "colour")?.values[0]?.value ?? "";
    const kind = () => memory.facets.find(({ role }) => role === "kind")?.values.at(-1)?.value ?? "";

    it("finds the nearest pictures, with their cosines", async () => {
      let found = 0;
      const asked = rows(25);
      for (const row of asked) {
        const vector = memory.vector(row);
        const best = truth(vector, {}).slice(0, K);
        const { candidates } = await retrieve({ vector });
        expect(candidates).toHaveLength(K);
        for (const { entry, cosine } of candidates) {
          expect(Math.abs(cosine - dot(vector, memory.vector(entry.row)))).toBeLessThan(PRECISION);
        }
        const least = (best.at(-1)?.cosine ?? 1) - PRECISION;
        found += candidates.filter(({ entry }) => dot(vector, memory.vector(entry.row)) >= least).length;
      }
      expect(found / (asked.length * K)).toBeGreaterThanOrEqual(0.98);
    });

    it("answers only what fits, and fills the page from what fits", async () => {
      for (const filters of [
        { facets: { colour: [colour()] } },
        { facets: { kind: [kind()] } },
        { minPrice: 20, maxPrice: 60 },
        { facets: { colour: [colour()] }, maxPrice: 50 },
      ] satisfies Filters[]) {
        const all = truth(memory.vector(0), filters);
        const { candidates } = await retrieve({ filters, count: 50 });
        if (place !== "hnsw") expect(candidates).toHaveLength(Math.min(50, all.length));
        for (const { entry } of candidates) expect(fits(entry.row, filters)).toBe(true);
        expect(await kept().retriever.count([filters])).toEqual([all.length]);
      }
      const { candidates } = await retrieve({ filters: { maxPrice: 0.01 } });
      expect(candidates).toEqual([]);
    });

    it("scores words alike, misspelt ones too", async () => {
      for (const wanted of ["red winter coat", "sneakers", "striped dress for women", "lether bag"]) {
        const { candidates, known } = await retrieve({ wanted });
        const reference = await new MemoryRetriever(memory).retrieve({
          vector: memory.vector(0),
          wanted,
          unwanted: [],
          filters: {},
          count: K,
        });
        const best = (of: typeof candidates) =>
          of
            .map(({ lexical }) => lexical)
            .sort((a, b) => b - a)
            .slice(0, K);
        expect(known).toBe(reference.known);
        for (const [at, score] of best([...reference.candidates]).entries()) {
          expect(best(candidates)[at], wanted).toBeCloseTo(score, 4);
        }
      }
      expect((await retrieve({ wanted: "xyzzyqwfp" })).known).toBe(0);
    });

    it("leaves out what has an unwanted word", async () => {
      const word = colour().toLowerCase();
      const { candidates } = await retrieve({ wanted: "coat", unwanted: [word], count: 100 });
      expect(candidates.length).toBeGreaterThan(0);
      for (const { entry } of candidates) expect(entry.value("colour")).not.toBe(colour());
    });

    it("says what its products make of a claim", async () => {
      const claims = [
        { role: "colour", values: [colour()], word: colour(), neighbour: "women" },
        { role: "kind", values: ["nothing"], word: colour(), neighbour: "women" },
      ] as const;
      expect(await kept().retriever.agreements(claims)).toEqual(
        await new MemoryRetriever(memory).agreements(claims),
      );
    });

    it.each([
      [{ vector: new Float32Array(3) }, /vectors of \d+ numbers, and the query has 3/],
      [{ count: 0 }, /whole number above 0, not 0/],
    ])("refuses what makes no sense: %#", async (query, sentence) => {
      await expect(retrieve(query)).rejects.toMatchObject({
        code: "bad-request",
        message: expect.stringMatching(sentence),
      });
    });

    it("knows its products, their pictures and their facets", async () => {
      const { catalogue } = kept();
      const ids = [5, 900, 3].map((row) => memory.id(row));
      const entries = await catalogue.find([...ids.slice(0, 1), "nobody", ...ids.slice(1)]);
      expect(entries.map(({ product }) => product)).toEqual([5, 900, 3].map((row) => memory.product(row)));
      for (const entry of entries) {
        expect(dot(entry.vector, memory.vector(entry.row))).toBeCloseTo(1, 3);
        expect(entry.value("kind")).toBe(memory.value(entry.row, "kind"));
        expect(Buffer.from((await entry.picture()).bytes)).toEqual(
          Buffer.from((await memory.pictureOf(entry.row)).bytes),
        );
      }
      expect(await catalogue.picture("nobody")).toBeUndefined();
      expect(catalogue.facets).toEqual(memory.facets);
      expect(catalogue).toMatchObject({ size: memory.size, hasPrices: memory.hasPrices });
      expect(catalogue.manifest).toEqual(memory.manifest);
      expect((await catalogue.sample(9)).map(({ row }) => row)).toEqual(
        (await memory.sample(9)).map(({ row }) => row),
      );
      const pairs = await catalogue.together("kind", "colour");
      expect(new Set(pairs.map((pair) => JSON.stringify(pair)))).toEqual(
        new Set((await memory.together("kind", "colour")).map((pair) => JSON.stringify(pair))),
      );
      const [near] = await catalogue.nearest(memory.vector(7), 1);
      expect(near?.cosine).toBeCloseTo(1, 2);
      expect(catalogue.status()).toEqual({ state: "up" });
    });
  },
);

it("asks a database once for look, words and filters together", { timeout: SLOW }, async () => {
  const { retriever } = places.get("postgres") ?? {};
  await retriever?.warmUp();
  const before = postgres.statements.length;
  const query = {
    vector: memory.vector(1),
    wanted: "red coat",
    unwanted: ["blue"],
    filters: { maxPrice: 90 },
  };
  await retriever?.retrieve({ ...query, count: 20 });
  expect(postgres.statements.length).toBe(before + 1);
});
