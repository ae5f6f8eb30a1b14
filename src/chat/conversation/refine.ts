import type { FacetRole } from "../../catalogue/catalogue.js";
import { HaberdasherError } from "../../errors.js";
import { LIMITS } from "../../limits.js";
import { withoutRoles } from "../../search/filters.js";
import type { Leaning } from "../../search/leanings.js";
import type { PriceOrder } from "../../search/price-order.js";
import type { Filters } from "../../search/query.js";
import { ANYTHING } from "../../search/reading/browsing.js";
import { minusWords } from "../../search/reading/minus-words.js";
import { readWishes } from "../../search/reading/unwanted.js";
import { normalWord } from "../../search/words.js";
import type { Shop } from "../../shop.js";
import type { HitsQuestion } from "../answer-hits.js";
import { cleanText } from "../check-options.js";
import type { CommandContext } from "../command.js";
import { capitalised, priceText } from "../phrases.js";
import { type Change, readChanges } from "./changes.js";
import { shownAt } from "./pointing.js";
import { withSaidOptions } from "./said-options.js";
import { isPleasantry, withoutInterjection } from "./small-talk.js";

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/** What is being changed: a question, and the ids of the products that its answers showed. */
export interface Refinable {
  readonly asked: HitsQuestion;
  readonly shown: readonly string[];
}

export interface Refined {
  readonly question: HitsQuestion;
  /** The sentence for the case that nothing fits any more, where there is a better one than usual. */
  readonly otherwise?: string;
}

/**
 * The question changed by what was said: words join it, and what they say of a colour or price replaces what was said
 * before, as options do ("max:80"); "cheaper" bounds the price by what was shown; "cheapest first" sorts; "any colour" takes back; "more formal" moves it; "without stripes" leaves out.
 * Fails with `bad-request` and a sentence when something cannot be applied.
 */
export async function refine(
  { asked, shown }: Refinable,
  words: string,
  { shop, commands }: Pick<CommandContext, "shop" | "commands">,
): Promise<Refined> {
  const said = withoutInterjection(cleanText(words));
  if (said === "" || isPleasantry(said))
    throw wrong("Type what to change, such as: cheaper, in red, for winter.");
  const length = (asked.text ?? "").length + said.length + 1;
  if (length > LIMITS.queryCharacters) {
    throw wrong(
      `The question has grown too long (${length} characters, ${LIMITS.queryCharacters} at most); please start anew.`,
    );
  }
  const before = asked.title ?? capitalised(asked.text ?? "");
  const optioned = withSaidOptions(asked, said, commands, shop.catalogue);
  let refined: Refined = {
    question: { ...optioned.question, title: before === "" ? capitalised(said) : `${before}, ${said}` },
  };
  for (const change of readChanges(optioned.words)) refined = await applied(change, refined, shown, shop);
  return refined;
}

async function applied(change: Change, so: Refined, shown: readonly string[], shop: Shop): Promise<Refined> {
  switch (change.kind) {
    case "words":
      return { ...so, question: await withWords(so.question, change.words, shop) };
    case "without":
      return { ...so, question: withoutWords(so.question, change.words, shop) };
    case "lean":
      return { ...so, question: withLeaning(so.question, change.leaning) };
    case "any":
      return { ...so, question: await freed(so.question, change.of, shop) };
    case "sort":
      return withOrder(so, change.order, shop);
    case "price":
      return withPrice(
        so,
        change.towards,
        change.than === undefined ? shown : [shownAt(shown, change.than)],
        shop,
      );
  }
}

async function withWords(question: HitsQuestion, words: string, shop: Shop): Promise<HitsQuestion> {
  const { searcher, catalogue } = shop;
  const looks = question.vector !== undefined || question.likeIds !== undefined;
  const before = readWishes(question.text ?? "");
  const added = readWishes(words);
  const refined =
    added.wanted === ""
      ? { text: before.wanted, filters: question.filters, unwanted: [], unpriced: false }
      : await searcher.refine(before.wanted, question.filters, added.wanted, looks);
  if (refined.unpriced) throw wrong("This catalogue has no prices; say what else should change.");
  const forms = (said: string) => minusWords(said.split(/\s+/), catalogue.facets).map(normalWord);
  const wanted = new Set(forms(added.wanted));
  const still = before.unwanted.filter((word) => !forms(word).some((form) => wanted.has(form)));
  const unwanted = [...new Set([...still, ...added.unwanted])].map((word) => `-${word}`);
  const text = [refined.text, ...unwanted].filter(Boolean).join(" ");
  const { sort = question.sort } = refined;
  const changed = { ...question, text, filters: refined.filters, ...(sort ? { sort } : {}) };
  return refined.unwanted.length === 0 ? changed : withoutWords(changed, refined.unwanted, shop);
}

