import type { FolderCatalogue } from "../../catalogue/folder-catalogue.js";
import { TopK } from "../../index/top-k.js";
import type { AllowedRows, Neighbour } from "../../index/vector-index.js";
import type { Thesaurus } from "../thesaurus/thesaurus.js";
import { normalWord } from "../words.js";
import { type LexicalReading, type WeighedTerm, type WordsHeard, wordsHeard } from "./lexical-query.js";
import { Lexicon } from "./lexicon.js";
import { knownTerms, type Postings, readPostings } from "./postings.js";

/** The words of a query, weighed against every product. */
export class LexicalScores {
  /**
   * @param values per row, 0..1
   * @param rows those with a value above 0
   */
  constructor(
    private readonly values: Float32Array,
    private readonly rows: Uint32Array,
    readonly heard: WordsHeard,
  ) {}

  of(row: number): number {
    return this.values[row] ?? 0;
  }

  /** The `k` best rows that score at all, best first. */
  best(k: number, allowed?: AllowedRows): Neighbour[] {
    const top = new TopK(k);
    for (const row of this.rows) {
      if (!allowed || allowed[row] === 1) top.offer(row, this.of(row));
    }
    return top.sorted();
  }
}

/** What a lexical index is made from. */
export type LexicalSource = Pick<FolderCatalogue, "size" | "title" | "value">;

/**
 * BM25 over the words of titles and attributes, in flat arrays. (MiniSearch was measured first, over 41,236 products: it
 * makes an object per match and takes 27–245 ms a query and 95 MB; this takes about a millisecond.) A word that the
 * thesaurus knows also stands for the catalogue's values that mean the same, and is weighed like one word.
 */
export class LexicalIndex {
  private readonly lexicon: Lexicon;
  /** What a row has got for the words so far, and for the present word; zeros between questions. */
  private readonly sums: Float32Array;
  private readonly one: Float32Array;
  /** The rows that have got something in one reading, and in any, as many as were counted. */
  private readonly touched: Uint32Array;
  private readonly scored: Uint32Array;

  private constructor(
    private readonly postings: Postings,
    thesaurus: Thesaurus,
  ) {
    this.sums = new Float32Array(postings.size);
    this.one = new Float32Array(postings.size);
    this.touched = new Uint32Array(postings.size);
    this.scored = new Uint32Array(postings.size);
    this.lexicon = new Lexicon(postings.size, knownTerms(postings), thesaurus);
  }

  /** @param thesaurus of the catalogue; an empty one compares words as they are spelt */
  static async build(catalogue: LexicalSource, thesaurus: Thesaurus): Promise<LexicalIndex> {
    return new LexicalIndex(await readPostings(catalogue), thesaurus);
  }

  /**
   * BM25 as a share of what the query's words could bring at most: by the words as they are spelt or by what they mean,
   * whichever says more. Undefined when no word of the text means anything here.
   */
  score(text: string): LexicalScores | undefined {
    const query = this.lexicon.read(text);
    if (!query) return undefined;
    const values = new Float32Array(this.postings.size);
    const count = query.readings.reduce((known, reading) => this.cover(reading, values, known), 0);
    return new LexicalScores(values, this.scored.slice(0, count), wordsHeard(query));
  }

  /** What a word means that seems misspelt. */
  correction(word: string): string | undefined {
    return this.lexicon.correction(word);
  }

  /** Rows whose title or attributes have this word, ascending. */
  rowsWith(word: string): Uint32Array {
    const { terms, starts, rows } = this.postings;
    const term = terms.get(normalWord(word));
    return term === undefined ? new Uint32Array() : rows.subarray(starts[term], starts[term + 1]);
  }

  /**
   * Raises each row to what it gets in one reading, 0..1. Rows without any of the words are never looked at.
   * @param count rows that had something before; new ones are added to `scored`
   * @returns how many there are now
   */
  private cover({ words, attainable, weight }: LexicalReading, values: Float32Array, count: number): number {
    const { sums, touched, scored } = this;
    const end = words.reduce((reached, word) => this.addBest(word, reached), 0);
    let known = count;
    for (let at = 0; at < end; at++) {
      const row = touched[at] ?? 0;
      const covered = weight * Math.min(1, (sums[row] ?? 0) / attainable);
      sums[row] = 0;
      const had = values[row] ?? 0;
      if (covered <= had) continue;
      if (had === 0) scored[known++] = row;
      values[row] = covered;
    }
    return known;
  }

  /**
   * Adds the best of a word's terms to each row's sum.
   * @param count rows that have got something for the words before
   * @returns how many have now
   */
  private addBest(word: readonly WeighedTerm[], count: number): number {
    const { terms, values: named, starts, rows, shares } = this.postings;
    const { sums, one, touched } = this;
    const ranges = word.flatMap(({ term, weight }) => {
      const number = terms.get(term) ?? named.get(term);
      return number === undefined ? [] : [{ from: starts[number] ?? 0, to: starts[number + 1] ?? 0, weight }];
    });
    let reached = count;
    for (const { from, to, weight } of ranges) {
      for (let at = from; at < to; at++) {
        const row = rows[at] ?? 0;
        const had = one[row] ?? 0;
        const has = weight * (shares[at] ?? 0);
        if (has <= had) continue;
        const sum = sums[row] ?? 0;
        if (sum === 0) touched[reached++] = row;
        sums[row] = sum + has - had;
        one[row] = has;
      }
    }
    for (const { from, to } of ranges) for (let at = from; at < to; at++) one[rows[at] ?? 0] = 0;
    return reached;
  }
}
