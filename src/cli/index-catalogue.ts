import { rm } from "node:fs/promises";
import { basename, relative } from "node:path";
import type { Command } from "commander";
import { type BuildSummary, buildCatalogue, reportOf } from "../catalogue/build/build.js";
import type { FacetRole } from "../catalogue/catalogue.js";
import { readManifest } from "../catalogue/open.js";
import {
  foreignAddress,
  isAddress,
  isDatabaseAddress,
  withoutPassword,
} from "../catalogue/postgres/address.js";
import { prepareDatabase } from "../catalogue/postgres/load.js";
import { openEngine } from "../clip/open-engine.js";
import type { Config } from "../config.js";
import { friendlySentence, HaberdasherError } from "../errors.js";
import { calibrate } from "../search/calibration/calibrate.js";
import { duration, type ProgressDisplay, progressDisplay, wholeNumber } from "./build-progress.js";
import { isBuilt, loadDatabase, stagedCatalogue, stagingFolder } from "./load-database.js";
import { addModelOption, downloadNotices, nonBlank, shopConfig } from "./shop-options.js";
import {
  addSourceOptions,
  collectRole,
  openNamedSource,
  positiveWhole,
  refuseReadingOptions,
  type SourceOptions,
} from "./source-options.js";

interface IndexOptions extends SourceOptions {
  readonly from: string;
  readonly to: string;
  readonly name?: string;
  readonly limit?: number;
  readonly role?: Record<string, FacetRole>;
  readonly model?: string;
  readonly json?: boolean;
}

/** The exit status that shells expect after Ctrl-C. */
const INTERRUPTED = 130;

type Summary = Omit<BuildSummary, "skipped">;

function summaryLines({ manifest, report, resumed, seconds }: Summary, to: string): string[] {
  const { count, skipped } = manifest;
  const perSecond = Math.round((count + skipped - resumed) / seconds);
  // Of a handful of rows there is no pace to speak of.
  const rate = perSecond > 1 ? ` (${wholeNumber(perSecond)} rows a second)` : "";
  const products = count === 1 ? "1 product is" : `${wholeNumber(count)} products are`;
  const lines = [`${products} indexed in ${to}, in ${duration(seconds)}${rate}.`];
  if (report !== undefined) {
    const many = skipped === 1 ? "1 row was" : `${wholeNumber(skipped)} rows were`;
    lines.push(`${many} skipped; ${relative("", report)} says which and why.`);
  }
  return lines;
}

/** Loads what is built already. */
async function loadBuilt(
  options: IndexOptions,
  address: string,
  display: ProgressDisplay,
  signal: AbortSignal,
): Promise<void> {
  const { from, json } = options;
  refuseReadingOptions(
    options,
    (["name", "limit", "role", "model"] as const).filter((option) => options[option] !== undefined),
  );
  const manifest = await loadDatabase(from, address, display, signal);
  display.stop();
  const shown = withoutPassword(address);
  process.stdout.write(
    json ? `${JSON.stringify({ manifest })}\n` : `${wholeNumber(manifest.count)} products are in ${shown}.\n`,
  );
}

/** A website's folder of pictures may have a manifest, too; a catalogue's tables are no source. */
async function refuseBuilt(folder: string): Promise<void> {
  const manifest = await readManifest(folder).catch(() => undefined);
  if (!manifest) return;
  throw new HaberdasherError(
    "bad-request",
    `${folder} is a catalogue already: it can go into a database as it is; into a folder, name what it was made from (${manifest.source}).`,
  );
}

interface Stopping {
  readonly signal: AbortSignal;
  /** From now on a signal of the system aborts `signal`; before, it ends the process. */
  keepWhatIsDone(): void;
}

/** Builds into a folder, or into a database by way of one. */
async function build(
  options: IndexOptions,
  config: Config,
  address: string | undefined,
  display: ProgressDisplay,
  { signal, keepWhatIsDone }: Stopping,
): Promise<Summary> {
  const started = performance.now();
  if (address !== undefined) await prepareDatabase(address);
  const source = await openNamedSource(options.from, options, config);
  const { limit, role: roles } = options;
  const name = options.name ?? (address === undefined ? undefined : basename(source.spec));
  const read = {
    ...(name !== undefined && { name }),
    ...(limit !== undefined && { limit }),
    ...(roles !== undefined && { roles }),
  };
  const folder =
    address === undefined ? options.to : stagingFolder(config.stateDir, source.identity, address, read);
  const engine = await openEngine({ ...config, onProgress: downloadNotices(process.stderr) });
  try {
    keepWhatIsDone();
    for (const notice of source.notices) display.note(notice);
    const staged = address === undefined ? undefined : await stagedCatalogue(folder, engine);
    if (staged) display.note("Going on where the last run stopped: the catalogue is built.");
    const summary = staged
      ? {
          manifest: staged,
          resumed: staged.count + staged.skipped,
          report: reportOf(folder, staged),
          seconds: (performance.now() - started) / 1000,
        }
      : await buildCatalogue({
          source,
          folder,
          engine,
          calibrate,
          signal,
          onProgress: display.show,
          onNotice: display.note,
          ...read,
        });
    if (address !== undefined) {
      await loadDatabase(folder, address, display, signal);
      await rm(folder, { recursive: true });
    }
    return summary;
  } finally {
    await engine.close();
  }
}

async function indexCatalogue(options: IndexOptions): Promise<void> {
  const config = shopConfig(options);
  const display = progressDisplay(process.stderr);
  const stop = new AbortController();
  const interrupt = () => stop.abort(new HaberdasherError("cancelled", "Stopped."));
  // Until there is something to keep, such as while a model is downloaded, a signal ends it where it is.
  const keepWhatIsDone = () => process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    const address = isDatabaseAddress(options.to) ? options.to : undefined;
    if (address === undefined && isAddress(options.to)) throw foreignAddress(options.to);
    if (address !== undefined && isBuilt(options.from)) {
      keepWhatIsDone();
      await loadBuilt(options, address, display, stop.signal);
      return;
    }
    if (isBuilt(options.from)) await refuseBuilt(options.from);
    const summary = await build(options, config, address, display, { signal: stop.signal, keepWhatIsDone });
    display.stop();
    const { manifest, resumed, report, seconds } = summary;
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ manifest, skipped: manifest.skipped, resumed, report, seconds })}\n`
        : `${summaryLines(summary, withoutPassword(options.to)).join("\n")}\n`,
    );
  } catch (thrown) {
    if (!stop.signal.aborted) throw thrown;
    display.stop();
    process.stderr.write(`${friendlySentence(thrown)}\n`);
    process.exitCode = INTERRUPTED;
  } finally {
    display.stop();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

export function addIndex(program: Command): void {
  const command = program
    .command("index")
    .description("Build a catalogue from a source of products; a run that was stopped goes on where it was")
    .requiredOption(
      "--from <source>",
      "parquet file or folder, hub data set (owner/name), CSV, TSV or JSONL file, Kaggle's folder, folder of pictures, or (into a database) a built catalogue",
      nonBlank,
    )
    .requiredOption(
      "--to <folder>",
      "the catalogue's folder, or the postgres:// address of a database; what is there is replaced when the new one is whole",
      nonBlank,
    )
    .option("--name <name>", 'what people read: "Summer shop"', nonBlank)
    .option("--limit <rows>", "only the first rows", positiveWhole)
    .option("--role <attribute=role>", "what an attribute means, when its name does not tell", collectRole)
    .option("--json", "one JSON document on standard output");
  addSourceOptions(addModelOption(command)).action(indexCatalogue);
}
