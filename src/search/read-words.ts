import type { Catalogue, Facet, FacetRole } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import { countRows, type RowFilter } from "./allowed-rows.js";
import type { LexicalIndex } from "./lexical-index.js";
import { STOP_WORDS } from "./postings.js";
import type { Filters } from "./query.js";
import { readPrices } from "./read-prices.js";
import { normalWords, type PlacedWord, placedWords } from "./words.js";

/** What a text says about facets and prices. */
export interface WordsRead {
  readonly filters: Filters;
  /** The text without its prices: what is searched for when words are all there is. */
  readonly text: string;
  /** The text without everything that was read, empty when only small words are left: what is added to a picture. */
  readonly rest: string;
}

/** Facets that titles and attributes agree on. Seasons and uses are matters of opinion: they rank, they shut nothing out. */
const ROLES: readonly FacetRole[] = ["gender", "colour", "kind"];

/** "Kids" are both of these. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  kid: ["boys", "girls"],
  child: ["boys", "girls"],
  children: ["boys", "girls"],
  him: ["men"],
  her: ["women"],
};

/** Rows in which a word stands beside another one, from which they can be asked what the word means. */
const TELLING_ROWS = 5;
/** Share of those rows that must have the value. */
const AGREEING = 0.5;

/** What is left out, in turn, until enough products fit. */
const RELAXATIONS: readonly (readonly FacetRole[])[] = [[], ["colour"], ["kind"], ["colour", "kind"]];

interface Match {
  readonly role: FacetRole;
  readonly values: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Reads filters out of words, by the catalogue's own values. */
export class WordReader {
  private readonly phrases = new Map<FacetRole, ReadonlyMap<string, readonly string[]>>();
  private priced: boolean | undefined;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly lexical: LexicalIndex,
    private readonly filter: RowFilter,
  ) {
    for (const role of ROLES) {
      const facet = catalogue.facets.find((one) => one.role === role);
      if (facet) this.phrases.set(role, phrasesOf(facet));
    }
  }

  /**
   * @param without facets that are filtered already: they are not read.
   * "red dress for girls under 40" → colour Red, kind Dresses, for Girls, at most 40.
   */
  read(text: string, without: Filters = {}): WordsRead {
    const prices = this.hasPrices() ? readPrices(text) : { rest: text };
    const words = placedWords(prices.rest);
    const facets: Partial<Record<FacetRole, readonly string[]>> = {};
    const read = new Set<PlacedWord>();
    for (const role of ROLES) {
      if (without.facets?.[role]) continue;
      const matches = this.matches(role, words);
      const values = [...new Set(matches.flatMap((match) => match.values))];
      if (values.length === 0) continue;
      facets[role] = values;
      for (const { from, to } of matches) for (const word of words.slice(from, to)) read.add(word);
    }
    const minPrice = without.minPrice === undefined ? prices.minPrice : undefined;
    const maxPrice = without.maxPrice === undefined ? prices.maxPrice : undefined;
    return {
      filters: {
        ...(Object.keys(facets).length === 0 ? {} : { facets }),
        ...(minPrice === undefined ? {} : { minPrice }),
        ...(maxPrice === undefined ? {} : { maxPrice }),
      },
      text: prices.rest,
      rest: remaining(prices.rest, words, read),
    };
  }

  /** The words of a text that do not speak of these facets: "red dress" without colour is "dress". */
  withoutRoles(text: string, roles: readonly FacetRole[]): string {
    const words = placedWords(text);
    const spoken = roles.flatMap((role) => this.matches(role, words));
    const read = new Set(spoken.flatMap(({ from, to }) => words.slice(from, to)));
    return remaining(text, words, read);
  }

  private matches(role: FacetRole, words: readonly PlacedWord[]): Match[] {
    const phrases = this.phrases.get(role);
    if (!phrases) return [];
    const found: Match[] = [];
    for (let from = 0; from < words.length; from++) {
      const match = longestMatch(role, phrases, words, from);
      if (!match) continue;
      if (this.meansIt(match, words)) found.push(match);
      from = match.to - 1;
    }
    return role === "kind" ? found.filter((match, at) => found[at + 1]?.from !== match.to) : found;
  }

  /** "Red" before "tape" is a brand of shoes here: products that have both words must agree with the value. */
  private meansIt({ role, values, from, to }: Match, words: readonly PlacedWord[]): boolean {
    const last = words[to - 1]?.normal ?? "";
    const first = words[from]?.normal ?? "";
    const before = words[from - 1]?.normal;
    const after = words[to]?.normal;
    return (
      (after === undefined || this.agrees(role, values, last, after)) &&
      (before === undefined || this.agrees(role, values, first, before))
    );
  }

