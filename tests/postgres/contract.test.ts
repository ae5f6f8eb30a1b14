import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Catalogue } from "../../src/catalogue/catalogue.js";
import type { FolderCatalogue } from "../../src/catalogue/folder-catalogue.js";
import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import { DatabaseCatalogue } from "../../src/catalogue/postgres/database-catalogue.js";
import { loadCatalogue } from "../../src/catalogue/postgres/load.js";
import { openDatabaseCatalogue } from "../../src/catalogue/postgres/open.js";
import { dot } from "../../src/clip/unit-vectors.js";
import { AdaptiveIndex } from "../../src/index/adaptive-index.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { lexicalRows } from "../../src/search/lexical/lexical-rows.js";
import { Lexicon } from "../../src/search/lexical/lexicon.js";
import type { Filters } from "../../src/search/query.js";
import { DatabaseRetriever } from "../../src/search/retrieval/database-retriever.js";
import { retrievalStatement } from "../../src/search/retrieval/database-statement.js";
import { MemoryRetriever } from "../../src/search/retrieval/memory-retriever.js";
import type { RetrievalQuery, Retriever } from "../../src/search/retrieval/retriever.js";
import { thesaurusOf } from "../../src/search/thesaurus/thesaurus.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";

/** What every place that a catalogue is kept in must answer alike. The shipped catalogue: a thousand drawn products. */
const FOLDER = join(PACKAGE_ROOT, "data", "catalogue");

const SLOW = 600_000;
/** Half precision moves a cosine by less. */
const PRECISION = 2e-3;
const K = 10;

let memory: FolderCatalogue;
let postgres: TestPostgres;

/** A place, and what it must answer alike. */
interface Kept {
  readonly catalogue: Catalogue;
  readonly retriever: Retriever;
  readonly reference: FolderCatalogue;
}
const places = new Map<string, Kept>();

async function keepEverywhere(what: string, reference: FolderCatalogue, safe: boolean): Promise<void> {
  const { index, manifest } = memory;
  if (!(index instanceof AdaptiveIndex)) throw new Error("The catalogue has another index");
  const thesaurus = thesaurusOf(reference);
  for (const [name, one] of [
    ["hnsw", index.hnsw],
    ["exact", index.exact],
  ] as const) {
    const retriever = new MemoryRetriever(reference, thesaurus, one);
    places.set(`${name}, ${what}`, { catalogue: reference, retriever, reference });
  }
  const database = await openDatabaseCatalogue(postgres.url, manifest.model, { safe });
  places.set(`postgres, ${what}`, {
    catalogue: database,
    retriever: new DatabaseRetriever(database),
    reference,
  });
  const walked = await openDatabaseCatalogue(postgres.url, manifest.model, { safe });
  places.set(`postgres' graph, ${what}`, {
    catalogue: walked,
    retriever: new DatabaseRetriever(walked, 0),
    reference,
  });
}

beforeAll(async () => {
  const { model } = await readManifest(FOLDER);
  [memory, postgres] = await Promise.all([openCatalogue(FOLDER, model), startPostgres()]);
  // As if every third product were one that a workplace hides.
  const safe = Uint8Array.from({ length: memory.size }, (_, row) => (row % 3 === 1 ? 0 : 1));
  await loadCatalogue({ catalogue: memory, lexical: await lexicalRows(memory), safe, to: postgres.url });
  // So few products are sorted faster than a graph is walked, and the planner knows.
  await postgres.everySession("enable_sort = off");
  await postgres.everySession("enable_seqscan = off");
  await keepEverywhere("all of it", memory, false);
  await keepEverywhere("at a workplace", memory.showing(safe), true);
}, SLOW);
afterAll(async () => {
  for (const { catalogue } of places.values()) if (catalogue !== memory) await catalogue.close();
  await postgres.close();
}, SLOW);

const kept = (place: string) => {
  const found = places.get(place);
  if (!found) throw new Error(`Nothing is kept for ${place}`);
  return found;
};

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
function truth(
  { shown }: FolderCatalogue,
  vector: Float32Array,
  filters: Filters,
): { row: number; cosine: number }[] {
  return Array.from({ length: memory.size }, (_, row) => row)
    .filter((row) => shown?.[row] !== 0 && fits(row, filters))
    .map((row) => ({ row, cosine: dot(vector, memory.vector(row)) }))
    .sort((a, b) => b.cosine - a.cosine || a.row - b.row);
}

const PLACES = ["hnsw", "exact", "postgres", "postgres' graph"];
const WHAT = ["all of it", "at a workplace"];

