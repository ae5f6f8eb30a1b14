import { basename } from "node:path";
import { HaberdasherError } from "../errors.js";
import { type DownloadOptions, downloadPicture } from "./download.js";
import type { Picture, PictureSource } from "./picture.js";
import { pictureFromBytes, pictureFromFile } from "./read-picture.js";

async function unlessAborted(signal: AbortSignal, read: () => Promise<Picture>): Promise<Picture> {
  const check = () => {
    if (signal.aborted) throw new HaberdasherError("cancelled", "The request was cancelled.");
  };
  check();
  const picture = await read();
  check();
  return picture;
}

export function sourceFromBytes(bytes: Uint8Array, name: string): PictureSource {
  return { name, load: (signal) => unlessAborted(signal, () => pictureFromBytes(bytes, name)) };
}

export function sourceFromFile(path: string): PictureSource {
  return { name: basename(path), load: (signal) => unlessAborted(signal, () => pictureFromFile(path)) };
}

/** @param options what `downloadPicture` takes, without the signal, which comes with `load` */
export function sourceFromUrl(url: string, options: Omit<DownloadOptions, "signal"> = {}): PictureSource {
  return {
    name: URL.canParse(url) ? new URL(url).host : "link",
    load: (signal) => downloadPicture(url, { ...options, signal }),
  };
}
