import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it, vi } from "vitest";
import { catalogue, type Product } from "../../scripts/draw/catalogue.js";
import { COLOUR_NAMES, COLOURS, type ColourName } from "../../scripts/draw/colour.js";
import { KINDS } from "../../scripts/draw/kinds/index.js";
import { PAGE } from "../../scripts/draw/parts/scene.js";
import { pictureOf, renderCatalogue, svgOf } from "../../scripts/draw/render.js";

// Some hundred drawings are rasterised here, which a busy machine takes its time over.
vi.setConfig({ testTimeout: 120_000 });

const COUNT = 4000;
const products = catalogue(5, COUNT);

type Rgb = readonly [number, number, number];
const distance = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const rgb = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

/** Pixels of a small rendering that are not the paper, whose colour is that of the corners. */
async function inkOf(svg: string): Promise<{ share: number; pixels: Rgb[] }> {
  const { data, info } = await sharp(Buffer.from(svg))
    .resize(60)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (i: number): Rgb => [data[i * 3] ?? 0, data[i * 3 + 1] ?? 0, data[i * 3 + 2] ?? 0];
  const corner = at(0);
  const all = Array.from({ length: info.width * info.height }, (_, i) => at(i));
  const row = (i: number) => Math.floor(i / info.width) / info.height;
  // The paper is tinted: its shadow is grey and close to it, cloth is either further away or more colourful.
  const pixels = all.filter((pixel, i) => row(i) > 0.02 && distance(pixel, corner) > 22);
  return { share: pixels.length / all.length, pixels };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Sheets the drawing's colours and the strength of its light, leaving the form. */
const form = (svg: string): string =>
  svg
    .replaceAll(/#[0-9a-f]{3,6}\b/g, "#")
    .replaceAll(/(opacity=")[\d.]+"/g, '$1"')
    .replaceAll(/stroke-width="[\d.]+"/g, "");

describe("a drawing", () => {
  it("repeats to the byte", async () => {
    const [first, again] = [catalogue(8, 100), catalogue(8, 100)];
    for (const i of [0, 33, 66, 99]) {
      const [one, two] = [first[i], again[i]];
      if (one === undefined || two === undefined) throw new Error("the catalogue is too short");
      expect(svgOf(one) === svgOf(two), one.row.title).toBe(true);
      expect(await pictureOf(svgOf(one), 96)).toEqual(await pictureOf(svgOf(two), 96));
    }
  });

  it("of every kind in every pattern covers enough of the page and stays on it", async () => {
    const firsts = new Map<string, Product>();
    // White and beige hardly differ from the paper: they serve only where nothing else was drawn.
    const pale = ({ row }: Product) => row.colour === "white" || row.colour === "beige";
    for (const product of [...products.filter((each) => !pale(each)), ...products.filter(pale)]) {
      const key = `${product.row.type}, ${product.row.pattern}`;
      if (!firsts.has(key)) firsts.set(key, product);
    }
    const patterns = KINDS.flatMap(({ type, variants }) =>
      variants.flatMap((variant) => (variant.patterns ?? ["solid"]).map((pattern) => `${type}, ${pattern}`)),
    );
    expect(patterns.filter((key) => !firsts.has(key))).toEqual([]);
    await Promise.all(
      [...firsts].map(async ([key, product]) => {
        const svg = svgOf(product);
        expect(svg, key).not.toMatch(/NaN|undefined|Infinity/);
        expect((await inkOf(svg)).share, key).toBeGreaterThan(pale(product) ? 0.02 : 0.06);
      }),
    );
  });

  it("of every variant is sound", () => {
    const variants = new Map(
      products.map((product) => [`${product.row.type}, ${product.row.variant}`, product]),
    );
    expect(variants.size).toBe(KINDS.reduce((sum, kind) => sum + kind.variants.length, 0));
    const broken = [...variants].filter(([, product]) => /NaN|undefined|Infinity/.test(svgOf(product)));
    expect(broken.map(([key]) => key)).toEqual([]);
  });

  it("shows the colour that it is named by", async () => {
    const bulky = new Set([
      "coat",
      "T-shirt",
      "sweater",
      "trousers",
      "skirt",
      "backpack",
      "boots",
      "handbag",
      "dress",
      "cap",
      "puffer jacket",
      "hoodie",
    ]);
    const solids = products.filter(({ row }) => row.pattern === "solid" && bulky.has(row.type));
    const sample = COLOUR_NAMES.filter((name) => name !== "white").flatMap((name) =>
      solids.filter(({ row }) => row.colour === name).slice(0, 3),
    );
    expect(new Set(sample.map(({ row }) => row.colour)).size).toBe(COLOUR_NAMES.length - 1);
    const ranks = await Promise.all(
      sample.map(async (product) => {
        const { pixels } = await inkOf(svgOf(product));
        const seen: Rgb = [
          median(pixels.map((p) => p[0])),
          median(pixels.map((p) => p[1])),
          median(pixels.map((p) => p[2])),
        ];
        const near = (name: ColourName) => distance(seen, rgb(COLOURS[name].hex));
        const better = COLOUR_NAMES.filter((name) => near(name) < near(product.row.colour)).length;
        expect(near(product.row.colour), `${product.row.title}: ${seen}`).toBeLessThan(80);
        return better;
      }),
    );
    expect(ranks.filter((rank) => rank === 0).length / ranks.length).toBeGreaterThan(0.9);
  });

  it("of one design differs from its sisters in colour alone", () => {
    const designs = new Map<string, Product[]>();
    for (const product of products)
      designs.set(product.row.design, [...(designs.get(product.row.design) ?? []), product]);
    const several = [...designs.values()].filter((group) => group.length > 1).filter((_, i) => i % 12 === 0);
    expect(several.length).toBeGreaterThan(30);
    for (const group of several) {
      const drawings = group.map(svgOf);
      expect(new Set(drawings).size).toBe(group.length);
      expect(new Set(drawings.map(form)).size === 1, group[0]?.row.title).toBe(true);
    }
  });
});

describe("a rendered catalogue", () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  it("lies in its folder as one line and one picture a product", async () => {
    const out = await mkdtemp(join(tmpdir(), "drawn-"));
    folders.push(out);
    const few = catalogue(9, KINDS.length).slice(0, 3);
    const bytes = await renderCatalogue(few, { out, width: 96, concurrency: 2 });
    const lines = (await readFile(join(out, "products.jsonl"), "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(few.map(({ row }) => row));
    let sum = 0;
    for (const { row } of few) {
      const picture = await readFile(join(out, row.picture));
      sum += picture.length;
      const { format, width, height } = await sharp(picture).metadata();
      expect({ format, width, height }).toEqual({
        format: "webp",
        width: 96,
        height: (96 * PAGE.height) / PAGE.width,
      });
    }
    expect(bytes).toBe(sum);
  });
});