  private agrees(role: FacetRole, values: readonly string[], word: string, neighbour: string): boolean {
    if (STOP_WORDS.has(neighbour)) return true;
    const rows = inBoth(this.lexical.rowsWith(word), this.lexical.rowsWith(neighbour));
    if (rows.length < TELLING_ROWS) return true;
    const agreeing = rows.filter((row) => values.includes(this.catalogue.value(row, role) ?? "")).length;
    return agreeing >= rows.length * AGREEING;
  }

  private hasPrices(): boolean {
    if (this.priced === undefined) {
      this.priced = false;
      for (let row = 0; row < this.catalogue.size && !this.priced; row++) {
        this.priced = this.catalogue.price(row) !== undefined;
      }
    }
    return this.priced;
  }

  /**
   * The given filters and those that were read. Where fewer than `enough` products fit, what was said of colour and kind
   * only ranks and shuts nothing out: the products that fit still come first, and others follow. What was said of a price
   * or for whom stays, unless nothing fits it at all.
   */
  fitting(given: Filters, read: Filters, enough: number): Filters {
    for (const dropped of RELAXATIONS) {
      if (!dropped.every((role) => read.facets?.[role])) continue;
      const facets = { ...read.facets };
      for (const role of dropped) delete facets[role];
      const merged = mergeFilters(given, { ...read, facets });
      const rows = this.filter.rows(merged);
      if (!rows || countRows(rows) >= enough) return merged;
    }
    const { colour: _colour, kind: _kind, ...facets } = read.facets ?? {};
    const strict = mergeFilters(given, { ...read, facets });
    return this.filter.rows(strict)?.includes(1) === false ? given : strict;
  }
}

/** Both filters; where they speak of the same, the second wins. */
export function mergeFilters(first: Filters, second: Filters): Filters {
  const { facets: firstFacets, ...firstPrices } = first;
  const { facets: secondFacets, ...secondPrices } = second;
  const facets = { ...firstFacets, ...secondFacets };
  return { ...firstPrices, ...secondPrices, ...(Object.keys(facets).length === 0 ? {} : { facets }) };
}

/** Words of each value → the values they stand for. A kind also takes in its finer kinds: "jackets" and "rain jacket". */
function phrasesOf({ role, values }: Facet): ReadonlyMap<string, readonly string[]> {
  const phrases = new Map<string, string[]>();
  const telling = values.map(({ value }) => value).filter(isTelling);
  for (const value of telling) {
    const key = normalWords(value).join(" ");
    if (key !== "") phrases.set(key, [...(phrases.get(key) ?? []), value]);
  }
  if (role === "kind") {
    for (const value of telling) {
      const words = normalWords(value);
      const coarser = words.length > 1 ? phrases.get(words.at(-1) ?? "") : undefined;
      if (coarser && !coarser.includes(value)) coarser.push(value);
    }
  }
  if (role === "gender") {
    for (const [word, members] of Object.entries(GROUPS)) {
      const known = members.flatMap((member) => phrases.get(member) ?? []);
      if (known.length > 0 && !phrases.has(word)) phrases.set(word, known);
    }
  }
  return phrases;
}

function longestMatch(
  role: FacetRole,
  phrases: ReadonlyMap<string, readonly string[]>,
  words: readonly PlacedWord[],
  from: number,
): Match | undefined {
  for (let to = Math.min(words.length, from + 4); to > from; to--) {
    const key = words
      .slice(from, to)
      .map(({ normal }) => normal)
      .join(" ");
    const values = phrases.get(key);
    if (values) return { role, values, from, to };
  }
  return undefined;
}

/** The text less some of its words; empty when no word that says something is left. */
function remaining(text: string, words: readonly PlacedWord[], read: ReadonlySet<PlacedWord>): string {
  const left = words.filter((word) => !read.has(word));
  if (read.size === 0) return text;
  if (left.every(({ normal }) => STOP_WORDS.has(normal))) return "";
  return left.map(({ raw }) => raw).join(" ");
}

/** Numbers that stand in both of two ascending lists. */
function inBoth(a: Uint32Array, b: Uint32Array): number[] {
  const both: number[] = [];
  let at = 0;
  for (const one of a) {
    while (at < b.length && (b[at] ?? 0) < one) at++;
    if (b[at] === one) both.push(one);
  }
  return both;
}
