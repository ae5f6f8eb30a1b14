import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Session } from "./database.js";
import { storable } from "./storable.js";

const SIGNS: Readonly<Record<string, string>> = { "\n": "n", "\r": "r", "\t": "t" };

/** How JSON writes them, in values and in names: `jsonb` refuses these as well. */
const ESCAPED = /(?<!\\)((?:\\\\)*)\\u(0000|d[89a-f][0-9a-f]{2})/g;

/** A value as `jsonb` takes it. */
export const jsonText = (value: unknown) =>
  JSON.stringify(value).replace(
    ESCAPED,
    (_, before: string, code: string) => before + (code === "0000" ? "" : "\ufffd"),
  );

/** A value in COPY's text format. */
function field(value: string | number | undefined): string {
  if (value === undefined) return "\\N";
  return storable(String(value)).replace(/[\\\n\r\t]/g, (sign) => `\\${SIGNS[sign] ?? sign}`);
}

/** A row as COPY reads it; undefined is null. */
export function copyLine(values: readonly (string | number | undefined)[]): string {
  return `${values.map(field).join("\t")}\n`;
}

/** Sends rows into a table: all of them or none. */
export async function copyInto(
  session: Session,
  table: string,
  columns: readonly string[],
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const copy = session.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  await pipeline(Readable.from(lines), copy);
}
