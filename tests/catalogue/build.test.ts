import { existsSync } from "node:fs";
import { appendFile, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildCatalogue } from "../../src/catalogue/build/build.js";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import { openCatalogue } from "../../src/catalogue/open.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { calibrate } from "../../src/search/calibration/calibrate.js";
import { contentOf, makeLongTable } from "./killed-build.js";
import { drawing, makeSampleShop } from "./sample-shop.js";
import { HUB, index, openStarter, temporaryFolder } from "./workshop.js";

let engine: ClipEngine;
let room: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;
let calm: unknown;
let count = 0;
let folder: string;

beforeAll(async () => {
  [engine, room] = await Promise.all([openStarter(), temporaryFolder()]);
  table = await makeLongTable(join(room.path, "shop"), 160);
  await index(table, join(room.path, "calm"), engine);
  calm = await contentOf(join(room.path, "calm"));
});
beforeEach(() => {
  folder = join(room.path, `catalogue-${count++}`);
});
afterAll(async () => {
  await engine.close();
  await room.remove();
});

/** Stops a build when so many rows are done. */
async function stopAt(rows: number, to = folder, from = table): Promise<void> {
  const stop = new AbortController();
  const building = index(from, to, engine, {
    signal: stop.signal,
    onProgress: ({ phase, done }) => {
      if (phase === "encoding" && done >= rows) stop.abort();
    },
  });
  await expect(building).rejects.toMatchObject({ code: "cancelled" });
}

const linesOf = async (path: string): Promise<unknown[]> =>
  (await readFile(path, "utf8"))
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe("bad rows", () => {
  it("are skipped, counted and reported with row and reason; the good ones are all there", async () => {
    const shop = join(room.path, "warts");
    await makeSampleShop(shop);
    const good = await readFile(join(shop, "pictures", "dress-red-0.webp"));
    await writeFile(join(shop, "broken.webp"), good.subarray(0, good.length / 2));
    const jpeg = await drawing("M0 0H90V90H0Z", "#00f").jpeg().toBuffer();
    // The header is whole and so is the end: only decoding finds it.
    await writeFile(join(shop, "rotten.jpg"), Buffer.concat([jpeg.subarray(0, 300), jpeg.subarray(-2)]));
    await writeFile(
      join(shop, "drawing.svg"),
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    );
    await writeFile(join(shop, "empty.jpg"), "");
    const rows = [
      { id: "a", title: "Good", picture: "pictures/dress-red-0.webp" },
      { id: "b", title: "Missing", picture: "pictures/none.webp" },
      { id: "", title: "No id", picture: "pictures/dress-red-0.webp" },
      { id: "c", title: "Cut off", picture: "broken.webp" },
      { id: "d", title: "Rotten", picture: "rotten.jpg" },
      { id: "e", title: "Vector drawing", picture: "drawing.svg" },
      { id: "f", title: "Empty", picture: "empty.jpg" },
      { id: "a", title: "Twice", picture: "pictures/dress-blue-0.webp" },
      { id: "g", title: "No picture", picture: "" },
      { id: "h", title: "Forbidden", picture: "http://127.0.0.1/picture.jpg" },
      "no JSON",
      { id: "i", title: "Good again", picture: "pictures/dress-blue-0.webp" },
    ];
    const source = join(shop, "products.jsonl");
    await writeFile(
      source,
      rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"),
    );
    const { manifest, report, skipped } = await index(source, folder, engine);
    expect(manifest).toMatchObject({ count: 2, skipped: 10 });
    expect(report).toBe(`${folder}.report.jsonl`);
    expect(await linesOf(report ?? "")).toEqual(skipped);
    const reasons = skipped.map(({ row, id, reason }) => [row, id, reason]);
    expect(reasons).toEqual([
      [1, "b", expect.stringContaining("There is no file")],
      [2, undefined, 'has no id (column "id" is empty)'],
      [3, "c", expect.stringContaining("is cut off")],
      [4, "d", expect.any(String)],
      [5, "e", expect.stringContaining("is an SVG drawing")],
      [6, "f", expect.stringContaining("is empty")],
      [7, "a", 'has the id of another product ("Good")'],
      [8, "g", 'has no picture (column "picture" is empty)'],
      [9, "h", expect.stringMatching(/private|local|network/)],
      [10, undefined, "is not valid JSON"],
    ]);
    const catalogue = await openCatalogue(folder, engine);
    expect([0, 1].map((row) => catalogue.title(row))).toEqual(["Good", "Good again"]);
    await catalogue.close();
  });

  it("are no catalogue when there is nothing else", async () => {
    const source = join(room.path, "nothing.csv");
    await writeFile(source, "id,title,picture\n1,One,none.jpg\n");
    await expect(index(source, folder, engine)).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("None of the 1 rows"),
    });
    expect(existsSync(join(folder, "manifest.json"))).toBe(false);
  });

  it("are looked at again once what was wrong with all of them is mended", async () => {
    const source = join(room.path, "late.csv");
    await writeFile(source, "id,title,picture\n1,One,late.jpg\n");
    await expect(index(source, folder, engine)).rejects.toThrow("None of the 1 rows");
    await drawing("M0 0H90V90H0Z", "#00f").jpeg().toFile(join(room.path, "late.jpg"));
    const { manifest, resumed } = await index(source, folder, engine);
    expect({ count: manifest.count, resumed }).toEqual({ count: 1, resumed: 0 });
  });

  it("are not to blame where a table has a header and nothing else", async () => {
    const source = join(room.path, "header.csv");
    await writeFile(source, "id,title,picture\n");
    await expect(index(source, folder, engine)).rejects.toThrow(`There are no rows in ${source}`);
  });

  it("of an earlier build leave no report behind when all is well", async () => {
    await writeFile(`${folder}.report.jsonl`, "{}\n");
    await index(join(room.path, "shop", "products.jsonl"), folder, engine, { limit: 12 });
    expect(existsSync(`${folder}.report.jsonl`)).toBe(false);
  });
});

