import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const BINDING = "onnxruntime_binding.node";

/** A folder with a copy of the binding and links to the libraries beside it. */
function copyBinding(original: string): string {
  const folder = mkdtempSync(join(tmpdir(), "haberdasher-onnxruntime-"));
  const from = dirname(original);
  for (const name of readdirSync(from)) {
    if (name !== BINDING) symlinkSync(join(from, name), join(folder, name));
  }
  copyFileSync(original, join(folder, BINDING));
  return folder;
}

/**
 * Gives this thread a copy of onnxruntime-node's binding of its own.
 *
 * The binding (1.14) keeps a reference into the thread that loaded it last in a static variable. The next thread that
 * loads it frees that reference; if the first thread has ended by then, it writes to freed memory, which kills the
 * process sooner or later ("free(): invalid pointer"). Nor can it be loaded again once every thread that had it has
 * ended ("Module did not self-register"). A copy has statics of its own. The file can go as soon as it is loaded.
 *
 * Windows neither links without privileges nor deletes loaded files; there, as where no file may be executed from the
 * temporary folder, the original is used, and only replacing a thread is at risk.
 */
export function useOwnBinding(): void {
  if (process.platform === "win32") return;
  const { extensions } = createRequire(import.meta.url);
  const load = extensions[".node"];
  if (load === undefined) return;
  extensions[".node"] = (module, path) => {
    if (basename(path) !== BINDING) return load(module, path);
    let folder: string | undefined;
    try {
      folder = copyBinding(path);
      load(module, join(folder, BINDING));
    } catch {
      load(module, path);
    } finally {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    }
  };
}
