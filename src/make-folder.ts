import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const IN_THE_WAY = new Set(["EEXIST", "ENOTDIR"]);

/** A file in the way is told of by the folder that was wanted, not by the part of its path that the file stands for. */
function unlessInTheWay(thrown: unknown): void {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  if (typeof code !== "string" || !IN_THE_WAY.has(code)) throw thrown;
}

/**
 * Makes a folder and those that it lies in, where they are not there. Node's own `recursive` does the same, but never ends
 * where the system denies that there is what could hold it, as Linux does in /proc.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const folder = resolve(path);
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent, mode).catch(unlessInTheWay);
  try {
    await mkdir(folder, { mode });
  } catch (thrown) {
    // Another process may have made it meanwhile.
    if (!(await isFolder(folder))) throw thrown;
  }
}
