import { cp, open, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATALOGUE_PARTS, sealManifest } from "../../src/catalogue/manifest.js";
import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { makeSampleShop, type SampleProduct } from "./sample-shop.js";
import { index, openStarter, temporaryFolder } from "./workshop.js";

let engine: ClipEngine;
let room: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
let products: SampleProduct[];

beforeAll(async () => {
  [engine, room] = await Promise.all([openStarter(), temporaryFolder()]);
  products = await makeSampleShop(join(room.path, "shop"));
  folder = join(room.path, "catalogue");
  await index(join(room.path, "shop"), folder, engine, { name: "Sample shop" });
});
afterAll(async () => {
  await engine.close();
  await room.remove();
});

let copies = 0;
async function copyOf(original = folder): Promise<string> {
  const copy = join(room.path, `copy-${copies++}`);
  await cp(original, copy, { recursive: true });
  return copy;
}

async function flipByte(path: string, at: number): Promise<void> {
  const file = await open(path, "r+");
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
  await file.close();
}

describe("an open catalogue", () => {
  it("gives back every product as the source had it", async () => {
    const catalogue = await openCatalogue(folder, engine);
    expect(catalogue.size).toBe(60);
    expect(catalogue.manifest).toMatchObject({ name: "Sample shop", count: 60, skipped: 0 });
    for (const [row, { id, title, price, currency, picture: _, ...attributes }] of products.entries()) {
      expect(catalogue.product(row)).toEqual({ id, title, price, currency, attributes });
      expect(catalogue.rowOf(id)).toBe(row);
      expect(catalogue.title(row)).toBe(title);
      expect(catalogue.price(row)).toBe(price);
    }
    expect(catalogue.rowOf("nobody")).toBeUndefined();
    expect(() => catalogue.product(60)).toThrow(RangeError);
    await catalogue.close();
  });

  it("knows its facets by role, most frequent value first", async () => {
    const catalogue = await openCatalogue(folder, engine);
    expect(catalogue.value(0, "kind")).toBe("Dress");
    expect(catalogue.value(0, "brand")).toBeUndefined();
    const kinds = catalogue.facets.find(({ role }) => role === "kind");
    expect(kinds?.attribute).toBe("type");
    expect(kinds?.values).toHaveLength(5);
    expect(kinds?.values.every(({ count }) => count === 12)).toBe(true);
    await catalogue.close();
  });

  it("gives pictures as they were, small and without a second loss", async () => {
    const catalogue = await openCatalogue(folder, engine);
    for (const row of [0, 31, 59]) {
      const { bytes, mediaType } = await catalogue.pictureOf(row);
      expect(mediaType).toBe("image/webp");
      const path = join(room.path, "shop", products[row]?.picture ?? "");
      expect(Buffer.from(bytes)).toEqual(await readFile(path));
      expect((await sharp(bytes).metadata()).height).toBe(240);
    }
    await catalogue.close();
  });

  it("finds every product by its own vector", async () => {
    const catalogue = await openCatalogue(folder, engine);
    for (let row = 0; row < catalogue.size; row++) {
      const [first] = await catalogue.index.search(catalogue.vector(row), 1);
      expect(first?.score).toBeCloseTo(1, 4);
    }
    await catalogue.close();
  });

  it("stays whole while the folder is rebuilt and its files go", async () => {
    const copy = await copyOf();
    const before = await openCatalogue(copy, engine);
    const picture = await before.pictureOf(5);
    await index(join(room.path, "shop"), copy, engine, { limit: 20, name: "New" });
    expect((await readManifest(copy)).name).toBe("New");
    expect(await before.pictureOf(5)).toEqual(picture);
    expect(before.size).toBe(60);
    const after = await openCatalogue(copy, engine);
    expect(after.size).toBe(20);
    expect((await readdir(copy)).sort()).toHaveLength(CATALOGUE_PARTS.length + 1);
    await Promise.all([before.close(), after.close()]);
  });

  it("opens what was swapped in while it was opening", async () => {
    const copy = await copyOf();
    const next = join(room.path, "next");
    await index(join(room.path, "shop"), next, engine, { limit: 10 });
    const old = await readManifest(copy);
    const opening = openCatalogue(copy, engine);
    // What a build's last step does, in the worst moment: the old parts go at once.
    const { files } = await readManifest(next);
    for (const { path } of Object.values(files)) await cp(join(next, path), join(copy, path));
    await rename(join(next, "manifest.json"), join(copy, "manifest.json"));
    for (const { path } of Object.values(old.files)) await rm(join(copy, path), { force: true });
    const catalogue = await opening;
    expect([10, 60]).toContain(catalogue.size);
    expect(catalogue.manifest.count).toBe(catalogue.size);
    await catalogue.close();
  });
});

