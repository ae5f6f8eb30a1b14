import { LRUCache } from "lru-cache";
import type { FacetRole } from "../catalogue/catalogue.js";
import type { ReplyHit } from "./reply.js";

/** What people call the facets, as headings. */
export const ROLE_NAMES: Readonly<Record<FacetRole, string>> = {
  kind: "What it is",
  category: "Category",
  colour: "Colour",
  gender: "For whom",
  season: "Season",
  use: "Use",
  pattern: "Pattern",
  material: "Material",
  brand: "Brand",
};

export function capitalised(text: string): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase("en") + text.slice(first.length);
}

/** Making a formatter takes a hundred times as long as using one, and a catalogue has one currency or two. */
const priceFormats = new LRUCache<string, Intl.NumberFormat>({
  max: 32,
  memoMethod: (currency) => new Intl.NumberFormat("en", { style: "currency", currency }),
});

/** "€129.00"; without a known currency just "129.00". */
export function priceText(price: number, currency: string | undefined): string {
  if (currency === undefined || !/^[A-Za-z]{3}$/.test(currency)) return price.toFixed(2);
  return priceFormats.memo(currency).format(price);
}

/** "very close (0.83)", or "similarity 0.31" where the catalogue has no calibration. */
export function scoreText({ closeness, score }: Pick<ReplyHit, "closeness" | "score">): string {
  return closeness === undefined ? `similarity ${score.toFixed(2)}` : `${closeness} (${score.toFixed(2)})`;
}

/** "matches red · coat"; nothing where no word of the question stands in the product. */
export function matchText({ why }: Pick<ReplyHit, "why">): string {
  return why ? `matches ${why}` : "";
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** What is told where words spoke of prices and no product has one. */
export const UNPRICED = "This catalogue has no prices; what you said of them is left out.";
