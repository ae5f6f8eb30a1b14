import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import { TopK } from "../index/top-k.js";
import type { AllowedRows, Neighbour } from "../index/vector-index.js";
import type { LexicalReading, WeighedTerm } from "./lexical-query.js";
import { Lexicon } from "./lexicon.js";
import { knownTerms, type Postings, readPostings } from "./postings.js";
import type { Thesaurus } from "./thesaurus/thesaurus.js";
import { normalWord } from "./words.js";

/** The words of a query, weighed against every product. */
export class LexicalScores {
  /**
   * @param values per row, 0..1
   * @param known share of the query's words that the catalogue knows, 0..1; a misspelt one counts less
   */
  constructor(
    private readonly values: Float32Array,
    readonly known: number,
  ) {}

  of(row: number): number {
    return this.values[row] ?? 0;
  }

  /** The `k` best rows that score at all, best first. */
  best(k: number, allowed?: AllowedRows): Neighbour[] {
    const top = new TopK(k);
    for (let row = 0; row < this.values.length; row++) {
      const score = this.values[row] ?? 0;
      if (score > 0 && (!allowed || allowed[row] === 1)) top.offer(row, score);
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

  private constructor(
    private readonly postings: Postings,
    thesaurus: Thesaurus,
  ) {
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
    for (const reading of query.readings) {
      const covered = this.covered(reading);
      for (let row = 0; row < values.length; row++)
        values[row] = Math.max(values[row] ?? 0, covered[row] ?? 0);
    }
    return new LexicalScores(values, query.known);
  }

  /** Rows whose title or attributes have this word, ascending. */
  rowsWith(word: string): Uint32Array {
    const { terms, starts, rows } = this.postings;
    const term = terms.get(normalWord(word));
    return term === undefined ? new Uint32Array() : rows.subarray(starts[term], starts[term + 1]);
  }

  /** What each row gets in one reading, 0..1. */
  private covered({ words, attainable, weight }: LexicalReading): Float32Array {
    const { size } = this.postings;
    const values = new Float32Array(size);
    const one = new Float32Array(size);
    for (const word of words) this.addBest(word, values, one);
    for (let row = 0; row < size; row++) values[row] = weight * Math.min(1, (values[row] ?? 0) / attainable);
    return values;
  }

  /**
   * Adds the best of a word's terms to each row.
   * @param one zeros; zeros again afterwards
   */
  private addBest(word: readonly WeighedTerm[], values: Float32Array, one: Float32Array): void {
    const { terms, values: named, starts, rows, shares } = this.postings;
    const ranges = word.flatMap(({ term, weight }) => {
      const number = terms.get(term) ?? named.get(term);
      return number === undefined ? [] : [{ from: starts[number] ?? 0, to: starts[number + 1] ?? 0, weight }];
    });
    for (const { from, to, weight } of ranges) {
      for (let at = from; at < to; at++) {
        const row = rows[at] ?? 0;
        const had = one[row] ?? 0;
        const has = weight * (shares[at] ?? 0);
        if (has <= had) continue;
        values[row] = (values[row] ?? 0) + has - had;
        one[row] = has;
      }
    }
    for (const { from, to } of ranges) for (let at = from; at < to; at++) one[rows[at] ?? 0] = 0;
  }
}
