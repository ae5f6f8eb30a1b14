import type { Catalogue, FacetRole } from "../../catalogue/catalogue.js";
import { STOP_WORDS, tellingWords } from "../lexical/postings.js";
import { preciseKinds } from "../lexical/shop-talk.js";
import { SMALL_TALK } from "../lexical/small-talk.js";
import type { PriceOrder } from "../price-order.js";
import type { Filters } from "../query.js";
import type { Claim, Retriever } from "../retrieval/retriever.js";
import type { Phrase } from "../thesaurus/facet-words.js";
import { type Thesaurus, thesaurusOf } from "../thesaurus/thesaurus.js";
import { type PlacedWord, placedWords } from "../words.js";
import { fittingFilters } from "./fitting-filters.js";
import { withoutNegated } from "./negations.js";
import { type PricesRead, readPrices } from "./read-prices.js";
import { withoutSpokenTo } from "./spoken-to.js";
import type { Wishes } from "./unwanted.js";
import { wornWith } from "./worn-with.js";

/** What a catalogue without prices cannot do. */
export interface Unpriced {
  /** Whether something was said of prices and left out, because no product has one. */
  readonly unpriced: boolean;
}

/** What a text says about facets and prices. */
export interface WordsRead extends Unpriced {
  readonly filters: Filters;
  /** "The cheapest": the order by price that is asked for. */
  readonly sort?: PriceOrder;
  /** The text without its prices: what is searched for when words are all there is. */
  readonly text: string;
  /** The text without everything that was read, empty when only small words are left: what is added to a picture. */
  readonly rest: string;
}

/** Facets that titles and attributes agree on. Seasons and uses are matters of opinion: they rank, they shut nothing out. */
const ROLES: readonly FacetRole[] = ["gender", "colour", "kind"];

/** Those that tell one product of a kind from another. */
const DESCRIBING: readonly FacetRole[] = ["gender", "colour"];

/** Products that have a word and the one beside it, from which on they can be asked what the word means. */
const TELLING_PRODUCTS = 5;
/** Share of those products that must have the value. */
const AGREEING = 0.5;

/** Words for how a thing is, though their plurals are things: a "tight black dress" has nothing to do with tights, waterproof boots are no raincoats. */
const ADJECTIVES: ReadonlySet<string> = new Set(["short", "tight", "flat", "waterproof"]);

/** Words that a title has at least, to be told from a description. */
const TITLE_WORDS = 4;

/** What stands between a thing and its colour or whom it is for, and goes with these: "dress for my mum", "coat in a dark red". */
const PREPOSITIONS: ReadonlySet<string> = new Set(["for", "in"]);
const DETERMINERS: ReadonlySet<string> = new Set(["a", "an", "the", "my", "our", "her", "his"]);

interface Match extends Phrase {
  readonly role: FacetRole;
}

/** Reads filters out of words, by the catalogue's own values. */
export class WordReader {
  private readonly thesaurus: Thesaurus;

  constructor(
    private readonly catalogue: Pick<Catalogue, "facets" | "hasPrices">,
    private readonly retriever: Retriever,
  ) {
    this.thesaurus = thesaurusOf(catalogue);
  }

  /**
   * @param without facets that are filtered already: they are not read.
   * "red dress for girls under 40" → colour Red, kind Dresses, for Girls, at most 40.
   */
  async read(text: string, without: Filters = {}): Promise<WordsRead> {
    const prices = this.prices(text);
    const words = await this.spelt(prices.rest);
    const facets: Partial<Record<FacetRole, readonly string[]>> = {};
    const read = new Set<PlacedWord>();
    const roles = ROLES.filter((role) => !without.facets?.[role]);
    for (const { role, values, from, to } of await this.matches(roles, words)) {
      facets[role] = [...new Set([...(facets[role] ?? []), ...values])];
      for (const word of words.slice(from, to)) read.add(word);
    }
    const minPrice = without.minPrice === undefined ? prices.minPrice : undefined;
    const maxPrice = without.maxPrice === undefined ? prices.maxPrice : undefined;
    return {
      filters: {
        ...(Object.keys(facets).length === 0 ? {} : { facets }),
        ...(minPrice === undefined ? {} : { minPrice }),
        ...(maxPrice === undefined ? {} : { maxPrice }),
      },
      ...(prices.sort ? { sort: prices.sort } : {}),
      unpriced: prices.unpriced,
      text: prices.rest,
      rest: remaining(prices.rest, words, read),
    };
  }

  /** Whether a product is called so: then it is found by its name. Of fewer words people make a description that may be a name by chance. */
  async isTitle(text: string): Promise<boolean> {
    return placedWords(text).length >= TITLE_WORDS && (await this.retriever.isTitle(text));
  }

  /** What is wished for, less who is spoken to and what its sentence shuts out. */
  wished({ wanted, unwanted }: Wishes): Promise<Wishes> {
    const people = this.thesaurus.get("gender");
    const meant = people ? withoutSpokenTo(wanted, people) : wanted;
    return withoutNegated({ wanted: meant, unwanted }, this.catalogue, this.retriever);
  }

  /** What is said of prices. The rest is searched for when words are all there is: known before filters are read. */
  prices(text: string): PricesRead & Unpriced {
    const read = readPrices(text);
    return this.catalogue.hasPrices
      ? { ...read, unpriced: false }
      : { rest: read.rest, unpriced: read.rest !== text };
  }

