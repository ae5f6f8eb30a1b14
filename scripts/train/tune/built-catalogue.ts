import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Source, SourceItem } from "../../../src/catalogue/importers/source.js";
import { MANIFEST_FILE } from "../../../src/catalogue/manifest.js";
import { openCatalogue, readManifest } from "../../../src/catalogue/open.js";
import { pictureFromBytes } from "../../../src/images/read-picture.js";

export const isBuiltCatalogue = (folder: string): boolean => existsSync(join(folder, MANIFEST_FILE));

/** The products of a built catalogue with the pictures that it keeps, whichever model made its vectors. */
export async function openBuiltCatalogue(folder: string): Promise<Source> {
  const manifest = await readManifest(folder);

  async function* rows(from = 0): AsyncGenerator<SourceItem> {
    const catalogue = await openCatalogue(folder, manifest.model);
    try {
      for (let row = from; row < catalogue.size; row++) {
        const product = catalogue.product(row);
        const { bytes } = await catalogue.pictureOf(row);
        yield { ...product, row, picture: () => pictureFromBytes(bytes, product.id) };
      }
    } finally {
      await catalogue.close();
    }
  }

  return {
    layout: "built catalogue",
    spec: manifest.source,
    identity: manifest.seal,
    total: manifest.count,
    notices: [],
    rows,
  };
}
