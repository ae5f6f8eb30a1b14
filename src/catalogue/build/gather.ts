import { setImmediate as nextTurn } from "node:timers/promises";
import type { GraphBuilder } from "../../index/hnsw-graph.js";
import { type VectorTable, vectorAt } from "../../index/vectors.js";
import type { BadRow } from "../importers/source.js";
import type { StoredProduct } from "../product-table.js";
import { ingest } from "./ingest.js";
import type { Journal } from "./journal.js";
import type { BuildOptions } from "./options.js";
import { Pace } from "./progress.js";

/** What was read so far: the same whether it came from the journal or from the source. */
export class Gathered {
  readonly products: StoredProduct[] = [];
  readonly skipped: BadRow[] = [];
  readonly #rowOf = new Map<string, number>();

  /** The row that took this id before. */
  duplicateOf(id: string): number | undefined {
    return this.#rowOf.get(id);
  }

  add(product: StoredProduct): void {
    this.#rowOf.set(product.id, this.products.length);
    this.products.push(product);
  }
}

/** Encodes every row into the journal, and inserts it into the graph while the encoder works on the next. */
export async function gather(
  options: BuildOptions,
  journal: Journal,
  gathered: Gathered,
  graph: GraphBuilder,
  { from, until, signal }: { readonly from: number; readonly until: number; readonly signal: AbortSignal },
): Promise<void> {
  const pace = new Pace(until, from);
  options.onProgress?.({ phase: "encoding", done: from, total: until });
  for await (const chunk of ingest(options.source, options.engine, { from, until, signal })) {
    const products: StoredProduct[] = [];
    const skipped: BadRow[] = [];
    const vectors: Float32Array[] = [];
    const pictures: Uint8Array[] = [];
    for (const row of chunk.rows) {
      if ("reason" in row) {
        skipped.push(row);
        continue;
      }
      const { product } = row;
      const first = gathered.duplicateOf(product.id);
      if (first !== undefined) {
        skipped.push({
          row: row.row,
          id: product.id,
          reason: `has the id of another product ("${gathered.products[first]?.title}")`,
        });
        continue;
      }
      gathered.add(product);
      products.push(product);
      vectors.push(row.vector);
      pictures.push(row.picture);
    }
    await journal.append({ next: chunk.next, products, skipped }, vectors, pictures);
    gathered.skipped.push(...skipped);
    for (const vector of vectors) graph.add(vector);
    options.onProgress?.({ phase: "encoding", ...pace.step(chunk.next) });
  }
}

/** Rows of an earlier run go into the graph in their order, as they would have then. */
export async function reinsert(
  graph: GraphBuilder,
  vectors: VectorTable,
  options: BuildOptions,
): Promise<void> {
  for (let row = 0; row < vectors.size; row++) {
    graph.add(vectorAt(vectors, row));
    if (row % 256 !== 255) continue;
    options.onProgress?.({ phase: "indexing", done: row + 1, total: vectors.size });
    await nextTurn();
  }
}
