import type { FacetRole, Product } from "../catalogue.js";

export interface Caption {
  /** What somebody might type. */
  readonly text: string;
  /** The row it was made from. */
  readonly row: number;
}

type ValueOf = (product: Product, role: FacetRole) => string | undefined;

export function valuesByRole(roles: Readonly<Record<string, FacetRole>>): ValueOf {
  const attributes = new Map(Object.entries(roles).map(([attribute, role]) => [role, attribute]));
  return (product, role) => {
    const attribute = attributes.get(role);
    return attribute === undefined ? undefined : product.attributes[attribute];
  };
}

/** Ways in which people name a product by what they know of it; every product takes the next. */
const PHRASES: readonly ((value: (role: FacetRole) => string | undefined) => (string | undefined)[])[] = [
  (value) => [value("colour"), value("kind")],
  (value) => [value("kind")],
  (value) => [value("colour"), value("kind"), value("gender") && `for ${value("gender")}`],
  (value) => [value("pattern"), value("material"), value("kind")],
  (value) => [value("gender"), value("use") ?? value("season"), value("kind")],
];

/** A phrase of attributes for the product, or nothing where its kind is not known. */
export function phraseFor(product: Product, at: number, facet: ValueOf): string | undefined {
  if (facet(product, "kind") === undefined) return undefined;
  const parts = PHRASES[at % PHRASES.length]?.((role) => facet(product, role)) ?? [];
  return parts
    .filter((part) => part !== undefined && part !== "")
    .join(" ")
    .toLowerCase();
}
