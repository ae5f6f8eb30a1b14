import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { HaberdasherError } from "../../errors.js";
import { downloadPicture } from "../../images/download.js";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes, pictureFromFile } from "../../images/read-picture.js";

/** A shop's server hiccups now and then; a row is given up after the third failure. */
const DOWNLOAD_PAUSES_MS = [500, 2_000];

async function downloadPatiently(link: string, signal?: AbortSignal): Promise<Picture> {
  for (const wait of DOWNLOAD_PAUSES_MS) {
    try {
      return await downloadPicture(link, signal ? { signal } : {});
    } catch (thrown) {
      const passing =
        thrown instanceof HaberdasherError && (thrown.code === "unreachable" || thrown.code === "timeout");
      if (!passing) throw thrown;
      await pause(wait, undefined, signal ? { signal } : {});
    }
  }
  return downloadPicture(link, signal ? { signal } : {});
}

/** Beside the table, or in a folder of pictures beside it. */
const FOLDERS = [".", "images", "pictures", "photos", "img"];

function locate(path: string, base: string): string {
  const places = FOLDERS.map((folder) => resolve(base, folder, path));
  return places.find((place) => existsSync(place)) ?? resolve(base, path);
}

function fields(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value));
}

type Loader = (signal?: AbortSignal) => Promise<Picture>;

/**
 * What a picture cell may hold: bytes, a path, a link, Hugging Face's `{bytes, path}`, an object with `url` or `src`, or
 * a list of these, of which the first counts.
 * @param base the folder that relative paths start from
 * @returns undefined for an empty cell
 */
export function pictureFromCell(cell: unknown, base: string): Loader | undefined {
  if (cell instanceof Uint8Array) {
    return cell.length > 0 ? () => pictureFromBytes(cell) : undefined;
  }
  if (typeof cell === "string") {
    const text = cell.trim();
    if (text === "") return undefined;
    if (/^https?:\/\//i.test(text)) return (signal) => downloadPatiently(text, signal);
    const path = text.startsWith("file://") && URL.canParse(text) ? fileURLToPath(text) : text;
    return () => pictureFromFile(locate(path, base));
  }
  if (Array.isArray(cell)) return cell.length > 0 ? pictureFromCell(cell[0], base) : undefined;
  if (typeof cell === "object" && cell !== null) {
    const { bytes, path, url, src } = fields(cell);
    const name = typeof path === "string" ? path : undefined;
    if (bytes instanceof Uint8Array && bytes.length > 0) return () => pictureFromBytes(bytes, name);
    return pictureFromCell(url ?? src ?? path ?? "", base);
  }
  return undefined;
}

export const baseOf = (file: string) => dirname(resolve(file));
