import { type FileHandle, readFile } from "node:fs/promises";
import { join } from "node:path";
import { HaberdasherError } from "../errors.js";
import type { VectorIndex } from "../index/vector-index.js";
import { type VectorTable, vectorAt } from "../index/vectors.js";
import type {
  Catalogue,
  CatalogueStatus,
  Entry,
  Facet,
  FacetRole,
  Near,
  Product,
  StoredPicture,
  ValuePair,
} from "./catalogue.js";
import { MANIFEST_FILE, type Manifest, sealIn } from "./manifest.js";
import type { ProductTable } from "./product-table.js";
import { isRole } from "./roles.js";
import { spread } from "./spread.js";

/**
 * A catalogue in a folder, held in memory: every row can be looked at without waiting. A row is a product's position,
 * 0..size-1, the same in products, vectors and index; one that is not there is a `RangeError`.
 */
export class FolderCatalogue implements Catalogue {
  readonly facets: readonly Facet[];
  readonly #attributes = new Map<FacetRole, string>();
  #hasPrices: boolean | undefined;

  constructor(
    readonly folder: string,
    readonly manifest: Manifest,
    readonly index: VectorIndex,
    private readonly products: ProductTable,
    private readonly vectors: VectorTable,
    private readonly pack: FileHandle,
    /** One byte per row: 1 where it may be answered; undefined where all may. */
    readonly shown?: Uint8Array,
  ) {
    const roles = new Map<string, FacetRole>();
    for (const [attribute, role] of Object.entries(manifest.roles)) {
      if (!isRole(role)) continue;
      roles.set(attribute, role);
      this.#attributes.set(role, attribute);
    }
    this.facets = products.facets(roles, shown);
  }

  /** The same catalogue, of which these rows alone are shown. It closes with this one. */
  showing(shown: Uint8Array): FolderCatalogue {
    const { folder, manifest, index, products, vectors, pack } = this;
    return new FolderCatalogue(folder, manifest, index, products, vectors, pack, shown);
  }

  /** How many rows there are, shown or not. */
  get size(): number {
    return this.products.size;
  }

  get hasPrices(): boolean {
    this.#hasPrices ??= this.products.hasPrices();
    return this.#hasPrices;
  }

  async find(ids: readonly string[]): Promise<Entry[]> {
    const rows = ids.map((id) => this.shownRowOf(id)).filter((row) => row !== undefined);
    return rows.map((row) => this.entry(row));
  }

  async nearest(vector: Float32Array, count: number): Promise<Near[]> {
    const neighbours = await this.index.search(vector, count, this.shown);
    return neighbours.map(({ row, score }) => ({ entry: this.entry(row), cosine: score }));
  }

  async together(one: FacetRole, other: FacetRole): Promise<ValuePair[]> {
    const pairs = new Map<string, ValuePair>();
    for (let row = 0; row < this.size; row++) {
      const [first, second] = [this.value(row, one), this.value(row, other)];
      if (this.shown?.[row] === 0) continue;
      if (first === undefined || second === undefined) continue;
      const key = JSON.stringify([first, second]);
      pairs.set(key, { one: first, other: second, count: (pairs.get(key)?.count ?? 0) + 1 });
    }
    return [...pairs.values()];
  }

  async sample(count: number): Promise<Entry[]> {
    const { shown } = this;
    if (!shown) return spread(this.size, count).map((row) => this.entry(row));
    const rows = Array.from(shown.keys()).filter((row) => shown[row] === 1);
    return spread(rows.length, count).map((at) => this.entry(rows[at] ?? 0));
  }

  async picture(id: string): Promise<StoredPicture | undefined> {
    const row = this.shownRowOf(id);
    return row === undefined ? undefined : this.pictureOf(row);
  }

  get edition(): string {
    return this.manifest.seal;
  }

  status(): CatalogueStatus {
    return { state: "up" };
  }

  async published(): Promise<string | undefined> {
    const text = await readFile(join(this.folder, MANIFEST_FILE), "utf8").catch(() => undefined);
    return text === undefined ? undefined : sealIn(text);
  }

  async close(): Promise<void> {
    await this.index.close();
    await this.pack.close();
  }

  entry(row: number): Entry {
    return new RowEntry(this, this.#checked(row));
  }

  product(row: number): Product {
    return this.products.product(this.#checked(row));
  }

  id(row: number): string {
    return this.products.id(this.#checked(row));
  }

  /** Titles and prices alone: searching reads all of them, and whole products would be made for nothing. */
  title(row: number): string {
    return this.products.title(this.#checked(row));
  }

  price(row: number): number | undefined {
    return this.products.price(this.#checked(row));
  }

  rowOf(id: string): number | undefined {
    return this.products.rowOf(id);
  }

  /** The attribute of a row by its role: `value(7, "kind")` → "Jackets". */
  value(row: number, role: FacetRole): string | undefined {
    const attribute = this.#attributes.get(role);
    return attribute === undefined ? undefined : this.attribute(row, attribute);
  }

  /** The attribute of a row by its name in the source. */
  attribute(row: number, name: string): string | undefined {
    return this.products.value(this.#checked(row), name);
  }

  async pictureOf(row: number): Promise<StoredPicture> {
    const { start, bytes, mediaType } = this.products.picture(this.#checked(row));
    const content = new Uint8Array(bytes);
    await this.pack.read(content, 0, bytes, start);
    return { bytes: content, mediaType };
  }

  /** The row's unit vector, `manifest.model.dimension` floats; a view, not to be changed. */
  vector(row: number): Float32Array {
    return vectorAt(this.vectors, this.#checked(row));
  }

  private shownRowOf(id: string): number | undefined {
    const row = this.rowOf(id);
    return row === undefined || this.shown?.[row] === 0 ? undefined : row;
  }

  #checked(row: number): number {
    if (!Number.isInteger(row) || row < 0 || row >= this.size) {
      throw new RangeError(`Row ${row} of a catalogue of ${this.size}`);
    }
    return row;
  }
}

export const NEEDS_FOLDER = "This needs a catalogue in a folder: name one with --catalogue.";

/** The catalogue, if it is one of these. Fails with `bad-request`: what walks through all vectors asks no database for them. */
export function inMemory(catalogue: Catalogue): FolderCatalogue {
  if (catalogue instanceof FolderCatalogue) return catalogue;
  throw new HaberdasherError("bad-request", NEEDS_FOLDER);
}

/** A row as an entry: nothing is copied before it is asked for. */
class RowEntry implements Entry {
  constructor(
    private readonly catalogue: FolderCatalogue,
    readonly row: number,
  ) {}

  get id(): string {
    return this.catalogue.id(this.row);
  }

  get title(): string {
    return this.catalogue.title(this.row);
  }

  get product(): Product {
    return this.catalogue.product(this.row);
  }

  get vector(): Float32Array {
    return this.catalogue.vector(this.row);
  }

  value(role: FacetRole): string | undefined {
    return this.catalogue.value(this.row, role);
  }

  attribute(name: string): string | undefined {
    return this.catalogue.attribute(this.row, name);
  }

  picture(): Promise<StoredPicture> {
    return this.catalogue.pictureOf(this.row);
  }
}
