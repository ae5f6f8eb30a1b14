import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { takeLock } from "../../../src/catalogue/build/lock.js";
import type { BuildProgress } from "../../../src/catalogue/build/progress.js";
import type { FacetRole } from "../../../src/catalogue/catalogue.js";
import type { BadRow, Source } from "../../../src/catalogue/importers/source.js";
import { fingerprintOf } from "../../../src/clip/fingerprint.js";
import { readModelJson } from "../../../src/clip/model-config.js";
import type { ModelFiles } from "../../../src/clip/model-files.js";
import { openEngine } from "../../../src/clip/open-engine.js";
import { pixelPlan, preprocessorSchema } from "../../../src/clip/pixel-plan.js";
import { diskFault } from "../../../src/disk-fault.js";
import { HaberdasherError } from "../../../src/errors.js";
import { makeFolder } from "../../../src/make-folder.js";
import { PACKAGE_ROOT } from "../../../src/package-root.js";
import { openBuiltCatalogue } from "./built-catalogue.js";
import { forget, gather } from "./gather.js";
import { leftOut } from "./left-out.js";
import { checkFree, place } from "./place.js";
import { type Progress, type Report, runTraining } from "./python.js";

/**
 * Below this the parts held out are too small to tell a better model from a lucky one: a tenth of 200 products to choose
 * on and a tenth to report on.
 */
export const LEAST_PRODUCTS = 200;

/** Drawn products stand for what the starter knows beyond any one shop: part is rehearsed, part is measured on. */
const GENERAL = join(PACKAGE_ROOT, "data", "catalogue");

export interface TuneOptions {
  readonly source: Source;
  /** How its columns are read, as far as that was said by hand. */
  readonly columns: readonly (readonly [string, string])[];
  /** The model that training goes on from. */
  readonly model: ModelFiles;
  /** Where the new model's folder comes to stand; `FOLDER.work` keeps what is done until then. */
  readonly folder: string;
  readonly python: string;
  readonly limit?: number;
  readonly roles?: Readonly<Record<string, FacetRole>>;
  /** Passes over the products; as many as the shop's size asks for where neither these nor minutes are given. */
  readonly epochs?: number;
  readonly minutes?: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onPictures: (progress: BuildProgress) => void;
  readonly onTraining: (progress: Progress) => void;
  readonly onNote: (sentence: string) => void;
}

export interface TuneResult {
  readonly report: Report;
  readonly skipped: readonly BadRow[];
}

/** Everything that the work folder's content depends on; where one differs, what is there is of no use. */
async function identityOf({ source, columns, model, limit, roles, seed }: TuneOptions): Promise<string> {
  const weights = await fingerprintOf(model);
  return JSON.stringify({ source: source.identity, columns, weights, limit, roles, seed });
}

async function prepareWorkFolder(options: TuneOptions, work: string): Promise<void> {
  const path = join(work, "identity.json");
  const [before, now] = [await readFile(path, "utf8").catch(() => undefined), await identityOf(options)];
  if (before === now) {
    options.onNote(`Going on from what is done in ${work}.`);
    return;
  }
  if (before !== undefined)
    options.onNote(
      `${work} held an unfinished training of other products or settings; this one begins anew.`,
    );
  await forget(work, "shop");
  await forget(work, "general");
  for (const name of ["checkpoint.pt", "model"]) await rm(join(work, name), { recursive: true, force: true });
  await writeFile(path, now);
}