describe("a catalogue that must not be opened", () => {
  const mend = (path: string) =>
    `npm run -s haberdasher -- index --from ${join(room.path, "shop")} --to ${path}`;

  it("names the file that is altered, cut off, has grown or is missing, and the command that mends it", async () => {
    const { files } = await readManifest(folder);
    for (const part of CATALOGUE_PARTS) {
      const { path, bytes } = files[part];
      const damages: [string, (file: string) => Promise<void>][] = [
        ["was altered", (file) => flipByte(file, Math.floor(bytes / 2))],
        ["was altered", (file) => flipByte(file, bytes - 1)],
        ["is cut off or has grown", (file) => truncate(file, bytes - 1)],
        ["is cut off or has grown", (file) => truncate(file, bytes + 1)],
        ["is cut off or has grown", (file) => truncate(file, 0)],
        ["is missing", (file) => rm(file)],
      ];
      for (const [words, damage] of damages) {
        const copy = await copyOf();
        await damage(join(copy, path));
        await expect(openCatalogue(copy, engine)).rejects.toMatchObject({
          code: "catalogue",
          message: `The catalogue's file ${join(copy, path)} ${words}; build it anew with: ${mend(copy)}`,
        });
      }
    }
  });

  it("finds any altered line of the manifest", async () => {
    const manifest = await readManifest(folder);
    const altered: unknown[] = [
      { ...manifest, name: "Another shop" },
      { ...manifest, count: 59 },
      { ...manifest, index: { ...manifest.index, ef: 10 } },
      { ...manifest, roles: {} },
      { ...manifest, calibration: undefined },
      { ...manifest, extra: true },
      { ...manifest, seal: "0".repeat(64) },
      { ...manifest, files: {} },
      {},
      [],
      null,
    ];
    for (const content of altered) {
      const copy = await copyOf();
      await writeFile(join(copy, "manifest.json"), JSON.stringify(content));
      await expect(openCatalogue(copy, engine)).rejects.toMatchObject({
        code: "catalogue",
        message: expect.stringContaining("was altered; build it anew with: npm run -s haberdasher"),
      });
    }
    const copy = await copyOf();
    const text = await readFile(join(copy, "manifest.json"), "utf8");
    await writeFile(join(copy, "manifest.json"), text.slice(0, -20));
    await expect(openCatalogue(copy, engine)).rejects.toThrow("is cut off or was altered");
  });

  it("opens a manifest whose keys were only put into another order", async () => {
    const copy = await copyOf();
    const manifest = await readManifest(copy);
    const turned = Object.fromEntries(Object.entries(manifest).reverse());
    await writeFile(join(copy, "manifest.json"), JSON.stringify(turned));
    await (await openCatalogue(copy, engine)).close();
  });

  it("refuses another model and another dimension, and says which is which", async () => {
    const other = { name: "Xenova/clip-vit-base-patch32", fingerprint: "f".repeat(64), dimension: 512 };
    await expect(openCatalogue(folder, other)).rejects.toMatchObject({
      code: "catalogue",
      message:
        `The catalogue in ${folder} was made with the model starter (256 numbers a vector), and the model now is ` +
        `Xenova/clip-vit-base-patch32 (512); build it anew with: ${mend(folder)}`,
    });
    await expect(openCatalogue(folder, { ...other, name: "starter", dimension: 256 })).rejects.toThrow(
      "another version of the model starter",
    );
  });

  it("refuses a model that is still loading when it turns out to be another, or to fail", async () => {
    const other = { name: "other", fingerprint: "f".repeat(64), dimension: 256 };
    await expect(openCatalogue(folder, Promise.resolve(other))).rejects.toMatchObject({ code: "catalogue" });
    await expect(openCatalogue(folder, Promise.reject(new Error("no model")))).rejects.toThrow("no model");
    await (await openCatalogue(folder, Promise.resolve(engine))).close();
  });

  it("refuses parts that are whole but belong to different catalogues", async () => {
    const small = join(room.path, "small");
    await index(join(room.path, "shop"), small, engine, { limit: 20 });
    const [ours, theirs] = await Promise.all([readManifest(folder), readManifest(small)]);
    for (const part of ["products", "vectors", "index", "pictures"] as const) {
      const copy = await copyOf();
      await cp(join(small, theirs.files[part].path), join(copy, theirs.files[part].path));
      const { seal: _, ...fields } = ours;
      const mixed = sealManifest({ ...fields, files: { ...ours.files, [part]: theirs.files[part] } });
      await writeFile(join(copy, "manifest.json"), JSON.stringify(mixed));
      await expect(openCatalogue(copy, engine)).rejects.toMatchObject({ code: "catalogue" });
    }
  });

  it.each([
    "mysql://shop:s3cret@db/shop",
    "postgress://shop:s3cret@db/shop",
    "https://shop:s3cret@example.com",
  ])("refuses the address %s without its password", async (address) => {
    const refused = expect(openCatalogue(address, engine)).rejects;
    await refused.toThrow(/^[a-z]+:\/\/shop:…@.* is no catalogue: name a folder, or a database/);
    await expect(openCatalogue(address, engine)).rejects.not.toThrow(/s3cret/);
  });

  it("says that a folder is no catalogue, or one of a later version", async () => {
    await expect(openCatalogue(join(room.path, "nowhere"), engine)).rejects.toMatchObject({
      code: "catalogue",
      message: expect.stringContaining("There is no catalogue in"),
    });
    const copy = await copyOf();
    await writeFile(
      join(copy, "manifest.json"),
      JSON.stringify({ ...(await readManifest(copy)), format: 2 }),
    );
    await expect(openCatalogue(copy, engine)).rejects.toThrow(
      "built by a newer Haberdasher (layout 2, this one reads 1)",
    );
  });
});
