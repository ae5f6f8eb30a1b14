import { createHash } from "node:crypto";
import { basename } from "node:path";
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { HaberdasherError } from "../../errors.js";
import { planColumns, readRecord } from "./columns.js";
import { baseOf, pictureFromCell } from "./picture-cell.js";
import type { Reading, Source, SourceItem } from "./source.js";
import { isSystemFault } from "./unreadable.js";

interface Shard {
  readonly path: string;
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly rows: number;
}

async function openShard(path: string): Promise<Shard> {
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    return { path, file, metadata, rows: Number(metadata.num_rows) };
  } catch (cause) {
    if (isSystemFault(cause)) throw cause;
    throw new HaberdasherError(
      "bad-request",
      `${path} is not a whole parquet file: download it again, or name another source.`,
      { cause },
    );
  }
}

const columnsOf = ({ metadata }: Shard) =>
  parquetSchema(metadata).children.map(({ element }) => element.name);

/** The footer names every column chunk with its offset, size and extremes: it changes when the rows do. */
async function identityOf(shards: readonly Shard[]): Promise<string> {
  const hash = createHash("sha256");
  for (const { path, file, metadata } of shards) {
    const footer = await file.slice(Math.max(0, file.byteLength - metadata.metadata_length - 8));
    hash.update(`${basename(path)} ${file.byteLength}\n`).update(new Uint8Array(footer));
  }
  return hash.digest("hex");
}

/** Rows of a shard, one row group in memory at a time. */
async function* shardRows(shard: Shard, from: number): AsyncGenerator<Record<string, unknown>> {
  let start = 0;
  for (const group of shard.metadata.row_groups) {
    const end = start + Number(group.num_rows);
    if (end > from) {
      const rowStart = Math.max(start, from);
      try {
        // Without utf8: false, pictures would be read as text.
        yield* await parquetReadObjects({
          file: shard.file,
          metadata: shard.metadata,
          compressors,
          utf8: false,
          rowStart,
          rowEnd: end,
        });
      } catch (cause) {
        throw new HaberdasherError(
          "bad-request",
          `${shard.path} is damaged between rows ${rowStart} and ${end}: download it again.`,
          { cause },
        );
      }
    }
    start = end;
  }
}

/** Parquet files with the same columns, one after another: Hugging Face's layout. */
export async function openParquet(
  paths: readonly string[],
  spec: string,
  { columns: choice, trustedOrigins }: Reading,
): Promise<Source> {
  const shards = await Promise.all(paths.map(openShard));
  const first = shards[0];
  if (!first) throw new HaberdasherError("bad-request", `There is no parquet file in ${spec}.`);
  const columns = columnsOf(first);
  const odd = shards.find((shard) => columnsOf(shard).join() !== columns.join());
  if (odd) {
    throw new HaberdasherError(
      "bad-request",
      `${odd.path} has other columns than ${first.path}: index them one by one.`,
    );
  }
  const plan = planColumns(columns, choice);

  async function* rows(from = 0): AsyncGenerator<SourceItem> {
    let start = 0;
    for (const shard of shards) {
      const place = { base: baseOf(shard.path), trustedOrigins };
      let row = Math.max(start, from);
      if (row < start + shard.rows) {
        for await (const record of shardRows(shard, row - start)) {
          yield readRecord(record, row++, plan, (cell) => pictureFromCell(cell, place));
        }
      }
      start += shard.rows;
    }
  }

  return {
    layout: "parquet",
    spec,
    identity: await identityOf(shards),
    total: shards.reduce((sum, shard) => sum + shard.rows, 0),
    notices: plan.notices,
    rows,
  };
}
