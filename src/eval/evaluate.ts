import { ingest } from "../catalogue/build/ingest.js";
import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import type { Source } from "../catalogue/importers/source.js";
import type { ClipEngine } from "../clip/engine.js";
import { ExactIndex } from "../index/exact-index.js";
import { meanRecall } from "../index/recall.js";
import { vectorAt } from "../index/vectors.js";
import { labelPrompts } from "../labels/prompts.js";
import type { Searcher } from "../search/query.js";
import type { Labelled } from "./labelled.js";
import {
  classVectors,
  colourAndKind,
  encodeTexts,
  nearest,
  pictureToPicture,
  titleToPicture,
  zeroShot,
} from "./measure.js";
import { type ClassFigures, classFigures, mean } from "./metrics.js";

/** Below this a class has too few items to be a fair question. */
export const FAIR_CLASS = 20;
/** Index recall is measured on so many of the queries. */
const RECALL_QUERIES = 500;

export interface Evaluation {
  readonly model: string;
  readonly gallery: number;
  readonly queries: number;
  readonly titleToPicture: Awaited<ReturnType<typeof titleToPicture>>;
  readonly zeroShot: Readonly<
    Record<"kind" | "colour", { readonly fair: ClassFigures; readonly all: ClassFigures }>
  > & {
    /** Where products have one. */
    readonly pattern?: ClassFigures;
  };
  readonly colourAndKind: Awaited<ReturnType<typeof colourAndKind>>;
  readonly pictureToPicture: Awaited<ReturnType<typeof pictureToPicture>>;
  readonly indexRecall?: {
    readonly k: number;
    readonly ef: number;
    readonly titles: number;
    readonly pictures: number;
  };
}

export interface EvaluationInput {
  readonly engine: ClipEngine;
  readonly labelled: Labelled;
  /** Rows that may be found. */
  readonly gallery: readonly number[];
  /** Rows whose titles and pictures are asked. */
  readonly queries: readonly number[];
  /** The catalogue's index, where there is one. */
  readonly catalogue?: FolderCatalogue;
}

async function indexRecall({ engine, labelled, queries, catalogue }: EvaluationInput) {
  if (!catalogue) return undefined;
  const exact = new ExactIndex(labelled.vectors);
  const asked = queries.slice(0, RECALL_QUERIES);
  const k = Math.min(10, labelled.size);
  const recallOf = async (vectors: readonly Float32Array[]) => {
    const truths = [];
    for (const vector of vectors) truths.push(await exact.search(vector, k));
    return meanRecall(catalogue.index, vectors, truths);
  };
  return {
    k,
    ef: catalogue.manifest.index.ef,
    titles: await recallOf(
      await encodeTexts(
        engine,
        asked.map((row) => labelled.title(row)),
      ),
    ),
    pictures: await recallOf(asked.map((row) => vectorAt(labelled.vectors, row))),
  };
}

/** Every figure over one set of labelled products. The same input gives the same figures. */
export async function evaluate(input: EvaluationInput): Promise<Evaluation> {
  const { engine, labelled, gallery, queries } = input;
  const classesOf = async (role: "kind" | "colour") => ({
    fair: await zeroShot(engine, labelled, queries, role, FAIR_CLASS),
    all: await zeroShot(engine, labelled, queries, role, 1),
  });
  const recall = await indexRecall(input);
  const pattern = await zeroShot(engine, labelled, queries, "pattern", 1);
  return {
    model: engine.name,
    gallery: gallery.length,
    queries: queries.length,
    titleToPicture: await titleToPicture(engine, labelled, gallery, queries),
    zeroShot: {
      kind: await classesOf("kind"),
      colour: await classesOf("colour"),
      ...(pattern.items > 0 && { pattern }),
    },
    colourAndKind: await colourAndKind(engine, labelled, gallery),
    pictureToPicture: await pictureToPicture(labelled, gallery, queries),
    ...(recall && { indexRecall: recall }),
  };
}

export interface PhotoEvaluation extends ClassFigures {
  readonly skipped: number;
  readonly perClass: Readonly<Record<string, number>>;
}

/** Photos in folders named by what they show: zero-shot by the folders' names. */
export async function evaluatePhotos(
  engine: ClipEngine,
  source: Source,
  signal: AbortSignal,
): Promise<PhotoEvaluation> {
  const truth: string[] = [];
  const vectors: Float32Array[] = [];
  let skipped = 0;
  for await (const chunk of ingest(source, engine, { from: 0, until: source.total, signal })) {
    for (const row of chunk.rows) {
      const kind = "reason" in row ? undefined : row.product.attributes.kind;
      if ("reason" in row || kind === undefined) skipped++;
      else {
        truth.push(kind);
        vectors.push(row.vector);
      }
    }
  }
  const classes = [...new Set(truth)].sort();
  const names = await classVectors(engine, classes.map(labelPrompts));
  const guessed = vectors.map((vector) => classes[nearest(vector, names)] ?? "");
  const perClass = classes.map((name): [string, number] => {
    const own = guessed.filter((_, at) => truth[at] === name);
    return [name, mean(own.map((guess) => (guess === name ? 1 : 0)))];
  });
  return { ...classFigures(truth, guessed), skipped, perClass: Object.fromEntries(perClass) };
}

export interface RefusalFigures {
  readonly queries: number;
  /** Share of the queries that nothing is close to. */
  readonly refused: number;
}

/** How many of the texts are answered with "nothing like that", as they would be in a chat. */
export async function evaluateRefusals(
  searcher: Searcher,
  texts: readonly string[],
): Promise<RefusalFigures> {
  const refused: number[] = [];
  for (const text of texts) {
    const { nothingClose } = await searcher.search({ text, limit: 1, readFilters: true });
    refused.push(nothingClose ? 1 : 0);
  }
  return { queries: refused.length, refused: mean(refused) };
}
