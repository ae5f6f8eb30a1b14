/**
 * Goes on training from the starter model on somebody's own catalogue.
 *
 *   npm run train -- --from my-shop/products.csv --to my-model
 */
import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { FacetRole } from "../../../src/catalogue/catalogue.js";
import { indexCommand, quoted } from "../../../src/catalogue/open.js";
import { isDatabaseAddress } from "../../../src/catalogue/postgres/address.js";
import { duration, progressDisplay, wholeNumber } from "../../../src/cli/build-progress.js";
import { fail, usageSentence } from "../../../src/cli/fail.js";
import { printJson } from "../../../src/cli/output.js";
import { nonBlank, shopConfig } from "../../../src/cli/shop-options.js";
import {
  addSourceOptions,
  collectRole,
  openNamedSource,
  positiveWhole,
  readingOptions,
  refuseReadingOptions,
  type SourceOptions,
} from "../../../src/cli/source-options.js";
import { lookAfter } from "../../../src/cli/standard-output.js";
import { findModel } from "../../../src/clip/model-files.js";
import { friendlySentence, HaberdasherError } from "../../../src/errors.js";
import { isBuiltCatalogue, openBuiltCatalogue } from "./built-catalogue.js";
import { leftOut } from "./left-out.js";
import { checkFree } from "./place.js";
import { findPython, type Progress } from "./python.js";
import { reportTable } from "./report.js";
import { type TuneResult, tune } from "./tune.js";

interface Options extends SourceOptions {
  readonly from: string;
  readonly to: string;
  readonly model: string;
  readonly epochs?: number;
  readonly minutes?: number;
  readonly limit?: number;
  readonly role?: Record<string, FacetRole>;
  readonly seed: number;
  readonly json?: boolean;
}

/** The exit status that shells expect after Ctrl-C. */
const INTERRUPTED = 130;
/** A line of progress at most so often. */
const LINE_EVERY_MS = 10_000;

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("write a number above 0");
  return value;
}

function trainingLines(note: (sentence: string) => void): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return ({ step, steps, loss, secondsLeft }) => {
    if (performance.now() - last < LINE_EVERY_MS && step !== steps) return;
    last = performance.now();
    const of = steps === null ? "" : ` of ${wholeNumber(steps)}`;
    note(
      `Training: step ${wholeNumber(step)}${of} · loss ${loss.toFixed(2)} · ${duration(secondsLeft)} left`,
    );
  };
}

/** @param next the command that builds a catalogue with the new model */
function resultLines({ report, skipped }: TuneResult, folder: string, next: string): string[] {
  const { products, trained, chosenOn, measuredOn, share, steps, minutes, better } = report;
  const why = leftOut(skipped);
  return [
    reportTable(report),
    `${wholeNumber(products)} products: ${wholeNumber(trained)} trained on for ${wholeNumber(steps)} steps in ${duration(minutes * 60)}, ` +
      `${wholeNumber(chosenOn)} to choose by, ${wholeNumber(measuredOn)} to report on.`,
    ...(why ? [why] : []),
    ...(better
      ? [
          `The model is in ${folder} (${Math.round(share * 100)} % of the way from the old weights to the trained ones). Build a catalogue with it:`,
          `  ${next}`,
        ]
      : [
          "Training did not make the model better on what was held out, so none is handed over: keep the one you have, " +
            "or try more products, better titles and attributes, or more --epochs.",
        ]),
  ];
}

async function openFrom(options: Options) {
  if (isDatabaseAddress(options.from))
    throw new HaberdasherError(
      "bad-request",
      "Training reads no database: name with --from what the catalogue was made from, or the folder that it was built in.",
    );
  if (!isBuiltCatalogue(options.from)) return openNamedSource(options.from, options, shopConfig({}));
  refuseReadingOptions(options);
  return openBuiltCatalogue(options.from);
}

async function train(options: Options): Promise<void> {
  const display = progressDisplay(process.stderr);
  const stop = new AbortController();
  const interrupt = () => stop.abort(new HaberdasherError("cancelled", "Stopped."));
  try {
    await checkFree(options.to);
    const python = await findPython(process.env.PYTHON);
    const model = await findModel({ ...shopConfig({}), model: options.model });
    const source = await openFrom(options);
    for (const notice of source.notices) display.note(notice);
    // Until here nothing is to be kept, and a signal ends it where it is.
    process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
    const result = await tune({
      ...options,
      ...(options.role && { roles: options.role }),
      columns: Object.entries(options).filter(([name]) => name.endsWith("Column")),
      source,
      model,
      folder: resolve(options.to),
      python,
      signal: stop.signal,
      onPictures: display.show,
      onTraining: trainingLines(display.note),
      onNote: display.note,
    });
    display.stop();
    if (options.json) printJson({ ...result.report, skipped: result.skipped.length });
    else {
      const next = `CLIP_MODEL=${quoted(options.to)} ${indexCommand("my-catalogue", source.spec)}${readingOptions(options)}`;
      process.stdout.write(`${resultLines(result, options.to, next).join("\n")}\n`);
    }
    if (!result.report.better) process.exitCode = 1;
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

const program = new Command("train")
  .description(
    "goes on from the starter model on your own catalogue, and writes a model folder for CLIP_MODEL",
  )
  .requiredOption(
    "--from <source>",
    "anything that index takes (CSV, TSV, JSONL or parquet file, Kaggle's folder, folder of pictures, hub data set), or a built catalogue",
    nonBlank,
  )
  .requiredOption("--to <folder>", "the new model's folder; it must not hold anything yet", nonBlank)
  .option(
    "--model <model>",
    "what to go on from: starter, or a folder that an earlier training wrote",
    "starter",
  )
  .option("--epochs <number>", "passes over the products (default: 12, more for a small shop)", positive)
  .option("--minutes <number>", "train for so long instead", positive)
  .option("--limit <rows>", "only the first rows", positiveWhole)
  .option("--role <attribute=role>", "what an attribute means, when its name does not tell", collectRole)
  .option("--seed <number>", "what chance begins with", positiveWhole, 1)
  .option("--json", "one JSON document on standard output")
  .configureOutput({ outputError: (text, write) => write(usageSentence(text)) });

lookAfter(process.stdout);
try {
  await addSourceOptions(program).action(train).parseAsync();
} catch (thrown) {
  fail(thrown);
}
