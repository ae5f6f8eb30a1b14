import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MANIFEST_FILE, sealManifest } from "../../src/catalogue/manifest.js";
import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import { loadCatalogue } from "../../src/catalogue/postgres/load.js";
import { lexicalRows } from "../../src/search/lexical/lexical-rows.js";
import { safeRows } from "../../src/search/safe-rows.js";

/** A copy of a built catalogue under another name, in `to`. */
export async function renamedCatalogue(folder: string, to: string, name: string): Promise<string> {
  await cp(folder, to, { recursive: true });
  const { seal: _, ...fields } = await readManifest(folder);
  await writeFile(join(to, MANIFEST_FILE), JSON.stringify(sealManifest({ ...fields, name })));
  return to;
}

/** Loads a built catalogue's folder as `index` does. */
export async function loadFolder(folder: string, to: string): Promise<void> {
  const catalogue = await openCatalogue(folder, (await readManifest(folder)).model);
  await loadCatalogue({ catalogue, lexical: await lexicalRows(catalogue), safe: safeRows(catalogue), to });
  await catalogue.close();
}
