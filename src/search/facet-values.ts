import { type Catalogue, FACET_ROLES, type Facet, type FacetRole } from "../catalogue/catalogue.js";
import { HaberdasherError } from "../errors.js";
import { roleName } from "./filters.js";
import { nearestWords } from "./nearest-words.js";
import type { Filters } from "./query.js";
import { sameWords } from "./words.js";

const SUGGESTIONS = 5;

export function facetOf(catalogue: Catalogue, role: FacetRole): Facet | undefined {
  return catalogue.facets.find((facet) => facet.role === role);
}

/** The facet's value that `typed` stands for: spelt alike, the same words ("jacket" for "Jackets"), or the only one that begins so. */
export function matchFacetValue(facet: Facet, typed: string): string | undefined {
  const wanted = typed.trim().toLocaleLowerCase("en");
  if (wanted === "") return undefined;
  const values = facet.values.map(({ value }) => value);
  const exact = values.find((value) => value.toLocaleLowerCase("en") === wanted);
  if (exact !== undefined) return exact;
  const alike = values.find((value) => sameWords(value, wanted));
  if (alike !== undefined) return alike;
  const beginning = values.filter((value) => value.toLocaleLowerCase("en").startsWith(`${wanted} `));
  return beginning.length === 1 ? beginning[0] : undefined;
}

/** "Red, Maroon or Rust". */
function alternatives(values: readonly string[]): string {
  const last = values.at(-1) ?? "";
  return values.length < 2 ? last : `${values.slice(0, -1).join(", ")} or ${last}`;
}

/**
 * The catalogue's own spelling of what was typed for a facet: one value, or several separated by commas.
 * Fails with `not-found` and the nearest values when there is no such value, or no such facet.
 */
export function readFacetValues(
  catalogue: Catalogue,
  role: FacetRole,
  name: string,
  typed: string,
): string[] {
  const facet = facetOf(catalogue, role);
  if (!facet) {
    throw new HaberdasherError("not-found", `This catalogue says nothing about ${name}; leave ${name} out.`);
  }
  const whole = matchFacetValue(facet, typed);
  if (whole !== undefined) return [whole];
  const pieces = typed
    .split(",")
    .map((piece) => piece.trim())
    .filter(Boolean);
  return [
    ...new Set(pieces.map((piece) => matchFacetValue(facet, piece) ?? unknownValue(facet, name, piece))),
  ];
}

/** Filters in the catalogue's own spelling. Fails with `not-found` as `readFacetValues` does, with `bad-request` for an empty price range. */
export function canonicalFilters(catalogue: Catalogue, filters: Filters): Filters {
  const { facets, minPrice, maxPrice } = filters;
  if (minPrice !== undefined && maxPrice !== undefined && minPrice > maxPrice) {
    throw new HaberdasherError(
      "bad-request",
      `No price is above ${minPrice} and below ${maxPrice}; swap min and max.`,
    );
  }
  const canonical: Partial<Record<FacetRole, readonly string[]>> = {};
  for (const role of FACET_ROLES) {
    const values = facets?.[role];
    if (!values?.length) continue;
    canonical[role] = [
      ...new Set(values.flatMap((value) => readFacetValues(catalogue, role, roleName(role), value))),
    ];
  }
  const { facets: _typed, ...prices } = filters;
  return Object.keys(canonical).length === 0 ? prices : { ...prices, facets: canonical };
}

function unknownValue(facet: Facet, name: string, typed: string): never {
  const values = facet.values.map(({ value }) => value);
  const near = nearestWords(typed, values, SUGGESTIONS);
  const shown = near.length > 0 ? near : values.slice(0, SUGGESTIONS);
  const lead = near.length > 0 ? "did you mean" : "there are, among others,";
  throw new HaberdasherError(
    "not-found",
    `This catalogue has no ${name} "${typed}"; ${lead} ${alternatives(shown)}${near.length > 0 ? "?" : "."}`,
  );
}
