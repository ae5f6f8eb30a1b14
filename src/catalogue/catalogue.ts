import type { VectorIndex } from "../index/vector-index.js";
import type { Manifest } from "./manifest.js";

/** What an attribute means, whatever a source calls it. */
export const FACET_ROLES = [
  "kind",
  "category",
  "colour",
  "gender",
  "season",
  "use",
  "pattern",
  "material",
  "brand",
] as const;
export type FacetRole = (typeof FACET_ROLES)[number];

export interface Product {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly price?: number;
  /** ISO 4217 code, with `price`. */
  readonly currency?: string;
  /** The shop's page of the product. */
  readonly url?: string;
  /** A public address of the picture, if the source had one. */
  readonly pictureUrl?: string;
  /** As the source named and spelt them: articleType → "Jackets". */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Facet {
  /** The attribute's name in the source: "articleType". */
  readonly attribute: string;
  /** What it means, if we know: "kind". */
  readonly role?: FacetRole;
  /** Values with their number of products, most frequent first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

export interface StoredPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png" | "image/webp";
}

/**
 * A built catalogue, opened read-only. A row is a product's position, 0..size-1, the same in products, vectors and index.
 */
export interface Catalogue {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly size: number;
  readonly facets: readonly Facet[];
  readonly index: VectorIndex;
  product(row: number): Product;
  /** Titles and prices alone: searching reads all of them, and whole products would be made for nothing. */
  title(row: number): string;
  price(row: number): number | undefined;
  rowOf(id: string): number | undefined;
  /** The attribute of a row by its role: `value(7, "kind")` → "Jackets". */
  value(row: number, role: FacetRole): string | undefined;
  /** The stored picture, at most 480 pixels high, as a shop would show it. */
  picture(row: number): Promise<StoredPicture>;
  /** The row's unit vector, `manifest.model.dimension` floats; a view, not to be changed. */
  vector(row: number): Float32Array;
  close(): Promise<void>;
}
