import { readFile, stat } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import { openPictureFolder } from "../catalogue/importers/picture-folder.js";
import type { Source } from "../catalogue/importers/source.js";
import { openCatalogue } from "../catalogue/open.js";
import type { ClipEngine } from "../clip/engine.js";
import { openEngine } from "../clip/open-engine.js";
import type { Config } from "../config.js";
import { HaberdasherError } from "../errors.js";
import { rowsOfIds, sampleRows } from "../eval/choose-rows.js";
import { evaluate, evaluatePhotos, evaluateRefusals } from "../eval/evaluate.js";
import { type Labelled, labelledCatalogue, labelledSource } from "../eval/labelled.js";
import { evaluationRows, photoRows, refusalRows, searchRows } from "../eval/report.js";
import { paraphraseQueries } from "../eval/search-queries.js";
import { evaluateSearch } from "../eval/search-table.js";
import { MemoryRetriever } from "../search/retrieval/memory-retriever.js";
import { createSearcher } from "../search/searcher.js";
import { figureTable } from "./figure-table.js";
import { printJson } from "./output.js";
import { addShopOptions, downloadNotices, type ShopOptions, shopConfig } from "./shop-options.js";
import { addSourceOptions, openNamedSource, positiveWhole, type SourceOptions } from "./source-options.js";

interface EvalOptions extends ShopOptions, SourceOptions {
  readonly from?: string;
  readonly limit?: number;
  readonly rows?: string;
  readonly sample: number;
  readonly seed: number;
  readonly gallery: "all" | "queries";
  readonly images?: string;
  readonly offTopic?: string;
  readonly onTopic?: string;
  readonly search?: boolean;
  readonly paraphrases?: string;
  readonly json?: boolean;
}

/** More queries than this take minutes and move the figures by less than a hundredth. */
const DEFAULT_SAMPLE = 2000;

async function readText(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new HaberdasherError("not-found", `There is no file ${path}: check the path.`, { cause });
  });
  if (text.trim() === "") throw new HaberdasherError("bad-request", `There is nothing in ${path}.`);
  return text;
}

async function openPhotos(folder: string): Promise<Source> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return openPictureFolder(folder, folder);
  throw new HaberdasherError("not-found", `There is no folder ${folder}: check the path.`);
}

/** What cannot be asked together, before anything is opened. */
function checkAsked({ from, search, paraphrases, offTopic, onTopic }: EvalOptions): void {
  const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);
  if (from !== undefined && search) throw wrong("Searching is measured on a catalogue: leave --from out.");
  if (from !== undefined && (offTopic ?? onTopic) !== undefined)
    throw wrong("Refusals are measured on a catalogue: leave --from out.");
  if (paraphrases !== undefined && !search)
    throw wrong("Paraphrases are one of the ways of asking that --search measures: add it.");
}

/** Whether the photos are all that is asked for. */
function onlyPhotos({ images, catalogue, from, rows, search, offTopic, onTopic }: EvalOptions): boolean {
  return (
    images !== undefined &&
    !search &&
    [catalogue, from, rows, offTopic, onTopic].every((one) => one === undefined)
  );
}

/** The texts that are asked and measured by, by the option that named their file. */
type Texts = Readonly<Record<"rows" | "paraphrases" | "offTopic" | "onTopic", string | undefined>>;

