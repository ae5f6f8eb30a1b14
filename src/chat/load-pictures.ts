import { HaberdasherError } from "../errors.js";
import type { Picture, PictureSource } from "../images/picture.js";
import { LIMITS } from "../limits.js";
import type { Command } from "./command.js";

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/** Fails with `bad-request` when a command's pictures are too many, missing, or not wanted. */
export function checkPictureCount(command: Command, count: number): void {
  if (count > LIMITS.picturesPerRequest) {
    throw wrong(`That is ${count} pictures; ${LIMITS.picturesPerRequest} at once are enough.`);
  }
  if (command.needsPicture && count === 0) {
    throw wrong(`/${command.name} needs a picture: attach one, or give a link to one with link:https://….`);
  }
  const takesPictures = command.needsPicture || command.options.some(({ type }) => type === "picture");
  if (count > 0 && !takesPictures) throw wrong(`/${command.name} takes no picture.`);
}

/** Loads all of them at once; when one fails the others are given up. */
export async function loadPictures(
  sources: readonly PictureSource[],
  signal: AbortSignal,
): Promise<Picture[]> {
  const givenUp = new AbortController();
  const abort = () => givenUp.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.all(sources.map((source) => source.load(givenUp.signal)));
  } catch (thrown) {
    givenUp.abort(thrown);
    throw thrown;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
