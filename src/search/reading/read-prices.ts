import type { PriceOrder } from "../price-order.js";
import { readPriceOrder } from "./read-price-order.js";

/** What a text says of prices, and the text without that. */
export interface PricesRead {
  readonly sort?: PriceOrder;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly rest: string;
}

const CURRENCY = String.raw`(?:\p{Sc}|(?:eur|usd|gbp|inr|chf|euros?|dollars?|pounds?|bucks|rupees|rs\.?)(?![\p{L}\p{N}]))`;
/** "1,000.50", "1.000,50", "1 000" and "1000". */
const NUMBER = String.raw`(\d{1,3}(?:[.,'’\s]\d{3}){1,2}(?:[.,]\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?)(?![.,]?\d)`;
/** What follows may make it another number than a price: "under 40 cm", "max 90s"; but "under 40 in red" is one. */
const END = String.raw`(?!\p{L}|\s*(?:cm|mm|inch|inches|in(?!\s+\p{L})|years?|yrs?|months?|kg|g|ml|l|%|")(?![\p{L}\p{N}]))`;
const AMOUNT = String.raw`(?:${CURRENCY}\s*)?${NUMBER}(?:\s*${CURRENCY}|${END})`;
/** "Air Max 90" is a shoe: these need a currency. */
const MONEY = String.raw`(?:${CURRENCY}\s*${NUMBER}|${NUMBER}\s*${CURRENCY})`;
const START = String.raw`(?<![\p{L}\p{N}])`;

/** "Not more than 40" is at most 40. */
const NOT = String.raw`(?:not?|nothing)\s+`;
const LESS = String.raw`(?:under|below|less\s+than|cheaper\s+than)`;
const MORE = String.raw`(?:over|above|more\s+than)`;
const bound = (words: string, reversed: string) => `(?:(?<!${NOT})${words}|${NOT}${reversed})`;
const TO = String.raw`\s*(?:-|–|to)\s*`;

/** "20 to 40" may be sizes: without "between" these need a currency, too. */
const BETWEEN = new RegExp(
  [
    `${START}between\\s+${AMOUNT}\\s*(?:and|to|-|–)\\s*${AMOUNT}`,
    `${START}(?:from\\s+)?${CURRENCY}\\s*${NUMBER}${TO}${AMOUNT}`,
    `${START}(?:from\\s+)?${NUMBER}(?:\\s*${CURRENCY})?${TO}${NUMBER}\\s*${CURRENCY}`,
  ].join("|"),
  "iu",
);
/** "Budget 501 jeans" are jeans. */
const BUDGET = String.raw`(?:my\s+budget(?:\s+is|:)?|(?:(?:on|with)\s+a\s+)?budget(?:\s+(?:is|of)|:))`;
const BELOW = new RegExp(
  `${START}(?:(?:${bound(LESS, MORE)}|up\\s+to|at\\s+most|<=?|≤|${BUDGET})\\s*${AMOUNT}|(?:max(?:imum|\\.)?|budget)\\s*${MONEY})`,
  "iu",
);
const ABOVE = new RegExp(
  `${START}(?:(?:${bound(MORE, LESS)}|at\\s+least|>=?|≥)\\s*${AMOUNT}|min(?:imum|\\.)?\\s*${MONEY})`,
  "iu",
);

/** Two digits behind the last sign are cents, three are thousands. */
function amount(typed: string): number {
  const [, whole = "", cents = "0"] = /^(.*?)(?:[.,](\d{1,2}))?$/su.exec(typed) ?? [];
  return Number(`${whole.replace(/\D/g, "")}.${cents}`);
}
const amounts = (match: RegExpExecArray) =>
  match.slice(1).flatMap((typed: string | undefined) => (typed === undefined ? [] : amount(typed)));
const without = (text: string, part: string) => text.replace(part, " ").replace(/\s+/g, " ").trim();

/** Reads "under 40", "not more than 1,000", "between €20 and €40", "20-40 euros", "over 100 euros", "the cheapest". */
export function readPrices(text: string): PricesRead {
  const { rest, ...order } = readPriceOrder(text);
  return { ...order, ...readBounds(rest) };
}

function readBounds(text: string): Omit<PricesRead, "sort"> {
  const between = BETWEEN.exec(text);
  if (between) {
    const [low, high] = amounts(between).sort((a, b) => a - b);
    if (low !== undefined && high !== undefined) {
      return { minPrice: low, maxPrice: high, rest: without(text, between[0]) };
    }
  }
  const below = BELOW.exec(text);
  const afterBelow = below ? without(text, below[0]) : text;
  const above = ABOVE.exec(afterBelow);
  const [maxPrice] = below ? amounts(below) : [];
  const [minPrice] = above ? amounts(above) : [];
  return {
    ...(minPrice === undefined ? {} : { minPrice }),
    ...(maxPrice === undefined ? {} : { maxPrice }),
    rest: above ? without(afterBelow, above[0]) : afterBelow,
  };
}