/** All of them before anything is measured: a file that cannot be read is said at once, not after minutes. */
async function readTexts(options: EvalOptions): Promise<Texts> {
  const read = async (path: string | undefined) => (path === undefined ? undefined : readText(path));
  return {
    rows: await read(options.rows),
    paraphrases: await read(options.paraphrases),
    offTopic: await read(options.offTopic),
    onTopic: await read(options.onTopic),
  };
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

async function openLabelled(
  options: EvalOptions,
  config: Config,
  engine: ClipEngine,
): Promise<{ labelled: Labelled; catalogue?: FolderCatalogue }> {
  if (options.from === undefined) {
    const catalogue = await openCatalogue(config.catalogue, engine);
    return { labelled: labelledCatalogue(catalogue), catalogue };
  }
  const source = await openNamedSource(options.from, options, config);
  const until = Math.min(source.total, options.limit ?? Number.POSITIVE_INFINITY);
  const labelled = await labelledSource(source, engine, { until, signal: new AbortController().signal });
  if (labelled.skipped > 0) {
    const many = labelled.skipped === 1 ? "1 row" : `${labelled.skipped} rows`;
    process.stderr.write(`${many} could not be taken.\n`);
  }
  return { labelled };
}

async function evaluateProducts(options: EvalOptions, texts: Texts, config: Config, engine: ClipEngine) {
  const { labelled, catalogue } = await openLabelled(options, config, engine);
  try {
    const all = Array.from({ length: labelled.size }, (_, row) => row);
    const named = texts.rows === undefined ? all : rowsOfIds(labelled, texts.rows);
    const queries = sampleRows(named, options.sample, options.seed);
    const gallery = options.gallery === "all" ? all : named;
    const products = await evaluate({ engine, labelled, gallery, queries, ...(catalogue && { catalogue }) });
    const searcher =
      catalogue?.manifest.calibration && createSearcher(engine, catalogue, new MemoryRetriever(catalogue));
    const refusals = async (text: string | undefined) => {
      if (text === undefined) return undefined;
      if (!searcher) {
        throw new HaberdasherError(
          "bad-request",
          "Refusals are measured on a calibrated catalogue: build this one anew.",
        );
      }
      return evaluateRefusals(searcher, linesOf(text));
    };
    const [offTopic, onTopic] = [await refusals(texts.offTopic), await refusals(texts.onTopic)];
    const search = options.search && catalogue && (await searchTable(options, texts, engine, catalogue));
    return {
      products,
      ...(search && { search }),
      ...(offTopic && { offTopic }),
      ...(onTopic && { onTopic }),
    };
  } finally {
    await catalogue?.close();
  }
}

async function searchTable(
  { sample, seed }: EvalOptions,
  texts: Texts,
  engine: ClipEngine,
  catalogue: FolderCatalogue,
) {
  const paraphrases = texts.paraphrases === undefined ? [] : paraphraseQueries(texts.paraphrases);
  return evaluateSearch({ engine, catalogue, paraphrases, sample, seed });
}

async function runEval(options: EvalOptions): Promise<void> {
  checkAsked(options);
  const config = shopConfig(options);
  const texts = await readTexts(options);
  const folder = options.images === undefined ? undefined : await openPhotos(options.images);
  const engine = await openEngine({ ...config, onProgress: downloadNotices(process.stderr) });
  try {
    const figures = onlyPhotos(options) ? undefined : await evaluateProducts(options, texts, config, engine);
    const photos = folder && (await evaluatePhotos(engine, folder, new AbortController().signal));
    if (photos?.skipped)
      process.stderr.write(
        `${photos.skipped === 1 ? "1 photo" : `${photos.skipped} photos`} could not be taken: damaged, or in no folder that says what they show.\n`,
      );
    if (options.json) {
      printJson({ ...figures, ...(photos && { photos }) });
      return;
    }
    const rows = [
      ...(figures ? evaluationRows(figures.products) : []),
      ...(figures?.search ? searchRows(figures.search) : []),
      ...(figures?.offTopic ? [refusalRows("off-topic words refused", figures.offTopic)] : []),
      ...(figures?.onTopic ? [refusalRows("fashion words refused", figures.onTopic)] : []),
      ...(photos ? photoRows(photos) : []),
    ];
    process.stdout.write(`${figureTable(["measured", "over", "figures"], rows)}\n`);
  } finally {
    await engine.close();
  }
}

export function addEval(program: Command): void {
  const command = program
    .command("eval")
    .description(
      "Measure model and index on labelled products: the catalogue's own, another source's, photos in folders",
    );
  addShopOptions(command)
    .option("--from <source>", "any source that index takes, encoded now, instead of a catalogue")
    .option("--limit <rows>", "only the source's first rows", positiveWhole)
    .option("--rows <file>", "ask only the products whose ids stand in this file, one a line")
    .option("--sample <number>", "ask at most so many", positiveWhole, DEFAULT_SAMPLE)
    .option("--seed <number>", "which of them", positiveWhole, 1)
    .addOption(
      new Option("--gallery <which>", "find among all products, or only among those of --rows")
        .choices(["all", "queries"])
        .default("all"),
    )
    .option("--images <folder>", "photos in folders named by what they show: zero-shot by the folders' names")
    .option("--search", "ways of searching side by side, on products kept from training and tuning")
    .option("--paraphrases <file>", "with --search: queries and the attributes that are right, in columns")
    .option("--off-topic <file>", "texts that should be refused, one a line")
    .option("--on-topic <file>", "texts that should be answered, one a line");
  addSourceOptions(command).action(runEval);
}
