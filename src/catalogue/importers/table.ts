import { createHash } from "node:crypto";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { HaberdasherError } from "../../errors.js";
import { planColumns, readRecord } from "./columns.js";
import { type CsvRecord, csvRecords } from "./csv-records.js";
import { baseOf, pictureFromCell } from "./picture-cell.js";
import type { BadRow, Reading, Source, SourceItem } from "./source.js";
import { type Encoding, encodingOf, textOf } from "./table-text.js";

/** What Excel reads first, and writes itself: the separator, in a line of its own. */
const NAMED_SEPARATOR = /^"?sep=(.)"?$/i;

/** The separator that the header line holds most often. */
function delimiterOf(header: string): string {
  const count = (mark: string) => header.split(mark).length - 1;
  return [",", ";", "\t", "|"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

async function* linesOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const input = Readable.from(textOf(path, encoding));
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    yield* lines;
  } finally {
    lines.close();
    input.destroy();
  }
}

async function* beginningWith(line: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  yield line;
  yield* lines;
}

/** Records of a table in order, the header first. */
async function* records(path: string, encoding: Encoding): AsyncGenerator<CsvRecord> {
  const lines = linesOf(path, encoding);
  for await (const line of lines) {
    if (line.trim() === "") continue;
    const named = NAMED_SEPARATOR.exec(line)?.[1];
    yield* named === undefined
      ? csvRecords(beginningWith(line, lines), delimiterOf(line))
      : csvRecords(lines, named);
    return;
  }
}

/** What to do with a record that has more cells than the header: Kaggle's titles have commas that nobody quoted. */
export type Surplus = "refuse" | "join-last";

function toRecord(
  columns: readonly string[],
  values: readonly string[],
  surplus: Surplus,
): Record<string, string> | string {
  const extra = values.slice(columns.length);
  if (values.length < columns.length) {
    return `has ${values.length} columns where the header has ${columns.length}`;
  }
  // Separators at a line's end, behind which nothing stands, shift no cell.
  if (surplus === "refuse" && extra.some((value) => value !== "")) {
    return `has ${values.length} columns where the header has ${columns.length}: put quotation marks around text with separators`;
  }
  const last = columns.length - 1;
  const fitted = surplus === "refuse" ? values : [...values.slice(0, last), values.slice(last).join(",")];
  const record = new Map<string, string>();
  // Of several columns with one name, the first that says something.
  for (const [at, name] of columns.entries()) if (!record.get(name)) record.set(name, fitted[at] ?? "");
  return Object.fromEntries(record);
}

export interface TableOptions {
  readonly layout: string;
  readonly surplus: Surplus;
  /** Where a row's picture is when no column says it. */
  readonly pictureOf?: (id: string) => string;
}

const guessed = (path: string) =>
  `${path} is not UTF-8, so it is read as Windows-1252, as Excel writes it in Western Europe; should letters look wrong, save it as "CSV UTF-8".`;

/** A CSV or TSV file whose header names the columns; separator, quoting and encoding are found out. */
export async function openTable(
  path: string,
  spec: string,
  { columns: choice, trustedOrigins }: Reading,
  { layout, surplus, pictureOf }: TableOptions = { layout: "table", surplus: "refuse" },
): Promise<Source> {
  const encoding = await encodingOf(path);
  const hash = createHash("sha256").update(basename(path));
  let columns: readonly string[] | undefined;
  let total = 0;
  for await (const record of records(path, encoding)) {
    hash.update(JSON.stringify(record));
    if (columns !== undefined) total++;
    else if (!("fault" in record)) columns = record;
  }
  if (columns === undefined) throw new HaberdasherError("bad-request", `${path} is empty.`);
  const header = columns;
  // In a text there is none of these; in an Excel workbook, an archive or UTF-16 without its mark there are many.
  if (/\p{Cc}/u.test(header.join(""))) {
    const sentence = `${path} is no table in text, whatever its name says: save it as "CSV UTF-8" (in Excel: File, Save As).`;
    throw new HaberdasherError("bad-request", sentence);
  }
  const plan = planColumns(header, choice, { pictureElsewhere: pictureOf !== undefined });
  const elsewhere = plan.parts.picture === undefined ? pictureOf : undefined;
  const place = { base: baseOf(path), trustedOrigins };

  async function* rows(from = 0): AsyncGenerator<SourceItem> {
    let row = -1;
    for await (const values of records(path, encoding)) {
      if (row >= from) {
        const record = "fault" in values ? values.fault : toRecord(header, values, surplus);
        yield typeof record === "string"
          ? ({ row, reason: record } satisfies BadRow)
          : readRecord(record, row, plan, (cell, id) => pictureFromCell(elsewhere?.(id) ?? cell, place));
      }
      row++;
    }
  }

  const notices = encoding === "windows-1252" ? [guessed(path), ...plan.notices] : plan.notices;
  return { layout, spec, identity: hash.digest("hex"), total, notices, rows };
}
