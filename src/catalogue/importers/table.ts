import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { HaberdasherError } from "../../errors.js";
import { planColumns, readRecord } from "./columns.js";
import { type CsvRecord, csvRecords } from "./csv-records.js";
import { baseOf, pictureFromCell } from "./picture-cell.js";
import type { BadRow, Reading, Source, SourceItem } from "./source.js";

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

/** Records of a table in order, the header first. */
async function* records(path: string): AsyncGenerator<CsvRecord> {
  const start = await readStart(path);
  const encoding = encodingOf(start);
  const [header = ""] = start.toString(encoding).split(/\r?\n/, 1);
  const input = createReadStream(path, { encoding });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    yield* csvRecords(withoutMark(lines), delimiterOf(header));
  } finally {
    lines.close();
    input.destroy();
  }
}

/** Without the byte order mark that some programs write in front. */
async function* withoutMark(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const line of lines) {
    yield first ? line.replace(/^\uFEFF/, "") : line;
    first = false;
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
  { columns: choice, trustedOrigins }: Reading,
  { layout, surplus, pictureOf }: TableOptions = { layout: "table", surplus: "refuse" },
): Promise<Source> {
  const hash = createHash("sha256").update(basename(path));
  let columns: readonly string[] | undefined;
  let total = 0;
  for await (const record of records(path)) {
    hash.update(JSON.stringify(record));
    if (columns !== undefined) total++;
    else if (!("fault" in record)) columns = record;
  }
  if (columns === undefined) throw new HaberdasherError("bad-request", `${path} is empty.`);
  const header = columns;
  const plan = planColumns(header, choice, { pictureElsewhere: pictureOf !== undefined });
  const place = { base: baseOf(path), trustedOrigins };

  async function* rows(from = 0): AsyncGenerator<SourceItem> {
    let row = -1;
    for await (const values of records(path)) {
      if (row >= from) {
        const record = "fault" in values ? values.fault : toRecord(header, values, surplus);
        yield typeof record === "string"
          ? ({ row, reason: record } satisfies BadRow)
          : readRecord(record, row, plan, (cell, id) => pictureFromCell(pictureOf?.(id) ?? cell, place));
      }
      row++;
    }
  }

  return { layout, spec, identity: hash.digest("hex"), total, notices: plan.notices, rows };
}
