import type { Picture } from "../images/picture.js";
import { sourceFromFile, sourceFromUrl } from "../images/sources.js";

/** The picture that somebody names on a command line: a file's path or a link. */
export function pictureNamed(name: string): Promise<Picture> {
  const source = /^https?:\/\//i.test(name) ? sourceFromUrl(name) : sourceFromFile(name);
  return source.load(new AbortController().signal);
}
