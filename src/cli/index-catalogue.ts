import { rm } from "node:fs/promises";
import { basename, relative } from "node:path";
import type { Command } from "commander";
import { type BuildSummary, buildCatalogue } from "../catalogue/build/build.js";
import type { FacetRole } from "../catalogue/catalogue.js";
import { isDatabaseAddress, withoutPassword } from "../catalogue/postgres/address.js";
import { openEngine } from "../clip/open-engine.js";
import { friendlySentence, HaberdasherError } from "../errors.js";
import { calibrate } from "../search/calibration/calibrate.js";
import { duration, progressDisplay, wholeNumber } from "./build-progress.js";
import { isBuilt, loadDatabase, stagingFolder } from "./load-database.js";
import { addModelOption, downloadNotices, nonBlank, shopConfig } from "./shop-options.js";
import {
  addSourceOptions,
  collectRole,
  openNamedSource,
  positiveWhole,
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

function summaryLines({ manifest, skipped, report, resumed, seconds }: BuildSummary, to: string): string[] {
  const rows = manifest.count + skipped.length - resumed;
  const rate = rows > 0 && seconds > 0 ? ` (${wholeNumber(rows / seconds)} rows a second)` : "";
  const products = manifest.count === 1 ? "1 product is" : `${wholeNumber(manifest.count)} products are`;
  const lines = [`${products} indexed in ${to}, in ${duration(seconds)}${rate}.`];
  if (report !== undefined) {
    const many = skipped.length === 1 ? "1 row was" : `${wholeNumber(skipped.length)} rows were`;
    lines.push(`${many} skipped; ${relative("", report)} says which and why.`);
  }
  return lines;
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
    if (address !== undefined && isBuilt(options.from)) {
      keepWhatIsDone();
      const manifest = await loadDatabase(options.from, address, display, stop.signal);
      display.stop();
      const shown = withoutPassword(address);
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ manifest })}\n`
          : `${wholeNumber(manifest.count)} products are in ${shown}.\n`,
      );
      return;
    }
    const source = await openNamedSource(options.from, options, config);
    const folder =
      address === undefined ? options.to : stagingFolder(config.stateDir, source.identity, address);
    const name = options.name ?? (address === undefined ? undefined : basename(source.spec));
    const engine = await openEngine({ ...config, onProgress: downloadNotices(process.stderr) });
    try {
      keepWhatIsDone();
      for (const notice of source.notices) display.note(notice);
      const summary = await buildCatalogue({
        source,
        folder,
        engine,
        calibrate,
        signal: stop.signal,
        onProgress: display.show,
        onNotice: display.note,
        ...(name !== undefined && { name }),
        ...(options.limit !== undefined && { limit: options.limit }),
        ...(options.role !== undefined && { roles: options.role }),
      });
      if (address !== undefined) {
        await loadDatabase(folder, address, display, stop.signal);
        await rm(folder, { recursive: true });
      }
      display.stop();
      const { manifest, skipped, resumed, report, seconds } = summary;
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ manifest, skipped: skipped.length, resumed, report, seconds })}\n`
          : `${summaryLines(summary, withoutPassword(options.to)).join("\n")}\n`,
      );
    } finally {
      await engine.close();
    }
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
    .description("build a catalogue from a source of products; a run that was stopped goes on where it was")
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
