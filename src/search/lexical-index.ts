import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import { TopK } from "../index/top-k.js";
import type { AllowedRows, Neighbour } from "../index/vector-index.js";
import { type Postings, rarity, readPostings, valueKey } from "./postings.js";
import { queryTerms, type SaidTerm } from "./query-terms.js";
import { Spelling } from "./spelling.js";
import { type Thesaurus, wordsOf } from "./thesaurus/thesaurus.js";
import { normalWord, normalWords } from "./words.js";

/** A misspelt word counts less than one that is spelt right. */
const TYPO_WEIGHT = 0.8;
/** A word that no product has weighs like one on this share of the products: neither a stop word nor a name. */
const UNKNOWN_SHARE = 0.01;
/** A value that is called like a word of the query counts as if the title said the word as well: titles name by the way. */
const VALUE_SHARE = 1.2;
/** What words mean counts less than what they say, so that a title is found by its own words first. */
const MEANING_WEIGHT = 0.9;

/** A term of the index that a word of the query stands for. */
interface Alternative {
  readonly term: number;
  /** What a row gets for having it once. */
  readonly weight: number;
}

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
  private readonly spelling: Spelling;

  private constructor(
    private readonly postings: Postings,
    readonly thesaurus: Thesaurus,
  ) {
    const counts = new Map(Array.from(postings.terms, ([word, term]) => [word, this.countOf(term)]));
    this.spelling = new Spelling(counts, wordsOf(thesaurus));
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
    const said = queryTerms(
      normalWords(text).map((word) => ({ word, meant: this.correction(word) })),
      this.thesaurus,
    );
    const terms = said.map((term) => ({ spelt: this.asSpelt(term), meant: this.asMeant(term) }));
    const known = terms.map(({ spelt, meant }, at): number =>
      spelt.length + meant.length === 0 ? 0 : said[at]?.meant === undefined ? 1 : TYPO_WEIGHT,
    );
    if (!known.some((share) => share > 0)) return undefined;
    const values = this.covered(terms.map(({ spelt }) => spelt));
    if (terms.some(({ meant }) => meant.length > 0)) {
      const byMeaning = this.covered(terms.map(({ spelt, meant }) => (meant.length > 0 ? meant : spelt)));
      for (let row = 0; row < values.length; row++)
        values[row] = Math.max(values[row] ?? 0, MEANING_WEIGHT * (byMeaning[row] ?? 0));
    }
    return new LexicalScores(values, mean(known));
  }

  /** What was meant by a word that neither the catalogue nor the thesaurus has; as words are compared. */
  correction(word: string): string | undefined {
    return this.spelling.correction(word);
  }

  /** Rows whose title or attributes have this word, ascending. */
  rowsWith(word: string): Uint32Array {
    const { terms, starts, rows } = this.postings;
    const term = terms.get(normalWord(word));
    return term === undefined ? new Uint32Array() : rows.subarray(starts[term], starts[term + 1]);
  }

  /** Each row's share of what these words could bring, 0..1. */
  private covered(words: readonly (readonly Alternative[])[]): Float32Array {
    const { size } = this.postings;
    const values = new Float32Array(size);
    const one = new Float32Array(size);
    let attainable = 0;
    for (const alternatives of words) {
      attainable +=
        alternatives.length === 0
          ? rarity(size * UNKNOWN_SHARE, size)
          : this.addBest(alternatives, values, one);
    }
    for (let row = 0; row < size; row++) values[row] = Math.min(1, (values[row] ?? 0) / attainable);
    return values;
  }

  /**
   * Adds the best of some alternatives to each row.
   * @param one zeros; zeros again afterwards
   * @returns the most that a row could get
   */
  private addBest(alternatives: readonly Alternative[], values: Float32Array, one: Float32Array): number {
    const { starts, rows, shares, greatest } = this.postings;
    for (const { term, weight } of alternatives) {
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
        const row = rows[at] ?? 0;
        const had = one[row] ?? 0;
        const has = weight * (shares[at] ?? 0);
        if (has <= had) continue;
        values[row] = (values[row] ?? 0) + has - had;
        one[row] = has;
      }
    }
    for (const { term } of alternatives) {
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) one[rows[at] ?? 0] = 0;
    }
    return Math.max(...alternatives.map(({ term, weight }) => weight * (greatest[term] ?? 0)));
  }

  /** The word itself, its correction where it seems misspelt, and the values that are called so. */
  private asSpelt({ word, meant, meanings }: SaidTerm): Alternative[] {
    const { terms, values } = this.postings;
    const found = [
      { term: terms.get(word), surely: 1 },
      { term: meant === undefined ? undefined : terms.get(meant), surely: TYPO_WEIGHT },
    ].flatMap(({ term, surely }) =>
      term === undefined ? [] : [{ term, weight: surely * this.rarityOf(term) }],
    );
    const weight = VALUE_SHARE * Math.max(0, ...found.map((alternative) => alternative.weight));
    for (const { role, value, exact } of meanings) {
      const term = exact ? values.get(valueKey(role, value)) : undefined;
      if (term !== undefined) found.push({ term, weight });
    }
    return found;
  }

  /**
   * The values that the word stands for, and the word itself, all as rare as the most frequent of these values: "coat"
   * stands on a single base coat, and must not weigh more than the jackets that it means.
   */
  private asMeant(said: SaidTerm): Alternative[] {
    const named = said.meanings.flatMap(({ role, value, exact, weight }) => {
      const term = exact ? undefined : this.postings.values.get(valueKey(role, value));
      return term === undefined ? [] : [{ term, weight }];
    });
    if (named.length === 0) return [];
    const rare = Math.min(...named.map(({ term }) => this.rarityOf(term)));
    const spelt = this.asSpelt(said).map(({ term }) => ({ term, weight: rare }));
    return [...named.map(({ term, weight }) => ({ term, weight: weight * rare })), ...spelt];
  }

  private rarityOf(term: number): number {
    return rarity(this.countOf(term), this.postings.size);
  }

  private countOf(term: number): number {
    return (this.postings.starts[term + 1] ?? 0) - (this.postings.starts[term] ?? 0);
  }
}

function mean(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
