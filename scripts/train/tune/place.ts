import { readdir, rename, rmdir } from "node:fs/promises";
import { HaberdasherError } from "../../../src/errors.js";

/** Refuses a folder that holds anything: a model is never mixed with other files, nor laid over another model. */
export async function checkFree(folder: string): Promise<void> {
  const names = await readdir(folder).catch((thrown: NodeJS.ErrnoException): string[] => {
    if (thrown.code === "ENOENT") return [];
    throw new HaberdasherError("bad-request", `${folder} is not a folder that can be written to.`, {
      cause: thrown,
    });
  });
  if (names.length === 0) return;
  throw new HaberdasherError(
    "bad-request",
    `${folder} is there already and holds files (${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}): name a new folder with --to, or move that one away.`,
  );
}

/** Puts the finished model in its place with one rename. */
export async function place(from: string, folder: string): Promise<void> {
  await checkFree(folder);
  await rmdir(folder).catch(() => undefined);
  await rename(from, folder);
}
