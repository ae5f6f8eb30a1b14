import Table from "cli-table3";
import stringWidth from "string-width";
import { priceText, UNPRICED } from "../chat/phrases.js";
import { detailOf } from "../chat/show-hit.js";
import type { LabelProbability } from "../labels/labeller.js";
import { filterParts } from "../search/filters.js";
import type { Hit, SearchResult } from "../search/query.js";
import { plainLine } from "../terminal/plain-text.js";
import { withBreaks } from "./columns.js";

/** Columns of a terminal that does not tell. */
const WIDTH = 100;
/** Columns below which titles and attributes beside each other are no longer readable. */
const LEAST_ROOM = 40;
const TITLE_SHARE = 0.55;

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ",
};

/** One JSON document and nothing else. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

/** A hit as `--json` shows it. */
export function jsonHit(hit: Hit) {
  const { id, title, attributes, price, currency, url } = hit.entry.product;
  return {
    id,
    title,
    score: hit.score,
    attributes,
    ...(hit.closeness ? { closeness: hit.closeness } : {}),
    ...(price === undefined ? {} : { price, ...(currency === undefined ? {} : { currency }) }),
    ...(url === undefined ? {} : { url }),
    ...(hit.folded ? { alike: hit.folded.map(({ id }) => id) } : {}),
  };
}

/** The answer to a search as `--json` shows it. */
export function jsonAnswer(query: string, result: SearchResult, openMs: number) {
  return {
    query,
    results: result.hits.map(jsonHit),
    nothingClose: result.nothingClose,
    filters: result.filters,
    ...(result.sort ? { sort: result.sort } : {}),
    timings: { openMs, ...result.timings },
  };
}

/** The same for people: a table as wide as the terminal. Titles are strangers' words, so nothing in them steers it. */
export function printHits(result: SearchResult, offset: number): void {
  if (result.unpriced) process.stdout.write(`${UNPRICED}\n`);
  const filters = filterParts(result.filters).map(({ label }) => plainLine(label));
  if (filters.length > 0) process.stdout.write(`Only ${filters.join(" · ")}\n`);
  if (result.sort && !result.nothingClose) process.stdout.write(`The ${result.sort} first\n`);
  if (result.hits.length === 0) {
    process.stdout.write(`${nothingText(filters.length > 0, offset)}\n`);
    return;
  }
  if (result.nothingClose)
    process.stdout.write("Nothing like that in this catalogue; the nearest are these.\n");
  process.stdout.write(`${hitTable(result.hits, offset, process.stdout.columns ?? WIDTH)}\n`);
}

function nothingText(filtered: boolean, offset: number): string {
  if (offset > 0) return `Nothing is left after ${offset} hits; a smaller --offset shows what comes before.`;
  return filtered ? "No product fits; leave a filter out to see more." : "No product fits.";
}

/** A hit's texts, safe for a terminal. */
function cellsOf(hit: Hit, number: number) {
  const { product } = hit.entry;
  const cells = {
    number: String(number),
    near: hit.closeness ? `${hit.score.toFixed(3)} ${hit.closeness}` : hit.score.toFixed(3),
    id: product.id,
    title: product.title + (hit.folded ? ` (+${hit.folded.length} alike)` : ""),
    detail: detailOf(hit.entry),
    price: product.price === undefined ? "" : priceText(product.price, product.currency),
  };
  return {
    ...cells,
    id: plainLine(cells.id),
    title: plainLine(cells.title),
    detail: plainLine(cells.detail),
    price: plainLine(cells.price),
  };
}

type Cells = ReturnType<typeof cellsOf>;

/** A table where the terminal is wide enough for it, otherwise three lines a hit. */
export function hitTable(hits: readonly Hit[], offset: number, width: number): string {
  const rows = hits.map((hit, at) => cellsOf(hit, offset + at + 1));
  const fixed = (["number", "near", "id", "price"] as const).map((cell) => widest(rows, cell) + 2);
  const room = width - fixed.reduce((sum, column) => sum + column, 0) - 2;
  return room < LEAST_ROOM ? asLines(rows) : asTable(rows, room);
}

function widest(rows: readonly Cells[], cell: keyof Cells): number {
  return Math.max(...rows.map((row) => stringWidth(row[cell])));
}

function asLines(rows: readonly Cells[]): string {
  return rows
    .map(({ number, near, id, title, detail, price }) =>
      [
        `${number}. ${title}`,
        ...[`${near}  ${price}`, `${id}  ${detail}`].map((line) => `   ${line.trim()}`),
      ].join("\n"),
    )
    .join("\n");
}

/** @param room columns for titles and attributes, which wrap within it */
function asTable(rows: readonly Cells[], room: number): string {
  const title = Math.min(widest(rows, "title") + 1, Math.floor(room * TITLE_SHARE));
  const detail = Math.min(widest(rows, "detail") + 1, room - title);
  const table = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 1, head: [], border: [] },
    colWidths: [
      widest(rows, "number") + 1,
      widest(rows, "near") + 1,
      widest(rows, "id") + 1,
      title,
      detail,
      widest(rows, "price") + 1,
    ],
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  for (const row of rows) {
    const [named, told] = [withBreaks(row.title, title - 1), withBreaks(row.detail, detail - 1)];
    table.push([row.number, row.near, row.id, named, told, row.price]);
  }
  return table.toString();
}

const TOP_LABELS = 5;
const BAR_WIDTH = 30;

/** The best labels with bars. */
export function printLabels(name: string, labels: readonly LabelProbability[]): void {
  const best = labels
    .slice(0, TOP_LABELS)
    .map(({ label, probability }) => ({ label: plainLine(label), probability }));
  const widest = Math.max(...best.map(({ label }) => stringWidth(label)));
  process.stdout.write(`${name}\n`);
  for (const { label, probability } of best) {
    const percent = `${(probability * 100).toFixed(1)} %`.padStart(7);
    process.stdout.write(
      `  ${label}${" ".repeat(widest - stringWidth(label))} ${percent} ${"█".repeat(Math.round(probability * BAR_WIDTH))}\n`,
    );
  }
}
