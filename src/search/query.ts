import type { Entry, FacetRole } from "../catalogue/catalogue.js";
import type { Picture } from "../images/picture.js";
import type { Leaning } from "./leanings.js";
import type { PriceOrder } from "./price-order.js";

export interface Filters {
  /** Role → the values of which a product must have one. */
  readonly facets?: Readonly<Partial<Record<FacetRole, readonly string[]>>>;
  /** The same for attributes that play no role, by their name in the catalogue. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly minPrice?: number;
  readonly maxPrice?: number;
}

/** What somebody is looking for. At least one of text, pictures, likeIds or vector must be there. */
export interface SearchQuery {
  /** Words; one with a minus before it ("-floral") is not wanted. */
  readonly text?: string;
  readonly pictures?: readonly Picture[];
  /** Products of the catalogue whose stored vectors to look around: no inference. They are not answered themselves. */
  readonly likeIds?: readonly string[];
  /** A unit vector that an earlier answer kept, instead of its picture. */
  readonly vector?: Float32Array;
  readonly filters?: Filters;
  /** By price instead of by fit: what has the words or is among the most alike, and has a price. */
  readonly sort?: PriceOrder;
  /** Directions to move in. */
  readonly leanings?: readonly Leaning[];
  /** Products that were voted for: the query moves towards them. They may be answered again. */
  readonly likedIds?: readonly string[];
  /** Products that were voted against: the query moves away from them, and they are not answered. */
  readonly dislikedIds?: readonly string[];
  /** Whether "red dress under 40" also filters by colour, kind, for whom and price, and "cheapest" sorts. What was given wins. Default: no. */
  readonly readFilters?: boolean;
  /** Whether near-identical products and colour variants become one hit. Default: no. */
  readonly fold?: boolean;
  /** 1..100. */
  readonly limit: number;
  /** Hits to leave out at the top: paging. */
  readonly offset?: number;
  /** Products to leave out, for example because an earlier page showed them; also those that fold into them. */
  readonly exceptIds?: readonly string[];
  /** Whether hits should also differ from each other: ideas instead of the same thing six times; not where they are sorted. Default: no. */
  readonly diverse?: boolean;
  /**
   * How much the look counts against the words of titles and attributes, 0..1: 0 is pure BM25, 1 pure CLIP. Default: the
   * catalogue's own weight, tuned when it was built.
   */
  readonly alpha?: number;
}

/** How near a hit is, in a word, from the catalogue's calibration. */
export type Closeness = "very close" | "close" | "loose";

export interface Hit {
  readonly entry: Entry;
  readonly id: string;
  /**
   * What hits are ranked by, best first, unless they are sorted by price. Without words it is the cosine, -1..1; with words the convex combination of the
   * look on the catalogue's scale and of `lexical`: about 1 for a hit that has all of the words and the look.
   */
  readonly score: number;
  /** Cosine similarity of the product's picture to the query, -1..1. */
  readonly cosine: number;
  /** How much of the query's words the product's words cover, 0..1; 0 without words. */
  readonly lexical: number;
  readonly closeness?: Closeness;
  /** What was folded into this hit. */
  readonly folded?: readonly Entry[];
}

export interface SearchTimings {
  /** Milliseconds for words and pictures to become vectors. */
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
  /** The filters in force: those given, and those read from the words. */
  readonly filters: Filters;
  /** The order by price in force, given or read. */
  readonly sort?: PriceOrder;
  /** Whether the hits differ from each other: that was asked for, or nothing in particular ("what do you have?"). */
  readonly diverse: boolean;
  /** Whether the words said something of prices that was left out, because this catalogue has none. */
  readonly unpriced: boolean;
  /** The words that were searched for: without prices, and beside a picture without all that became a filter. */
  readonly text: string;
  /** True when even the best hit is too far off to be called an answer. */
  readonly nothingClose: boolean;
  readonly timings: SearchTimings;
}

/** A question that was changed by further words. */
export interface RefinedWords {
  readonly text: string;
  readonly filters: Filters;
  readonly sort?: PriceOrder;
  /** As in `SearchResult`. */
  readonly unpriced: boolean;
  /** What the further words shut out: "in blue without stripes". */
  readonly unwanted: readonly string[];
}

export interface Searcher {
  /** Fails with `bad-request` for an empty query, `not-found` for an unknown product or facet value. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResult>;
  /**
   * A question changed by further words: what they say of a facet or price replaces what was said of it before, the rest
   * is added. "red dress" and "in blue" → "dress in blue", colour Blue.
   * @param looks whether the question has pictures or products: then words that became filters are not added
   */
  refine(text: string, filters: Filters, words: string, looks: boolean): Promise<RefinedWords>;
  /** The words of a text that do not speak of these facets: "red dress" without colour is "dress". */
  withoutRoles(text: string, roles: readonly FacetRole[]): Promise<string>;
  /** Prepares what the first search would otherwise wait for. */
  warmUp(): Promise<void>;
}
