import { open } from "node:fs/promises";
import { join } from "node:path";
import seedrandom from "seedrandom";
import { inMemory } from "../../../catalogue/folder-catalogue.js";
import { type VectorTable, vectorTable } from "../../../index/vectors.js";
import type { Shop } from "../../../shop.js";
import { jittered, NEIGHBOURS } from "./jitter.js";

/** Queries of one sort, words or pictures, on which `ef` is chosen, and others on which everything is measured. */
export const QUERIES = { choosing: 50, measured: 100 } as const;

/** The files that every index reads: 32-bit floats in the machine's own order, one vector after another. */
export interface Material {
  /** The real vectors in a random order, then jittered ones. */
  readonly vectors: string;
  /** Words and pictures for choosing, then words and pictures for measuring. */
  readonly queries: string;
  readonly dimension: number;
  readonly rows: number;
  /** How many of the rows are real. */
  readonly real: number;
}

/** Writes `rows` vectors and the queries into `folder`. */
export async function writeMaterial(shop: Shop, folder: string, rows: number): Promise<Material> {
  const { engine } = shop;
  const { dimension } = engine;
  const catalogue = inMemory(shop.catalogue);
  const values = new Float32Array(catalogue.size * dimension);
  for (let row = 0; row < catalogue.size; row++) values.set(catalogue.vector(row), row * dimension);
  const real = vectorTable(values, dimension);
  const order = shuffled(catalogue.size);
  const around: number[][] = [];
  for (let row = 0; row < real.size; row++) {
    const found = await catalogue.index.search(catalogue.vector(row), Math.min(NEIGHBOURS + 1, real.size));
    around.push(found.map((neighbour) => neighbour.row).filter((other) => other !== row));
  }
  const neighbours = (row: number) => around[row] ?? [];
  const material: Material = {
    vectors: join(folder, "vectors.f32"),
    queries: join(folder, "queries.f32"),
    dimension,
    rows,
    real: Math.min(rows, real.size),
  };
  await writeVectors(material.vectors, grown(real, order, neighbours), rows);
  const count = QUERIES.choosing + QUERIES.measured;
  const titles = order.slice(-count).map((row) => catalogue.product(row).title);
  const words = cycle(await engine.encodeTexts(titles), count);
  const pictures = take(jittered(real, neighbours, "queries"), count);
  await writeVectors(
    material.queries,
    [
      ...words.slice(0, QUERIES.choosing),
      ...pictures.slice(0, QUERIES.choosing),
      ...words.slice(QUERIES.choosing),
      ...pictures.slice(QUERIES.choosing),
    ].values(),
    2 * count,
  );
  return material;
}

function* grown(
  real: VectorTable,
  order: readonly number[],
  neighbours: (row: number) => readonly number[],
): Generator<Float32Array> {
  for (const row of order) yield real.values.subarray(row * real.dimension, (row + 1) * real.dimension);
  yield* jittered(real, neighbours, "growth");
}

function shuffled(count: number): number[] {
  const random = seedrandom("order");
  return Array.from({ length: count }, (_, row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

function cycle<T>(items: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, n) => items.slice(n % items.length).slice(0, 1)).flat();
}

function take<T>(stream: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = stream.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

const BATCH = 4096;

async function writeVectors(path: string, stream: Iterator<Float32Array>, count: number): Promise<void> {
  const file = await open(path, "w");
  try {
    for (let left = count; left > 0; ) {
      const batch = take(stream, Math.min(left, BATCH));
      if (batch.length === 0) throw new Error(`The stream ended ${left} vectors early`);
      await file.write(Buffer.concat(batch.map((v) => new Uint8Array(v.buffer, v.byteOffset, v.byteLength))));
      left -= batch.length;
    }
  } finally {
    await file.close();
  }
}
