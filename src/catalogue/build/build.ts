import { rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { diskFault } from "../../disk-fault.js";
import { HaberdasherError } from "../../errors.js";
import { DEFAULT_GRAPH, GraphBuilder } from "../../index/hnsw-graph.js";
import { makeFolder } from "../../make-folder.js";
import type { BadRow } from "../importers/source.js";
import { CATALOGUE_FORMAT, type Manifest } from "../manifest.js";
import { finish, readVectors } from "./finish.js";
import { Gathered, gather, reinsert } from "./gather.js";
import { CHUNK_ROWS } from "./ingest.js";
import { Journal } from "./journal.js";
import { takeLock } from "./lock.js";
import type { BuildOptions } from "./options.js";
import { checkTarget } from "./publish.js";

export interface BuildSummary {
  readonly manifest: Manifest;
  /** Rows of an earlier run that were taken over. */
  readonly resumed: number;
  readonly skipped: readonly BadRow[];
  /** Row and reason of what was skipped, as JSON lines; undefined where nothing was. */
  readonly report: string | undefined;
  readonly seconds: number;
}

/** What stands beside a catalogue's folder. */
const paths = (folder: string) => ({ work: `${folder}.work`, report: `${folder}.report.jsonl` });

/** The report of a built catalogue, where something was skipped. */
export const reportOf = (folder: string, { skipped }: Pick<Manifest, "skipped">): string | undefined =>
  skipped > 0 ? paths(folder).report : undefined;

/** No row could be taken: there is nothing to go on with, and the next run looks at every row again. */
class NothingTaken extends HaberdasherError {}

async function writeReport(path: string, skipped: readonly BadRow[]): Promise<string | undefined> {
  if (skipped.length === 0) {
    await rm(path, { force: true });
    return undefined;
  }
  await writeFile(path, skipped.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return path;
}

async function build(options: BuildOptions, folder: string, signal: AbortSignal): Promise<BuildSummary> {
  const started = performance.now();
  const { source, engine } = options;
  const { work, report } = paths(folder);
  const until = Math.min(source.total, options.limit ?? Number.POSITIVE_INFINITY);
  const { journal, chunks, discarded } = await Journal.open(work, {
    layout: CATALOGUE_FORMAT,
    source: source.identity,
    model: engine.fingerprint,
    dimension: engine.dimension,
    options: JSON.stringify({ until, chunk: CHUNK_ROWS }),
  });
  try {
    if (discarded) {
      options.onNotice?.(
        "An unfinished build of other rows or another model was here; this one begins anew.",
      );
    }
    const gathered = new Gathered();
    for (const chunk of chunks) {
      for (const product of chunk.products) gathered.add(product);
      gathered.skipped.push(...chunk.skipped);
    }
    const resumed = chunks.at(-1)?.next ?? 0;
    const graph = new GraphBuilder(engine.dimension, DEFAULT_GRAPH, until);
    if (resumed > 0) {
      options.onNotice?.(`Going on where the last run stopped: ${resumed} of ${until} rows are done.`);
      await reinsert(graph, await readVectors(journal.vectorPath, engine.dimension), options);
    }
    await gather(options, journal, gathered, graph, { from: resumed, until, signal });
    await journal.sync();
    const reportFile = await writeReport(report, gathered.skipped);
    if (gathered.products.length === 0) {
      const sentence =
        reportFile === undefined
          ? `There are no rows in ${source.spec}: nothing can be made of it.`
          : `None of the ${until} rows of ${source.spec} could be taken; ${reportFile} says why.`;
      throw new NothingTaken("bad-request", sentence);
    }
    const manifest = await finish(options, folder, journal, gathered, graph, signal);
    const seconds = (performance.now() - started) / 1000;
    return { manifest, resumed, skipped: gathered.skipped, report: reportFile, seconds };
  } finally {
    await journal.close();
  }
}

/** What the disk refuses, as a sentence; everything else as it is. */
function writable(thrown: unknown, folder: string): unknown {
  const why = diskFault(thrown);
  if (why === undefined || thrown instanceof HaberdasherError) return thrown;
  return new HaberdasherError(
    "catalogue",
    `The catalogue cannot be written to ${folder}: ${why}; mend that, and the same command goes on where it was.`,
    { cause: thrown },
  );
}

/** Makes the folder of a build's progress, and its lock. */
async function takeWork(work: string, folder: string): Promise<() => Promise<void>> {
  await makeFolder(work);
  return takeLock(join(work, "lock"), `Another build is writing ${folder}`);
}

/**
 * Builds a catalogue from a source, beside the one that may stand in the folder, and swaps it in when it is whole.
 * Rows that cannot be taken are skipped and listed in `FOLDER.report.jsonl`. Progress is kept in `FOLDER.work`: a build
 * that was killed goes on where it stopped, and ends with the same content as one that was not.
 * Fails with `busy` while another build writes there, `bad-request` when the folder holds other files or no row can be
 * taken, `cancelled`, or what the engine or the source fail with.
 */
export async function buildCatalogue(options: BuildOptions): Promise<BuildSummary> {
  const folder = resolve(options.folder);
  const { work } = paths(folder);
  const signal = options.signal ?? new AbortController().signal;
  await checkTarget(folder);
  const release = await takeWork(work, options.folder).catch((thrown: unknown) => {
    throw writable(thrown, options.folder);
  });
  let done = false;
  try {
    const summary = await build(options, folder, signal);
    done = true;
    return summary;
  } catch (thrown) {
    done = thrown instanceof NothingTaken;
    if (!signal.aborted) throw writable(thrown, options.folder);
    const sentence = "The build was stopped; the same command goes on where it was.";
    throw new HaberdasherError("cancelled", sentence, { cause: thrown });
  } finally {
    // The folder goes with its lock in it: nobody can take the lock of a build that is half cleared away.
    if (done) await rm(work, { recursive: true, force: true });
    await release();
  }
}
