/** A term of the lexical index, and what a product gets for having it once. */
export interface WeighedTerm {
  readonly term: string;
  readonly weight: number;
}

/** One way to take a question's words. */
export interface LexicalReading {
  /** For each word the terms that it may be found as; a product gets the best of them that it has. */
  readonly words: readonly (readonly WeighedTerm[])[];
  /** The most that a product could get, above 0. */
  readonly attainable: number;
  /** How much this reading counts, 0..1. */
  readonly weight: number;
}

/**
 * What a question's words ask of titles and attributes, whoever looks it up: a product scores
 * max over readings of weight · min(1, Σ over words of max(weight · share) / attainable), 0..1.
 */
export interface LexicalQuery {
  /** Empty where the words ask nothing of a product: "something nice". */
  readonly readings: readonly LexicalReading[];
  /** Share of the words that mean something to the catalogue, 0..1; misspelt ones count less. */
  readonly known: number;
  /** Whether a word names one of the catalogue's kinds, clothes at large, or a gift. */
  readonly namesKind: boolean;
}

/** What a catalogue makes of a question's words. */
export interface WordsHeard extends Pick<LexicalQuery, "known" | "namesKind"> {
  /** Whether there are words that ask nothing of a product, such as "something nice": any may answer. */
  readonly vague: boolean;
}

/** @param query undefined where there are no words, or none that means anything here */
export function wordsHeard(query: LexicalQuery | undefined): WordsHeard {
  if (!query) return { known: 0, namesKind: false, vague: false };
  return { known: query.known, namesKind: query.namesKind, vague: query.readings.length === 0 };
}
