import type { FacetRole } from "../catalogue/catalogue.js";
import type { Picture } from "../images/picture.js";

export interface Filters {
  /** Role → the values of which a product must have one. */
  readonly facets?: Readonly<Partial<Record<FacetRole, readonly string[]>>>;
  readonly minPrice?: number;
  readonly maxPrice?: number;
}

/** What somebody is looking for. At least one of text, pictures, likeIds or vector must be there. */
export interface SearchQuery {
  readonly text?: string;
  readonly pictures?: readonly Picture[];
  /** Products of the catalogue whose stored vectors to look around: no inference. */
  readonly likeIds?: readonly string[];
  /** A unit vector that an earlier answer kept, instead of its picture. */
  readonly vector?: Float32Array;
  readonly filters?: Filters;
  /** 1..50. */
  readonly limit: number;
  /** Hits to leave out at the top: paging. */
  readonly offset?: number;
}

/** How near a hit is, in a word, from the catalogue's calibration. */
export type Closeness = "very close" | "close" | "loose";

export interface Hit {
  readonly row: number;
  readonly id: string;
  /** Cosine similarity to the query, -1..1. */
  readonly score: number;
  readonly closeness?: Closeness;
}

export interface SearchTimings {
  readonly encodeMs: number;
  readonly searchMs: number;
  readonly totalMs: number;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  /** Whether a further page exists. */
  readonly more: boolean;
  /** The query as one unit vector, words and pictures together. */
  readonly vector: Float32Array;
  /** The pictures of the query as one unit vector, if there were any: stands for them in later questions. */
  readonly pictureVector?: Float32Array;
  /** True when even the best hit is too far off to be called an answer. */
  readonly nothingClose: boolean;
  readonly timings: SearchTimings;
}

export interface Searcher {
  /** Fails with `bad-request` for an empty query, `not-found` for an unknown product or facet value. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResult>;
}
