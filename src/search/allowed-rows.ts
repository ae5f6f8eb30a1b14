import { LRUCache } from "lru-cache";
import { FACET_ROLES, type FacetRole } from "../catalogue/catalogue.js";
import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import type { AllowedRows } from "../index/vector-index.js";
import type { Filters } from "./query.js";

/** Filters that are asked for again and again: a bitmap of 41,000 rows is 41 kB. */
const CACHED = 64;

/** Which rows fit some filters. Rows by facet value are listed once, at first use. */
export class RowFilter {
  private readonly listed = new Map<FacetRole, ReadonlyMap<string, readonly number[]>>();
  private readonly allowed = new LRUCache<string, AllowedRows>({ max: CACHED });

  constructor(private readonly catalogue: FolderCatalogue) {}

  /** Undefined where nothing is filtered. Not to be changed. */
  rows(filters: Filters): AllowedRows | undefined {
    const roles = FACET_ROLES.filter((role) => filters.facets?.[role]?.length);
    const { minPrice, maxPrice } = filters;
    if (roles.length === 0 && minPrice === undefined && maxPrice === undefined) return undefined;
    const key = JSON.stringify([roles.map((role) => [role, filters.facets?.[role]]), minPrice, maxPrice]);
    const known = this.allowed.get(key);
    if (known) return known;
    const rows = new Uint8Array(this.catalogue.size).fill(1);
    for (const role of roles) this.keepValues(rows, role, filters.facets?.[role] ?? []);
    if (minPrice !== undefined || maxPrice !== undefined)
      this.keepPrices(rows, minPrice ?? 0, maxPrice ?? Infinity);
    this.allowed.set(key, rows);
    return rows;
  }

  /** Rows with this value, ascending. */
  withValue(role: FacetRole, value: string): readonly number[] {
    return this.byValue(role).get(value) ?? [];
  }

  private byValue(role: FacetRole): ReadonlyMap<string, readonly number[]> {
    const known = this.listed.get(role);
    if (known) return known;
    const lists = new Map<string, number[]>();
    for (let row = 0; row < this.catalogue.size; row++) {
      const value = this.catalogue.value(row, role);
      if (value === undefined) continue;
      const list = lists.get(value);
      if (list) list.push(row);
      else lists.set(value, [row]);
    }
    this.listed.set(role, lists);
    return lists;
  }

  private keepValues(rows: AllowedRows, role: FacetRole, values: readonly string[]): void {
    const fits = new Uint8Array(rows.length);
    for (const value of values) for (const row of this.withValue(role, value)) fits[row] = 1;
    for (let row = 0; row < rows.length; row++) if (fits[row] !== 1) rows[row] = 0;
  }

  /** A product without a price fits no price range. */
  private keepPrices(rows: AllowedRows, min: number, max: number): void {
    for (let row = 0; row < rows.length; row++) {
      const price = this.catalogue.price(row);
      if (price === undefined || price < min || price > max) rows[row] = 0;
    }
  }
}

export function countRows(rows: AllowedRows): number {
  let count = 0;
  for (const allowed of rows) count += allowed;
  return count;
}
