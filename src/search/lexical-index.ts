import { LRUCache } from "lru-cache";
import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import { TopK } from "../index/top-k.js";
import type { AllowedRows, Neighbour } from "../index/vector-index.js";
import { typingErrors } from "./nearest-words.js";
import { type Postings, rarity, readPostings, STOP_WORDS } from "./postings.js";
import { normalWord, normalWords } from "./words.js";

/** A misspelt word counts less than one that is spelt right. */
const TYPO_WEIGHT = 0.8;
/** A word on so few products may be a typing error of the shop's own, if another like it is on so many times more. */
const RARE = 3;
const FAR_MORE = 20;
const CACHED_WORDS = 2000;

/** Letters that may be wrong in a word of this length: among short words every other one is another word. */
function allowedTypos(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

interface QueryTerm {
  readonly term: number;
  readonly weight: number;
}

/** The words of a query, weighed against every product. */
export class LexicalScores {
  /** @param values per row, 0..1. */
  constructor(private readonly values: Float32Array) {}

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

/**
 * BM25 over the words of titles and attributes, in flat arrays. (MiniSearch was measured first, over 41,236 products: it
 * makes an object per match and takes 27–245 ms a query and 95 MB; this takes about a millisecond.)
 */
export class LexicalIndex {
  private readonly spellings = new LRUCache<string, readonly QueryTerm[]>({ max: CACHED_WORDS });

  private constructor(private readonly postings: Postings) {}

  static async build(catalogue: Pick<FolderCatalogue, "size" | "title" | "value">): Promise<LexicalIndex> {
    return new LexicalIndex(await readPostings(catalogue));
  }

  /**
   * BM25 as a share of what the query's words could bring at most. Undefined when no word of the text is known, even
   * with a typing error or two.
   */
  score(text: string): LexicalScores | undefined {
    const words = normalWords(text).filter((word) => !STOP_WORDS.has(word));
    const values = new Float32Array(this.postings.size);
    let attainable = 0;
    let known = false;
    for (const word of words) {
      const terms = this.lookUp(word);
      // A word that no product has weighs as much as the rarest: then the words alone do not tell.
      attainable +=
        terms.length === 0
          ? rarity(0, this.postings.size)
          : Math.max(...terms.map(({ term }) => this.postings.greatest[term] ?? 0));
      known ||= terms.length > 0;
      for (const term of terms) this.add(term, values);
    }
    if (!known) return undefined;
    for (let row = 0; row < values.length; row++) values[row] = Math.min(1, (values[row] ?? 0) / attainable);
    return new LexicalScores(values);
  }

  /** Rows whose title or attributes have this word, ascending. */
  rowsWith(word: string): Uint32Array {
    const { terms, starts, rows } = this.postings;
    const term = terms.get(normalWord(word));
    return term === undefined ? new Uint32Array() : rows.subarray(starts[term], starts[term + 1]);
  }

  private add({ term, weight }: QueryTerm, values: Float32Array): void {
    const { starts, rows, impacts } = this.postings;
    const end = starts[term + 1] ?? 0;
    for (let at = starts[term] ?? 0; at < end; at++) {
      const row = rows[at] ?? 0;
      values[row] = (values[row] ?? 0) + weight * (impacts[at] ?? 0);
    }
  }

  /** The terms that a word stands for: itself, and its correction where it is unknown or next to unknown. */
  private lookUp(word: string): readonly QueryTerm[] {
    const cached = this.spellings.get(word);
    if (cached) return cached;
    const exact = this.postings.terms.get(word);
    const count = exact === undefined ? 0 : this.countOf(exact);
    const near = count <= RARE ? this.nearest(word, count * FAR_MORE) : undefined;
    const found = [
      ...(exact === undefined ? [] : [{ term: exact, weight: 1 }]),
      ...(near === undefined ? [] : [{ term: near, weight: TYPO_WEIGHT }]),
    ];
    this.spellings.set(word, found);
    return found;
  }

  /** The most frequent of the words with the fewest other letters; the first letter is seldom wrong. */
  private nearest(word: string, above: number): number | undefined {
    let best: { term: number; typos: number; count: number } | undefined;
    const allowed = allowedTypos(word.length);
    if (allowed === 0) return undefined;
    for (const [known, term] of this.postings.terms) {
      if (known[0] !== word[0] || known === word || Math.abs(known.length - word.length) > allowed) continue;
      const count = this.countOf(term);
      if (count <= above) continue;
      const typos = typingErrors(known, word);
      if (typos > allowed) continue;
      if (!best || typos < best.typos || (typos === best.typos && count > best.count))
        best = { term, typos, count };
    }
    return best?.term;
  }

  private countOf(term: number): number {
    return (this.postings.starts[term + 1] ?? 0) - (this.postings.starts[term] ?? 0);
  }
}
