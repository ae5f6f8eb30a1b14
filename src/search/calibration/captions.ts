import type { FacetRole, Product } from "../../catalogue/catalogue.js";
import type { Thesaurus } from "../thesaurus/thesaurus.js";

export interface Caption {
  /** What somebody might type. */
  readonly text: string;
  /** The row it was made from. */
  readonly row: number;
  /** The facets that it names; a title names the product itself. */
  readonly roles?: readonly FacetRole[];
}

export type ValueOf = (product: Product, role: FacetRole) => string | undefined;

export function valuesByRole(roles: Readonly<Record<string, FacetRole>>): ValueOf {
  const attributes = new Map(Object.entries(roles).map(([attribute, role]) => [role, attribute]));
  return (product, role) => {
    const attribute = attributes.get(role);
    return attribute === undefined ? undefined : product.attributes[attribute];
  };
}

/** Ways in which people name a product by what they know of it; every product takes the next. */
const PHRASES: readonly (readonly FacetRole[])[] = [
  ["colour", "kind"],
  ["kind"],
  ["colour", "kind", "gender"],
  ["pattern", "material", "kind"],
  ["use", "kind", "gender"],
];

function joined(parts: readonly { readonly role: FacetRole; readonly word: string }[]): string {
  return parts
    .map(({ role, word }) => (role === "gender" ? `for ${word}` : word))
    .join(" ")
    .toLowerCase();
}

/** What the `at`-th phrase says of a product; nothing where its kind is not known. */
function said(product: Product, at: number, facet: ValueOf) {
  if (facet(product, "kind") === undefined) return [];
  const roles = PHRASES[at % PHRASES.length] ?? [];
  return roles.flatMap((role) => {
    const word = facet(product, role);
    return word === undefined || word === "" ? [] : [{ role, word }];
  });
}

interface Said {
  readonly kind: string;
  readonly colour: string;
  readonly gender: string;
  readonly use: string;
  readonly season: string;
  /** How its title begins: with a brand, in most shops. */
  readonly name: string;
}

/**
 * What people say around a product, some of it in words that no catalogue has, some of it without a kind; every product
 * takes the next.
 */
const SPOKEN: readonly ((said: Said) => string)[] = [
  ({ kind }) => `do you have ${kind} for a friend's wedding`,
  ({ kind }) => `${kind} that keep me dry on my bicycle`,
  ({ kind, colour }) => `${colour} ${kind} with deep pockets`,
  ({ kind }) => `${kind} to impress my boss at the summer barbecue`,
  ({ kind }) => `cheap ${kind} for a student`,
  ({ kind }) => `${kind} without a visible logo`,
  ({ kind, colour }) => `what goes with ${colour} ${kind}`,
  ({ kind }) => `${kind} like the ones celebrities have`,
  ({ kind }) => `birthday present: ${kind}`,
  ({ kind, colour }) => `${colour} ${kind}, not too shiny please`,
  ({ kind }) => `${kind} for long flights`,
  ({ kind }) => `machine washable ${kind}`,
  ({ kind, colour }) => `my grandmother wants ${colour} ${kind}`,
  ({ kind }) => `${kind} for somebody tall`,
  ({ colour, gender }) => `something in ${colour} for ${gender}`,
  ({ name }) => name,
  ({ use, season }) => `what to wear: ${use} ${season}`,
];

/** A question about the product as somebody might ask an assistant; nothing where its kind is not known. */
export function spokenFor(product: Product, at: number, facet: ValueOf): Omit<Caption, "row"> | undefined {
  const say = SPOKEN[at % SPOKEN.length];
  if (facet(product, "kind") === undefined || !say) return undefined;
  const of = (role: FacetRole) => facet(product, role)?.toLowerCase() ?? "";
  const text = say({
    kind: of("kind"),
    colour: of("colour"),
    gender: of("gender"),
    use: of("use"),
    season: of("season"),
    name: product.title.split(/\s+/).slice(0, 2).join(" "),
  });
  return { text: text.replace(/\s+/g, " ").trim(), roles: ["kind"] };
}

/** A phrase of attributes for the product, and which; nothing where its kind is not known. */
export function phraseFor(product: Product, at: number, facet: ValueOf): Omit<Caption, "row"> | undefined {
  const parts = said(product, at, facet);
  return parts.length === 0 ? undefined : { text: joined(parts), roles: parts.map(({ role }) => role) };
}

/** The same phrase in words that the catalogue does not use for it, where the thesaurus has any. */
export function rephrasedFor(
  product: Product,
  at: number,
  facet: ValueOf,
  thesaurus: Thesaurus,
): Omit<Caption, "row"> | undefined {
  const parts = said(product, at, facet).map(({ role, word }) => {
    const others =
      thesaurus
        .get(role)
        ?.wordingsOf(word)
        .filter((other) => other !== word.toLowerCase()) ?? [];
    return { role, word: others[at % Math.max(1, others.length)] ?? word };
  });
  return parts.length === 0 ? undefined : { text: joined(parts), roles: parts.map(({ role }) => role) };
}
