import { createHash } from "node:crypto";
import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import { heldOutRows } from "../catalogue/held-out.js";
import type { ClipEngine } from "../clip/engine.js";
import { createLabeller } from "../labels/labeller.js";
import type { Searcher, SearchQuery } from "../search/query.js";
import { MemoryRetriever } from "../search/retrieval/memory-retriever.js";
import { createSearcher } from "../search/searcher.js";
import { kindsAtLarge } from "../search/thesaurus/thesaurus.js";
import { sampleRows } from "./choose-rows.js";
import { mean, precisionAt, type RankFigures, rankFigures } from "./metrics.js";
import { facetQueries, type JudgedQuery, titleQueries } from "./search-queries.js";

/** Hits that are judged. */
const DEPTH = 10;
/** Titles are looked for so deep; what comes later counts as not found. */
const TITLE_DEPTH = 100;

/** A way to search, so that each part of it can be seen to be worth its place. */
interface Variant {
  readonly name: string;
  readonly searcher: Searcher;
  readonly options: Pick<SearchQuery, "alpha" | "readFilters">;
}

export interface SearchFigures {
  readonly name: string;
  readonly titles: RankFigures;
  /** Colour, kind and gender; precision of the first ten, of as many as there are. */
  readonly facets: number;
  /** Words that no right title has; the same. */
  readonly paraphrases?: number;
}

/** "In red" beside a product: of the first ten. */
export interface CombinedFigures {
  readonly queries: number;
  readonly kind: number;
  readonly colour: number;
  readonly both: number;
}

export interface SearchEvaluation {
  /** Products that may be found: those that neither training nor tuning saw. */
  readonly gallery: number;
  readonly titles: number;
  readonly facets: number;
  readonly paraphrases: number;
  readonly variants: readonly SearchFigures[];
  readonly combined: { readonly look: CombinedFigures; readonly words: CombinedFigures };
}

export interface SearchEvaluationInput {
  readonly engine: ClipEngine;
  readonly catalogue: FolderCatalogue;
  readonly paraphrases: readonly JudgedQuery[];
  /** Questions of each sort, at most. */
  readonly sample: number;
  readonly seed: number;
}

/** Rows that are kept for measuring, told by titles and the pictures' bytes as training tells them. */
export async function keptRows(catalogue: FolderCatalogue): Promise<number[]> {
  const keys: string[] = [];
  for (let row = 0; row < catalogue.size; row++) {
    const { bytes } = await catalogue.pictureOf(row);
    keys.push(createHash("sha1").update(bytes).digest("hex"));
  }
  return heldOutRows({
    size: catalogue.size,
    title: (row) => catalogue.title(row),
    pictureKey: (row) => keys[row] ?? "",
  });
}

function variantsOf(engine: ClipEngine, catalogue: FolderCatalogue): Variant[] {
  const searcher = createSearcher(engine, catalogue, new MemoryRetriever(catalogue));
  const asSpelt = createSearcher(engine, catalogue, new MemoryRetriever(catalogue, new Map()));
  return [
    { name: "CLIP only", searcher, options: { alpha: 1 } },
    { name: "BM25 only", searcher: asSpelt, options: { alpha: 0 } },
    { name: "BM25 with the thesaurus", searcher, options: { alpha: 0 } },
    { name: "hybrid without the thesaurus", searcher: asSpelt, options: {} },
    { name: "hybrid", searcher, options: {} },
    { name: "hybrid + filters read", searcher, options: { readFilters: true } },
  ];
}

async function precision(
  { searcher, options }: Variant,
  queries: readonly JudgedQuery[],
  relevant: readonly number[],
): Promise<number> {
  const shares: number[] = [];
  for (const [at, { text, isRight }] of queries.entries()) {
    const { hits } = await searcher.search({ ...options, text, limit: DEPTH });
    const most = Math.min(DEPTH, relevant[at] ?? 0);
    shares.push(
      (precisionAt(
        DEPTH,
        hits.map(({ entry }) => isRight(entry)),
      ) *
        DEPTH) /
        most,
    );
  }
  return mean(shares);
}

