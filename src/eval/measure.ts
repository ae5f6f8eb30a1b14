import { setImmediate as nextTurn } from "node:timers/promises";
import type { FacetRole } from "../catalogue/catalogue.js";
import type { ClipEngine } from "../clip/engine.js";
import { ExactIndex } from "../index/exact-index.js";
import { similarity, vectorAt } from "../index/vectors.js";
import { facetPrompts } from "../labels/prompts.js";
import type { Labelled } from "./labelled.js";
import {
  type ClassFigures,
  classFigures,
  mean,
  precisionAt,
  type RankFigures,
  rankFigures,
} from "./metrics.js";

const BATCH = 64;
/** Scores above this are the same picture twice: finding it again proves nothing. */
const SAME_PICTURE = 0.99999;
/** Colour and kind are asked together where at least so many products have both: enough to fill the ten that are judged. */
const LEAST_RELEVANT = 10;
/** In a catalogue up to this size few pairs have ten: every pair is asked, and R-precision is the figure to look at. */
const SMALL_CATALOGUE = 5000;
const DEPTH = 10;

export async function encodeTexts(engine: ClipEngine, texts: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += BATCH) {
    vectors.push(...(await engine.encodeTexts(texts.slice(at, at + BATCH))));
  }
  return vectors;
}

/** Where the first right row stands, from 1; of rows that score the same, the earlier stands first. */
function rankOf(
  query: Float32Array,
  gallery: Labelled,
  rows: readonly number[],
  right: ReadonlySet<number>,
): number {
  const { values, dimension } = gallery.vectors;
  const scores = rows.map((row) => similarity(query, values, row * dimension));
  let best = { score: Number.NEGATIVE_INFINITY, at: -1 };
  for (const [at, row] of rows.entries()) {
    const score = scores[at] ?? Number.NEGATIVE_INFINITY;
    if (right.has(row) && score > best.score) best = { score, at };
  }
  let rank = 1;
  for (const [at, score] of scores.entries()) {
    if (score > best.score || (score === best.score && at < best.at)) rank++;
  }
  return rank;
}

/** Title → picture: every row with that title is right. */
export async function titleToPicture(
  engine: ClipEngine,
  gallery: Labelled,
  rows: readonly number[],
  queries: readonly number[],
): Promise<RankFigures> {
  const byTitle = new Map<string, Set<number>>();
  for (const row of rows) {
    const title = gallery.title(row);
    byTitle.set(title, (byTitle.get(title) ?? new Set()).add(row));
  }
  const vectors = await encodeTexts(
    engine,
    queries.map((row) => gallery.title(row)),
  );
  const ranks: number[] = [];
  for (const [at, row] of queries.entries()) {
    const vector = vectors[at];
    if (vector) ranks.push(rankOf(vector, gallery, rows, byTitle.get(gallery.title(row)) ?? new Set([row])));
    if (at % 16 === 15) await nextTurn();
  }
  return rankFigures(ranks);
}

