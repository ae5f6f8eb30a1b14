import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HaberdasherError } from "../../errors.js";
import { downloadPicture } from "../../images/download.js";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes, pictureFromFile } from "../../images/read-picture.js";
import { firstLink } from "./columns.js";

/** A shop's server hiccups now and then; a row is given up after the third failure. */
const DOWNLOAD_PAUSES_MS = [500, 2_000];

async function downloadPatiently(
  link: string,
  trustedOrigins: readonly string[],
  signal?: AbortSignal,
): Promise<Picture> {
  const options = { trustedOrigins, ...(signal && { signal }) };
  for (const wait of DOWNLOAD_PAUSES_MS) {
    try {
      return await downloadPicture(link, options);
    } catch (thrown) {
      const passing =
        thrown instanceof HaberdasherError && (thrown.code === "unreachable" || thrown.code === "timeout");
      if (!passing) throw offLimits(thrown, link);
      await pause(wait, undefined, signal ? { signal } : {});
    }
  }
  return downloadPicture(link, options);
}

/** Whoever builds a catalogue can let a server of their own in; whoever chats cannot. */
function offLimits(thrown: unknown, link: string): unknown {
  if (!(thrown instanceof HaberdasherError) || thrown.code !== "forbidden-address") return thrown;
  const { origin } = new URL(link);
  const sentence = `${origin} is off limits, being in a private network or on a port that is not the web's: --trust ${origin} lets it in.`;
  return new HaberdasherError("forbidden-address", sentence, { cause: thrown });
}

/** Beside the table, or in a folder of pictures beside it. */
const FOLDERS = [".", "images", "pictures", "photos", "img"];

function locate(path: string, base: string): string {
  const places = FOLDERS.map((folder) => resolve(base, folder, path));
  return places.find((place) => existsSync(place)) ?? resolve(base, path);
}

/** A path as it is typed, or as a file:// address. */
function localPath(text: string): string {
  if (!/^file:\/\//i.test(text)) return text;
  try {
    return fileURLToPath(text);
  } catch (cause) {
    throw new HaberdasherError("bad-request", `${text} is no file on this machine: write its path.`, {
      cause,
    });
  }
}

function fields(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value));
}

type Loader = (signal?: AbortSignal) => Promise<Picture>;

/** Where a table's pictures are. */
export interface PicturePlace {
  /** The folder that relative paths start from. */
  readonly base: string;
  /** Servers whose links are fetched although they lie in a private network. */
  readonly trustedOrigins: readonly string[];
}

/**
 * What a picture cell may hold: bytes, a path, a link, Hugging Face's `{bytes, path}`, an object with `url` or `src`, or
 * a list of these or of links in one text, of which the first counts.
 * @returns undefined for an empty cell
 */
export function pictureFromCell(cell: unknown, place: PicturePlace): Loader | undefined {
  if (cell instanceof Uint8Array) {
    return cell.length > 0 ? () => pictureFromBytes(cell) : undefined;
  }
  if (typeof cell === "string") {
    const text = firstLink(cell.trim());
    if (text === "") return undefined;
    if (/^https?:\/\//i.test(text)) return (signal) => downloadPatiently(text, place.trustedOrigins, signal);
    return async () => pictureFromFile(locate(localPath(text), place.base));
  }
  if (Array.isArray(cell)) return cell.length > 0 ? pictureFromCell(cell[0], place) : undefined;
  if (typeof cell === "object" && cell !== null) {
    const { bytes, path, url, src } = fields(cell);
    const name = typeof path === "string" ? path : undefined;
    if (bytes instanceof Uint8Array && bytes.length > 0) return () => pictureFromBytes(bytes, name);
    return pictureFromCell(url ?? src ?? path ?? "", place);
  }
  return undefined;
}

export const baseOf = (file: string) => dirname(resolve(file));
