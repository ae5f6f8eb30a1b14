import { createWriteStream } from "node:fs";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fetch, type Response } from "undici";
import { diskFault } from "../disk-fault.js";
import { HaberdasherError } from "../errors.js";
import { makeFolder } from "../make-folder.js";

export interface DownloadProgress {
  /** "onnx/vision_model.onnx" */
  readonly file: string;
  readonly receivedBytes: number;
  /** Unknown where the server does not say. */
  readonly totalBytes?: number;
}

export type DownloadListener = (progress: DownloadProgress) => void;

interface Hub {
  readonly modelCache: string;
  readonly hubEndpoint: string;
  readonly onProgress?: DownloadListener;
}

const SMALL_FILES = ["config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json"];

/** Like transformers.js, the hub's 8-bit weights first: a quarter of the download. Repositories without them have full ones. */
const TOWERS = ["_quantized", ""].map((precision) => [
  `onnx/text_model${precision}.onnx`,
  `onnx/vision_model${precision}.onnx`,
]);

/** Without a single byte for so long, a connection counts as dead. */
const SILENCE_MS = 60_000;
/** A part file that nobody has written to for so long was left behind by a killed process. */
const STALE_MS = 60 * 60 * 1000;

const modelError = (sentence: string, cause?: unknown) => new HaberdasherError("model", sentence, { cause });

const exists = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

const hostOf = (hub: Hub) => new URL(hub.hubEndpoint).host;

function unreachable(id: string, hub: Hub, cause: unknown): HaberdasherError {
  return modelError(
    `The model ${id} is not in ${hub.modelCache} and ${hostOf(hub)} cannot be reached: check the network or HF_ENDPOINT, or set CLIP_MODEL=starter.`,
    cause,
  );
}

/** Asks for one file; undefined when the repository has none of that name. */
async function ask(id: string, file: string, hub: Hub): Promise<Response | undefined> {
  const base = hub.hubEndpoint.replace(/\/+$/, "");
  const response = await fetch(`${base}/${id}/resolve/main/${file}`).catch((cause: unknown) => {
    throw unreachable(id, hub, cause);
  });
  if (response.ok && response.body !== null) return response;
  await response.body?.cancel();
  if (response.status === 404) return undefined;
  if (response.status === 401 || response.status === 403) {
    throw modelError(`${hostOf(hub)} has no public model ${id}: check its name in CLIP_MODEL.`);
  }
  throw modelError(`${hostOf(hub)} answered ${response.status} for ${id}/${file}: try again later.`);
}

/** The download is sound, and the disk does not take it. */
function throwDiskFault(cause: unknown, id: string, { modelCache }: Hub): void {
  const why = diskFault(cause);
  if (why === undefined) return;
  throw modelError(
    `The model ${id} cannot be kept in ${modelCache}: ${why}; mend that, or name another folder by MODEL_CACHE.`,
    cause,
  );
}

async function* counted(
  body: AsyncIterable<Uint8Array>,
  report: (received: number) => void,
  received: { bytes: number },
) {
  for await (const chunk of body) {
    received.bytes += chunk.length;
    report(received.bytes);
    yield chunk;
  }
}

/** Writes beside the goal and renames at the end, so that a file in the cache is always whole. */
async function store(response: Response, id: string, file: string, goal: string, hub: Hub): Promise<void> {
  if (response.body === null) throw modelError(`${hostOf(hub)} sent nothing for ${id}/${file}: try again.`);
  const announced = Number(response.headers.get("content-length") ?? Number.NaN);
  const plain = response.headers.get("content-encoding") === null;
  const total = plain && Number.isFinite(announced) ? announced : undefined;
  const part = `${goal}.${process.pid}.part`;
  const received = { bytes: 0 };
  const report = (receivedBytes: number) =>
    hub.onProgress?.({ file, receivedBytes, ...(total === undefined ? {} : { totalBytes: total }) });
  const body = Readable.fromWeb(response.body);
  const silence = setTimeout(() => body.destroy(new Error("no data")), SILENCE_MS);
  const alive = (bytes: number) => {
    silence.refresh();
    report(bytes);
  };
  try {
    report(0);
    await pipeline(counted(body, alive, received), createWriteStream(part));
    if (total !== undefined && received.bytes !== total) throw new Error("short");
    await rename(part, goal);
  } catch (cause) {
    await rm(part, { force: true });
    throwDiskFault(cause, id, hub);
    const of = total === undefined ? "" : ` of ${total}`;
    throw modelError(
      `The download of ${id}/${file} was cut off after ${received.bytes}${of} bytes: start again to repeat it.`,
      cause,
    );
  } finally {
    clearTimeout(silence);
  }
}

/** Makes sure that a file is in the cache; false when the repository does not have it. */
async function fetchFile(id: string, file: string, folder: string, hub: Hub): Promise<boolean> {
  const goal = join(folder, file);
  if (await exists(goal)) return true;
  const response = await ask(id, file, hub);
  if (response === undefined) return false;
  await makeFolder(dirname(goal)).catch(async (cause: unknown) => {
    await response.body?.cancel();
    throwDiskFault(cause, id, hub);
    throw cause;
  });
  await store(response, id, file, goal, hub);
  return true;
}

async function removeStaleParts(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const path = join(folder, name);
    if (!name.endsWith(".part")) continue;
    // Another process's download may end meanwhile.
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(path, { force: true });
  }
}

async function isCached(folder: string): Promise<boolean> {
  const have = (files: readonly string[]) =>
    Promise.all(files.map((file) => exists(join(folder, file)))).then((all) => all.every(Boolean));
  const [small, ...towers] = await Promise.all([SMALL_FILES, ...TOWERS].map(have));
  return small === true && towers.some(Boolean);
}

function missing(id: string, file: string, hub: Hub): HaberdasherError {
  return modelError(
    `The model ${id} at ${hostOf(hub)} has no ${file}: choose a CLIP model in transformers.js's layout, with both towers.`,
  );
}

/**
 * Downloads a hub model's files into the cache, those that are not there yet, and gives back its folder.
 * A model that is complete in the cache needs no network. Fails with code `model`.
 */
export async function downloadModel(id: string, hub: Hub): Promise<string> {
  const folder = join(hub.modelCache, ...id.split("/"));
  if (await isCached(folder)) return folder;
  await removeStaleParts(folder);
  for (const file of SMALL_FILES) {
    if (!(await fetchFile(id, file, folder, hub))) throw missing(id, file, hub);
  }
  for (const [text, vision] of TOWERS) {
    if (text === undefined || vision === undefined) continue;
    if (!(await fetchFile(id, text, folder, hub))) continue;
    if (!(await fetchFile(id, vision, folder, hub))) throw missing(id, vision, hub);
    return folder;
  }
  throw missing(id, "onnx/text_model.onnx", hub);
}
