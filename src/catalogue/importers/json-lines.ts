import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { HaberdasherError } from "../../errors.js";
import { type ColumnPlan, planColumns, readRecord } from "./columns.js";
import { baseOf, pictureFromCell } from "./picture-cell.js";
import type { Reading, Source, SourceItem } from "./source.js";

type Record_ = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Record_ =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Attributes may stand in an object of their own. */
function flatten(value: Record_): Record_ {
  const { attributes, ...rest } = value;
  return isRecord(attributes) ? { ...attributes, ...rest } : value;
}

function readLine(line: string): Record_ | string {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? flatten(value) : "is not a JSON object";
  } catch {
    return "is not valid JSON";
  }
}

/** Objects of a file of JSON lines, or of one JSON array; a line that is none gives its fault. */
async function* records(path: string, isArray: boolean): AsyncGenerator<Record_ | string> {
  if (isArray) {
    let list: unknown;
    try {
      list = JSON.parse((await readFile(path, "utf8")).replace(/^\uFEFF/, ""));
    } catch (cause) {
      throw new HaberdasherError("bad-request", `${path} is not valid JSON.`, { cause });
    }
    for (const value of Array.isArray(list) ? list : []) {
      yield isRecord(value) ? flatten(value) : "is not a JSON object";
    }
    return;
  }
  const input = createReadStream(path, { encoding: "utf8" });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of lines) {
      const text = line.replace(/^\uFEFF/, "").trim();
      if (text !== "") yield readLine(text);
    }
  } finally {
    lines.close();
    input.destroy();
  }
}

async function startsLikeArray(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { encoding: "utf8", end: 4095 })) {
    const start = String(chunk)
      .replace(/^\uFEFF/, "")
      .trimStart();
    if (start !== "") return start.startsWith("[");
  }
  return false;
}

/** JSON lines, one product each, or one JSON array of them. Fields that only some rows have are attributes of these rows. */
export async function openJsonLines(
  path: string,
  spec: string,
  { columns: choice, trustedOrigins }: Reading,
): Promise<Source> {
  const isArray = await startsLikeArray(path);
  const hash = createHash("sha256").update(basename(path));
  const names = new Set<string>();
  let total = 0;
  for await (const record of records(path, isArray)) {
    hash.update(JSON.stringify(record));
    total++;
    if (typeof record !== "string") for (const name of Object.keys(record)) names.add(name);
  }
  if (names.size === 0) {
    throw new HaberdasherError(
      "bad-request",
      `${path} holds no JSON objects: one product a line is expected.`,
    );
  }
  const plan: ColumnPlan = planColumns([...names], choice);
  const place = { base: baseOf(path), trustedOrigins };

  async function* rows(from = 0): AsyncGenerator<SourceItem> {
    let row = 0;
    for await (const record of records(path, isArray)) {
      if (row >= from) {
        yield typeof record === "string"
          ? { row, reason: record }
          : readRecord(record, row, plan, (cell) => pictureFromCell(cell, place));
      }
      row++;
    }
  }

  return { layout: "JSON lines", spec, identity: hash.digest("hex"), total, notices: plan.notices, rows };
}
