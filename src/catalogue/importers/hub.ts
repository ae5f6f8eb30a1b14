import { createWriteStream } from "node:fs";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fetch } from "undici";
import { z } from "zod";
import { diskFault } from "../../disk-fault.js";
import { HaberdasherError } from "../../errors.js";
import { makeFolder } from "../../make-folder.js";

export interface HubOptions {
  /** "https://huggingface.co", or a mirror. */
  readonly endpoint: string;
  /** Folder of downloaded data sets. */
  readonly cache: string;
  /** Called while a file comes in. */
  readonly onDownload?: (file: string, received: number, total: number | undefined) => void;
}

const unreachable = (sentence: string, cause?: unknown) =>
  new HaberdasherError("unreachable", sentence, { cause });

const datasetSchema = z.object({
  sha: z.string().regex(/^[\w.-]+$/),
  siblings: z.array(z.object({ rfilename: z.string() })),
});
type Dataset = z.infer<typeof datasetSchema>;

async function ask(url: string, endpoint: string) {
  const response = await fetch(url).catch((cause: unknown) => {
    throw unreachable(
      `${endpoint} cannot be reached: check the network, or name a local file or folder.`,
      cause,
    );
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw unreachable(`${url} answered ${response.status}: check the data set's name.`);
}

async function listDataset(id: string, { endpoint }: HubOptions): Promise<Dataset> {
  const response = await ask(`${endpoint}/api/datasets/${id}`, endpoint);
  const parsed = datasetSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw unreachable(`${endpoint} did not answer as a hub of data sets does.`);
  return parsed.data;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Why a file did not come in whole: the disk, or the network. */
function notKept(cause: unknown, name: string, { cache }: HubOptions): HaberdasherError {
  const why = diskFault(cause);
  return unreachable(
    why === undefined
      ? `The download of ${name} was cut off; start again, what is complete is kept.`
      : `${name} cannot be kept in ${cache}: ${why}; mend that, or name another folder by MODEL_CACHE.`,
    cause,
  );
}

/** Downloads to a name of its own and renames when every byte is there: a file in the cache is whole. */
async function download(url: string, path: string, name: string, options: HubOptions): Promise<void> {
  if (await exists(path)) return;
  await makeFolder(dirname(path)).catch((cause: unknown) => {
    throw notKept(cause, name, options);
  });
  const response = await ask(url, options.endpoint);
  if (!response.body) throw unreachable(`${url} is empty.`);
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  const total = Number.isFinite(length) ? length : undefined;
  const part = `${path}.${process.pid}.part`;
  let received = 0;
  const body = Readable.fromWeb(response.body).on("data", (chunk: Uint8Array) => {
    received += chunk.length;
    options.onDownload?.(name, received, total);
  });
  try {
    await pipeline(body, createWriteStream(part));
    if (total !== undefined && received !== total) throw new Error(`${received} of ${total} bytes`);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw notKept(cause, name, options);
  }
}

/** The last list of files that the hub gave, so that a downloaded data set opens without a network. */
async function cachedList(path: string): Promise<Dataset | undefined> {
  try {
    return datasetSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

/**
 * The parquet files of a data set on the hub, downloaded once per revision.
 * Fails with code `unreachable`, or `not-found` when the data set holds no parquet.
 * @returns local paths in the hub's order, by name
 */
export async function downloadDataset(id: string, options: HubOptions): Promise<string[]> {
  const folder = join(options.cache, ...id.split("/"));
  const listFile = join(folder, "dataset.json");
  const dataset = await listDataset(id, options).catch(async (thrown: unknown) => {
    const known = await cachedList(listFile);
    if (known) return known;
    throw thrown;
  });
  const names = dataset.siblings
    .map(({ rfilename }) => rfilename)
    .filter((name) => name.endsWith(".parquet") && !name.split("/").includes(".."))
    .sort();
  if (names.length === 0) {
    throw new HaberdasherError(
      "not-found",
      `The data set ${id} has no parquet files: download it, and name the folder or its table.`,
    );
  }
  const paths: string[] = [];
  for (const name of names) {
    const path = join(folder, dataset.sha, ...name.split("/"));
    const url = `${options.endpoint}/datasets/${id}/resolve/${dataset.sha}/${name}`;
    await download(url, path, name, options);
    paths.push(path);
  }
  await writeFile(listFile, JSON.stringify(dataset));
  return paths;
}
