import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/**
 * Makes a folder and those that it lies in, where they are not there. Node's own `recursive` does the same, but never ends
 * where the system denies that there is what could hold it, as Linux does in /proc.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  const folder = resolve(path);
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent, mode);
  try {
    await mkdir(folder, { mode });
  } catch (thrown) {
    // Another process may have made it meanwhile.
    if (!(await isFolder(folder))) throw thrown;
  }
}
