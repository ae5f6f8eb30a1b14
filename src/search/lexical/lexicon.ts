import { type Thesaurus, wordsOf } from "../thesaurus/thesaurus.js";
import { normalWords } from "../words.js";
import type { LexicalQuery, LexicalReading, WeighedTerm } from "./lexical-query.js";
import { rarity, valueKey } from "./postings.js";
import { queryTerms, type SaidTerm } from "./query-terms.js";
import { CLOTHES_AT_LARGE, GIFTS, SHOP_TALK } from "./shop-talk.js";
import { SMALL_TALK } from "./small-talk.js";
import { Spelling } from "./spelling.js";

/** A misspelt word counts less than one that is spelt right. */
const TYPO_WEIGHT = 0.8;
/** A word that no product has weighs like one on this share of the products: neither a stop word nor a name. */
const UNKNOWN_SHARE = 0.01;
/** A value that is called like a word of the query counts as if the title said the word as well: titles name by the way. */
const VALUE_SHARE = 1.2;
/** What words mean counts less than what they say, so that a title is found by its own words first. */
const MEANING_WEIGHT = 0.9;

/** What people say around a thing tells products apart, but a product that lacks it is hardly worse. */
const TALK_WEIGHT = 0.25;
/** Still less what they say around any wish, so that it only tells apart what is alike: a "Good Morning" T-shirt from another. */
const SMALL_TALK_WEIGHT = 0.03;

/** A size, an age, or how many are wanted: "shoes size 42", "for a 5 year old", "2 scarves". */
const SMALL_NUMBER = /^\d{1,2}$/;

const YEARS: ReadonlySet<string> = new Set(normalWords("year month"));
const OLD = "old";

/** "Something for my daughter" is a wish, as a gift for her is. */
const ANY_THING: ReadonlySet<string> = new Set(normalWords("something anything"));

/** A word of a question with all that it may be found as. */
interface AskedTerm {
  /** Whether it asks nothing of a product where the catalogue does not know it. */
  readonly idle: boolean;
  readonly typo: boolean;
  readonly spelt: readonly WeighedTerm[];
  readonly meant: readonly WeighedTerm[];
}

/** A term of a catalogue's lexical index: a word, as words are compared, or a facet's value, as `valueKey` joins them. */
export interface KnownTerm {
  readonly term: string;
  /** How many products have it. */
  readonly products: number;
  /** The greatest share of its weight that a product has. */
  readonly greatest: number;
}

/**
 * What the words of a question ask of a catalogue, wherever its products are kept: by the words as they are spelt and by
 * what they mean.
 */
export class Lexicon {
  private readonly terms: ReadonlyMap<string, KnownTerm>;
  private readonly spelling: Spelling;

  /**
   * @param size how many products there are
   * @param thesaurus of the catalogue; an empty one compares words as they are spelt
   */
  constructor(
    private readonly size: number,
    terms: Iterable<KnownTerm>,
    private readonly thesaurus: Thesaurus,
  ) {
    this.terms = new Map(Array.from(terms, (term) => [term.term, term]));
    const words = [...this.terms.values()].filter(({ term }) => !term.includes(":"));
    const counts = new Map(words.map(({ term, products }) => [term, products]));
    this.spelling = new Spelling(counts, wordsOf(thesaurus));
  }

  /** What a word means, as words are compared, that seems misspelt. */
  correction(word: string): string | undefined {
    return this.spelling.correction(word);
  }

  /** Undefined when no word of the text means anything here. */
  read(text: string): LexicalQuery | undefined {
    const words = withoutAge(normalWords(text));
    const said = queryTerms(
      words.map((word) => ({ word, meant: this.correction(word) })),
      this.thesaurus,
    );
    const namesKind = said.some(isClothes);
    const wished = said.some(isWish) || (words.some((word) => ANY_THING.has(word)) && said.some(isSomebody));
    const terms = said
      .map((term) => this.weighed(term, wished))
      .filter((term) => !(term.idle && isUnknown(term)));
    if (terms.length === 0 && words.length > 0) return { readings: [], known: 1, namesKind: false };
    const known = terms.map((term): number => (isUnknown(term) ? 0 : term.typo ? TYPO_WEIGHT : 1));
    if (!known.some((share) => share > 0)) return undefined;
    const asked = namesKind ? withOneUnknown(terms) : terms;
    const asSpelt = asked.map(({ spelt }) => spelt);
    const asMeant = asked.map(({ spelt, meant }) => (meant.length > 0 ? meant : spelt));
    const readings = [
      this.reading(asSpelt, 1),
      ...(asked.some(({ meant }) => meant.length > 0) ? [this.reading(asMeant, MEANING_WEIGHT)] : []),
    ];
    return {
      readings: readings.filter(({ words }) => words.some((word) => word.length > 0)),
      known: mean(known),
      namesKind,
    };
  }

