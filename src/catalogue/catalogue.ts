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

/** A product in its place, with what is stored of it. Its parts may be made only when they are asked for. */
export interface Entry {
  /** The product's position in the catalogue, 0..size-1; the lower one wins a tie. */
  readonly row: number;
  readonly id: string;
  readonly title: string;
  readonly product: Product;
  /** The picture's unit vector, `manifest.model.dimension` floats; not to be changed. */
  readonly vector: Float32Array;
  /** The attribute by its role: `value("kind")` → "Jackets". */
  value(role: FacetRole): string | undefined;
  /** The attribute by its name in the source. */
  attribute(name: string): string | undefined;
  /** The stored picture, at most 480 pixels high, as a shop would show it. */
  picture(): Promise<StoredPicture>;
}

/** A product and its cosine to a vector, -1..1. */
export interface Near {
  readonly entry: Entry;
  readonly cosine: number;
}

/** Values that stand on the same products. */
export interface ValuePair {
  readonly one: string;
  readonly other: string;
  readonly count: number;
}

/** Whether what keeps the catalogue can be asked now. */
export type CatalogueStatus = { readonly state: "up" } | { readonly state: "down"; readonly detail: string };

/** A built catalogue, opened read-only, wherever it is kept. */
export interface Catalogue {
  readonly manifest: Manifest;
  readonly size: number;
  readonly facets: readonly Facet[];
  /** Whether any product has a price. */
  readonly hasPrices: boolean;
  /** The products with these ids, in this order; what the catalogue does not have is left out. */
  find(ids: readonly string[]): Promise<Entry[]>;
  /** The products whose pictures lie nearest to a unit vector, nearest first. Fails with `bad-request` as `VectorIndex` does. */
  nearest(vector: Float32Array, count: number): Promise<readonly Near[]>;
  /** How many products have a value of one facet together with a value of another; pairs that no product has are left out. */
  together(one: FacetRole, other: FacetRole): Promise<readonly ValuePair[]>;
  /** At most `count` products, evenly spread over the catalogue; the same ones each time. */
  sample(count: number): Promise<readonly Entry[]>;
  picture(id: string): Promise<StoredPicture | undefined>;
  status(): CatalogueStatus;
  /** Tells this from what else was or will be published in its place. */
  readonly edition: string;
  /** The edition that is published in the catalogue's place now; undefined while that cannot be told. */
  published(): Promise<string | undefined>;
  close(): Promise<void>;
}