/** A filter for what is now unwanted goes, so does the word itself. */
function withoutWords(
  question: HitsQuestion,
  unwanted: readonly string[],
  { catalogue }: Shop,
): HitsQuestion {
  const minus = minusWords(unwanted, catalogue.facets);
  const shut = new Set(minus.map((word) => word.toLocaleLowerCase("en")));
  const { wanted, unwanted: already } = readWishes(question.text ?? "");
  const kept = wanted.split(/\s+/).filter((word) => !shut.has(word.toLocaleLowerCase("en")));
  const all = [...new Set([...already, ...minus])];
  return {
    ...question,
    text: [...kept, ...all.map((word) => `-${word}`)].join(" "),
    filters: withoutValues(question.filters, shut),
  };
}

function withoutValues(filters: Filters, shut: ReadonlySet<string>): Filters {
  const facets = Object.fromEntries(
    Object.entries(filters.facets ?? {}).flatMap(([role, values]) => {
      const left = values.filter((value) => !shut.has(value.toLocaleLowerCase("en")));
      return left.length > 0 ? [[role, left]] : [];
    }),
  );
  return { ...filters, facets };
}

/** Said again it stays as it is; the opposite takes it back. */
function withLeaning(question: HitsQuestion, leaning: Leaning): HitsQuestion {
  const others = (question.leanings ?? []).filter(
    ({ toward, away }) => toward !== leaning.toward && toward !== leaning.away && away !== leaning.toward,
  );
  return { ...question, leanings: [...others, leaning] };
}

async function freed(
  question: HitsQuestion,
  of: FacetRole | "price",
  { searcher }: Shop,
): Promise<HitsQuestion> {
  if (of === "price") {
    const { minPrice: _min, maxPrice: _max, ...filters } = question.filters;
    return { ...question, filters, sort: undefined };
  }
  const { wanted, unwanted } = readWishes(question.text ?? "");
  const looks = question.vector !== undefined || question.likeIds !== undefined;
  const left = (await searcher.withoutRoles(wanted, [of])) || (looks ? "" : ANYTHING);
  const text = [left, ...unwanted.map((word) => `-${word}`)].filter(Boolean).join(" ");
  return { ...question, text, filters: withoutRoles(question.filters, [of]) };
}

/** Fails with `bad-request` where nothing has a price. */
function withOrder(so: Refined, sort: PriceOrder, { catalogue }: Shop): Refined {
  if (!catalogue.hasPrices)
    throw wrong("This catalogue has no prices to sort by; say what else should change.");
  return { ...so, question: { ...so.question, sort } };
}

const CENT = 0.01;

/** Bounds the price by the middle one of those shown: half of them is always on the other side of it. */
async function withPrice(
  { question }: Refined,
  towards: "cheaper" | "dearer",
  shown: readonly string[],
  { catalogue }: Shop,
): Promise<Refined> {
  if (!catalogue.hasPrices)
    throw wrong(
      `This catalogue has no prices, so I cannot tell what is ${towards}; say what else should change.`,
    );
  const products = (await catalogue.find(shown)).map(({ product }) => product);
  const prices = products.flatMap(({ price }) => price ?? []).sort((a, b) => a - b);
  const middle = prices[Math.floor((prices.length - 1) / 2)];
  if (middle === undefined)
    throw wrong(`None of the products shown has a price, so I cannot tell what is ${towards}.`);
  const { minPrice, maxPrice, ...rest } = question.filters;
  const bounded =
    towards === "cheaper"
      ? {
          ...rest,
          maxPrice: round(middle - CENT),
          ...(minPrice !== undefined && minPrice < middle ? { minPrice } : {}),
        }
      : {
          ...rest,
          minPrice: round(middle + CENT),
          ...(maxPrice !== undefined && maxPrice > middle ? { maxPrice } : {}),
        };
  const currency = products.find(({ price }) => price === middle)?.currency;
  return {
    question: { ...question, filters: bounded },
    otherwise: `Nothing that fits is ${towards} than ${priceText(middle, currency)}.`,
  };
}

const round = (price: number) => Math.max(0, Math.round(price * 100) / 100);
