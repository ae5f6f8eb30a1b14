import { HaberdasherError } from "../errors.js";
import type { Picture } from "../images/picture.js";
import { sourceFromFile, sourceFromUrl } from "../images/sources.js";
import { picturePath } from "../terminal/picture-paths.js";

/** @param command which asked, as it is typed */
export const unnamed = (command: string) =>
  new HaberdasherError("bad-request", `Name a picture, a file or a link, for example: ${command} photo.jpg.`);

/** The picture that somebody names on a command line: a file's path, its `file://` address, or a link. */
export async function pictureNamed(name: string, command: string): Promise<Picture> {
  if (name.trim() === "") throw unnamed(command);
  const path = /^file:\/\//i.test(name) ? (picturePath(name) ?? name) : name;
  const source = /^https?:\/\//i.test(name) ? sourceFromUrl(name) : sourceFromFile(path);
  return source.load(new AbortController().signal);
}
