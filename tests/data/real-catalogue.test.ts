import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import { isBadRow, type SourceRow } from "../../src/catalogue/importers/source.js";
import { openCatalogue } from "../../src/catalogue/open.js";
import { rolesOf } from "../../src/catalogue/roles.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { evaluate } from "../../src/eval/evaluate.js";
import { labelledCatalogue } from "../../src/eval/labelled.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { HUB, index, openStarter, temporaryFolder } from "../catalogue/workshop.js";

const DATASETS = resolve(PACKAGE_ROOT, "..", "shared", "datasets");
const SMALL = join(DATASETS, "fashion-product-images-small");
const LARGER = join(DATASETS, "fashion-product-images-larger", "images.parquet");
const PHOTOS = join(DATASETS, "clothing-photos", "train");

async function allRows(spec: string): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of (await openSource(spec, HUB)).rows()) {
    if (isBadRow(row)) throw new Error(`Row ${row.row} ${row.reason}`);
    rows.push(row);
  }
  return rows;
}

describe("the real catalogue of 41,236 products", () => {
  let rows: SourceRow[];
  beforeAll(async () => {
    rows = await allRows(SMALL);
  });

  it("is read whole, every row with an id of its own, a title and its labels", () => {
    expect(rows).toHaveLength(41_236);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(41_236);
    expect(rows.every(({ title, row }, at) => title !== "" && row === at)).toBe(true);
    expect(rows[0]).toMatchObject({
      id: "15970",
      title: "Turtle Check Men Navy Blue Shirt",
      attributes: { articleType: "Shirts", baseColour: "Navy Blue", year: "2011", usage: "Casual" },
    });
  });

  it("has the roles that answers need", () => {
    const names = new Set(rows.flatMap(({ attributes }) => Object.keys(attributes)));
    expect(rolesOf(names)).toEqual({
      gender: "gender",
      masterCategory: "category",
      articleType: "kind",
      baseColour: "colour",
      season: "season",
      usage: "use",
    });
  });

  it("has the warts that its README tells of: pictures twice, colours in titles", async () => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const { bytes } = await row.picture();
      const digest = createHash("sha256").update(bytes).digest("hex");
      counts.set(digest, (counts.get(digest) ?? 0) + 1);
    }
    const shared = [...counts.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0);
    expect(shared).toBe(1276);
    const coloured = rows.filter(({ title, attributes }) => {
      const first = attributes.baseColour?.split(" ")[0]?.toLowerCase();
      return first !== undefined && title.toLowerCase().includes(first);
    });
    expect(coloured.length / rows.length).toBeGreaterThan(0.85);
  }, 60_000);
});

describe("the other data sets", () => {
  it("of larger pictures are read without titles, numbered by their ids", async () => {
    const source = await openSource(LARGER, HUB);
    expect(source.total).toBe(11_118);
    expect(source.notices).toHaveLength(1);
    for await (const row of source.rows()) {
      if (isBadRow(row)) throw new Error(row.reason);
      expect(await row.picture()).toMatchObject({ format: "jpeg", height: 224 });
      break;
    }
  });

  it("of people's photos are read with the folders' names as kinds", async () => {
    const rows = await allRows(PHOTOS);
    const kinds = new Set(rows.map(({ attributes }) => attributes.kind));
    expect([...kinds].sort()).toEqual([
      "dress",
      "hat",
      "longsleeve",
      "outwear",
      "pants",
      "shirt",
      "shoes",
      "shorts",
      "skirt",
      "t-shirt",
    ]);
    expect(rows.every(({ id, attributes }) => id.startsWith(`${attributes.kind}/`))).toBe(true);
  });
});

describe("a slice of the real catalogue, indexed", () => {
  let engine: ClipEngine;
  let room: Awaited<ReturnType<typeof temporaryFolder>>;
  let folder: string;
  beforeAll(async () => {
    [engine, room] = await Promise.all([openStarter(), temporaryFolder()]);
    folder = join(room.path, "catalogue");
    await index(SMALL, folder, engine, { limit: 1500 });
  }, 240_000);
  afterAll(async () => {
    await engine.close();
    await room.remove();
  });

  it("takes every row, keeps the small pictures' own bytes, and is calibrated", async () => {
    const catalogue = await openCatalogue(folder, engine);
    expect(catalogue.manifest).toMatchObject({ count: 1500, skipped: 0 });
    const source = await openSource(SMALL, HUB);
    for await (const row of source.rows(1499)) {
      if (isBadRow(row)) throw new Error(row.reason);
      const stored = await catalogue.pictureOf(1499);
      expect(Buffer.from(stored.bytes)).toEqual(Buffer.from((await row.picture()).bytes));
      expect(catalogue.product(1499)).toMatchObject({
        id: row.id,
        title: row.title,
        attributes: row.attributes,
      });
      break;
    }
    const { text, picture } = catalogue.manifest.calibration ?? {};
    expect(text?.loose).toBeLessThan(text?.veryClose ?? 0);
    expect(picture?.loose).toBeLessThan(picture?.veryClose ?? 0);
    await catalogue.close();
  });

  it("is evaluated far above chance, and the graph finds what the scan finds", async () => {
    const catalogue = await openCatalogue(folder, engine);
    const labelled = labelledCatalogue(catalogue);
    const rows = Array.from({ length: labelled.size }, (_, row) => row);
    const figures = await evaluate({ engine, labelled, gallery: rows, queries: rows, catalogue });
    // Chance: 0.007, 0.05, 0.05, 0.06.
    expect(figures.titleToPicture.r10).toBeGreaterThan(0.3);
    expect(figures.zeroShot.kind.fair.accuracy).toBeGreaterThan(0.5);
    expect(figures.zeroShot.colour.fair.accuracy).toBeGreaterThan(0.4);
    expect(figures.pictureToPicture.kind).toBeGreaterThan(0.4);
    expect(figures.indexRecall?.titles).toBeGreaterThanOrEqual(0.98);
    expect(figures.indexRecall?.pictures).toBeGreaterThanOrEqual(0.98);
    await catalogue.close();
  }, 120_000);
});