describe.each(PLACES.flatMap((place) => WHAT.map((what) => `${place}, ${what}`)))(
  "a catalogue kept for %s",
  { timeout: SLOW },
  (place) => {
    const reference = () => kept(place).reference;
    const retrieve = async (query: Partial<RetrievalQuery>) => {
      const vector = query.vector ?? memory.vector(0);
      const whole = { vector, wanted: "", unwanted: [], filters: {}, count: K, ...query };
      const { candidates, ...rest } = await kept(place).retriever.retrieve(whole);
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
        const best = truth(reference(), vector, {}).slice(0, K);
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
        const all = truth(reference(), memory.vector(0), filters);
        const { candidates } = await retrieve({ filters, count: 50 });
        if (!place.startsWith("hnsw")) expect(candidates).toHaveLength(Math.min(50, all.length));
        for (const { entry } of candidates) expect(fits(entry.row, filters)).toBe(true);
        expect(await kept(place).retriever.count([filters])).toEqual([all.length]);
      }
      const { candidates } = await retrieve({ filters: { maxPrice: 0.01 } });
      expect(candidates).toEqual([]);
    });

    it("scores words alike, misspelt ones too", async () => {
      for (const wanted of ["red winter coat", "sneakers", "striped dress for women", "lether bag"]) {
        const { candidates, known } = await retrieve({ wanted });
        const expected = await new MemoryRetriever(reference()).retrieve({
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
        expect(known).toBe(expected.known);
        for (const [at, score] of best([...expected.candidates]).entries()) {
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
      expect(await kept(place).retriever.agreements(claims)).toEqual(
        await new MemoryRetriever(reference()).agreements(claims),
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
      const { catalogue } = kept(place);
      const shownRows = [5, 900, 3];
      const ids = shownRows.map((row) => memory.id(row));
      const entries = await catalogue.find([...ids.slice(0, 1), "nobody", ...ids.slice(1)]);
      expect(entries.map(({ product }) => product)).toEqual(shownRows.map((row) => memory.product(row)));
      for (const entry of entries) {
        expect(dot(entry.vector, memory.vector(entry.row))).toBeCloseTo(1, 3);
        expect(entry.value("kind")).toBe(memory.value(entry.row, "kind"));
        expect(Buffer.from((await entry.picture()).bytes)).toEqual(
          Buffer.from((await memory.pictureOf(entry.row)).bytes),
        );
      }
      expect(await catalogue.picture("nobody")).toBeUndefined();
      // No database takes a NUL in a text.
      expect(await catalogue.picture("no\u0000body")).toBeUndefined();
      expect(await catalogue.find(["no\u0000body"])).toEqual([]);
      expect(await kept(place).retriever.isTitle("no\u0000body's coat")).toBe(false);
      expect(catalogue.facets).toEqual(reference().facets);
      expect(catalogue).toMatchObject({ size: memory.size, hasPrices: memory.hasPrices });
      expect(catalogue.manifest).toEqual(memory.manifest);
      for (const count of [9, memory.size]) {
        expect((await catalogue.sample(count)).map(({ row }) => row)).toEqual(
          (await reference().sample(count)).map(({ row }) => row),
        );
      }
      const pairs = await catalogue.together("kind", "colour");
      expect(new Set(pairs.map((pair) => JSON.stringify(pair)))).toEqual(
        new Set((await reference().together("kind", "colour")).map((pair) => JSON.stringify(pair))),
      );
      const [near] = await catalogue.nearest(memory.vector(6), 1);
      expect(near?.cosine).toBeCloseTo(1, 2);
      expect(catalogue.status()).toEqual({ state: "up" });
    });

    it("knows nothing of what it does not show", async () => {
      const { catalogue } = kept(place);
      const hidden = hiddenRows(reference());
      expect(hidden.length > 0).toBe(place.endsWith("at a workplace"));
      const ids = hidden.slice(0, 50).map((row) => memory.id(row));
      expect(await catalogue.find(ids)).toEqual([]);
      if (ids[0] !== undefined) expect(await catalogue.picture(ids[0])).toBeUndefined();
      const everything = await retrieve({ count: memory.size, wanted: "red coat" });
      if (!place.startsWith("hnsw")) expect(everything.candidates).toHaveLength(memory.size - hidden.length);
      const rowsSeen = new Set(everything.candidates.map(({ entry }) => entry.row));
      expect(hidden.filter((row) => rowsSeen.has(row))).toEqual([]);
    });
  },
);

describe.each(WHAT)("a database, %s,", { timeout: SLOW }, (what) => {
  it("is asked once for look, words and filters together", async () => {
    const { catalogue, retriever } = kept(`postgres, ${what}`);
    await retriever.warmUp();
    // A connection that is there already: a new one is told how to search first.
    await catalogue.find([memory.id(0)]);
    const before = await postgres.statements();
    const vector = memory.vector(1);
    const query = { vector, wanted: "red coat", unwanted: ["blue"], filters: { maxPrice: 90 } };
    await retriever.retrieve({ ...query, count: 20 });
    expect(await postgres.statements()).toBe(before + 1);
  });

  it("walks the graph from where the filters leave enough, and reads the words' own index", async () => {
    const { catalogue } = kept(`postgres' graph, ${what}`);
    if (!(catalogue instanceof DatabaseCatalogue)) throw new Error("It is kept elsewhere");
    const { number } = catalogue.version;
    const query = { vector: memory.vector(1), wanted: "red coat", unwanted: ["blue"], count: 20 };
    const filters = {
      facets: { colour: [memory.facets.find(({ role }) => role === "colour")?.values[0]?.value ?? ""] },
    };
    const lexicon = new Lexicon(catalogue.size, await catalogue.words(), thesaurusOf(catalogue));
    const plan = async (exactProducts?: number) => {
      const lexical = lexicon.read(query.wanted);
      const { text, values } = retrievalStatement(catalogue, { ...query, filters }, lexical, exactProducts);
      const lines = await catalogue.database.query<{ "QUERY PLAN": string }>(`explain ${text}`, values);
      return lines.map((line) => line["QUERY PLAN"]).join("\n");
    };
    const walking = await plan(0);
    expect(walking).toContain(`Index Scan using products_${number}_vector`);
    expect(walking).toContain(`Bitmap Index Scan on products_${number}_words`);
    const comparing = await plan();
    expect(comparing).not.toContain(`products_${number}_vector`);
    expect(comparing).toContain(`products_${number}_colour`);
  });
});

/** Rows that are not shown. */
function hiddenRows({ shown }: FolderCatalogue): number[] {
  return Array.from({ length: memory.size }, (_, row) => row).filter((row) => shown?.[row] === 0);
}
