// A process of its own: the index as the bot holds it, its vectors in a table and a graph over them, grown and asked as
// standard input says. Arguments: file of vectors, file of queries, dimension, rows at most.
import { openSync, readFileSync, readSync } from "node:fs";
import { createInterface } from "node:readline";
import { ExactIndex } from "../../../index/exact-index.js";
import { DEFAULT_GRAPH, GraphBuilder } from "../../../index/hnsw-graph.js";
import { HnswIndex } from "../../../index/hnsw-index.js";
import { chooseEf } from "../../../index/recall.js";
import type { VectorIndex } from "../../../index/vector-index.js";
import { type VectorTable, vectorAt, vectorTable } from "../../../index/vectors.js";
import { type Grown, requestSchema, type ScaleRequest, type Searched } from "./protocol.js";

const [vectorPath = "", queryPath = "", dimensionText, rowsText] = process.argv.slice(2);
const dimension = Number(dimensionText);
const rows = Number(rowsText);
const file = openSync(vectorPath, "r");
const values = new Float32Array(rows * dimension);
const queryBytes = readFileSync(queryPath);
const queries = vectorTable(
  new Float32Array(queryBytes.buffer, queryBytes.byteOffset, queryBytes.byteLength / 4),
  dimension,
);
const residentAtFirst = process.memoryUsage().rss;
const builder = new GraphBuilder(dimension, DEFAULT_GRAPH, rows);
let table: VectorTable = vectorTable(values.subarray(0, 0), dimension);

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function grow(to: number): Grown {
  const from = table.size;
  readSync(file, values, from * dimension * 4, (to - from) * dimension * 4, null);
  table = vectorTable(values.subarray(0, to * dimension), dimension);
  const cpu = cpuSeconds();
  const wall = performance.now();
  for (let row = from; row < to; row++) builder.add(vectorAt(table, row));
  return {
    cpuS: cpuSeconds() - cpu,
    wallS: (performance.now() - wall) / 1000,
    residentBytes: process.memoryUsage().rss - residentAtFirst,
  };
}

async function ask(index: VectorIndex, from: number, to: number, k: number): Promise<Searched> {
  const searched: { ms: number[]; found: Searched["found"] } = { ms: [], found: [] };
  for (let at = from; at < to; at++) {
    const started = performance.now();
    const found = await index.search(vectorAt(queries, at), k);
    searched.ms.push(performance.now() - started);
    searched.found.push(found);
  }
  return searched;
}

const hnsw = (ef: number) => new HnswIndex(builder.graph, table, ef);
const exact = () => new ExactIndex(table);

async function answer(request: ScaleRequest): Promise<unknown> {
  switch (request.do) {
    case "grow":
      return grow(request.to);
    case "search":
      return ask(hnsw(request.ef), request.from, request.to, request.k);
    case "scan":
      return ask(exact(), request.from, request.to, request.k);
    case "choose": {
      const groups = Array.from({ length: request.groups }, (_, group) =>
        Array.from({ length: request.size }, (_, at) => vectorAt(queries, group * request.size + at)),
      );
      return { ef: await chooseEf(hnsw(DEFAULT_GRAPH.efConstruction), exact(), groups, { k: request.k }) };
    }
  }
}

const say = (document: unknown) => process.stdout.write(`${JSON.stringify(document)}\n`);
say({ ready: "hnswlib-node" });
for await (const line of createInterface({ input: process.stdin })) {
  say(await answer(requestSchema.parse(JSON.parse(line))));
}
