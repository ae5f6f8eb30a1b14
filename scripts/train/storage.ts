/**
 * Measures ways of storing the weights (storage.py) in the runtime that ships: size, speed on one core, and what the figures lose.
 *
 *   tsx scripts/train/storage.ts --from SOURCE --ids FILE --images FOLDER [--folder .work/storage] [--sample 1000] [--out FILE]
 */
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import { openPictureFolder } from "../../src/catalogue/importers/picture-folder.js";
import type { Source } from "../../src/catalogue/importers/source.js";
import { type Bare, openBare } from "../../src/cli/bench/bare.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { openEngine } from "../../src/clip/open-engine.js";
import { evaluate, evaluatePhotos } from "../../src/eval/evaluate.js";
import { labelledSource } from "../../src/eval/labelled.js";
import { vectorAt } from "../../src/index/vectors.js";

/** What the others are compared with comes first. */
const KINDS = ["float32", "float16", "int8"];
const ROUNDS = 60;
/** The rows of the card's table: key → what it says. */
const ROWS = {
  megabytes: "both towers, MB",
  loadMs: "load, ms",
  pictureMs: "a picture, ms (fastest of 60)",
  textMs: "a text, ms (fastest of 60)",
  mrr: "title → picture, MRR",
  r10: "title → picture, R@10",
  kind: "kind, zero-shot, weighted F1",
  colour: "colour, zero-shot, top-1",
  both: "“colour kind” queries, P@10 both",
  near: "picture → picture, P@10 by kind",
  photos: "people's own photos, top-1 of ten",
  away: "largest cosine distance of a picture from float32, thousandths",
};
type Measures = Record<keyof typeof ROWS, number>;

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "../shared/datasets/fashion-product-images-small" },
    ids: { type: "string", default: ".work/run/held-out.txt" },
    images: { type: "string", default: "../shared/datasets/clothing-photos/validation" },
    folder: { type: "string", default: ".work/storage" },
    sample: { type: "string", default: "1000" },
    out: { type: "string", default: ".work/run/storage.json" },
  },
});

const choice = (kind: string) => ({
  model: join(values.folder, kind),
  modelCache: "",
  hubEndpoint: "",
});

async function megabytes(kind: string): Promise<number> {
  const folder = join(values.folder, kind, "onnx");
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

/** Only the rows with these ids, numbered anew. */
function among(source: Source, ids: ReadonlySet<string>): Source {
  return {
    ...source,
    total: ids.size,
    async *rows() {
      let row = 0;
      for await (const item of source.rows()) {
        if (!("reason" in item) && ids.has(item.id)) yield { ...item, row: row++ };
      }
    },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Milliseconds of one inference on one thread. The kinds take turns, so that a busy machine is busy for all of them. */
async function speeds(kinds: readonly string[], picture: Uint8Array) {
  const models = new Map<string, { bare: Bare; loadMs: number; pictures: number[]; texts: number[] }>();
  for (const kind of kinds) {
    const begun = performance.now();
    const bare = await openBare(choice(kind), 1);
    models.set(kind, { bare, loadMs: performance.now() - begun, pictures: [], texts: [] });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { bare, pictures, texts } of models.values()) {
      const pixels = await bare.decode(picture);
      const tokens = bare.tokens(["a photo of a red winter coat"]);
      pictures.push(await timed(() => bare.towers.pictures(pixels, 1)));
      texts.push(await timed(() => bare.towers.texts(tokens)));
    }
  }
  return models;
}

async function figuresOf(engine: ClipEngine, source: Source) {
  const signal = new AbortController().signal;
  const labelled = await labelledSource(source, engine, { until: source.total, signal });
  const all = Array.from({ length: labelled.size }, (_, row) => row);
  const products = await evaluate({ engine, labelled, gallery: all, queries: all });
  const photos = await evaluatePhotos(engine, await openPictureFolder(values.images, values.images), signal);
  return { products, photos, labelled };
}

const every = (await readFile(values.ids, "utf8")).split("\n").filter(Boolean);
const step = Math.max(1, Math.floor(every.length / Number(values.sample)));
const ids = new Set(every.filter((_, at) => at % step === 0));
const source = among(await openSource(values.from, { endpoint: "", cache: "" }), ids);
const there = await readdir(values.folder);
const kinds = KINDS.filter((kind) => there.includes(kind));
const [photo] = (await readdir(values.images, { recursive: true })).filter((name) => /\.jpe?g$/.test(name));
const models = await speeds(kinds, await readFile(join(values.images, photo ?? "")));

const measured: Record<string, Measures> = {};
let first: Awaited<ReturnType<typeof figuresOf>>["labelled"] | undefined;
for (const kind of kinds) {
  const engine = await openEngine({ ...choice(kind), workers: 1, threads: 1 });
  try {
    const { products, photos, labelled } = await figuresOf(engine, source);
    first ??= labelled;
    const reference = first;
    const distances = Array.from({ length: labelled.size }, (_, row) => {
      const [a, b] = [vectorAt(labelled.vectors, row), vectorAt(reference.vectors, row)];
      return 1 - a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
    });
    const model = models.get(kind);
    measured[kind] = {
      megabytes: await megabytes(kind),
      loadMs: model?.loadMs ?? Number.NaN,
      pictureMs: Math.min(...(model?.pictures ?? [])),
      textMs: Math.min(...(model?.texts ?? [])),
      mrr: products.titleToPicture.mrr,
      r10: products.titleToPicture.r10,
      kind: products.zeroShot.kind.fair.weightedF1,
      colour: products.zeroShot.colour.all.accuracy,
      both: products.colourAndKind.both,
      near: products.pictureToPicture.kind,
      photos: photos.accuracy,
      away: 1000 * Math.max(...distances),
    };
  } finally {
    await engine.close();
  }
}
await writeFile(
  values.out,
  `${JSON.stringify({ products: ids.size, rows: ROWS, kinds: measured }, null, 1)}\n`,
);
const table = new Table({ head: ["", ...kinds], style: { head: [], border: [] } });
for (const [key, name] of Object.entries(ROWS)) {
  table.push([
    name,
    ...kinds.map(
      (kind) =>
        Object.entries(measured[kind] ?? {})
          .find(([one]) => one === key)?.[1]
          .toFixed(4) ?? "–",
    ),
  ]);
}
console.log(table.toString());