/** Zero-shot: each picture takes the class whose prompts lie nearest. */
export async function zeroShot(
  engine: ClipEngine,
  gallery: Labelled,
  queries: readonly number[],
  role: FacetRole,
  leastItems: number,
): Promise<ClassFigures> {
  const counts = new Map<string, number>();
  for (const row of queries) {
    const value = gallery.value(row, role);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const classes = [...counts]
    .filter(([, count]) => count >= leastItems)
    .map(([name]) => name)
    .sort();
  const known = new Set(classes);
  const vectors = await classVectors(
    engine,
    classes.map((name) => facetPrompts(role, name)),
  );
  const truth: string[] = [];
  const guessed: string[] = [];
  for (const row of queries) {
    const value = gallery.value(row, role);
    if (value === undefined || !known.has(value)) continue;
    truth.push(value);
    guessed.push(classes[nearest(vectorAt(gallery.vectors, row), vectors)] ?? "");
  }
  return classFigures(truth, guessed);
}

/** The mean of each class's prompts. Its length does not matter to which is nearest only if all are unit: they are made so. */
export async function classVectors(
  engine: ClipEngine,
  prompts: readonly (readonly string[])[],
): Promise<Float32Array[]> {
  const vectors = await encodeTexts(engine, prompts.flat());
  let from = 0;
  return prompts.map((sentences) => {
    const group = vectors.slice(from, from + sentences.length);
    from += sentences.length;
    const sum = new Float32Array(engine.dimension);
    for (const vector of group) for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + value;
    const length = Math.hypot(...sum);
    return sum.map((value) => value / length);
  });
}

export function nearest(vector: Float32Array, candidates: readonly Float32Array[]): number {
  let best = { at: -1, score: Number.NEGATIVE_INFINITY };
  for (const [at, candidate] of candidates.entries()) {
    const score = similarity(vector, candidate, 0);
    if (score > best.score) best = { at, score };
  }
  return best.at;
}

export interface FacetPrecision {
  readonly queries: number;
  readonly kind: number;
  readonly colour: number;
  readonly both: number;
}

const allowRows = (size: number, rows: readonly number[]) => {
  const allowed = new Uint8Array(size);
  for (const row of rows) allowed[row] = 1;
  return allowed;
};

function judge(
  gallery: Labelled,
  found: readonly number[],
  kind: string | undefined,
  colour: string | undefined,
) {
  const kinds = found.map((row) => gallery.value(row, "kind") === kind);
  const colours = found.map((row) => gallery.value(row, "colour") === colour);
  return { kinds, colours, both: kinds.map((right, at) => right && colours[at] === true) };
}

/** "blue shirts": the first ten, and for small catalogues as many as there are of them (R-precision). */
export async function colourAndKind(
  engine: ClipEngine,
  gallery: Labelled,
  rows: readonly number[],
): Promise<FacetPrecision & { readonly rPrecision: number }> {
  const groups = new Map<string, { kind: string; colour: string; count: number }>();
  for (const row of rows) {
    const kind = gallery.value(row, "kind");
    const colour = gallery.value(row, "colour");
    if (kind === undefined || colour === undefined) continue;
    const text = `${colour} ${kind}`.toLowerCase();
    const group = groups.get(text) ?? { kind, colour, count: 0 };
    groups.set(text, { ...group, count: group.count + 1 });
  }
  const least = rows.length > SMALL_CATALOGUE ? LEAST_RELEVANT : 1;
  const asked = [...groups].filter(([, { count }]) => count >= least).sort(([a], [b]) => (a < b ? -1 : 1));
  const vectors = await encodeTexts(
    engine,
    asked.map(([text]) => text),
  );
  const index = new ExactIndex(gallery.vectors);
  const allowed = allowRows(gallery.size, rows);
  const figures = { kind: [] as number[], colour: [] as number[], both: [] as number[], r: [] as number[] };
  for (const [at, [, { kind, colour, count }]] of asked.entries()) {
    const vector = vectors[at];
    if (!vector) continue;
    const found = (await index.search(vector, Math.max(DEPTH, count), allowed)).map(({ row }) => row);
    const { kinds, colours, both } = judge(gallery, found, kind, colour);
    figures.kind.push(precisionAt(DEPTH, kinds));
    figures.colour.push(precisionAt(DEPTH, colours));
    figures.both.push(precisionAt(DEPTH, both));
    figures.r.push(precisionAt(count, both));
  }
  return {
    queries: figures.kind.length,
    kind: mean(figures.kind),
    colour: mean(figures.colour),
    both: mean(figures.both),
    rPrecision: mean(figures.r),
  };
}

/** Picture → picture: how many of the ten nearest others are of its kind, of its colour, of both. */
export async function pictureToPicture(
  gallery: Labelled,
  rows: readonly number[],
  queries: readonly number[],
): Promise<FacetPrecision> {
  const index = new ExactIndex(gallery.vectors);
  const allowed = allowRows(gallery.size, rows);
  const figures = { kind: [] as number[], colour: [] as number[], both: [] as number[] };
  for (const query of queries) {
    const kind = gallery.value(query, "kind");
    const colour = gallery.value(query, "colour");
    if (kind === undefined && colour === undefined) continue;
    // Copies of the query itself are left out, so more are asked for than are looked at.
    const hits = await index.search(vectorAt(gallery.vectors, query), DEPTH * 4, allowed);
    const found = hits
      .filter(({ row, score }) => row !== query && score < SAME_PICTURE)
      .map(({ row }) => row);
    const { kinds, colours, both } = judge(gallery, found.slice(0, DEPTH), kind, colour);
    figures.kind.push(precisionAt(DEPTH, kinds));
    figures.colour.push(precisionAt(DEPTH, colours));
    figures.both.push(precisionAt(DEPTH, both));
  }
  return {
    queries: figures.kind.length,
    kind: mean(figures.kind),
    colour: mean(figures.colour),
    both: mean(figures.both),
  };
}
