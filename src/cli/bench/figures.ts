import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import sharp from "sharp";
import { ingest } from "../../catalogue/build/ingest.js";
import { inMemory } from "../../catalogue/folder-catalogue.js";
import type { Source, SourceRow } from "../../catalogue/importers/source.js";
import { zeroShotPipeline } from "../../clip/reference-pipeline.js";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes } from "../../images/read-picture.js";
import { ExactIndex } from "../../index/exact-index.js";
import { meanRecall } from "../../index/recall.js";
import { vectorTable } from "../../index/vectors.js";
import type { Shop } from "../../shop.js";
import type { Bare } from "./bare.js";
import type { Figure } from "./figure.js";
import { labels, query } from "./material.js";
import { inTurns, median } from "./pairs.js";

const PAGE = 6;
const BATCH = 32;

export async function findFigure({ searcher }: Shop, bare: Bare, pairs: number): Promise<Figure> {
  const { oursMs, bareMs, ratio } = await inTurns(
    pairs,
    (n) => searcher.search({ text: query(n), limit: PAGE }),
    // Tokens are made beforehand: this is the session's `run` and nothing else.
    (n) => bare.towers.texts(tokensOf(bare, n)),
  );
  return {
    name: "find",
    ours: oursMs,
    bare: bareMs,
    unit: "ms",
    value: ratio,
    target: { atMost: 1.25 },
    note: "words to hits / the text session's run",
  };
}

/** What filters read from the words, BM25, folding and variety cost beside the look alone. */
export async function everythingFigure({ searcher }: Shop, pairs: number): Promise<Figure> {
  const { oursMs, bareMs, ratio } = await inTurns(
    pairs,
    (n) => searcher.search({ text: query(n), limit: PAGE, readFilters: true, fold: true, diverse: true }),
    // Another number at the end: the text cache must not answer.
    (n) => searcher.search({ text: `${query(n)} plain`, limit: PAGE, alpha: 1 }),
  );
  return {
    name: "find, everything on",
    ours: oursMs,
    bare: bareMs,
    unit: "ms",
    value: ratio,
    target: { atMost: 1.5 },
    note: "filters read, BM25, folding and variety / the plain CLIP query",
  };
}

const prepared = new Map<number, ReturnType<Bare["tokens"]>>();

function tokensOf(bare: Bare, n: number) {
  const tokens = prepared.get(n) ?? bare.tokens([query(n)]);
  prepared.set(n, tokens);
  return tokens;
}

export function prepareQueries(bare: Bare, count: number): void {
  for (let n = 0; n < 2 * count; n += 1) tokensOf(bare, n);
}

export async function similarFigure(
  { searcher }: Shop,
  bare: Bare,
  photo: Buffer,
  pairs: number,
): Promise<Figure> {
  const { oursMs, bareMs, ratio } = await inTurns(
    pairs,
    async () => searcher.search({ pictures: [await pictureFromBytes(photo)], limit: PAGE }),
    async () => bare.towers.pictures(await bare.decode(photo), 1),
  );
  return {
    name: "similar, 12 megapixels",
    ours: oursMs,
    bare: bareMs,
    unit: "ms",
    value: ratio,
    target: { atMost: 1.3 },
    note: "bytes to hits / sharp's decoding + the vision session's run",
  };
}

