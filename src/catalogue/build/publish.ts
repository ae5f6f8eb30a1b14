import { copyFile, link, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HaberdasherError } from "../../errors.js";
import { fileDigest } from "../checked-file.js";
import { type CataloguePart, type FileEntry, MANIFEST_FILE, type Manifest } from "../manifest.js";
import { readManifest } from "../open.js";

const EXTENSIONS: Readonly<Record<CataloguePart, string>> = {
  products: "json",
  vectors: "f32",
  index: "hnsw",
  pictures: "pack",
};

/** Names that only we give. Nothing else in a folder is ever deleted. */
const OURS = /^(products|vectors|index|pictures)-[0-9a-f]{12}\.(json|f32|hnsw|pack)(\.part)?$/;

/** Whether a folder's manifest is a catalogue's: apps and websites call a file so, too. A damaged one is known by its parts. */
async function hasCatalogue(folder: string, names: readonly string[]): Promise<boolean> {
  if (!names.includes(MANIFEST_FILE)) return false;
  if (names.some((name) => OURS.test(name))) return true;
  return readManifest(folder).then(
    () => true,
    () => false,
  );
}

/** Refuses a folder that holds something else: a build must not mix with somebody's files. */
export async function checkTarget(folder: string): Promise<void> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException): string[] => {
    if (thrown.code === "ENOENT") return [];
    throw new HaberdasherError("bad-request", `${folder} is not a folder that can be written to.`, {
      cause: thrown,
    });
  });
  if (await hasCatalogue(folder, names)) return;
  const foreign = names.filter((name) => !OURS.test(name) && !name.startsWith("."));
  if (foreign.length > 0) {
    throw new HaberdasherError(
      "bad-request",
      `${folder} holds other files (${foreign.slice(0, 3).join(", ")}${foreign.length > 3 ? ", …" : ""}): name an empty or a new folder with --to.`,
    );
  }
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, "r").catch(() => undefined);
  // Some systems do not sync folders.
  await file?.sync().catch(() => undefined);
  await file?.close();
}

/** Puts a finished part into the folder under the name of its content; readers do not see it before the manifest names it. */
export async function placePart(folder: string, part: CataloguePart, from: string): Promise<FileEntry> {
  await mkdir(folder, { recursive: true });
  const { bytes, sha256 } = await fileDigest(from);
  const path = `${part}-${sha256.slice(0, 12)}.${EXTENSIONS[part]}`;
  const target = join(folder, path);
  const draft = `${target}.part`;
  await rm(draft, { force: true });
  // The work folder keeps its own, for the case that we are killed before the manifest is there.
  await link(from, draft).catch(() => copyFile(from, draft));
  await syncPath(draft);
  await rename(draft, target);
  return { path, bytes, sha256 };
}

/** Swaps the new catalogue in with one rename, and then clears away what no manifest names any more. */
export async function publish(folder: string, manifest: Manifest): Promise<void> {
  // In the folder itself: what stands beside it may be another disk, which nothing is renamed across.
  const draft = join(folder, `.${MANIFEST_FILE}.part`);
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`);
  await syncPath(draft);
  await syncPath(folder);
  await rename(draft, join(folder, MANIFEST_FILE));
  await syncPath(folder);
  const named = new Set(Object.values(manifest.files).map(({ path }) => path));
  for (const name of await readdir(folder)) {
    if (OURS.test(name) && !named.has(name)) await rm(join(folder, name), { force: true });
  }
}
