import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { type ResourceLimits, Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Of the young generation. Node lets a thread exceed its limit by 16 MB while it ends it (kExtraHeapAllowance in its node_worker.cc);
 * where more than that survives one collection, the whole process ends. The default's 48 MB and more do, on Node 24 and a busy machine.
 */
const YOUNG_MB = 8;

/** JavaScript memory for a thread: one that exceeds it ends alone. */
export function heapOf(megabytes: number): ResourceLimits {
  return { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: YOUNG_MB };
}

/**
 * Starts a worker thread from a module beside the caller, from `dist/` as from the sources (which tests and
 * `npm run dev` run through tsx).
 * @param name the module without its ending: "./worker"
 * @param parent the caller's `import.meta.url`
 */
export function startThread(name: string, parent: string, options: WorkerOptions = {}): Worker {
  if (!parent.endsWith(".ts")) return new Worker(new URL(`${name}.js`, parent), options);
  // `require` finds the CommonJS build, whose register() cannot find its own hooks; the ES module lies beside it.
  const found = createRequire(import.meta.url)
    .resolve("tsx/esm/api")
    .replace(/\.cjs$/, ".mjs");
  const tsx = pathToFileURL(found).href;
  const module = new URL(`${name}.ts`, parent).href;
  // tsx's --import hook does not reach worker threads of Node 20; its programming interface does.
  const start = `import(${JSON.stringify(tsx)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(module)}); });`;
  return new Worker(start, { ...options, eval: true });
}