async function ranks({ searcher, options }: Variant, queries: readonly JudgedQuery[]): Promise<RankFigures> {
  const found: number[] = [];
  for (const { text, isRight } of queries) {
    const { hits } = await searcher.search({ ...options, text, limit: TITLE_DEPTH });
    const at = hits.findIndex(({ entry }) => isRight(entry));
    found.push(at < 0 ? Number.POSITIVE_INFINITY : at + 1);
  }
  return rankFigures(found);
}

/** Of a product's lookalikes "in COLOUR", how many have its kind and that colour; and by the look alone, to compare. */
async function combined(
  searcher: Searcher,
  catalogue: FolderCatalogue,
  rows: readonly number[],
  words: boolean,
): Promise<CombinedFigures> {
  const colours = catalogue.facets.find(({ role }) => role === "colour")?.values ?? [];
  const figures = { kind: [] as number[], colour: [] as number[], both: [] as number[] };
  for (const [at, row] of rows.entries()) {
    const [id, value] = [catalogue.id(row), catalogue.value(row, "kind")];
    // The commonest colours in turn, never the product's own.
    const others = colours.slice(0, DEPTH).filter((one) => one.value !== catalogue.value(row, "colour"));
    const colour = others[at % Math.max(1, others.length)]?.value;
    if (value === undefined || colour === undefined) continue;
    const text = words ? { text: `in ${colour.toLowerCase()}`, readFilters: true } : {};
    const { hits } = await searcher.search({ likeIds: [id], limit: DEPTH, ...text });
    const kinds = hits.map(({ entry }) => entry.value("kind") === value);
    const right = hits.map(({ entry }) => entry.value("colour") === colour);
    figures.kind.push(precisionAt(DEPTH, kinds));
    figures.colour.push(precisionAt(DEPTH, right));
    figures.both.push(
      precisionAt(
        DEPTH,
        kinds.map((kind, n) => kind && right[n] === true),
      ),
    );
  }
  return {
    queries: figures.kind.length,
    kind: mean(figures.kind),
    colour: mean(figures.colour),
    both: mean(figures.both),
  };
}

/** Every way of searching, over the products that are kept for measuring, by questions about them. */
export async function evaluateSearch(input: SearchEvaluationInput): Promise<SearchEvaluation> {
  const { engine, sample, seed } = input;
  const kept = await keptRows(input.catalogue);
  const shown = new Uint8Array(input.catalogue.size);
  for (const row of kept) shown[row] = 1;
  const catalogue = input.catalogue.showing(shown);
  const entries = kept.map((row) => catalogue.entry(row));
  const countOf = ({ isRight }: JudgedQuery) => entries.filter(isRight).length;
  const asked = sampleRows(kept, sample, seed);
  const titles = titleQueries(catalogue, asked);
  const facets = facetQueries(catalogue, kept, sample, seed);
  const paraphrases = input.paraphrases.filter((query) => countOf(query) > 0);
  const [facetCounts, paraphraseCounts] = [facets.map(countOf), paraphrases.map(countOf)];
  const variants: SearchFigures[] = [];
  for (const variant of variantsOf(engine, catalogue)) {
    variants.push({
      name: variant.name,
      titles: await ranks(variant, titles),
      facets: await precision(variant, facets, facetCounts),
      ...(paraphrases.length === 0
        ? {}
        : { paraphrases: await precision(variant, paraphrases, paraphraseCounts) }),
    });
  }
  const labeller = createLabeller(engine, catalogue, kindsAtLarge(catalogue));
  const searcher = createSearcher(engine, catalogue, new MemoryRetriever(catalogue), labeller);
  const lookalikes = (words: boolean) => combined(searcher, catalogue, asked, words);
  return {
    gallery: kept.length,
    titles: titles.length,
    facets: facets.length,
    paraphrases: paraphrases.length,
    variants,
    combined: { look: await lookalikes(false), words: await lookalikes(true) },
  };
}
