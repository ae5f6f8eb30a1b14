import type { FacetRole } from "../catalogue/catalogue.js";

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

/** "€129.00"; without a known currency just "129.00". */
export function priceText(price: number, currency: string | undefined): string {
  if (currency !== undefined && /^[A-Za-z]{3}$/.test(currency)) {
    return new Intl.NumberFormat("en", { style: "currency", currency }).format(price);
  }
  return price.toFixed(2);
}
