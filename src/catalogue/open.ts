import { readFile } from "node:fs/promises";
import { endianness } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { HaberdasherError } from "../errors.js";
import { AdaptiveIndex } from "../index/adaptive-index.js";
import { ExactIndex } from "../index/exact-index.js";
import { loadGraph } from "../index/hnsw-graph.js";
import { HnswIndex } from "../index/hnsw-index.js";
import { vectorTable } from "../index/vectors.js";
import { PACKAGE_ROOT } from "../package-root.js";
import { type Fault, FileFault, openChecked, readChecked } from "./checked-file.js";
import { FolderCatalogue, NEEDS_FOLDER } from "./folder-catalogue.js";
import { CATALOGUE_FORMAT, MANIFEST_FILE, type Manifest, manifestSchema, sealOf } from "./manifest.js";
import { foreignAddress, isAddress, isDatabaseAddress } from "./postgres/address.js";
import { ProductTable } from "./product-table.js";

/** The model that will ask: an engine fits as it is. */
export interface ModelIdentity {
  readonly name: string;
  readonly fingerprint: string;
  readonly dimension: number;
  /** What it was chosen by, as CLIP_MODEL and `--model` take it. */
  readonly choice?: string;
}

/** The catalogue that ships: what it was made from is drawn anew. */
const SHIPPED = join(PACKAGE_ROOT, "data", "catalogue");

/** A word of a command line as it would be typed. */
export const quoted = (text: string) => (/^[\w./:@=+-]+$/.test(text) ? text : JSON.stringify(text));

/**
 * The command that mends a catalogue.
 * @param choice the model that it is to be built with; absent: as the settings say
 */
export function indexCommand(folder: string, source = "SOURCE", choice?: string): string {
  if (resolve(folder) === SHIPPED)
    return `${choice === undefined ? "" : `CLIP_MODEL=${quoted(choice)} `}npm run catalogue:starter`;
  const model = choice === undefined ? "" : ` --model ${quoted(choice)}`;
  return `npm run -s haberdasher -- index --from ${quoted(source)} --to ${quoted(folder)}${model}`;
}

const refuse = (sentence: string, mend: string, cause?: unknown) =>
  new HaberdasherError("catalogue", `${sentence}; build it anew with: ${mend}`, { cause });

const anyFormat = z.looseObject({ format: z.number() });

/**
 * The manifest in a text that stands in `place`. Fails with code `catalogue`: altered, or of a newer version.
 * @param what for people: the file, or where else it was read
 */
export function parseManifest(text: string, place: string, what = "manifest"): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refuse(`The catalogue's ${what} is cut off or was altered`, indexCommand(place), cause);
  }
  const versioned = anyFormat.safeParse(json);
  if (versioned.success && versioned.data.format > CATALOGUE_FORMAT) {
    throw new HaberdasherError(
      "catalogue",
      `The catalogue in ${place} was built by a newer Haberdasher (layout ${versioned.data.format}, this one reads ` +
        `${CATALOGUE_FORMAT}); update Haberdasher, or build it anew with: ${indexCommand(place)}`,
    );
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success || !versioned.success || parsed.data.seal !== sealOf(versioned.data)) {
    throw refuse(`The catalogue's ${what} was altered`, indexCommand(place));
  }
  return parsed.data;
}

const FAULTS: Readonly<Record<Fault, string>> = {
  missing: "is missing",
  size: "is cut off or has grown",
  checksum: "was altered",
};

const isForbidden = (thrown: unknown) =>
  thrown instanceof Error && "code" in thrown && (thrown.code === "EACCES" || thrown.code === "EPERM");

const forbidden = (folder: string, cause: unknown) =>
  new HaberdasherError(
    "catalogue",
    `The catalogue in ${folder} may not be read by this user; let it with: chmod -R a+rX ${quoted(folder)}`,
    { cause },
  );