  /** What a text says besides colours and people that are filtered: "red leather coat" beside the colour Red is "leather coat". */
  async besides(text: string, { facets }: Filters): Promise<string> {
    const said = await this.withoutRoles(
      text,
      DESCRIBING.filter((role) => facets?.[role]),
    );
    return tellingWords(said)
      .filter((word) => !SMALL_TALK.has(word))
      .join(" ");
  }

  /** The words of a text that do not speak of these facets: "red dress" without colour is "dress". */
  async withoutRoles(text: string, roles: readonly FacetRole[]): Promise<string> {
    const words = await this.spelt(text);
    const spoken = await this.matches(roles, words);
    const read = new Set(spoken.flatMap(({ from, to }) => words.slice(introduced(words, from), to)));
    return remaining(text, words, read);
  }

  /** The words of a text, those that are misspelt as what they mean. */
  private async spelt(text: string): Promise<PlacedWord[]> {
    const words = placedWords(text);
    const meant = await this.retriever.corrections(words.map(({ normal }) => normal));
    return words.map((word, at) => ({ ...word, normal: meant[at] ?? word.normal }));
  }

  /** What the words say of these facets. The catalogue is asked once about all that its products must agree with. */
  private async matches(roles: readonly FacetRole[], words: readonly PlacedWord[]): Promise<Match[]> {
    const colours = this.candidates("colour", words);
    const candidates = roles
      .flatMap((role) => this.candidates(role, words))
      .filter((match) => match.role !== "gender" || !colours.some((colour) => isWithin(match, colour)));
    const described = new Set(
      candidates.flatMap(({ role, from, to }) => (role === "kind" ? [] : words.slice(from, to))),
    );
    const claims = candidates.map((match) => claimsOf(match, words, described));
    const asked = claims.flat();
    const agreements = asked.length === 0 ? [] : await this.retriever.agreements(asked);
    const refused = new Set(
      asked.filter((_, at) => {
        const { products, agreeing } = agreements[at] ?? { products: 0, agreeing: 0 };
        return products >= TELLING_PRODUCTS && agreeing < products * AGREEING;
      }),
    );
    const agreed = candidates.filter((_, at) => !claims[at]?.some((claim) => refused.has(claim)));
    const found = ofTheThing(agreed, wornWith(words));
    const wanted = preciseKinds(
      found.filter(({ role }) => role === "kind"),
      words.map(({ normal }) => normal),
    );
    // Of two kinds side by side the second is what is wanted: a "shirt dress".
    const last = wanted.filter(({ to }) => !wanted.some(({ from }) => from === to));
    return found.filter((match) => match.role !== "kind" || last.includes(match));
  }

  private candidates(role: FacetRole, words: readonly PlacedWord[]): Match[] {
    const phrases = this.thesaurus.get(role)?.phrases(words.map(({ normal }) => normal)) ?? [];
    return phrases
      .filter(({ from, to }) => to - from > 1 || !ADJECTIVES.has(words[from]?.raw.toLowerCase() ?? ""))
      .map((phrase) => ({ role, ...phrase, values: [...phrase.values, ...phrase.narrower] }));
  }

  /** The given filters and those that were read, as far as they leave `enough` products. */
  fitting(given: Filters, read: Filters, enough: number): Promise<Filters> {
    return fittingFilters(given, read, enough, this.thesaurus, this.retriever);
  }
}

/** Without what the thing goes with, where the thing is named before: a skirt "to wear with brown boots" is no pair of boots. */
function ofTheThing(matches: readonly Match[], end: number): readonly Match[] {
  const thing = matches.filter(({ to }) => to <= end);
  return thing.some(({ role }) => role === "kind") ? thing : matches;
}

/** Nobody is spoken of by the "baby" of "baby blue". */
function isWithin(match: Match, { from, to }: Match): boolean {
  return from <= match.from && match.to <= to;
}

/**
 * "Red" before "tape" is a brand of shoes here: products that have both words must agree with the value. And where the
 * catalogue itself uses another name of a value, its products must agree that it is one.
 * @param described words for colours and people: beside a kind they make no other name of it, "running shoes men"
 */
function claimsOf(
  { role, values, exact, from, to }: Match,
  words: readonly PlacedWord[],
  described: ReadonlySet<PlacedWord>,
): Claim[] {
  const claim = (word: PlacedWord | undefined, neighbour: PlacedWord | undefined): Claim[] =>
    word && neighbour && !STOP_WORDS.has(neighbour.normal) && !(role === "kind" && described.has(neighbour))
      ? [{ role, values, word: word.normal, neighbour: neighbour.normal }]
      : [];
  return [
    ...claim(words[to - 1], words[to]),
    ...claim(words[role === "kind" ? to - 1 : from], words[from - 1]),
    ...(exact ? [] : claim(words[from], words[to - 1])),
  ];
}

/** Where a phrase begins with what introduces it: "for my mum", "in a red". */
function introduced(words: readonly PlacedWord[], from: number): number {
  let start = from;
  while (DETERMINERS.has(words[start - 1]?.normal ?? "")) start--;
  return PREPOSITIONS.has(words[start - 1]?.normal ?? "") ? start - 1 : from;
}

/** The text less some of its words; empty when no word that says something is left. */
function remaining(text: string, words: readonly PlacedWord[], read: ReadonlySet<PlacedWord>): string {
  const left = words.filter((word) => !read.has(word));
  if (read.size === 0) return text;
  if (left.every(({ normal }) => STOP_WORDS.has(normal))) return "";
  return left.map(({ raw }) => raw).join(" ");
}
