import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions } from "../catalogue/build/options.js";
import { MANIFEST_FILE, type Manifest } from "../catalogue/manifest.js";
import { type ModelIdentity, openCatalogue, readManifest } from "../catalogue/open.js";
import { withoutPassword } from "../catalogue/postgres/address.js";
import { loadCatalogue } from "../catalogue/postgres/load.js";
import { lexicalRows } from "../search/lexical/lexical-rows.js";
import { safeRows } from "../search/safe-rows.js";
import type { ProgressDisplay } from "./build-progress.js";

/** Whether this is a built catalogue, which can be loaded as it is. */
export const isBuilt = (folder: string) => existsSync(join(folder, MANIFEST_FILE));

/**
 * Where a catalogue is built before it is loaded: the same for the same source, read and named alike, and the same database,
 * so that a run can go on.
 */
export function stagingFolder(
  stateDir: string,
  source: string,
  address: string,
  options: Pick<BuildOptions, "name" | "limit" | "roles">,
): string {
  const of = createHash("sha256")
    .update(JSON.stringify([source, withoutPassword(address), options]))
    .digest("hex");
  return join(stateDir, "index", of.slice(0, 16));
}

/** The catalogue that an earlier run built there and could not load, if this model made it. */
export async function stagedCatalogue(folder: string, model: ModelIdentity): Promise<Manifest | undefined> {
  const manifest = await readManifest(folder).catch(() => undefined);
  return manifest?.model.fingerprint === model.fingerprint ? manifest : undefined;
}

/** Loads a built catalogue's folder into the database at an address, and publishes it there. */
export async function loadDatabase(
  folder: string,
  address: string,
  display: ProgressDisplay,
  signal: AbortSignal,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const catalogue = await openCatalogue(folder, manifest.model);
  try {
    const { resumed } = await loadCatalogue({
      catalogue,
      lexical: await lexicalRows(catalogue),
      safe: safeRows(catalogue),
      to: address,
      signal,
      onNotice: display.note,
      onProgress: ({ done, total }) => display.show({ phase: "loading", done, total }),
    });
    if (resumed > 0) display.note(`Went on where the last run stopped: ${resumed} products had arrived.`);
    return manifest;
  } finally {
    await catalogue.close();
  }
}