/** Reads and checks the manifest alone: what a folder claims to be, without opening the rest. Fails with code `catalogue`. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_FILE);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    if (isForbidden(cause)) throw forbidden(folder, cause);
    if (isAddress(folder)) throw foreignAddress(folder);
    throw new HaberdasherError(
      "catalogue",
      `There is no catalogue in ${folder}; build one with: ${indexCommand(folder)}`,
      { cause },
    );
  });
  return parseManifest(text, folder, path);
}

/** Fails with code `catalogue` where another model made the catalogue's vectors. */
export function checkModel(folder: string, manifest: Manifest, model: ModelIdentity): void {
  if (manifest.model.fingerprint === model.fingerprint && manifest.model.dimension === model.dimension) {
    return;
  }
  const sameName = manifest.model.name === model.name;
  throw refuse(
    `The catalogue in ${folder} was made with ${sameName ? "another version of " : ""}the model ` +
      `${manifest.model.name} (${manifest.model.dimension} numbers a vector), and the model now is ${model.name} ` +
      `(${model.dimension})`,
    indexCommand(folder, manifest.source, model.choice),
  );
}

/** The stored bytes are little-endian; hnswlib's file is in the machine's order. */
function floats(content: Buffer<ArrayBuffer>): Float32Array {
  if (endianness() !== "LE") {
    throw new HaberdasherError("catalogue", "Catalogues can be opened on little-endian machines only.");
  }
  return new Float32Array(content.buffer, content.byteOffset, content.byteLength / 4);
}

async function openParts(folder: string, manifest: Manifest): Promise<FolderCatalogue> {
  const { files, model, count } = manifest;
  const at = (entry: { readonly path: string }) => join(folder, entry.path);
  const pack = await openChecked(at(files.pictures), files.pictures);
  try {
    const products = new ProductTable((await readChecked(at(files.products), files.products)).toString());
    const vectors = vectorTable(floats(await readChecked(at(files.vectors), files.vectors)), model.dimension);
    if (products.size !== count || vectors.size !== count || products.pictureBytes !== files.pictures.bytes) {
      throw refuse(
        `The catalogue in ${folder} does not fit together (${count} products, ${products.size} described, ` +
          `${vectors.size} vectors)`,
        indexCommand(folder, manifest.source),
      );
    }
    const checked = await openChecked(at(files.index), files.index);
    await checked.close();
    const graph = await loadGraph(at(files.index), vectors);
    const hnsw = new HnswIndex(graph, vectors, manifest.index.ef);
    const index = new AdaptiveIndex(hnsw, new ExactIndex(vectors));
    return new FolderCatalogue(folder, manifest, index, products, vectors, pack);
  } catch (thrown) {
    await pack.close();
    throw thrown;
  }
}

function explained(thrown: unknown, folder: string, manifest: Manifest): unknown {
  const mend = indexCommand(folder, manifest.source);
  if (thrown instanceof FileFault) {
    return refuse(`The catalogue's file ${thrown.path} ${FAULTS[thrown.fault]}`, mend, thrown);
  }
  if (thrown instanceof HaberdasherError) return thrown;
  if (isForbidden(thrown)) return forbidden(folder, thrown);
  return refuse(`The catalogue in ${folder} cannot be read`, mend, thrown);
}

/** What walks through all vectors does not ask a database for them. */
function refuseAddress(folder: string): void {
  if (!isDatabaseAddress(folder)) return;
  throw new HaberdasherError("bad-request", NEEDS_FOLDER);
}

/**
 * Opens a built catalogue for the model that will ask it; a model that is still loading may be given as a promise, and
 * both load at the same time. Every file's size and SHA-256 is compared with the manifest.
 * What is open stays whole when the folder is rebuilt meanwhile; a rebuild that happens while it opens is opened instead.
 * Fails with code `catalogue`: missing, altered, cut off, made by a newer version or for another model; and with whatever
 * the model's promise fails with.
 */
export async function openCatalogue(
  folder: string,
  model: ModelIdentity | Promise<ModelIdentity>,
): Promise<FolderCatalogue> {
  refuseAddress(folder);
  // It is awaited when the files are open; until then its failure is not "unhandled".
  if (model instanceof Promise) model.catch(() => undefined);
  for (;;) {
    const manifest = await readManifest(folder);
    if (!(model instanceof Promise)) checkModel(folder, manifest, model);
    let catalogue: FolderCatalogue;
    try {
      catalogue = await openParts(folder, manifest);
    } catch (thrown) {
      const now = await readManifest(folder);
      if (now.seal === manifest.seal) throw explained(thrown, folder, manifest);
      continue;
    }
    try {
      checkModel(folder, manifest, await model);
      return catalogue;
    } catch (thrown) {
      await catalogue.close();
      throw thrown;
    }
  }
}
