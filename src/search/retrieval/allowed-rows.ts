import { LRUCache } from "lru-cache";
import { FACET_ROLES } from "../../catalogue/catalogue.js";
import type { FolderCatalogue } from "../../catalogue/folder-catalogue.js";
import type { AllowedRows } from "../../index/vector-index.js";
import type { Filters } from "../query.js";

/** Filters that are asked for again and again: a bitmap of 41,000 rows is 41 kB. */
const CACHED = 64;

/** Some values of which a product must have one. */
interface Condition {
  /** Tells attributes apart: "role kind", "attribute year". */
  readonly key: string;
  readonly values: readonly string[];
  valueOf(row: number): string | undefined;
}

/** Which rows fit some filters. Rows by value are listed once per attribute, at first use. */
export class RowFilter {
  private readonly listed = new Map<string, ReadonlyMap<string, readonly number[]>>();
  private readonly allowed = new LRUCache<string, AllowedRows>({ max: CACHED });

  constructor(private readonly catalogue: FolderCatalogue) {}

  /** Undefined where every row may be answered. Not to be changed. */
  rows(filters: Filters): AllowedRows | undefined {
    const conditions = this.conditions(filters);
    const { minPrice, maxPrice } = filters;
    if (conditions.length === 0 && minPrice === undefined && maxPrice === undefined) {
      return this.catalogue.shown;
    }
    const key = JSON.stringify([conditions.map((one) => [one.key, one.values]), minPrice, maxPrice]);
    const known = this.allowed.get(key);
    if (known) return known;
    const rows = this.catalogue.shown?.slice() ?? new Uint8Array(this.catalogue.size).fill(1);
    for (const condition of conditions) this.keepValues(rows, condition);
    if (minPrice !== undefined || maxPrice !== undefined)
      this.keepPrices(rows, minPrice ?? 0, maxPrice ?? Infinity);
    this.allowed.set(key, rows);
    return rows;
  }

  private conditions({ facets = {}, attributes = {} }: Filters): Condition[] {
    const byRole = FACET_ROLES.map((role) => ({
      key: `role ${role}`,
      values: facets[role] ?? [],
      valueOf: (row: number) => this.catalogue.value(row, role),
    }));
    const byName = Object.entries(attributes).map(([name, values]) => ({
      key: `attribute ${name}`,
      values,
      valueOf: (row: number) => this.catalogue.attribute(row, name),
    }));
    return [...byRole, ...byName].filter(({ values }) => values.length > 0);
  }

  private byValue(condition: Condition): ReadonlyMap<string, readonly number[]> {
    const known = this.listed.get(condition.key);
    if (known) return known;
    const lists = new Map<string, number[]>();
    for (let row = 0; row < this.catalogue.size; row++) {
      const value = condition.valueOf(row);
      if (value === undefined) continue;
      const list = lists.get(value);
      if (list) list.push(row);
      else lists.set(value, [row]);
    }
    this.listed.set(condition.key, lists);
    return lists;
  }

  private keepValues(rows: AllowedRows, condition: Condition): void {
    const fits = new Uint8Array(rows.length);
    const lists = this.byValue(condition);
    for (const value of condition.values) for (const row of lists.get(value) ?? []) fits[row] = 1;
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
