import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import PQueue from "p-queue";
import type { ClipEngine } from "../../clip/engine.js";
import { HaberdasherError } from "../../errors.js";
import type { Picture } from "../../images/picture.js";
import { type BadRow, isBadRow, type Source, type SourceItem, type SourceRow } from "../importers/source.js";
import type { StoredProduct } from "../product-table.js";
import { storedPicture } from "../stored-picture.js";
import { BUILD_BATCH_MS } from "./options.js";

/** Rows that are encoded together. Batches follow the source's rows, so that a build that went on makes the same ones. */
export const CHUNK_ROWS = 32;
/** Chunks under way: one is encoded, one is loaded, one is written. */
const CHUNKS_IN_FLIGHT = 3;
/** Pictures loaded at a time, over all chunks: kind to a shop's server, and bounds what large originals take. */
const LOADING = 8;
const BUSY_PAUSE_MS = 100;

export interface Finished {
  /** Position in the source. */
  readonly row: number;
  readonly product: StoredProduct;
  readonly vector: Float32Array;
  readonly picture: Uint8Array;
}

export interface FinishedChunk {
  /** The source's row after the last of these. */
  readonly next: number;
  /** In the source's order. */
  readonly rows: readonly (Finished | BadRow)[];
}

/** What is wrong with one row's picture, not with the build. */
const ROW_FAULTS = new Set([
  "not-a-picture",
  "too-large",
  "not-found",
  "unreachable",
  "forbidden-address",
  "bad-request",
  "timeout",
]);

const isRowFault = (thrown: unknown): thrown is HaberdasherError =>
  thrown instanceof HaberdasherError && ROW_FAULTS.has(thrown.code);

/** What failed of a row, where it is the row's fault; everything else is thrown again. */
export function badRow({ row, id }: SourceRow, thrown: unknown): BadRow {
  if (!isRowFault(thrown)) throw thrown;
  return { row, id, reason: thrown.message };
}

async function encodeBatch(
  engine: ClipEngine,
  pictures: readonly Picture[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  for (;;) {
    try {
      return await engine.encodeImages(pictures, { signal, timeoutMs: BUILD_BATCH_MS });
    } catch (thrown) {
      if (!(thrown instanceof HaberdasherError && thrown.code === "busy")) throw thrown;
      await pause(BUSY_PAUSE_MS, undefined, { signal });
    }
  }
}

interface Loaded {
  readonly source: SourceRow;
  readonly picture: Picture;
}

/** A vector per row. One broken picture fails its whole batch, so such a batch is taken apart. */
async function encodeRows(
  engine: ClipEngine,
  rows: readonly Loaded[],
  signal: AbortSignal,
): Promise<(Float32Array | BadRow)[]> {
  if (rows.length === 0) return [];
  try {
    return await encodeBatch(
      engine,
      rows.map(({ picture }) => picture),
      signal,
    );
  } catch (thrown) {
    if (!isRowFault(thrown)) throw thrown;
    if (rows.length === 1) return rows.map(({ source }) => badRow(source, thrown));
    const half = Math.ceil(rows.length / 2);
    return [
      ...(await encodeRows(engine, rows.slice(0, half), signal)),
      ...(await encodeRows(engine, rows.slice(half), signal)),
    ];
  }
}

function toProduct(source: SourceRow, stored: StoredProduct["stored"]): StoredProduct {
  const { row: _row, picture: _picture, ...product } = source;
  return { ...product, stored };
}

async function ingestChunk(
  items: readonly SourceItem[],
  engine: ClipEngine,
  loading: PQueue,
  signal: AbortSignal,
): Promise<FinishedChunk["rows"]> {
  const loaded = await Promise.all(
    items.map(async (item): Promise<Loaded | BadRow> => {
      if (isBadRow(item)) return item;
      try {
        const picture = await loading.add(() => item.picture(signal), { signal });
        return { source: item, picture };
      } catch (thrown) {
        signal.throwIfAborted();
        return badRow(item, thrown);
      }
    }),
  );
  const good = loaded.filter((one) => "picture" in one);
  const [vectors, stored] = await Promise.all([
    encodeRows(engine, good, signal),
    Promise.all(
      good.map(({ source, picture }) =>
        storedPicture(picture).catch(
          (): BadRow => ({ row: source.row, id: source.id, reason: "cannot be decoded" }),
        ),
      ),
    ),
  ]);
  const finished = new Map<number, Finished | BadRow>();
  for (const [at, { source }] of good.entries()) {
    const vector = vectors[at];
    const kept = stored[at];
    if (vector === undefined || kept === undefined) throw new Error("A picture without an answer");
    if (!(vector instanceof Float32Array)) finished.set(source.row, vector);
    else if ("reason" in kept) finished.set(source.row, kept);
    else {
      const { bytes, mediaType } = kept;
      const product = toProduct(source, { bytes: bytes.length, mediaType });
      finished.set(source.row, { row: source.row, product, vector, picture: bytes });
    }
  }
  return loaded.map((one) => ("picture" in one ? (finished.get(one.source.row) ?? lost()) : one));
}

function lost(): never {
  throw new Error("A row was lost");
}

async function* chunksOf(source: Source, from: number, until: number): AsyncGenerator<SourceItem[]> {
  let chunk: SourceItem[] = [];
  for await (const item of source.rows(from)) {
    if (item.row >= until) break;
    chunk.push(item);
    if (item.row % CHUNK_ROWS === CHUNK_ROWS - 1) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

/**
 * Rows of the source from `from` to before `until`, with vectors and stored pictures, in order; several chunks are under
 * way at a time, so that reading, decoding, encoding and writing overlap.
 */
export async function* ingest(
  source: Source,
  engine: ClipEngine,
  { from, until, signal }: { readonly from: number; readonly until: number; readonly signal: AbortSignal },
): AsyncGenerator<FinishedChunk> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Every row of every chunk under way listens.
  setMaxListeners(0, either);
  const loading = new PQueue({ concurrency: LOADING });
  const underway: { readonly next: number; readonly rows: Promise<FinishedChunk["rows"]> }[] = [];
  try {
    for await (const items of chunksOf(source, from, until)) {
      signal.throwIfAborted();
      const rows = ingestChunk(items, engine, loading, either);
      // It is awaited in its turn; until then a failure is not "unhandled".
      rows.catch(() => undefined);
      underway.push({ next: (items.at(-1)?.row ?? 0) + 1, rows });
      const first = underway.length >= CHUNKS_IN_FLIGHT ? underway.shift() : undefined;
      if (first) yield { next: first.next, rows: await first.rows };
    }
    for (let first = underway.shift(); first; first = underway.shift()) {
      yield { next: first.next, rows: await first.rows };
    }
  } finally {
    stop.abort();
    await Promise.allSettled(underway.map(({ rows }) => rows));
  }
}
