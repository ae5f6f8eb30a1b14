import { setImmediate as nextTurn } from "node:timers/promises";
import { FACET_ROLES, type FacetRole } from "../../catalogue/catalogue.js";
import type { FolderCatalogue } from "../../catalogue/folder-catalogue.js";
import { normalWords } from "../words.js";

/** BM25's constants, as usual (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
const B = 0.75;

/** Rows read at a stretch: a few milliseconds, so that a catalogue can be opened while questions are answered. */
const SLAB = 1500;

/** Words that say nothing about a product, as they are compared. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  normalWords(
    "a an and any are as at be but by for from have i in is it like me my of on or please show some something that the this to want with you",
  ),
);

/** The words of a text that say something, as they are compared. */
export function tellingWords(text: string): string[] {
  return normalWords(text).filter((word) => !STOP_WORDS.has(word));
}

/** Which rows have which words and values, and how much of a word's weight each row has. */
export interface Postings {
  readonly size: number;
  /** Word, as it is compared → its number. */
  readonly terms: ReadonlyMap<string, number>;
  /** Facet and value, as `valueKey` joins them → its number. */
  readonly values: ReadonlyMap<string, number>;
  /** The rows of term t are `rows[starts[t] .. starts[t + 1])`, ascending. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  /** BM25's factor for how often the word stands in the row: 1 for once in a row of middling length. */
  readonly shares: Float32Array;
  /** Each term's greatest share. */
  readonly greatest: Float32Array;
}

export function valueKey(role: FacetRole, value: string): string {
  return `${role}:${value}`;
}

/** BM25's inverse document frequency, in the form that is never negative. */
export function rarity(count: number, size: number): number {
  return Math.log(1 + (size - count + 0.5) / (count + 0.5));
}

type Words = Pick<FolderCatalogue, "size" | "title" | "value">;

/** The products' different words, one product after another, and how often each stands in its product. */
class Reading {
  readonly terms = new Map<string, number>();
  readonly values = new Map<string, number>();
  readonly tokens: number[] = [];
  readonly times: number[] = [];
  /** Where each product ends in `tokens`. */
  readonly ends: Uint32Array;
  /** Words of each product, repeated ones included. */
  readonly lengths: Uint32Array;
  private readonly ofValue = new Map<string, { readonly term: number; readonly words: readonly number[] }>();
  private count = 0;

  constructor(private readonly catalogue: Words) {
    this.ends = new Uint32Array(catalogue.size);
    this.lengths = new Uint32Array(catalogue.size);
  }

  read(row: number): void {
    const start = this.tokens.length;
    const add = (term: number) => {
      this.lengths[row] = (this.lengths[row] ?? 0) + 1;
      const seen = this.tokens.indexOf(term, start);
      if (seen >= 0) this.times[seen] = (this.times[seen] ?? 0) + 1;
      else this.push(term);
    };
    this.numbers(this.catalogue.title(row)).forEach(add);
    for (const role of FACET_ROLES) {
      const value = this.catalogue.value(row, role);
      if (value === undefined) continue;
      const { term, words } = this.valueTerms(role, value);
      words.forEach(add);
      this.push(term);
    }
    this.ends[row] = this.tokens.length;
  }

  /** How many terms there are, words and values together. */
  get size(): number {
    return this.count;
  }

  private push(term: number): void {
    this.tokens.push(term);
    this.times.push(1);
  }

  private valueTerms(role: FacetRole, value: string) {
    const key = valueKey(role, value);
    const known = this.ofValue.get(key);
    if (known) return known;
    const terms = { term: this.number(this.values, key), words: this.numbers(value) };
    this.ofValue.set(key, terms);
    return terms;
  }

  private numbers(text: string): number[] {
    return tellingWords(text).map((word) => this.number(this.terms, word));
  }

  private number(among: Map<string, number>, key: string): number {
    const known = among.get(key);
    if (known !== undefined) return known;
    among.set(key, this.count);
    return this.count++;
  }
}

function invert({ size: count, terms, values, tokens, times, ends, lengths }: Reading): Postings {
  const size = ends.length;
  const counts = new Uint32Array(count);
  for (const term of tokens) counts[term] = (counts[term] ?? 0) + 1;
  const starts = new Uint32Array(count + 1);
  for (const [term, rows] of counts.entries()) starts[term + 1] = (starts[term] ?? 0) + rows;
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, size);
  const rows = new Uint32Array(tokens.length);
  const shares = new Float32Array(tokens.length);
  const greatest = new Float32Array(count);
  const isValue = new Uint8Array(count);
  for (const term of values.values()) isValue[term] = 1;
  const next = starts.slice();
  let at = 0;
  for (let row = 0; row < size; row++) {
    const damping = K1 * (1 - B + (B * (lengths[row] ?? 0)) / Math.max(1, meanLength));
    for (; at < (ends[row] ?? 0); at++) {
      const term = tokens[at] ?? 0;
      const often = times[at] ?? 1;
      const share = isValue[term] === 1 ? 1 : (often * (K1 + 1)) / (often + damping);
      const place = next[term] ?? 0;
      next[term] = place + 1;
      rows[place] = row;
      shares[place] = share;
      greatest[term] = Math.max(greatest[term] ?? 0, share);
    }
  }
  return { size, terms, values, starts, rows, shares, greatest };
}

/** Reads titles and attributes, letting other work in between. */
export async function readPostings(catalogue: Words): Promise<Postings> {
  const reading = new Reading(catalogue);
  for (let row = 0; row < catalogue.size; row++) {
    if (row > 0 && row % SLAB === 0) await nextTurn();
    reading.read(row);
  }
  return invert(reading);
}

/** Every term, words and values, as a `Lexicon` takes them. Words never have a colon in them. */
export function* knownTerms({ terms, values, starts, greatest }: Postings): Generator<{
  readonly term: string;
  readonly products: number;
  readonly greatest: number;
}> {
  for (const [term, number] of [...terms, ...values]) {
    const products = (starts[number + 1] ?? 0) - (starts[number] ?? 0);
    yield { term, products, greatest: greatest[number] ?? 0 };
  }
}
