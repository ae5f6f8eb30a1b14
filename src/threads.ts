import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a worker thread from a module beside the caller, from `dist/` as from the sources (which tests and
 * `npm run dev` run through tsx).
 * @param name the module without its ending: "./worker"
 * @param parent the caller's `import.meta.url`
 */
export function startThread(name: string, parent: string, options: WorkerOptions = {}): Worker {
  if (!parent.endsWith(".ts")) return new Worker(new URL(`${name}.js`, parent), options);
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return new Worker(new URL(`${name}.ts`, parent), { ...options, execArgv: ["--import", tsx] });
}
