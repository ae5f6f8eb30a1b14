import { z } from "zod";
import type { Facet, FacetRole, Product, StoredPicture } from "./catalogue.js";

/** A product as it is written: with what its stored picture looks like in the pack. */
export interface StoredProduct extends Product {
  readonly stored: { readonly bytes: number; readonly mediaType: StoredPicture["mediaType"] };
}

const MEDIA_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
const ABSENT = -1;

// Forty thousand rows are checked at every start: one pass per column, not one schema per value.
const column = <T>(is: (value: unknown) => value is T) =>
  z.custom<T[]>((value) => Array.isArray(value) && value.every(is));
const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isNumberOrNull = (value: unknown): value is number | null =>
  value === null || typeof value === "number";
const isWhole = (value: unknown): value is number => Number.isInteger(value);

const coded = z.object({ values: column(isText), codes: column(isWhole) });
const optionalTexts = column(isTextOrNull).optional();

/**
 * `products.json`: columns, because columns of short strings open ten times faster than rows. Attributes are a list of
 * values and, per row, the value's place in it or -1.
 */
const tableSchema = z.object({
  id: column(isText),
  title: column(isText),
  description: optionalTexts,
  price: column(isNumberOrNull).optional(),
  currency: optionalTexts,
  url: optionalTexts,
  pictureUrl: optionalTexts,
  attributes: z.record(z.string(), coded),
  pictures: z.object({ bytes: column(isWhole), mediaType: column(isWhole) }),
});
type Columns = z.infer<typeof tableSchema>;

function code(values: readonly (string | undefined)[]): z.infer<typeof coded> {
  const places = new Map<string, number>();
  const codes = values.map((value) => {
    if (value === undefined) return ABSENT;
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, places.size);
    return places.size - 1;
  });
  return { values: [...places.keys()], codes };
}

/** A column, or nothing where no row has a value. */
function sparse<T>(products: readonly StoredProduct[], pick: (product: StoredProduct) => T | undefined) {
  const values = products.map((product) => pick(product) ?? null);
  return values.some((value) => value !== null) ? values : undefined;
}

/** An attribute may be called "constructor", and every object has one. */
const attributeOf = ({ attributes }: Product, name: string) =>
  Object.hasOwn(attributes, name) ? attributes[name] : undefined;

export function encodeProducts(products: readonly StoredProduct[]): string {
  const attributes = new Set(products.flatMap((product) => Object.keys(product.attributes)));
  const columns: Columns = {
    id: products.map(({ id }) => id),
    title: products.map(({ title }) => title),
    description: sparse(products, ({ description }) => description),
    price: sparse(products, ({ price }) => price),
    currency: sparse(products, ({ currency }) => currency),
    url: sparse(products, ({ url }) => url),
    pictureUrl: sparse(products, ({ pictureUrl }) => pictureUrl),
    attributes: Object.fromEntries(
      [...attributes].map((name) => [name, code(products.map((product) => attributeOf(product, name)))]),
    ),
    pictures: {
      bytes: products.map(({ stored }) => stored.bytes),
      mediaType: products.map(({ stored }) => MEDIA_TYPES.indexOf(stored.mediaType)),
    },
  };
  return JSON.stringify(columns);
}

interface Attribute {
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** Attributes with more different values than this say nothing about a group of products, unless we know their role. */
const FACET_VALUES = 500;

export class ProductTable {
  readonly size: number;
  readonly #columns: Columns;
  readonly #attributes: ReadonlyMap<string, Attribute>;
  readonly #pictureStarts: Float64Array;
  #rows: Map<string, number> | undefined;

  /** Fails with a plain error when the text is no product table or its columns differ in length. */
  constructor(text: string) {
    const columns = tableSchema.parse(JSON.parse(text));
    this.#columns = columns;
    this.size = columns.id.length;
    const lengths = [
      columns.title,
      columns.description,
      columns.price,
      columns.currency,
      columns.url,
      columns.pictureUrl,
      columns.pictures.bytes,
      columns.pictures.mediaType,
      ...Object.values(columns.attributes).map(({ codes }) => codes),
    ];
    if (lengths.some((values) => values !== undefined && values.length !== this.size)) {
      throw new Error("Columns of different lengths");
    }
    this.#attributes = new Map(
      Object.entries(columns.attributes).map(([name, { values, codes }]) => [
        name,
        { values, codes: Int32Array.from(codes) },
      ]),
    );
    for (const attribute of Object.values(columns.attributes)) attribute.codes = [];
    this.#pictureStarts = new Float64Array(this.size + 1);
    for (const [row, bytes] of columns.pictures.bytes.entries()) {
      this.#pictureStarts[row + 1] = (this.#pictureStarts[row] ?? 0) + bytes;
    }
  }

  /** Bytes of all pictures together. */
  get pictureBytes(): number {
    return this.#pictureStarts[this.size] ?? 0;
  }

  product(row: number): Product {
    const { id, title, description, price, currency, url, pictureUrl } = this.#columns;
    const attributes: Record<string, string> = {};
    for (const name of this.#attributes.keys()) {
      const value = this.value(row, name);
      if (value !== undefined) attributes[name] = value;
    }
    const optional = {
      description: description?.[row],
      price: price?.[row],
      currency: currency?.[row],
      url: url?.[row],
      pictureUrl: pictureUrl?.[row],
    };
    const present = Object.entries(optional).filter(([, value]) => value !== null && value !== undefined);
    return { id: id[row] ?? "", title: title[row] ?? "", ...Object.fromEntries(present), attributes };
  }

  id(row: number): string {
    return this.#columns.id[row] ?? "";
  }

  title(row: number): string {
    return this.#columns.title[row] ?? "";
  }

  price(row: number): number | undefined {
    return this.#columns.price?.[row] ?? undefined;
  }

  hasPrices(): boolean {
    return this.#columns.price?.some((price) => price !== null) ?? false;
  }

  value(row: number, attribute: string): string | undefined {
    const found = this.#attributes.get(attribute);
    return found?.values[found.codes[row] ?? ABSENT];
  }

  rowOf(id: string): number | undefined {
    this.#rows ??= new Map(this.#columns.id.map((known, row) => [known, row]));
    return this.#rows.get(id);
  }

  /** Where the row's picture lies in the pack. */
  picture(row: number): { start: number; bytes: number; mediaType: StoredPicture["mediaType"] } {
    const start = this.#pictureStarts[row] ?? 0;
    const mediaType = MEDIA_TYPES[this.#columns.pictures.mediaType[row] ?? 0] ?? "image/jpeg";
    return { start, bytes: (this.#pictureStarts[row + 1] ?? start) - start, mediaType };
  }

  /** @param shown one byte per row: 1 where it counts; without it all do. Values that no row has are left out. */
  facets(roles: ReadonlyMap<string, FacetRole>, shown?: Uint8Array): Facet[] {
    const facets: Facet[] = [];
    for (const [attribute, { values, codes }] of this.#attributes) {
      const role = roles.get(attribute);
      const telling = values.length <= FACET_VALUES && values.length * 2 <= this.size;
      if (role === undefined && !telling) continue;
      const counts = new Uint32Array(values.length);
      for (const [row, at] of codes.entries())
        if (at !== ABSENT && shown?.[row] !== 0) counts[at] = (counts[at] ?? 0) + 1;
      const counted = values
        .map((value, at) => ({ value, count: counts[at] ?? 0 }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
      facets.push({ attribute, ...(role && { role }), values: counted });
    }
    return facets;
  }
}
