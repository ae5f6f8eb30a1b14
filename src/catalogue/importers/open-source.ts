import { createHash } from "node:crypto";
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { HaberdasherError } from "../../errors.js";
import { downloadDataset, type HubOptions } from "./hub.js";
import { openJsonLines } from "./json-lines.js";
import { kaggleFolder, openKaggle } from "./kaggle.js";
import { openParquet } from "./parquet.js";
import { openPictureFolder } from "./picture-folder.js";
import type { Reading, Source, SourceItem } from "./source.js";
import { openTable } from "./table.js";
import { readable } from "./unreadable.js";

const TAKEN =
  "a parquet file, a CSV, TSV or JSONL table with a column of pictures, Kaggle's folder with styles.csv, a folder of " +
  "pictures, or a data set of the hub (owner/name)";

const PARQUET = /\.parquet$/i;
const TABLE = /\.(csv|tsv)$/i;
const JSON_LINES = /\.(jsonl|ndjson|json)$/i;
const HUB_ID = /^[\w.-]+\/[\w.-]+$/;

async function startsWith(path: string, magic: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.toString("latin1") === magic;
  } finally {
    await file.close();
  }
}

async function openFile(path: string, spec: string, reading: Reading): Promise<Source> {
  const kaggle = kaggleFolder(path);
  if (kaggle !== undefined) return openKaggle(kaggle, spec, reading);
  if (PARQUET.test(path) || (await startsWith(path, "PAR1"))) return openParquet([path], spec, reading);
  if (TABLE.test(path)) return openTable(path, spec, reading);
  if (JSON_LINES.test(path)) return openJsonLines(path, spec, reading);
  throw new HaberdasherError("bad-request", `${spec} is nothing that can be indexed: name ${TAKEN}.`);
}

const namesIn = async (folder: string) =>
  (await readdir(folder).catch((): string[] => [])).filter((name) => !name.startsWith(".")).sort();

async function openFolder(folder: string, spec: string, reading: Reading): Promise<Source> {
  for (const place of [folder, join(folder, "data")]) {
    const shards = (await namesIn(place)).filter((name) => PARQUET.test(name));
    if (shards.length > 0) {
      return openParquet(
        shards.map((name) => join(place, name)),
        spec,
        reading,
      );
    }
  }
  const kaggle = kaggleFolder(folder);
  if (kaggle !== undefined) return openKaggle(kaggle, spec, reading);
  const tables = (await namesIn(folder)).filter((name) => TABLE.test(name) || JSON_LINES.test(name));
  const [table] = tables;
  if (table !== undefined && tables.length === 1) return openFile(join(folder, table), spec, reading);
  if (tables.length > 1) {
    throw new HaberdasherError(
      "bad-request",
      `${spec} holds several tables (${tables.join(", ")}): name the one to index.`,
    );
  }
  return openPictureFolder(folder, spec);
}

/** A mistyped path can look like a data set's name: the sentence says both. */
async function downloadNamed(spec: string, id: string, options: HubOptions): Promise<string[]> {
  try {
    return await downloadDataset(id, options);
  } catch (thrown) {
    if (!(thrown instanceof HaberdasherError) || spec !== id) throw thrown;
    throw new HaberdasherError(
      thrown.code,
      `There is no file or folder ${spec}; asked for as a data set of the hub: ${thrown.message}`,
      { cause: thrown },
    );
  }
}

export type OpenSourceOptions = HubOptions & Partial<Reading>;

async function* readableRows(source: Source, from?: number): AsyncGenerator<SourceItem> {
  try {
    yield* source.rows(from);
  } catch (thrown) {
    throw readable(thrown, source.spec);
  }
}

/** Rows that are read in another way are other rows: a build that began with the old ones does not go on with these. */
const identityOf = (source: Source, reading: Reading) =>
  createHash("sha256")
    .update(JSON.stringify([source.identity, reading]))
    .digest("hex");

/**
 * Opens whatever somebody names as a source of products: a parquet file or a folder of its shards, a data set of the
 * hub, Kaggle's layout, a table, JSON lines, a folder of pictures.
 * Fails with `not-found`, `bad-request` or `unreachable`.
 */
export async function openSource(spec: string, options: OpenSourceOptions): Promise<Source> {
  const reading = { columns: options.columns ?? {}, trustedOrigins: options.trustedOrigins ?? [] };
  const source = await openNamed(spec, reading, options).catch((thrown: unknown) => {
    throw readable(thrown, spec);
  });
  return {
    ...source,
    identity: identityOf(source, reading),
    rows: (from) => readableRows(source, from),
  };
}

async function openNamed(spec: string, reading: Reading, options: HubOptions): Promise<Source> {
  const found = await stat(spec).catch(() => undefined);
  if (found?.isFile()) return openFile(spec, spec, reading);
  if (found?.isDirectory()) return openFolder(spec, spec, reading);
  const id = /^https?:\/\/[^/]+\/datasets\/([\w.-]+\/[\w.-]+)\/?$/.exec(spec)?.[1] ?? spec;
  if (HUB_ID.test(id) && !id.startsWith(".")) {
    return openParquet(await downloadNamed(spec, id, options), spec, reading);
  }
  throw new HaberdasherError(
    "not-found",
    `There is no file or folder ${spec}; an index is made from ${TAKEN}.`,
  );
}