  /** @param wished whether another word speaks of a thing */
  private weighed(said: SaidTerm, wished: boolean): AskedTerm {
    const spelt = this.asSpelt(said);
    const talk = talkWeight(said, wished);
    return {
      idle: talk !== undefined || (wished && SMALL_NUMBER.test(said.word)),
      typo: said.meant !== undefined,
      spelt: talk === undefined ? spelt : spelt.map(({ term, weight }) => ({ term, weight: talk * weight })),
      meant: this.asMeant(said),
    };
  }

  private reading(words: readonly (readonly WeighedTerm[])[], weight: number): LexicalReading {
    const attainable = words.reduce((sum, word) => sum + this.most(word), 0);
    return { words, attainable, weight };
  }

  /** The most that a product could get for a word. */
  private most(word: readonly WeighedTerm[]): number {
    if (word.length === 0) return rarity(this.size * UNKNOWN_SHARE, this.size);
    return Math.max(...word.map(({ term, weight }) => weight * (this.terms.get(term)?.greatest ?? 0)));
  }

  /** The word itself, its correction where it seems misspelt, and the values that are called so. */
  private asSpelt({ word, meant, meanings }: SaidTerm): WeighedTerm[] {
    const found = [
      { term: word, surely: 1 },
      ...(meant === undefined ? [] : [{ term: meant, surely: TYPO_WEIGHT }]),
    ]
      .filter(({ term }) => this.terms.has(term))
      .map(({ term, surely }) => ({ term, weight: surely * this.rarityOf(term) }));
    const weight = VALUE_SHARE * Math.max(0, ...found.map((alternative) => alternative.weight));
    for (const { role, value, exact } of meanings) {
      const term = valueKey(role, value);
      if (exact && this.terms.has(term)) found.push({ term, weight });
    }
    return found;
  }

  /**
   * The values that the word stands for, and the word itself, all as rare as the most frequent of these values: "coat"
   * stands on a single base coat, and must not weigh more than the jackets that it means.
   */
  private asMeant(said: SaidTerm): WeighedTerm[] {
    const named = said.meanings
      .map(({ role, value, exact, weight }) => ({ term: valueKey(role, value), exact, weight }))
      .filter(({ term, exact }) => !exact && this.terms.has(term));
    if (named.length === 0) return [];
    const rare = Math.min(...named.map(({ term }) => this.rarityOf(term)));
    const spelt = this.asSpelt(said).map(({ term }) => ({ term, weight: rare }));
    return [...named.map(({ term, weight }) => ({ term, weight: weight * rare })), ...spelt];
  }

  private rarityOf(term: string): number {
    return rarity(this.terms.get(term)?.products ?? 0, this.size);
  }
}

/** The words less how old somebody is: "gift for a 5 year old girl" asks for no title with "5", "year" and "old". */
function withoutAge(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, place) => SMALL_NUMBER.test(word) && YEARS.has(words[place + 1] ?? ""));
  if (at < 0) return words;
  const left = words.toSpliced(at, words[at + 2] === OLD ? 3 : 2);
  return left.length > 0 ? left : words;
}

/** How much a word counts that is only said around a thing; undefined for others. */
function talkWeight({ word, meanings }: SaidTerm, wished: boolean): number | undefined {
  if (meanings.length > 0) return undefined;
  if (wished && (SMALL_TALK.has(word) || CLOTHES_AT_LARGE.has(word))) return SMALL_TALK_WEIGHT;
  return SHOP_TALK.has(word) ? TALK_WEIGHT : undefined;
}

function isUnknown({ spelt, meant }: AskedTerm): boolean {
  return spelt.length + meant.length === 0;
}

/**
 * However many words of a sentence no product has, they weigh like one: beside a kind most of them tell a story, as in "travelling
 * tomorrow, need a red dress".
 */
function withOneUnknown(terms: readonly AskedTerm[]): readonly AskedTerm[] {
  const first = terms.find(isUnknown);
  return terms.filter((term) => !isUnknown(term) || term === first);
}

/** Whether a word names one of the catalogue's kinds, clothes at large, or a gift, whatever that may be. */
function isClothes({ word, meanings }: SaidTerm): boolean {
  return CLOTHES_AT_LARGE.has(word) || GIFTS.has(word) || meanings.some(({ role }) => role === "kind");
}

/** Whether a word speaks of a thing that is wished for. Of whom people speak says little: "thanks, man". */
function isWish(said: SaidTerm): boolean {
  return isClothes(said) || said.meanings.some(({ role }) => role !== "gender");
}

function isSomebody({ meanings }: SaidTerm): boolean {
  return meanings.some(({ role }) => role === "gender");
}

function mean(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
