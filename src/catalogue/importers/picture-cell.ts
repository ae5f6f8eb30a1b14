import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HaberdasherError } from "../../errors.js";
import { downloadPicture } from "../../images/download.js";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes, pictureFromFile } from "../../images/read-picture.js";
import { firstFile, firstPicture, isLink } from "./several-pictures.js";

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

/** A path as it stands there, or else the first of several, and with the "\" of tables that were made on Windows. */
function locate(text: string, base: string): string {
  const first = firstFile(text);
  const paths = [text, first, first.replaceAll("\\", "/")];
  const places = paths.flatMap((path) => FOLDERS.map((folder) => resolve(base, folder, path)));
  return places.find((place) => existsSync(place)) ?? resolve(base, first);
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

type Loader = (signal?: AbortSignal) => Promise<Picture>;

/** Where a table's pictures are. */
export interface PicturePlace {
  /** The folder that relative paths start from. */
  readonly base: string;
  /** Servers whose links are fetched although they lie in a private network. */
  readonly trustedOrigins: readonly string[];
}

/**
 * Loads the picture that a cell names first, or holds.
 * @returns undefined for an empty cell
 */
export function pictureFromCell(cell: unknown, place: PicturePlace): Loader | undefined {
  const first = firstPicture(cell);
  if (first === undefined) return undefined;
  if (typeof first !== "string") return () => pictureFromBytes(first.bytes, first.name);
  if (isLink(first)) return (signal) => downloadPatiently(first, place.trustedOrigins, signal);
  return async () => pictureFromFile(locate(localPath(first), place.base));
}

export const baseOf = (file: string) => dirname(resolve(file));
