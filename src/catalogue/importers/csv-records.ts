import { parse } from "csv-parse/sync";

/** Lines that one record may span; more, and a quotation mark was never closed. */
const LONGEST_RECORD = 100;

/** A record's cells, or what is wrong with the line. */
export type CsvRecord = readonly string[] | { readonly fault: string };

/** The cells of a text that is one whole record; undefined when a quotation mark is open or stands where none may. */
function cellsOf(text: string, delimiter: string): readonly string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  try {
    const records: unknown = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
    });
    const [cells] = Array.isArray(records) && records.length === 1 ? records : [];
    return Array.isArray(cells) ? cells.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Records of a table, its header first. A quotation mark that nobody closed would swallow everything behind it: a record
 * over several lines must have as many cells as the header, or its first line alone is at fault and reading goes on with
 * the next.
 */
export async function* csvRecords(
  lines: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  let columns: number | undefined;
  let open: string[] = [];

  function* take(line: string): Generator<CsvRecord> {
    if (open.length === 0 && line.trim() === "") return;
    open.push(line);
    const cells = cellsOf(open.join("\n"), delimiter);
    if (cells && (open.length === 1 || cells.length === columns)) {
      columns ??= cells.length;
      open = [];
      yield cells;
    } else if (open.length >= LONGEST_RECORD) {
      yield* giveUp();
    }
  }

  function* giveUp(): Generator<CsvRecord> {
    const [, ...rest] = open;
    open = [];
    yield { fault: "has a quotation mark that nobody closed" };
    for (const line of rest) yield* take(line);
  }

  for await (const line of lines) yield* take(line);
  while (open.length > 0) yield* giveUp();
}
