/** Prices that a text names, and the text without them. */
export interface PricesRead {
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly rest: string;
}

const CURRENCY = String.raw`(?:\p{Sc}|(?:eur|usd|gbp|inr|chf|euros?|dollars?|pounds?|bucks|rupees|rs\.?)(?![\p{L}\p{N}]))`;
const NUMBER = String.raw`(\d{1,6}(?:[.,]\d{1,2})?)(?![.,]?\d)`;
/** What follows may make it another number than a price: "under 40 cm", "max 90s". */
const END = String.raw`(?!\p{L}|\s*(?:cm|mm|inch|inches|in|years?|yrs?|months?|kg|g|ml|l|%|")(?![\p{L}\p{N}]))`;
const AMOUNT = String.raw`(?:${CURRENCY}\s*)?${NUMBER}(?:\s*${CURRENCY}|${END})`;
/** "Air Max 90" is a shoe: these need a currency. */
const MONEY = String.raw`(?:${CURRENCY}\s*${NUMBER}|${NUMBER}\s*${CURRENCY})`;
const START = String.raw`(?<![\p{L}\p{N}])`;

const BETWEEN = new RegExp(`${START}between\\s+${AMOUNT}\\s*(?:and|to|-|–)\\s*${AMOUNT}`, "iu");
const BELOW = new RegExp(
  `${START}(?:(?:under|below|less\\s+than|cheaper\\s+than|up\\s+to|at\\s+most|not\\s+over|<=?|≤)\\s*${AMOUNT}|max(?:imum)?\\s*${MONEY})`,
  "iu",
);
const ABOVE = new RegExp(
  `${START}(?:(?:over|above|more\\s+than|at\\s+least|>=?|≥)\\s*${AMOUNT}|min(?:imum)?\\s*${MONEY})`,
  "iu",
);

const amount = (typed: string | undefined) => Number(typed?.replace(",", "."));
const firstAmount = (match: RegExpExecArray) => amount(match.slice(1).find((group) => group !== undefined));
const without = (text: string, part: string) => text.replace(part, " ").replace(/\s+/g, " ").trim();

/** Reads "under 40", "between €20 and €40", "over 100 euros". */
export function readPrices(text: string): PricesRead {
  const between = BETWEEN.exec(text);
  if (between) {
    const [low, high] = [amount(between[1]), amount(between[2])].sort((a, b) => a - b);
    if (low !== undefined && high !== undefined) {
      return { minPrice: low, maxPrice: high, rest: without(text, between[0]) };
    }
  }
  const below = BELOW.exec(text);
  const afterBelow = below ? without(text, below[0]) : text;
  const above = ABOVE.exec(afterBelow);
  return {
    ...(above ? { minPrice: firstAmount(above) } : {}),
    ...(below ? { maxPrice: firstAmount(below) } : {}),
    rest: above ? without(afterBelow, above[0]) : afterBelow,
  };
}
