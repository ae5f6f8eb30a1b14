import { type Catalogue, FACET_ROLES, type Facet, type FacetRole } from "../catalogue/catalogue.js";
import { plainName } from "../catalogue/roles.js";
import { abridged, HaberdasherError } from "../errors.js";
import { roleName } from "./filters.js";
import { nearestWords } from "./lexical/nearest-words.js";
import type { Filters } from "./query.js";
import { sameWords } from "./words.js";

const SUGGESTIONS = 5;

export function facetOf(catalogue: Pick<Catalogue, "facets">, role: FacetRole): Facet | undefined {
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
  catalogue: Pick<Catalogue, "facets">,
  role: FacetRole,
  name: string,
  typed: string,
): string[] {
  const facet = facetOf(catalogue, role);
  if (!facet) {
    throw new HaberdasherError("not-found", `This catalogue says nothing about ${name}; leave ${name} out.`);
  }
  return valuesOf(facet, name, typed);
}

function valuesOf(facet: Facet, name: string, typed: string): string[] {
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
  const attributes = Object.entries(filters.attributes ?? {}).map(([name, values]) => {
    const facet = attributeNamed(catalogue, name);
    return [facet.attribute, [...new Set(values.flatMap((value) => valuesOf(facet, name, value)))]] as const;
  });
  const { facets: _typed, attributes: _named, ...prices } = filters;
  return {
    ...prices,
    ...(Object.keys(canonical).length === 0 ? {} : { facets: canonical }),
    ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) }),
  };
}

/** The attribute that people may filter by under this name: what it means, or what the catalogue calls it. Fails with `not-found`. */
function attributeNamed({ facets }: Pick<Catalogue, "facets">, typed: string): Facet {
  const wanted = plainName(typed);
  const found = facets.find(
    ({ attribute, role }) => plainName(attribute) === wanted || (role !== undefined && role === wanted),
  );
  if (found) return found;
  const names = facets.map(({ attribute, role }) => role ?? attribute);
  const near = nearestWords(typed, names, SUGGESTIONS);
  throw new HaberdasherError(
    "not-found",
    near.length > 0
      ? `This catalogue says nothing about "${abridged(typed)}"; did you mean ${alternatives(near)}?`
      : `This catalogue says nothing about "${abridged(typed)}"; it has ${alternatives(names)}.`,
  );
}

const ASSIGNMENT = /^([^=:]+)[=:](.*)$/;

/**
 * Filters from "material=wool, year=2012, 2013": a piece without a name is one more value of the attribute before it.
 * Fails with `bad-request` without any name, and with `not-found` for what the catalogue does not have.
 */
export function readAttributeFilters(catalogue: Pick<Catalogue, "facets">, typed: string): Filters {
  const asked = new Map<Facet, string[]>();
  let last: Facet | undefined;
  for (const piece of typed
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [, name, value = piece] = ASSIGNMENT.exec(piece) ?? [];
    if (name !== undefined) last = attributeNamed(catalogue, name.trim());
    if (!last) {
      throw new HaberdasherError(
        "bad-request",
        `A filter names an attribute and its value, such as filter:material=wool, not "${abridged(piece)}".`,
      );
    }
    const facet = last;
    const label = facet.role === undefined ? facet.attribute : roleName(facet.role);
    asked.set(facet, [...(asked.get(facet) ?? []), ...valuesOf(facet, label, value.trim())]);
  }
  const facets: Partial<Record<FacetRole, readonly string[]>> = {};
  const attributes: Record<string, readonly string[]> = {};
  for (const [{ role, attribute }, values] of asked) {
    if (role === undefined) attributes[attribute] = values;
    else facets[role] = values;
  }
  return {
    ...(Object.keys(facets).length === 0 ? {} : { facets }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

function unknownValue(facet: Facet, name: string, typed: string): never {
  const values = facet.values.map(({ value }) => value);
  const near = nearestWords(typed, values, SUGGESTIONS);
  const shown = near.length > 0 ? near : values.slice(0, SUGGESTIONS);
  const lead = near.length > 0 ? "did you mean" : "there are, among others,";
  throw new HaberdasherError(
    "not-found",
    `This catalogue has no ${name} "${abridged(typed)}"; ${lead} ${alternatives(shown)}${near.length > 0 ? "?" : "."}`,
  );
}
