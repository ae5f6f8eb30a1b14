import type { Entry, FacetRole } from "../../catalogue/catalogue.js";
import type { WordsHeard } from "../lexical/lexical-query.js";
import type { PriceOrder } from "../price-order.js";
import type { Filters } from "../query.js";

/** What is wanted of a catalogue's products. */
export interface RetrievalQuery {
  /** Unit vector; while it is being made, what words and filters say is looked up. */
  readonly vector: Float32Array | Promise<Float32Array>;
  /** Words to find in titles and attributes; empty: by look alone. */
  readonly wanted: string;
  /** Products that have one of these words, in one of its forms (`wordForms`), are left out. */
  readonly unwanted: readonly string[];
  /** In the catalogue's own spelling. */
  readonly filters: Filters;
  /** So many look best and so many have the most of the words; at least 1. */
  readonly count: number;
  /** Then also as many of those that come first by price. */
  readonly sort?: PriceSort | undefined;
}

export interface PriceSort {
  readonly by: PriceOrder;
  /** What is asked for: sorted are products that say enough of it (`SAYS_ENOUGH`). Empty: all that fit. */
  readonly words: string;
}

/** A product that may answer, with what it scored by look and by words. */
export interface Candidate {
  readonly entry: Entry;
  /** -1..1. */
  readonly cosine: number;
  /** How much of the wanted words the product's words cover, 0..1. */
  readonly lexical: number;
  /** Whether it is among those that come first by price. */
  readonly sorted?: boolean;
}

export interface Retrieved extends WordsHeard {
  /** The best by look, by words and, where it is asked for, by price, each product once, in no particular order. */
  readonly candidates: readonly Candidate[];
}

/** What somebody may mean by a word: a value of a facet, unless the word beside it says otherwise. */
export interface Claim {
  readonly role: FacetRole;
  readonly values: readonly string[];
  readonly word: string;
  readonly neighbour: string;
}

/** Of the products that have both words of a claim. */
export interface Agreement {
  readonly products: number;
  /** How many of them have one of the values. */
  readonly agreeing: number;
}

/**
 * First stage of every search: which products may answer. It asks the catalogue where that is kept, in memory or in a
 * database; ranking, folding and the cut-off come after it and do not know which.
 */
export interface Retriever {
  /** Fails with `bad-request` for a vector of another dimension or a count below 1. */
  retrieve(query: RetrievalQuery): Promise<Retrieved>;
  /** How many products fit each of some filters; a database counts no further than 1,000. */
  count(filters: readonly Filters[]): Promise<number[]>;
  /** Whether a product is called exactly so, but for capitals. */
  isTitle(text: string): Promise<boolean>;
  /** For each word, as words are compared, the one that is meant where it seems misspelt. */
  corrections(words: readonly string[]): Promise<(string | undefined)[]>;
  /** What the products say of each claim. */
  agreements(claims: readonly Claim[]): Promise<Agreement[]>;
  /** Prepares what the first query would otherwise wait for. */
  warmUp(): Promise<void>;
}
