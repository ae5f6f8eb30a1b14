import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import { loadCatalogue } from "../../src/catalogue/postgres/load.js";
import { lexicalRows } from "../../src/search/lexical-rows.js";
import { safeRows } from "../../src/search/safe-rows.js";

/** Loads a built catalogue's folder as `index` does. */
export async function loadFolder(folder: string, to: string): Promise<void> {
  const catalogue = await openCatalogue(folder, (await readManifest(folder)).model);
  await loadCatalogue({ catalogue, lexical: await lexicalRows(catalogue), safe: safeRows(catalogue), to });
  await catalogue.close();
}
