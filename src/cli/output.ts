import Table from "cli-table3";
import type { Catalogue } from "../catalogue/catalogue.js";
import { priceText } from "../chat/phrases.js";
import { detailOf } from "../chat/show-hit.js";
import type { LabelProbability } from "../labels/labeller.js";
import { filterParts } from "../search/filters.js";
import type { Hit, SearchResult } from "../search/query.js";
import { plainLine } from "../terminal/plain-text.js";

/** Columns of a terminal that does not tell. */
const WIDTH = 100;
const LEAST_WIDTH = 50;

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
export function jsonHit(catalogue: Catalogue, hit: Hit) {
  const { id, title, attributes, price, currency, url } = catalogue.product(hit.row);
  return {
    id,
    title,
    score: hit.score,
    attributes,
    ...(hit.closeness ? { closeness: hit.closeness } : {}),
    ...(price === undefined ? {} : { price, ...(currency === undefined ? {} : { currency }) }),
    ...(url === undefined ? {} : { url }),
    ...(hit.folded ? { alike: hit.folded.map((row) => catalogue.product(row).id) } : {}),
  };
}

/** The answer to a search as `--json` shows it. */
export function jsonAnswer(query: string, result: SearchResult, catalogue: Catalogue, openMs: number) {
  return {
    query,
    results: result.hits.map((hit) => jsonHit(catalogue, hit)),
    nothingClose: result.nothingClose,
    filters: result.filters,
    timings: { openMs, ...result.timings },
  };
}

/** The same for people: a table as wide as the terminal. Titles are strangers' words, so nothing in them steers it. */
export function printHits(result: SearchResult, catalogue: Catalogue, offset: number): void {
  const filters = filterParts(result.filters).map(({ label }) => plainLine(label));
  if (filters.length > 0) process.stdout.write(`Only ${filters.join(" · ")}\n`);
  if (result.hits.length === 0) {
    process.stdout.write("No product fits; leave a filter out to see more.\n");
    return;
  }
  if (result.nothingClose)
    process.stdout.write("Nothing like that in this catalogue; the nearest are these.\n");
  process.stdout.write(`${hitTable(result.hits, catalogue, offset, process.stdout.columns ?? WIDTH)}\n`);
}

/** Columns: number, score, id, title, attributes, price. Titles and attributes share what the others leave. */
export function hitTable(hits: readonly Hit[], catalogue: Catalogue, offset: number, width: number): string {
  const rows = hits.map((hit, at) => {
    const product = catalogue.product(hit.row);
    const near = hit.closeness ? `${hit.score.toFixed(3)} ${hit.closeness}` : hit.score.toFixed(3);
    const price = product.price === undefined ? "" : priceText(product.price, product.currency);
    const folded = hit.folded ? ` (+${hit.folded.length} alike)` : "";
    return [
      String(offset + at + 1),
      near,
      product.id,
      product.title + folded,
      detailOf(catalogue, hit.row),
      price,
    ].map(plainLine);
  });
  const widest = (column: number) => Math.max(...rows.map((row) => (row[column] ?? "").length));
  const fixed = [0, 1, 2, 5].map((column) => Math.min(30, widest(column)) + 1);
  const room = Math.max(LEAST_WIDTH, width) - fixed.reduce((sum, one) => sum + one + 1, 0) - 2;
  const title = Math.max(15, Math.min(widest(3) + 1, Math.floor(room * 0.55)));
  const detail = Math.max(15, Math.min(widest(4) + 1, room - title));
  const [number = 3, score = 8, id = 10, price = 1] = fixed;
  const table = new Table({
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 1, head: [], border: [] },
    colWidths: [number, score, id, title, detail, price],
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  table.push(...rows);
  return table.toString();
}

const TOP_LABELS = 5;
const BAR_WIDTH = 30;

/** The best labels with bars. */
export function printLabels(name: string, labels: readonly LabelProbability[]): void {
  const best = labels
    .slice(0, TOP_LABELS)
    .map(({ label, probability }) => ({ label: plainLine(label), probability }));
  const widest = Math.max(...best.map(({ label }) => label.length));
  process.stdout.write(`${name}\n`);
  for (const { label, probability } of best) {
    const percent = `${(probability * 100).toFixed(1)} %`.padStart(7);
    process.stdout.write(
      `  ${label.padEnd(widest)} ${percent} ${"█".repeat(Math.round(probability * BAR_WIDTH))}\n`,
    );
  }
}