export async function classifyFigure({ labeller, engine }: Shop, bare: Bare, pairs: number): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), "haberdasher-bench-"));
  try {
    const bytes = await sharp({ create: { width: 480, height: 640, channels: 3, background: "#a33" } })
      .jpeg()
      .toBuffer();
    const path = join(folder, "product.jpg");
    await writeFile(path, bytes);
    const pipeline = await zeroShotPipeline(bare.files, engine.logitScale);
    const hundred = labels(100);
    const { oursMs, bareMs, ratio } = await inTurns(
      pairs,
      async () => labeller.classify(await pictureFromBytes(bytes), hundred),
      () => pipeline(path, hundred),
    );
    // Whatever is remembered of the labels, the picture has to be decoded and run once.
    const { ratio: share } = await inTurns(
      pairs,
      async () => bare.towers.pictures(await bare.decode(bytes), 1),
      () => pipeline(path, hundred),
    );
    return {
      name: "classify, 100 labels",
      ours: oursMs,
      bare: bareMs,
      unit: "ms",
      value: 1 / ratio,
      target: { atLeast: 10 },
      note: `times faster than transformers.js's zero-shot-image-classification; the picture's own decoding and run allow ${(1 / share).toFixed(1)}`,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A source in memory, so that reading it costs nothing. */
function sourceOf(pictures: readonly Picture[]): Source {
  return {
    layout: "memory",
    spec: "memory",
    identity: "memory",
    total: pictures.length,
    notices: [],
    async *rows(from = 0): AsyncGenerator<SourceRow> {
      for (const [row, picture] of pictures.entries()) {
        if (row < from) continue;
        yield {
          row,
          id: String(row),
          title: "",
          attributes: {},
          picture: () => pictureFromBytes(picture.bytes),
        };
      }
    },
  };
}

export async function indexingFigure(
  { engine }: Shop,
  bare: Bare,
  pictures: readonly Picture[],
  pairs: number,
  of: { readonly name: string; readonly counts: boolean },
): Promise<Figure> {
  const { signal } = new AbortController();
  const values = await bare.batch(pictures.slice(0, BATCH).map(({ bytes }) => bytes));
  const { oursMs, bareMs, ratio } = await inTurns(
    pairs,
    async () => {
      let rows = 0;
      const chunks = ingest(sourceOf(pictures), engine, { from: 0, until: pictures.length, signal });
      for await (const chunk of chunks) rows += chunk.rows.length;
      if (rows !== pictures.length) throw new Error(`${rows} of ${pictures.length} rows`);
    },
    async () => {
      for (let n = 0; n < pictures.length; n += BATCH) await bare.towers.pictures(values, BATCH);
    },
  );
  const perSecond = (ms: number) => (1000 * pictures.length) / ms;
  return {
    name: of.name,
    ours: perSecond(oursMs),
    bare: perSecond(bareMs),
    unit: "pictures/s",
    value: 1 / ratio,
    ...(of.counts ? { target: { atLeast: 0.85 } } : {}),
    note: `encoded bytes to vectors and stored pictures / the vision session's run in batches of ${BATCH}`,
  };
}

export async function recallFigure(shop: Shop, count: number): Promise<Figure> {
  const { engine } = shop;
  const catalogue = inMemory(shop.catalogue);
  const { dimension } = engine;
  const values = new Float32Array(catalogue.size * dimension);
  for (let row = 0; row < catalogue.size; row += 1) values.set(catalogue.vector(row), row * dimension);
  const exact = new ExactIndex(vectorTable(values, dimension));
  const step = Math.max(1, Math.floor(catalogue.size / count));
  const rows = Array.from({ length: Math.min(count, catalogue.size) }, (_, n) => n * step);
  const words = await engine.encodeTexts(rows.map((row) => catalogue.product(row).title));
  const queries = [...words, ...rows.map((row) => catalogue.vector(row))];
  const truths = await Promise.all(
    queries.map((vector) => exact.search(vector, Math.min(10, catalogue.size))),
  );
  return {
    name: "index recall@10",
    unit: "",
    value: await meanRecall(catalogue.index, queries, truths),
    target: { atLeast: 0.98 },
    note: `${words.length} titles and ${rows.length} pictures against the exact scan, at the shipped ef`,
  };
}

const SATURATED_MS = 4_000;

/** How late the main thread's timers are while words, small pictures and large photos keep every worker busy. */
export async function eventLoopFigure(
  { searcher }: Shop,
  pictures: readonly Picture[],
  photo: Buffer,
): Promise<Figure> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const until = performance.now() + SATURATED_MS;
  let asked = 0;
  const keepAsking = async (ask: (n: number) => Promise<unknown>) => {
    for (let n = 0; performance.now() < until; n += 1) {
      await ask(n);
      asked += 1;
    }
  };
  delay.enable();
  const at = (n: number) => pictures.slice(n % pictures.length).slice(0, 1);
  await Promise.all([
    ...Array.from({ length: 24 }, (_, k) =>
      keepAsking((n) => searcher.search({ text: `${query(n)} asker ${k}`, limit: PAGE })),
    ),
    ...Array.from({ length: 24 }, (_, k) =>
      keepAsking((n) => searcher.search({ pictures: at(n + 31 * k), limit: PAGE })),
    ),
    keepAsking(async () => searcher.search({ pictures: [await pictureFromBytes(photo)], limit: PAGE })),
  ]);
  delay.disable();
  return {
    name: "event-loop delay, p99",
    unit: "ms",
    value: delay.percentile(99) / 1e6,
    target: { atMost: 20 },
    note: `main thread, ${asked} searches in ${SATURATED_MS / 1000} s by 49 askers at once`,
  };
}

export interface Probe {
  /** From the process's start to the first answer. */
  readonly firstAnswerMs: number;
  readonly residentBytes: number;
}

export function startFigures(probes: readonly Probe[], size: number): Figure[] {
  return [
    {
      name: "start to first answer",
      unit: "s",
      value: median(probes.map(({ firstAnswerMs }) => firstAnswerMs)) / 1000,
      target: { atMost: 2 },
      note: `a new process with ${size.toLocaleString("en")} products, ${probes.length} times`,
    },
    {
      name: "resident memory",
      unit: "MB",
      value: median(probes.map(({ residentBytes }) => residentBytes)) / 1e6,
      target: { atMost: 450 },
      note: "the same processes, after the first answer",
    },
  ];
}
