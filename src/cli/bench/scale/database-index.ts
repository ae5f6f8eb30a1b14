// A process of its own: an index in a database, grown and asked as standard input says. Arguments: file of vectors, file of
// queries, dimension, rows at most; the address stands in the environment.
import { openSync, readFileSync, readSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { copyInto, copyLine } from "../../../catalogue/postgres/copy.js";
import { bestVectorType, Database, type Session } from "../../../catalogue/postgres/database.js";
import { vectorText } from "../../../catalogue/postgres/database-entry.js";
import type { VectorType } from "../../../catalogue/postgres/layout.js";
import { DEFAULT_GRAPH } from "../../../index/hnsw-graph.js";
import { byScoreThenRow } from "../../../index/top-k.js";
import { similarity, vectorAt, vectorTable } from "../../../index/vectors.js";
import { DATABASE, type Grown, requestSchema, type ScaleRequest, type Searched } from "./protocol.js";

/** Room for a graph of a million vectors; without it pgvector builds on disk, many times slower. */
const BUILDING_MEMORY = "1900MB";
/** Of Linux's clock in /proc. */
const TICKS_A_SECOND = 100;

const address = process.env[DATABASE] ?? "";
const [vectorPath = "", queryPath = "", dimensionText] = process.argv.slice(2);
const dimension = Number(dimensionText);
const file = openSync(vectorPath, "r");
const queryBytes = readFileSync(queryPath);
const queries = vectorTable(
  new Float32Array(queryBytes.buffer, queryBytes.byteOffset, queryBytes.byteLength / 4),
  dimension,
);
const database = new Database(address, { answerMs: 0 });
const schema = `"${database.address.schema}_scale"`;
const table = `${schema}.vectors`;
let size = 0;
let type: VectorType = "vector";

function vector(row: number): Float32Array {
  const values = new Float32Array(dimension);
  readSync(file, values, 0, values.byteLength, row * values.byteLength);
  return values;
}

/** Seconds that a server's process has worked, where it runs on this machine. */
async function cpuSeconds(client: Session): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const text = await readFile(`/proc/${rows[0]?.pid}/stat`, "utf8").catch(() => undefined);
  // The program's name, in brackets, may hold spaces; behind it utime and stime are the 12th and 13th field.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  return text?.includes("(postgres)") && fields
    ? (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
    : undefined;
}

/** Takes in what is new, and makes the graph anew in one thread, which is many times faster than row by row. */
function grow(to: number): Promise<Grown> {
  return database.session(async (client) => {
    const from = size;
    function* lines() {
      for (let row = from; row < to; row++) yield copyLine([row, vectorText(vector(row))]);
    }
    await client.query(
      `set maintenance_work_mem = '${BUILDING_MEMORY}'; set max_parallel_maintenance_workers = 0;
       drop index if exists ${schema}.graph`,
    );
    await copyInto(client, table, ["place", "vector"], lines());
    size = to;
    const [cpu, wall] = [await cpuSeconds(client), performance.now()];
    const { m, efConstruction } = DEFAULT_GRAPH;
    await client.query(
      `create index graph on ${table} using hnsw (vector ${type}_ip_ops) with (m = ${m}, ef_construction = ${efConstruction})`,
    );
    const [after, wallS] = [await cpuSeconds(client), (performance.now() - wall) / 1000];
    await client.query(`analyze ${table}`);
    const { rows } = await client.query<{ bytes: string }>("select pg_total_relation_size($1) as bytes", [
      table,
    ]);
    return {
      wallS,
      ...(cpu !== undefined && after !== undefined && { cpuS: after - cpu }),
      storedBytes: Number(rows[0]?.bytes),
    };
  });
}

async function search({ from, to, k, ef }: Extract<ScaleRequest, { do: "search" }>): Promise<Searched> {
  const asked = new Database(address, { ef });
  const distance = `p.vector <#> $1::${type}(${dimension})`;
  const text = `select p.place as row, -(${distance}) as score from ${table} p order by ${distance} limit $2`;
  const searched: { ms: number[]; found: Searched["found"] } = { ms: [], found: [] };
  try {
    await asked.query("select 1");
    for (let at = from; at < to; at++) {
      const query = vectorAt(queries, at);
      const started = performance.now();
      const rows = await asked.query<{ row: number; score: number }>(text, [vectorText(query), k]);
      searched.ms.push(performance.now() - started);
      // Scores of the vectors as they are, not of what half precision leaves: what was found is judged by them.
      const found = rows.map(({ row }) => ({ row, score: similarity(query, vector(row), 0) }));
      searched.found.push(found.sort(byScoreThenRow));
    }
  } finally {
    await asked.close();
  }
  return searched;
}

async function answer(request: ScaleRequest): Promise<unknown> {
  if (request.do === "grow") return grow(request.to);
  if (request.do === "search") return search(request);
  throw new Error(`A database is not asked to ${request.do}`);
}

const dropped = `drop schema if exists ${schema} cascade`;
process.once("SIGTERM", () => {
  database.query(dropped).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});

await database.session(async (client) => {
  await client.query("create extension if not exists vector");
  type = await bestVectorType(client);
  await client.query(
    `${dropped}; create schema ${schema}; create table ${table} (place integer primary key, vector ${type}(${dimension}) not null)`,
  );
});
const say = (document: unknown) => process.stdout.write(`${JSON.stringify(document)}\n`);
say({ ready: "pgvector" });
for await (const line of createInterface({ input: process.stdin })) {
  say(await answer(requestSchema.parse(JSON.parse(line))));
}
