import { FACET_ROLES, type FacetRole } from "../catalogue/catalogue.js";
import type { Filters } from "./query.js";

/** One condition of some filters, for people, and what is left without it. */
export interface FilterPart {
  /** "colour: Red", "price ≤ 40". */
  readonly label: string;
  readonly without: Filters;
}

const NAMES: Readonly<Record<FacetRole, string>> = {
  kind: "kind",
  category: "category",
  colour: "colour",
  gender: "for",
  season: "season",
  use: "use",
  pattern: "pattern",
  material: "material",
  brand: "brand",
};

/** What a filter by this facet is called in a sentence: "for" for gender. */
export function roleName(role: FacetRole): string {
  return NAMES[role];
}

/** Filters without what they say of some facets. */
export function withoutRoles(filters: Filters, roles: readonly FacetRole[]): Filters {
  const { facets = {}, ...rest } = filters;
  const left = Object.entries(facets).filter(([role]) => !roles.some((one) => one === role));
  return left.length === 0 ? rest : { ...rest, facets: Object.fromEntries(left) };
}

function withoutAttribute(filters: Filters, name: string): Filters {
  const { [name]: _dropped, ...attributes } = filters.attributes ?? {};
  const { attributes: _all, ...rest } = filters;
  return Object.keys(attributes).length === 0 ? rest : { ...rest, attributes };
}

/** Values that are named, where there are more. */
const NAMED = 2;

/** "red or blue", "coat, parka or 6 more": a group of kinds may have thirty. */
function either(values: readonly string[]): string {
  const more = values.length - NAMED;
  return more > 1 ? `${values.slice(0, NAMED).join(", ")} or ${more} more` : values.join(" or ");
}

/** The conditions in a fixed order: facets by role, other attributes, then the lowest, then the highest price. */
export function filterParts(filters: Filters): FilterPart[] {
  const { minPrice, maxPrice } = filters;
  const parts: FilterPart[] = [];
  for (const role of FACET_ROLES) {
    const values = filters.facets?.[role];
    if (values?.length) {
      parts.push({ label: `${NAMES[role]}: ${either(values)}`, without: withoutRoles(filters, [role]) });
    }
  }
  for (const [name, values] of Object.entries(filters.attributes ?? {})) {
    parts.push({ label: `${name}: ${either(values)}`, without: withoutAttribute(filters, name) });
  }
  if (minPrice !== undefined) {
    const { minPrice: _dropped, ...without } = filters;
    parts.push({ label: `price ≥ ${minPrice}`, without });
  }
  if (maxPrice !== undefined) {
    const { maxPrice: _dropped, ...without } = filters;
    parts.push({ label: `price ≤ ${maxPrice}`, without });
  }
  return parts;
}

/** Filters less the prices that those said later replace: "over 100" takes back "under 50". */
export function withoutReplacedPrices(filters: Filters, later: Filters): Filters {
  const { minPrice, maxPrice, ...rest } = filters;
  const { minPrice: from = 0, maxPrice: to = Infinity } = later;
  return {
    ...rest,
    ...(minPrice === undefined || later.minPrice !== undefined || minPrice > to ? {} : { minPrice }),
    ...(maxPrice === undefined || later.maxPrice !== undefined || maxPrice < from ? {} : { maxPrice }),
  };
}

/** Both filters; where they speak of the same, the second wins. */
export function mergeFilters(first: Filters, second: Filters): Filters {
  const { facets: firstFacets, attributes: firstAttributes, ...firstPrices } = first;
  const { facets: secondFacets, attributes: secondAttributes, ...secondPrices } = second;
  const facets = { ...firstFacets, ...secondFacets };
  const attributes = { ...firstAttributes, ...secondAttributes };
  return {
    ...firstPrices,
    ...secondPrices,
    ...(Object.keys(facets).length === 0 ? {} : { facets }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}
