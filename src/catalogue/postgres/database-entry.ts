import type { Entry, FacetRole, Product, StoredPicture } from "../catalogue.js";
import type { VectorType } from "./layout.js";

/** A row as an entry's query returns it. */
export interface EntryRow {
  readonly row: number;
  readonly product: Product;
  /** As `halfvec_send` or `vector_send` write it. */
  readonly vector: Buffer;
}

/** What entries of one catalogue have in common. */
export interface EntryContext {
  readonly vectorType: VectorType;
  readonly attributes: ReadonlyMap<FacetRole, string>;
  picture(row: number): Promise<StoredPicture>;
}

/** The columns that an `EntryRow` is made of, of a table called `p`. */
export const entryColumns = (vectorType: VectorType) =>
  `p.place as row, p.product, ${vectorType}_send(p.vector) as vector`;

/** A product that came from the database. */
export class DatabaseEntry implements Entry {
  #vector: Float32Array | undefined;

  constructor(
    private readonly stored: EntryRow,
    private readonly context: EntryContext,
  ) {}

  get row(): number {
    return this.stored.row;
  }

  get product(): Product {
    return this.stored.product;
  }

  get id(): string {
    return this.product.id;
  }

  get title(): string {
    return this.product.title;
  }

  get vector(): Float32Array {
    this.#vector ??= readVector(this.stored.vector, this.context.vectorType);
    return this.#vector;
  }

  value(role: FacetRole): string | undefined {
    const attribute = this.context.attributes.get(role);
    return attribute === undefined ? undefined : this.attribute(attribute);
  }

  attribute(name: string): string | undefined {
    return this.product.attributes[name];
  }

  picture(): Promise<StoredPicture> {
    return this.context.picture(this.row);
  }
}

/** "[0.1,-0.2]", as pgvector reads it. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(",")}]`;
}

/** pgvector's binary form: the dimension and an unused number in 16 bits each, then the numbers, all big-endian. */
function readVector(bytes: Buffer, type: VectorType): Float32Array {
  const dimension = bytes.readUInt16BE(0);
  const vector = new Float32Array(dimension);
  for (let at = 0; at < dimension; at++) {
    vector[at] = type === "halfvec" ? half(bytes.readUInt16BE(4 + 2 * at)) : bytes.readFloatBE(4 + 4 * at);
  }
  return vector;
}

/** IEEE 754 binary16: one bit of sign, five of exponent, ten of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
