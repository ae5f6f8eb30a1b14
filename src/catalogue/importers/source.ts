import type { Picture } from "../../images/picture.js";
import type { Product } from "../catalogue.js";

/** One product of a source, before its picture was looked at. */
export interface SourceRow extends Product {
  /** Position in the source, from 0. */
  readonly row: number;
  /** Loads and checks the picture. Fails with a `HaberdasherError` whose sentence says what is wrong with it. */
  picture(signal?: AbortSignal): Promise<Picture>;
}

/** A row that cannot become a product. */
export interface BadRow {
  readonly row: number;
  readonly id?: string;
  /** For people: "has no id". */
  readonly reason: string;
}

export type SourceItem = SourceRow | BadRow;

export const isBadRow = (item: SourceItem): item is BadRow => "reason" in item;

/** Rows of products in a known order, whatever the layout. */
export interface Source {
  /** For people: "Kaggle layout", "parquet". */
  readonly layout: string;
  /** What was asked for, as it would be typed again. */
  readonly spec: string;
  /** Changes when the source's rows change, or how they are read: a build goes on only where it is the same. */
  readonly identity: string;
  /** Rows, bad ones included. */
  readonly total: number;
  /** Things about the source that its owner should know: "no id column: rows are numbered". */
  readonly notices: readonly string[];
  /** Every row from `from` on, in order. */
  rows(from?: number): AsyncIterable<SourceItem>;
}

/** How a source's rows are to be read. */
export interface Reading {
  readonly columns: ColumnChoice;
  /** Servers ("http://10.0.0.5:8080") whose pictures are fetched although they lie in a private network. */
  readonly trustedOrigins: readonly string[];
}

/** Columns named by hand; what is left out is guessed from common names. */
export interface ColumnChoice {
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly price?: string;
  readonly currency?: string;
  readonly url?: string;
  readonly picture?: string;
}
