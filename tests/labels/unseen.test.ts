import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { catalogue, type Product } from "../../scripts/draw/catalogue.js";
import { pictureOf, svgOf } from "../../scripts/draw/render.js";
import { offTopicPictures } from "../../src/catalogue/calibration/off-topic-pictures.js";
import type { FacetRole } from "../../src/catalogue/catalogue.js";
import { readConfig } from "../../src/config.js";
import { pictureFromBytes } from "../../src/images/read-picture.js";
import { NONE } from "../../src/labels/fit.js";
import type { Description } from "../../src/labels/labeller.js";
import { createLogger } from "../../src/log.js";
import { type OpenShop, openShop } from "../../src/open-shop.js";

// Drawn products of a seed that neither the model nor the starter catalogue has seen. The bounds lie well below what was
// measured: they hold for any model that is worth shipping.

const PRODUCTS = catalogue(5151, 94);

interface Unseen {
  readonly row: Product["row"];
  readonly bytes: Buffer;
  readonly vector: Float32Array;
  readonly described: Description;
}

let shop: OpenShop;
const unseen: Unseen[] = [];

beforeAll(async () => {
  shop = await openShop(readConfig({}), { log: createLogger("silent", []) });
  for (const product of PRODUCTS) {
    const bytes = await pictureOf(svgOf(product), 240);
    const [vector] = await shop.engine.encodeImages([await pictureFromBytes(bytes)]);
    if (!vector) throw new Error("no vector");
    unseen.push({ row: product.row, bytes, vector, described: await shop.labeller.describe(vector) });
  }
}, 300_000);
afterAll(() => shop.close());

const share = (right: readonly boolean[]) => right.filter(Boolean).length / right.length;
const first = (labels: readonly { readonly label: string }[] = []) => labels[0]?.label;

it.each<[FacetRole, (row: Product["row"]) => string, number]>([
  ["kind", ({ type }) => type, 0.85],
  ["category", ({ category }) => category, 0.9],
  ["colour", ({ colour }) => colour, 0.8],
  ["pattern", ({ pattern }) => pattern, 0.75],
])("tells the %s of products that it has not seen", (role, truth, least) => {
  expect(share(unseen.map(({ row, described }) => first(described[role]) === truth(row)))).toBeGreaterThan(
    least,
  );
});

it("finds lookalikes of the kind that a picture shows, more often than the nearest vectors alone are", async () => {
  const kinds = { asked: [] as boolean[], nearest: [] as boolean[] };
  for (const { row, vector } of unseen) {
    const { hits } = await shop.searcher.search({ vector, limit: 5 });
    kinds.asked.push(...hits.map(({ entry }) => entry.value("kind") === row.type));
    const near = await shop.catalogue.nearest(vector, 5);
    kinds.nearest.push(...near.map(({ entry }) => entry.value("kind") === row.type));
  }
  expect(share(kinds.asked)).toBeGreaterThan(0.8);
  expect(share(kinds.asked)).toBeGreaterThan(share(kinds.nearest));
});

/** Every fifth product with four labels, none of which is its own kind or of its category. */
async function saidNone(labelsFor: (row: Product["row"], at: number) => readonly string[]) {
  const said: boolean[] = [];
  for (const [at, { row, vector }] of unseen.entries()) {
    said.push(first(await shop.labeller.classify(vector, labelsFor(row, at))) === NONE);
  }
  return share(said);
}

const kindsOfOthers = (row: Product["row"], at: number) => {
  const others = PRODUCTS.filter((one) => one.row.category !== row.category).map((one) => one.row.type);
  return [0, 7, 19, 31].map((step) => others[(at * 5 + step) % others.length] ?? "");
};

it("says “none of these” where nothing fits, and hardly ever where something does", async () => {
  expect(await saidNone(() => ["puma", "galaxy"])).toBeGreaterThan(0.7);
  expect(await saidNone((row, at) => [...new Set(["fork", ...kindsOfOthers(row, at)])])).toBeGreaterThan(0.6);
  expect(await saidNone((row, at) => [row.type, ...kindsOfOthers(row, at)])).toBeLessThan(0.05);
  expect(await saidNone(({ colour }) => [colour, "puma", "galaxy"])).toBeLessThan(0.1);
  expect(share(unseen.map(({ described }) => first(described.kind) === NONE))).toBeLessThan(0.05);
});

it("says it more often of what is no product than of products", async () => {
  const vectors = await shop.engine.encodeImages(await offTopicPictures(40));
  const described = await Promise.all(vectors.map((vector) => shop.labeller.describe(vector)));
  const none = share(described.map(({ kind }) => first(kind) === NONE));
  expect(none).toBeGreaterThan(share(unseen.map((one) => first(one.described.kind) === NONE)));
  // What is of no kind is of no category either.
  const surelyNone = described.filter(
    ({ kind: [best] = [] }) => best?.label === NONE && best.probability > 0.5,
  );
  expect(surelyNone.length).toBeGreaterThan(5);
  for (const { category } of surelyNone) expect(first(category)).toBe(NONE);
});

async function collage(products: readonly Unseen[]): Promise<Buffer> {
  const cells = [
    { left: 0, top: 0 },
    { left: 300, top: 300 },
    { left: 300, top: 0 },
  ];
  const layers = await Promise.all(
    products.map(async ({ bytes }, at) => ({
      input: await sharp(bytes).resize(300, 300, { fit: "contain", background: "#fff" }).png().toBuffer(),
      ...(cells[at] ?? { left: 0, top: 300 }),
    })),
  );
  const page = sharp({ create: { width: 600, height: 600, channels: 3, background: "#fff" } });
  return page.composite(layers).jpeg().toBuffer();
}

it("tells several garments in one photo apart, and leaves one garment whole", async () => {
  const partsOf = async (bytes: Buffer) => {
    const picture = await pictureFromBytes(bytes);
    const [vector] = await shop.engine.encodeImages([picture]);
    return vector ? shop.labeller.partsOf(picture, vector) : [];
  };
  let told = 0;
  let wrong = 0;
  const collages = Array.from({ length: 16 }, (_, at) =>
    [0, 23, 61].flatMap((step) => unseen[(at * 5 + step) % unseen.length] ?? []),
  );
  for (const products of collages) {
    const kinds = new Set<string>(products.map(({ row }) => row.type));
    const parts = await partsOf(await collage(products));
    told += parts.filter(({ label }) => kinds.has(label)).length;
    wrong += parts.filter(({ label }) => !kinds.has(label)).length;
  }
  expect(told).toBeGreaterThan(collages.length);
  expect(wrong).toBeLessThan(told / 5);
  const whole: number[] = [];
  for (const { bytes } of unseen.slice(0, 40)) whole.push((await partsOf(bytes)).length);
  expect(share(whole.map((parts) => parts > 0))).toBeLessThan(0.1);
});
