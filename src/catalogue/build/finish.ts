import { open, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { ExactIndex } from "../../index/exact-index.js";
import { DEFAULT_GRAPH, type GraphBuilder } from "../../index/hnsw-graph.js";
import { HnswIndex } from "../../index/hnsw-index.js";
import { chooseEf } from "../../index/recall.js";
import { type VectorTable, vectorTable } from "../../index/vectors.js";
import { CATALOGUE_FORMAT, type Manifest, sealManifest } from "../manifest.js";
import { encodeProducts, type StoredProduct } from "../product-table.js";
import { rolesOf } from "../roles.js";
import { spread } from "../spread.js";
import type { Gathered } from "./gather.js";
import type { Journal } from "./journal.js";
import type { BuildOptions } from "./options.js";
import { placePart, publish } from "./publish.js";

export async function readVectors(path: string, dimension: number): Promise<VectorTable> {
  const bytes = await readFile(path);
  const values = new Float32Array(bytes.length / Float32Array.BYTES_PER_ELEMENT);
  new Uint8Array(values.buffer).set(bytes);
  return vectorTable(values, dimension);
}

/** The pack's pictures by row, for as long as the build runs. */
async function openPack(path: string, products: readonly StoredProduct[]) {
  const starts: number[] = [];
  let end = 0;
  for (const { stored } of products) {
    starts.push(end);
    end += stored.bytes;
  }
  const file = await open(path, "r");
  return {
    async read(row: number): Promise<Uint8Array> {
      const bytes = new Uint8Array(products[row]?.stored.bytes ?? 0);
      await file.read(bytes, 0, bytes.length, starts[row] ?? 0);
      return bytes;
    },
    close: () => file.close(),
  };
}

/** Queries of one sort on which `ef` is chosen. */
const EF_QUERIES = 100;

const someOf = <T>(items: readonly T[]): T[] =>
  spread(items.length, EF_QUERIES).flatMap((at) => items[at] ?? []);

/** What is measured on the finished vectors: thresholds, and `ef`. */
async function tune(
  options: BuildOptions,
  journal: Journal,
  { products }: Gathered,
  graph: GraphBuilder,
  signal: AbortSignal,
) {
  const { engine } = options;
  const vectors = await readVectors(journal.vectorPath, engine.dimension);
  const roles = rolesOf(
    new Set(products.flatMap(({ attributes }) => Object.keys(attributes))),
    options.roles,
  );
  const exact = new ExactIndex(vectors);
  const pack = await openPack(journal.picturePath, products);
  try {
    options.onProgress?.({ phase: "calibrating", done: 0, total: 2 });
    const pictureBytes = pack.read;
    const measured = await options.calibrate({
      engine,
      products,
      vectors,
      roles,
      exact,
      pictureBytes,
      signal,
    });
    options.onProgress?.({ phase: "calibrating", done: 1, total: 2 });
    const graphIndex = new HnswIndex(graph.graph, vectors, DEFAULT_GRAPH.efConstruction);
    const ef = await chooseEf(graphIndex, exact, measured.probes.map(someOf));
    options.onProgress?.({ phase: "calibrating", done: 2, total: 2 });
    const { calibration } = measured;
    return { calibration, ef, roles };
  } finally {
    await pack.close();
  }
}

/** Measures, writes what is still missing, and swaps the catalogue in. */
export async function finish(
  options: BuildOptions,
  folder: string,
  journal: Journal,
  gathered: Gathered,
  graph: GraphBuilder,
  signal: AbortSignal,
): Promise<Manifest> {
  const { engine, source } = options;
  const { calibration, ef, roles } = await tune(options, journal, gathered, graph, signal);
  const productPath = join(journal.folder, "products.json");
  const indexPath = join(journal.folder, "index.hnsw");
  await writeFile(productPath, encodeProducts(gathered.products));
  await graph.save(indexPath);
  signal.throwIfAborted();
  options.onProgress?.({ phase: "writing", done: 0, total: 1 });
  const manifest = sealManifest({
    format: CATALOGUE_FORMAT,
    name: options.name ?? basename(folder),
    createdAt: new Date().toISOString(),
    source: source.spec,
    count: gathered.products.length,
    skipped: gathered.skipped.length,
    model: {
      name: engine.name,
      fingerprint: engine.fingerprint,
      dimension: engine.dimension,
      logitScale: engine.logitScale,
    },
    index: { metric: "cosine", ...DEFAULT_GRAPH, ef },
    roles,
    files: {
      products: await placePart(folder, "products", productPath),
      vectors: await placePart(folder, "vectors", journal.vectorPath),
      index: await placePart(folder, "index", indexPath),
      pictures: await placePart(folder, "pictures", journal.picturePath),
    },
    ...(calibration && { calibration }),
  });
  await publish(folder, manifest);
  options.onProgress?.({ phase: "writing", done: 1, total: 1 });
  return manifest;
}