describe("a build that was stopped", () => {
  it("goes on where it was, and ends with the content of an undisturbed one", async () => {
    await stopAt(64);
    expect(existsSync(folder)).toBe(false);
    const notices: string[] = [];
    const { resumed } = await index(table, folder, engine, { onNotice: (notice) => notices.push(notice) });
    expect(resumed).toBeGreaterThanOrEqual(64);
    expect(notices).toEqual([`Going on where the last run stopped: ${resumed} of 160 rows are done.`]);
    expect(await contentOf(folder)).toEqual(calm);
    expect(existsSync(`${folder}.work`)).toBe(false);
  });

  it("drops what the journal does not vouch for: torn lines, torn data, altered data", async () => {
    const work = `${folder}.work`;
    const damages: (() => Promise<void>)[] = [
      () => appendFile(join(work, "journal.jsonl"), '0123456789 {"next":96'),
      () => appendFile(join(work, "pictures.pack"), "half a picture"),
      () => appendFile(join(work, "vectors.f32"), Buffer.alloc(700)),
      async () => {
        const path = join(work, "journal.jsonl");
        await truncate(path, (await readFile(path)).length - 1);
      },
      async () => {
        const path = join(work, "vectors.f32");
        const bytes = await readFile(path);
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        await writeFile(path, bytes);
      },
      () => truncate(join(work, "pictures.pack"), 10),
    ];
    for (const damage of damages) {
      await stopAt(64);
      await damage();
    }
    await index(table, folder, engine);
    expect(await contentOf(folder)).toEqual(calm);
  });

  it("begins anew, and says so, when the source is another one", async () => {
    await stopAt(32);
    const notices: string[] = [];
    const other = join(room.path, "shop", "products.jsonl");
    const { resumed, manifest } = await index(other, folder, engine, {
      limit: 14,
      onNotice: (notice) => notices.push(notice),
    });
    expect(resumed).toBe(0);
    expect(manifest.count).toBe(14);
    expect(notices).toEqual([
      "An unfinished build of other rows or another model was here; this one begins anew.",
    ]);
  });

  it("begins anew when the same rows are read in another way", async () => {
    const small = join(room.path, "shop", "products.jsonl");
    await stopAt(32, folder, small);
    const columns = { title: "id" };
    const source = await openSource(small, { ...HUB, columns });
    const { resumed } = await buildCatalogue({ source, folder, engine, calibrate });
    expect(resumed).toBe(0);
    const catalogue = await openCatalogue(folder, engine);
    expect(catalogue.title(0)).toBe(catalogue.id(0));
    await catalogue.close();
    const trusting = await openSource(small, { ...HUB, columns, trustedOrigins: ["http://10.0.0.5"] });
    expect(trusting.identity).not.toBe(source.identity);
    expect((await openSource(small, { ...HUB, columns })).identity).toBe(source.identity);
  });

  it("leaves the catalogue that was there as it was", async () => {
    await index(join(room.path, "shop", "products.jsonl"), folder, engine, { limit: 12 });
    const before = await readdir(folder);
    await stopAt(64);
    expect(await readdir(folder)).toEqual(before);
    await (await openCatalogue(folder, engine)).close();
  });
});

