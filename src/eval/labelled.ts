import { ingest } from "../catalogue/build/ingest.js";
import type { FacetRole } from "../catalogue/catalogue.js";
import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import type { Source } from "../catalogue/importers/source.js";
import { rolesOf } from "../catalogue/roles.js";
import type { ClipEngine } from "../clip/engine.js";
import { type VectorTable, vectorTable } from "../index/vectors.js";

/** Products with labels and picture vectors: what an evaluation looks at, wherever it came from. */
export interface Labelled {
  readonly size: number;
  readonly vectors: VectorTable;
  id(row: number): string;
  title(row: number): string;
  value(row: number, role: FacetRole): string | undefined;
}

export function labelledCatalogue(catalogue: FolderCatalogue): Labelled {
  const { dimension } = catalogue.manifest.model;
  const values = new Float32Array(catalogue.size * dimension);
  for (let row = 0; row < catalogue.size; row++) values.set(catalogue.vector(row), row * dimension);
  return {
    size: catalogue.size,
    vectors: vectorTable(values, dimension),
    id: (row) => catalogue.product(row).id,
    title: (row) => catalogue.title(row),
    value: (row, role) => catalogue.value(row, role),
  };
}

/** Encodes a source's pictures now. Rows that cannot be taken are counted. */
export async function labelledSource(
  source: Source,
  engine: ClipEngine,
  { until, signal }: { until: number; signal: AbortSignal },
): Promise<Labelled & { readonly skipped: number }> {
  const products: { id: string; title: string; attributes: Readonly<Record<string, string>> }[] = [];
  const vectors: Float32Array[] = [];
  let skipped = 0;
  for await (const chunk of ingest(source, engine, { from: 0, until, signal })) {
    for (const row of chunk.rows) {
      if ("reason" in row) {
        skipped++;
        continue;
      }
      products.push(row.product);
      vectors.push(row.vector);
    }
  }
  const values = new Float32Array(products.length * engine.dimension);
  for (const [row, vector] of vectors.entries()) values.set(vector, row * engine.dimension);
  const names = new Set(products.flatMap(({ attributes }) => Object.keys(attributes)));
  const attributes = new Map(Object.entries(rolesOf(names)).map(([name, role]) => [role, name]));
  return {
    size: products.length,
    vectors: vectorTable(values, engine.dimension),
    skipped,
    id: (row) => products[row]?.id ?? "",
    title: (row) => products[row]?.title ?? "",
    value(row, role) {
      const name = attributes.get(role);
      return name === undefined ? undefined : products[row]?.attributes[name];
    },
  };
}