async function gatherBoth(options: TuneOptions, work: string): Promise<readonly BadRow[]> {
  const { source, signal, onPictures } = options;
  const plan = pixelPlan(await readModelJson(options.model.preprocessor, preprocessorSchema));
  if (plan.output.width !== plan.output.height || plan.pad === undefined)
    throw new HaberdasherError(
      "model",
      `${options.model.name} was not made by this training, which goes on only from the starter or from a folder that it wrote.`,
    );
  const until = Math.min(source.total, options.limit ?? Number.POSITIVE_INFINITY);
  const shop = await gather({
    source,
    until,
    plan,
    folder: work,
    name: "shop",
    signal,
    onProgress: onPictures,
    ...(options.roles && { roles: options.roles }),
  });
  if (shop.count < LEAST_PRODUCTS) {
    const why = leftOut(shop.skipped);
    throw new HaberdasherError(
      "bad-request",
      `${source.spec} has ${shop.count} products with a picture that can be read, and training needs at least ${LEAST_PRODUCTS}` +
        `${why ? ` (${why.replace(/\.$/, "")})` : ""}; the starter model serves a small shop as it is.`,
    );
  }
  const general = await openBuiltCatalogue(GENERAL);
  const silent = () => undefined;
  await gather({
    source: general,
    until: general.total,
    plan,
    folder: work,
    name: "general",
    signal,
    onProgress: silent,
  });
  return shop.skipped;
}

/** That the new folder is what `CLIP_MODEL` takes: the engine opens it and answers. */
async function checkLoads(folder: string): Promise<void> {
  const engine = await openEngine({ model: folder, modelCache: "", hubEndpoint: "", workers: 1 });
  try {
    await engine.encodeTexts(["a photo of a dress"]);
  } finally {
    await engine.close();
  }
}

/** Where the model is made, in the work folder. */
const madeIn = (work: string) => join(work, "model");

async function learn(options: TuneOptions, work: string): Promise<TuneResult> {
  const skipped = await gatherBoth(options, work);
  const { epochs, minutes } = options;
  const length = [
    ...(epochs === undefined ? [] : ["--epochs", String(epochs)]),
    ...(minutes === undefined ? [] : ["--minutes", String(minutes)]),
  ];
  const report = await runTraining({
    interpreter: options.python,
    script: join(PACKAGE_ROOT, "scripts", "train", "tune.py"),
    args: [
      ...["--data", work, "--model", options.model.folder, "--out", madeIn(work)],
      ...["--seed", String(options.seed)],
      ...["--source", options.source.spec, ...length],
    ],
    signal: options.signal,
    onProgress: options.onTraining,
    onNote: options.onNote,
  });
  return { report, skipped };
}

async function tuneIn(options: TuneOptions, work: string): Promise<TuneResult> {
  await prepareWorkFolder(options, work);
  const result = await learn(options, work).catch(async (thrown: unknown) => {
    // Products that were refused are read anew once they are mended.
    if (thrown instanceof HaberdasherError && thrown.code === "bad-request")
      await rm(work, { recursive: true, force: true });
    throw thrown;
  });
  if (result.report.better) {
    await checkLoads(madeIn(work));
    await place(madeIn(work), options.folder);
  }
  return result;
}

function explained(thrown: unknown, folder: string, signal: AbortSignal): unknown {
  if (signal.aborted)
    return new HaberdasherError("cancelled", "Training was stopped; the same command goes on where it was.", {
      cause: thrown,
    });
  const why = thrown instanceof HaberdasherError ? undefined : diskFault(thrown);
  if (why === undefined) return thrown;
  const sentence = `The model cannot be written to ${folder}: ${why}; mend that, and the same command goes on where it was.`;
  return new HaberdasherError("model", sentence, { cause: thrown });
}

/**
 * Goes on training from a model on a shop's products and, where that made it better on products held out, puts the new
 * model's folder in place. Progress is kept in `FOLDER.work` until a result stands.
 * Fails with `bad-request` (the folder holds files, too few products, nothing to learn from), `busy`, `cancelled`,
 * `model`, or what the source fails with.
 */
export async function tune(options: TuneOptions): Promise<TuneResult> {
  const work = `${options.folder}.work`;
  await checkFree(options.folder);
  try {
    await makeFolder(work);
    const release = await takeLock(join(work, "lock"), `Another training is writing ${options.folder}`);
    try {
      const result = await tuneIn(options, work);
      // The folder goes with its lock in it: nobody can take the lock of a folder that is half cleared away.
      await rm(work, { recursive: true, force: true });
      return result;
    } finally {
      await release();
    }
  } catch (thrown) {
    throw explained(thrown, options.folder, options.signal);
  }
}
