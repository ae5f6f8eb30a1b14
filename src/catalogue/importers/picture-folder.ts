import { createHash } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { HaberdasherError } from "../../errors.js";
import { pictureFromFile } from "../../images/read-picture.js";
import { isTellingTitle } from "../telling-values.js";
import type { Source, SourceItem } from "./source.js";

const PICTURE_NAMES = /\.(jpe?g|jfif|png|webp|gif|avif|tiff?|bmp|heic|heif)$/i;

/** Paths of all files below a folder, with "/" between, in a fixed order; what begins with a dot is left aside. */
async function filesBelow(folder: string, inside = ""): Promise<string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await filesBelow(folder, path)));
    else if (entry.isFile()) paths.push(path);
    else if (entry.isSymbolicLink()) {
      const target = await stat(join(folder, path)).catch(() => undefined);
      // Linked folders could lead in circles.
      if (target === undefined || target.isFile()) paths.push(path);
    }
  }
  return paths;
}

/** "long_sleeve" → "long sleeve"; hyphens belong to words: "t-shirt". */
const label = (name: string) =>
  name
    .replace(/[_+.]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** In file names hyphens stand for spaces. */
const words = (stem: string) => label(stem.replaceAll("-", " "));

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `shoes/sneakers/red.jpg` → kind "sneakers", category "shoes"; a title from the file's name, else from the labels. */
function describe(path: string): { title: string; attributes: Record<string, string> } {
  const folders = path.split("/").slice(0, -1).map(label);
  const file = path.split("/").at(-1) ?? path;
  const stem = words(file.slice(0, file.length - extname(file).length));
  const kind = folders.at(-1);
  const category = folders.length > 1 ? folders[0] : undefined;
  return {
    title: capital(isTellingTitle(stem) ? stem : (kind ?? stem)),
    attributes: { ...(kind && { kind }), ...(category && { category }) },
  };
}

/** Pictures below a folder; the folders' names are labels, the path is the id. */
export async function openPictureFolder(folder: string, spec: string): Promise<Source> {
  const paths = await filesBelow(folder);
  const pictures = paths.filter((path) => PICTURE_NAMES.test(path));
  if (pictures.length === 0) {
    throw new HaberdasherError("bad-request", `There are no pictures in ${folder}.`);
  }
  const others = paths.length - pictures.length;
  const hash = createHash("sha256");
  for (const path of pictures) {
    const file = await stat(join(folder, path)).catch(() => undefined);
    hash.update(`${path} ${file?.size} ${file?.mtimeMs}\n`);
  }

  async function* rows(from = 0): AsyncGenerator<SourceItem> {
    for (const [row, path] of pictures.entries()) {
      if (row < from) continue;
      yield { row, id: path, ...describe(path), picture: () => pictureFromFile(join(folder, path)) };
    }
  }

  return {
    layout: "folder of pictures",
    spec,
    identity: hash.digest("hex"),
    total: pictures.length,
    notices: others > 0 ? [`${others} other files in ${folder} are left aside.`] : [],
    rows,
  };
}
