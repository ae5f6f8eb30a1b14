/** Signs that stand for one currency; "$" and "kr" stand for many and say nothing. */
const SIGNS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₽": "RUB",
  "₺": "TRY",
};

const CODES = new Set(Intl.supportedValuesOf("currency"));

/** The currency that a text names by its code or by a sign: "EUR", "39.90EUR", "€". "UVP 40" and "NEW 40" name none. */
export function readCurrency(text: string): string | undefined {
  const codes = text.match(/(?<!\p{L})[A-Z]{3}(?!\p{L})/gu) ?? [];
  return (
    codes.find((code) => CODES.has(code)) ?? Object.entries(SIGNS).find(([sign]) => text.includes(sign))?.[1]
  );
}

export interface Money {
  readonly price: number;
  /** ISO 4217, where the text tells. */
  readonly currency?: string;
}

/**
 * Reads a price as shops write them: "39.90", "39,90 €", "1,299.00", "1.299,00", "EUR 40", "Rs. 2,499".
 * A single group of exactly three digits behind a separator is thousands ("1.299"), any other is decimals.
 * @returns undefined for anything that is not one amount of 0 or more.
 */
export function readPrice(text: string): Money | undefined {
  const amounts = text.match(/\d[\d.,'’\s]*/gu);
  if (amounts?.length !== 1 || /-\s*\d/.test(text)) return undefined;
  const digits = (amounts[0] ?? "").replace(/[\s'’]/gu, "").replace(/[.,]+$/, "");
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const separators = digits.replace(/\d/g, "");
  const grouped =
    last >= 0 && digits.length - last - 1 === 3 && new Set(separators).size === 1 && !/^0[.,]/.test(digits);
  const whole = grouped || last < 0 ? digits : digits.slice(0, last);
  const decimals = grouped || last < 0 ? "" : digits.slice(last + 1);
  const price = Number(`${whole.replace(/[.,]/g, "")}.${decimals || "0"}`);
  if (!Number.isFinite(price)) return undefined;
  const currency = readCurrency(text);
  return currency === undefined ? { price } : { price, currency };
}
