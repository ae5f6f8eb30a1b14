import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPictureFolder } from "../../src/catalogue/importers/picture-folder.js";
import { openCatalogue } from "../../src/catalogue/open.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { rowsOfIds } from "../../src/eval/choose-rows.js";
import { evaluate, evaluatePhotos, evaluateRefusals } from "../../src/eval/evaluate.js";
import { type Labelled, labelledCatalogue } from "../../src/eval/labelled.js";
import { pictureToPicture } from "../../src/eval/measure.js";
import { paraphraseQueries } from "../../src/eval/search-queries.js";
import { evaluateSearch, keptRows } from "../../src/eval/search-table.js";
import { vectorTable } from "../../src/index/vectors.js";
import { MemoryRetriever } from "../../src/search/retrieval/memory-retriever.js";
import { createSearcher } from "../../src/search/searcher.js";
import { COLOURS, drawing, KINDS, makeSampleShop } from "../catalogue/sample-shop.js";
import { index, openStarter, temporaryFolder } from "../catalogue/workshop.js";

let engine: ClipEngine;
let room: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;

beforeAll(async () => {
  [engine, room] = await Promise.all([openStarter(), temporaryFolder()]);
  await makeSampleShop(join(room.path, "shop"));
  folder = join(room.path, "catalogue");
  await index(join(room.path, "shop"), folder, engine);
});
afterAll(async () => {
  await engine.close();
  await room.remove();
});

describe("an evaluation", () => {
  it("gives the same figures twice, each a share, over every product", async () => {
    const catalogue = await openCatalogue(folder, engine);
    const labelled = labelledCatalogue(catalogue);
    const rows = Array.from({ length: labelled.size }, (_, row) => row);
    const input = { engine, labelled, gallery: rows, queries: rows, catalogue };
    const figures = await evaluate(input);
    expect(await evaluate(input)).toEqual(figures);
    expect(figures).toMatchObject({ gallery: 60, queries: 60 });
    expect(figures.titleToPicture.queries).toBe(60);
    expect(figures.zeroShot.kind.all).toMatchObject({ items: 60, classes: 5 });
    expect(figures.zeroShot.colour.all).toMatchObject({ items: 60, classes: 6 });
    expect(figures.zeroShot.pattern?.items ?? 0).toBe(
      rows.filter((row) => labelled.value(row, "pattern") !== undefined).length,
    );
    // Five kinds in six colours, two of each: a small catalogue is asked for every pair.
    expect(figures.colourAndKind.queries).toBe(30);
    expect(figures.colourAndKind.rPrecision).toBeGreaterThan(0.1);
    // Twelve of each kind: none is a fair class.
    expect(figures.zeroShot.kind.fair).toMatchObject({ items: 0, classes: 0 });
    expect(figures.indexRecall?.pictures).toBeGreaterThanOrEqual(0.98);
    // Drawn shapes in plain colours: even a small model sees which is red.
    expect(figures.zeroShot.colour.all.accuracy).toBeGreaterThan(0.5);
    expect(figures.pictureToPicture.colour).toBeGreaterThan(0.1);
    await catalogue.close();
  });

  it("knows a perfect gallery: every lookalike is of the same kind and colour", async () => {
    const kinds = ["Coat", "Hat"];
    const labelled: Labelled = {
      size: 40,
      vectors: vectorTable(
        Float32Array.from({ length: 80 }, (_, at) => {
          const angle = ((at >> 1) % 2) * 2 + Math.floor(at / 4) * 0.01;
          return at % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
        }),
        2,
      ),
      id: String,
      title: String,
      value: (row, role) => (role === "kind" ? kinds[row % 2] : role === "colour" ? "Red" : undefined),
    };
    const rows = Array.from({ length: 40 }, (_, row) => row);
    expect(await pictureToPicture(labelled, rows, rows)).toEqual({
      queries: 40,
      kind: 1,
      colour: 1,
      both: 1,
    });
    // Only the other kind may be found: nothing is right but the colour.
    const odd = rows.filter((row) => row % 2 === 1);
    expect(await pictureToPicture(labelled, odd, [0])).toEqual({ queries: 1, kind: 0, colour: 1, both: 0 });
  });

  it("of refusals counts what a search finds nothing close to", async () => {
    const catalogue = await openCatalogue(folder, engine);
    const searcher = createSearcher(engine, catalogue, new MemoryRetriever(catalogue));
    const ours = ["red dress", "blue shirt", "black skirt for women"];
    expect(await evaluateRefusals(searcher, ours)).toEqual({ queries: 3, refused: 0 });
    const others = ["quarterly report spreadsheet", "how volcanoes erupt"];
    expect((await evaluateRefusals(searcher, others)).refused).toBeGreaterThanOrEqual(0.5);
    await catalogue.close();
  });

  it("of ways of searching asks only what is kept from tuning, and words beat the look where they name a thing", async () => {
    const catalogue = await openCatalogue(folder, engine);
    const paraphrases = paraphraseQueries("query\ttype\tcolour\ncrimson frock\tDress\tRed|Pink\n");
    const kept = await keptRows(catalogue);
    const figures = await evaluateSearch({ engine, catalogue, paraphrases, sample: 20, seed: 1 });
    expect(figures.gallery).toBe(kept.length);
    expect(kept.length).toBeLessThan(catalogue.size);
    const byName = new Map(figures.variants.map((way) => [way.name, way]));
    expect(byName.get("BM25 only")?.titles.r10).toBe(1);
    expect(byName.get("hybrid")?.titles.mrr).toBeGreaterThanOrEqual(byName.get("CLIP only")?.titles.mrr ?? 1);
    expect(() => paraphraseQueries("crimson frock")).toThrow(/table with tabs/);
    await catalogue.close();
  });

  it("of photos takes folders' names as classes, and counts what is no picture", async () => {
    const photos = join(room.path, "photos");
    for (const [kind, path] of Object.entries(KINDS)) {
      await mkdir(join(photos, kind.toLowerCase()), { recursive: true });
      for (const [colour, hex] of Object.entries(COLOURS)) {
        await drawing(path, hex)
          .jpeg()
          .toFile(join(photos, kind.toLowerCase(), `${colour}.jpg`));
      }
    }
    await writeFile(join(photos, "bag", "broken.jpg"), "no picture");
    const source = await openPictureFolder(photos, photos);
    const figures = await evaluatePhotos(engine, source, new AbortController().signal);
    expect(figures).toMatchObject({ items: 30, classes: 5, skipped: 1 });
    expect(Object.keys(figures.perClass)).toEqual(["bag", "dress", "shirt", "shorts", "skirt"]);
  });

  it("of named rows refuses an id that is not there", async () => {
    const catalogue = await openCatalogue(folder, engine);
    const labelled = labelledCatalogue(catalogue);
    expect(rowsOfIds(labelled, "dress-blue-0\r\n\ndress-red-0\n")).toEqual([1, 0]);
    expect(() => rowsOfIds(labelled, "nobody")).toThrow("There is no product nobody in what is evaluated.");
    await catalogue.close();
  });
});
