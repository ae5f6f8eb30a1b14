import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AdaptiveIndex, EXACT_ROWS } from "../../src/index/adaptive-index.js";
import { ExactIndex } from "../../src/index/exact-index.js";
import { GraphBuilder, loadGraph } from "../../src/index/hnsw-graph.js";
import { HnswIndex } from "../../src/index/hnsw-index.js";
import { chooseEf, meanRecall, recall } from "../../src/index/recall.js";
import { type VectorTable, vectorAt, vectorTable } from "../../src/index/vectors.js";
import { cloud } from "./clouds.js";

const DIMENSION = 32;
const table = cloud(EXACT_ROWS * 1.5, DIMENSION, "hnsw", 60);
const exact = new ExactIndex(table);
let folder: string;
let path: string;

async function saveGraph(vectors: VectorTable, to: string, expected = vectors.size): Promise<void> {
  const builder = new GraphBuilder(vectors.dimension, { m: 16, efConstruction: 60 }, expected);
  for (let row = 0; row < vectors.size; row++) builder.add(vectorAt(vectors, row));
  await builder.save(to);
}

const queries = Array.from({ length: 60 }, (_, at) => vectorAt(cloud(60, DIMENSION, "hnsw", 60), at));
const truths = () => Promise.all(queries.map((query) => exact.search(query, 10)));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-hnsw-"));
  path = join(folder, "index.hnsw");
  await saveGraph(table, path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the graph", () => {
  it("is the same bytes when it is built again, however many rows were expected", async () => {
    const small = cloud(500, 8, "again");
    await saveGraph(small, join(folder, "a"));
    await saveGraph(small, join(folder, "b"), 3);
    await saveGraph(small, join(folder, "c"), 5_000);
    const [a, b, c] = await Promise.all(["a", "b", "c"].map((name) => readFile(join(folder, name))));
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });

  it("searches with the ef it is given, not with the one that loading leaves", async () => {
    const graph = await loadGraph(path, table);
    expect(graph.getEf()).toBe(10);
    const index = new HnswIndex(graph, table, 128);
    expect(index.ef).toBe(128);
    const wide = await meanRecall(index, queries, await truths());
    index.ef = 10;
    expect(wide).toBeGreaterThan(await meanRecall(index, queries, await truths()));
  });

  it("scores as the exact scan does, to the bit", async () => {
    const index = new HnswIndex(await loadGraph(path, table), table, 200);
    for (const query of queries.slice(0, 10)) {
      const all = new Map((await exact.search(query, table.size)).map(({ row, score }) => [row, score]));
      for (const { row, score } of await index.search(query, 10)) expect(score).toBe(all.get(row));
    }
  });

  it("gets the ef that recall asks for", async () => {
    const index = new HnswIndex(await loadGraph(path, table), table, 10);
    const ef = await chooseEf(index, exact, [queries], { target: 0.99 });
    expect(index.ef).toBe(ef);
    expect(await meanRecall(index, queries, await truths())).toBeGreaterThanOrEqual(0.99);
  });

  it("refuses a file over other vectors, of another length, another number, cut off", async () => {
    const otherLength = vectorTable(new Float32Array(table.size * 16), 16);
    await expect(loadGraph(path, otherLength)).rejects.toThrow("vectors of 32 numbers instead of 16");
    const fewer = vectorTable(table.values.subarray(0, DIMENSION * 100), DIMENSION);
    await expect(loadGraph(path, fewer)).rejects.toThrow(`holds ${table.size} products instead of 100`);
    const others = cloud(table.size, DIMENSION, "others");
    await expect(loadGraph(path, others)).rejects.toMatchObject({ code: "catalogue" });
    await writeFile(join(folder, "short"), (await readFile(path)).subarray(0, 20));
    await expect(loadGraph(join(folder, "short"), table)).rejects.toThrow("is cut off");
  });
});

describe("graph or scan", () => {
  const allow = (keep: (row: number) => boolean) =>
    Uint8Array.from({ length: table.size }, (_, row) => (keep(row) ? 1 : 0));
  const open = async (ef = 200) =>
    new AdaptiveIndex(new HnswIndex(await loadGraph(path, table), table, ef), exact);

  it("fills the page through a filter that leaves only what a walk would not reach", async () => {
    const index = await open(10);
    // One cluster, asked from the middle of another.
    const allowed = allow((row) => row % 60 === 7 && row < 3000);
    const query = vectorAt(table, 8);
    const found = await index.search(query, 20, allowed);
    expect(found).toEqual(await exact.search(query, 20, allowed));
    expect(found).toHaveLength(20);
  });

  it("never answers a row that is not allowed, and finds nearly all of the best ones through a wide filter", async () => {
    const index = await open();
    const allowed = allow((row) => row % 5 !== 0);
    let sum = 0;
    for (const query of queries) {
      const found = await index.search(query, 10, allowed);
      expect(found.every(({ row }) => allowed[row] === 1)).toBe(true);
      sum += recall(found, await exact.search(query, 10, allowed));
    }
    expect(sum / queries.length).toBeGreaterThan(0.95);
  });

  it("answers fewer only when fewer are allowed", async () => {
    const index = await open();
    const query = vectorAt(table, 0);
    expect(
      await index.search(
        query,
        10,
        allow((row) => row < 3),
      ),
    ).toHaveLength(3);
    expect(
      await index.search(
        query,
        10,
        allow(() => false),
      ),
    ).toEqual([]);
    expect(await index.search(query, table.size * 2)).toHaveLength(table.size);
  });

  it("fills the page where the graph has corners that no walk reaches", async () => {
    // A thousand times the same picture: its copies link to each other alone.
    const copies = cloud(1200, 8, "copies", 1);
    for (let row = 0; row < 1000; row++) copies.values.set(vectorAt(copies, 0), row * 8);
    const file = join(folder, "copies");
    await saveGraph(copies, file);
    const whole = new ExactIndex(copies);
    const index = new AdaptiveIndex(new HnswIndex(await loadGraph(file, copies), copies, 10), whole);
    expect(await index.search(vectorAt(copies, 1100), 200)).toHaveLength(200);
  });

  it("refuses what no index can answer before it reaches the graph", async () => {
    const index = await open();
    await expect(index.search(new Float32Array(DIMENSION), 5, new Uint8Array(3))).rejects.toMatchObject({
      code: "bad-request",
    });
    await expect(index.search(new Float32Array(8), 5)).rejects.toMatchObject({ code: "bad-request" });
  });
});

describe("recall", () => {
  const hit = (row: number, score: number) => ({ row, score });

  it("counts the share of the true neighbours, a tie with the last as one of them", () => {
    const truth = [hit(1, 0.9), hit(2, 0.8)];
    expect(recall([hit(1, 0.9), hit(9, 0.8)], truth)).toBe(1);
    expect(recall([hit(1, 0.9), hit(9, 0.7)], truth)).toBe(0.5);
    expect(recall([], truth)).toBe(0);
    expect(recall([], [])).toBe(1);
  });
});