describe("the target", () => {
  it("takes one build at a time, whichever came first", async () => {
    const builds = await Promise.allSettled([index(table, folder, engine), index(table, folder, engine)]);
    const built = builds.flatMap((one) => (one.status === "fulfilled" ? [one.value.manifest.count] : []));
    expect(built).toEqual([expect.any(Number)]);
    expect(builds.find(({ status }) => status === "rejected")).toMatchObject({
      reason: {
        code: "busy",
        message: expect.stringContaining(`Another build is writing ${folder} (process ${process.pid}`),
      },
    });
  });

  it("takes over the lock of a process that is dead, and of one that has its number now", async () => {
    await mkdir(`${folder}.work`);
    const dead = { pid: 2 ** 22 + 1, host: hostname(), started: "1", token: "x" };
    await writeFile(join(`${folder}.work`, "lock"), JSON.stringify(dead));
    await stopAt(32);
    await writeFile(join(`${folder}.work`, "lock"), JSON.stringify({ ...dead, pid: process.pid }));
    await stopAt(32);
    await writeFile(join(`${folder}.work`, "lock"), "torn");
    await stopAt(32);
  });

  it("says what is in the way", async () => {
    await writeFile(folder, "a file");
    await expect(index(table, join(folder, "inside"), engine)).rejects.toMatchObject({
      message: expect.stringMatching(/is not a folder that can be written to|a file is in the way/),
    });
    await writeFile(`${folder}x.work`, "a file");
    await expect(index(table, `${folder}x`, engine)).rejects.toMatchObject({
      code: "catalogue",
      message: expect.stringContaining("a file is in the way"),
    });
    await symlink(join(room.path, "a-disk-that-is-away"), `${folder}-link`);
    await expect(index(table, `${folder}-link`, engine, { limit: 1 })).rejects.toMatchObject({
      code: "catalogue",
      message: expect.stringContaining("a folder is not there and cannot be made"),
    });
  });

  it("is never somebody's folder of other things", async () => {
    await mkdir(folder);
    await writeFile(join(folder, "thesis.doc"), "years of work");
    await expect(index(table, folder, engine)).rejects.toMatchObject({
      code: "bad-request",
      message: `${folder} holds other files (thesis.doc): name an empty or a new folder with --to.`,
    });
    expect(await readdir(folder)).toEqual(["thesis.doc"]);
  });

  it("is not taken for a catalogue because of another program's manifest.json", async () => {
    await mkdir(folder);
    const manifest = join(folder, "manifest.json");
    await writeFile(manifest, '{"name":"An app"}');
    await expect(index(table, folder, engine)).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("holds other files (manifest.json)"),
    });
    expect(await readFile(manifest, "utf8")).toBe('{"name":"An app"}');
  });

  it("is a catalogue that is damaged, or that somebody put a note into", async () => {
    await index(table, folder, engine, { limit: 12 });
    await writeFile(join(folder, "manifest.json"), "{");
    await writeFile(join(folder, "note.txt"), "ours");
    await index(table, folder, engine, { limit: 12 });
    for (const name of await readdir(folder)) {
      if (/^(products|vectors|index|pictures)-/.test(name)) await rm(join(folder, name));
    }
    const { manifest } = await index(table, folder, engine, { limit: 12 });
    expect(manifest.count).toBe(12);
    expect(await readdir(folder)).toContain("note.txt");
  });
});

describe("stored pictures", () => {
  it("are at most 480 high, upright, without metadata; small ones keep their bytes", async () => {
    const pictures = join(room.path, "photos", "coats");
    await mkdir(pictures, { recursive: true });
    const plain = await drawing("M0 0H90V90H0Z", "#c00").jpeg({ quality: 85 }).toBuffer();
    await writeFile(join(pictures, "small.jpg"), plain);
    const large = sharp({ create: { width: 900, height: 1600, channels: 3, background: "#396" } });
    await large.jpeg().toFile(join(pictures, "large.jpg"));
    await drawing("M0 0H90V90H0Z", "#00c")
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(join(pictures, "turned.jpg"));
    await drawing("M0 0H90V90H0Z", "#0c0").toColourspace("cmyk").jpeg().toFile(join(pictures, "print.jpg"));
    await drawing("M0 0H90V90H0Z", "#0c0").png().toFile(join(pictures, "small.png"));
    await index(join(room.path, "photos"), folder, engine);
    const catalogue = await openCatalogue(folder, engine);
    const shown: Record<string, unknown> = {};
    for (let row = 0; row < catalogue.size; row++) {
      const { bytes, mediaType } = await catalogue.pictureOf(row);
      const { width, height, exif, orientation, space } = await sharp(bytes).metadata();
      shown[catalogue.product(row).id] = [mediaType, width, height, space];
      expect(exif ?? orientation).toBeUndefined();
    }
    expect(shown).toEqual({
      "coats/large.jpg": ["image/webp", 270, 480, "srgb"],
      "coats/print.jpg": ["image/webp", 180, 240, "srgb"],
      "coats/small.jpg": ["image/jpeg", 180, 240, "srgb"],
      "coats/small.png": ["image/png", 180, 240, "srgb"],
      "coats/turned.jpg": ["image/webp", 240, 180, "srgb"],
    });
    const row = catalogue.rowOf("coats/small.jpg") ?? -1;
    expect(Buffer.from((await catalogue.pictureOf(row)).bytes)).toEqual(plain);
    expect(catalogue.value(row, "kind")).toBe("coats");
    await catalogue.close();
  });
});
