import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { type Parser, parse } from "csv-parse";
import { HaberdasherError } from "../../errors.js";
import { planColumns, readRecord } from "./columns.js";
import { baseOf, pictureFromCell } from "./picture-cell.js";
import type { BadRow, ColumnChoice, Source, SourceItem } from "./source.js";

/** A record longer than this is a quotation mark that nobody closed. */
const LONGEST_RECORD = 1_000_000;
const HEADER_BYTES = 64 * 1024;

const encodingOf = (start: Uint8Array) => (start[0] === 0xff && start[1] === 0xfe ? "utf16le" : "utf8");

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The separator that the header line holds most often. */
function delimiterOf(header: string): string {
  const count = (mark: string) => header.split(mark).length - 1;
  return [",", ";", "\t", "|"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Text lines of a table in order, the header first. */
async function* cells(path: string): AsyncGenerator<readonly string[]> {
  const start = await readStart(path);
  const encoding = encodingOf(start);
  const [header = ""] = start.toString(encoding).split(/\r?\n/, 1);
  const parser: Parser = parse({
    bom: true,
    delimiter: delimiterOf(header),
    max_record_size: LONGEST_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
  const bytes = createReadStream(path, { encoding });
  bytes.on("error", (error) => parser.destroy(error));
  try {
    for await (const record of bytes.pipe(parser)) yield record;
  } catch (cause) {
    throw new HaberdasherError(
      "bad-request",
      `${path} cannot be read as a table: ${cause instanceof Error ? cause.message : "damaged"}.`,
      { cause },
    );
  } finally {
    bytes.destroy();
    parser.destroy();
  }
}

/** What to do with a record that has more cells than the header: Kaggle's titles have commas that nobody quoted. */
export type Surplus = "refuse" | "join-last";

function toRecord(
  columns: readonly string[],
  values: readonly string[],
  surplus: Surplus,
): Record<string, string> | string {
  const extra = values.length - columns.length;
  if (extra < 0) return `has ${values.length} columns where the header has ${columns.length}`;
  if (extra > 0 && surplus === "refuse") {
    return `has ${values.length} columns where the header has ${columns.length}: put quotation marks around text with separators`;
  }
  const last = columns.length - 1;
  const fitted = extra > 0 ? [...values.slice(0, last), values.slice(last).join(",")] : values;
  return Object.fromEntries(columns.map((name, at) => [name, fitted[at] ?? ""]));
}

export interface TableOptions {
  readonly layout: string;
  readonly surplus: Surplus;
  /** Where a row's picture is when no column says it. */
  readonly pictureOf?: (id: string) => string;
}

/** A CSV or TSV file whose header names the columns; separator, quoting and byte order mark are found out. */
export async function openTable(
  path: string,
  spec: string,
  choice: ColumnChoice,
  { layout, surplus, pictureOf }: TableOptions = { layout: "table", surplus: "refuse" },
): Promise<Source> {
  const hash = createHash("sha256").update(basename(path));
  let columns: readonly string[] | undefined;
  let total = 0;
  for await (const record of cells(path)) {
    hash.update(JSON.stringify(record));
    if (columns === undefined) columns = record;
    else total++;
  }
  if (columns === undefined) throw new HaberdasherError("bad-request", `${path} is empty.`);
  const header = columns;
  const plan = planColumns(header, choice, { pictureElsewhere: pictureOf !== undefined });
  const base = baseOf(path);

  async function* rows(from = 0): AsyncGenerator<SourceItem> {
    let row = -1;
    for await (const values of cells(path)) {
      if (row >= from) {
        const record = toRecord(header, values, surplus);
        yield typeof record === "string"
          ? ({ row, reason: record } satisfies BadRow)
          : readRecord(record, row, plan, (cell, id) => pictureFromCell(pictureOf?.(id) ?? cell, base));
      }
      row++;
    }
  }

  return { layout, spec, identity: hash.digest("hex"), total, notices: plan.notices, rows };
}
