import { FACET_ROLES, type FacetRole } from "../catalogue.js";
import type { Manifest } from "../manifest.js";

/** How vectors are stored: at half precision where the server's pgvector has it (0.7 and newer). */
export type VectorType = "halfvec" | "vector";

/** The tables of one version. Versions never share any, so that no answer mixes two catalogues. */
export interface Version {
  readonly number: number;
  readonly schema: string;
  readonly vectorType: VectorType;
}

export const versionsTable = (schema: string) => `"${schema}".versions`;
export const productsTable = ({ schema, number }: Version) => `"${schema}".products_${number}`;
export const wordsTable = ({ schema, number }: Version) => `"${schema}".words_${number}`;

/** Products that may be shown at a workplace, in a table's place. The planner looks through it to the table's indexes. */
export const safeProducts = (version: Version) => `(select * from ${productsTable(version)} where safe)`;

/** A role's own column: the planner knows how many products have each value. */
export const roleColumn = (role: FacetRole) => `"${role}"`;

/** What stands around all versions. The one published last is the catalogue. */
export function createVersions(schema: string): string {
  return `
    create schema if not exists "${schema}";
    create table if not exists ${versionsTable(schema)} (
      number integer generated always as identity primary key,
      seal text not null,
      manifest text not null,
      facets jsonb not null,
      has_prices boolean not null,
      vector_type text not null,
      published timestamptz
    );
    alter table ${versionsTable(schema)} add column if not exists safe jsonb`;
}

/** Columns in the order in which rows are loaded. */
export const PRODUCT_COLUMNS = [
  "place",
  "id",
  "price",
  "safe",
  ...FACET_ROLES.map(roleColumn),
  "product",
  "words",
  "shares",
  "vector",
  "media_type",
  "picture",
] as const;

export function createTables(version: Version, { model }: Manifest): string {
  return `
    create table if not exists ${productsTable(version)} (
      place integer not null,
      id text not null,
      price double precision,
      safe boolean not null,
      ${FACET_ROLES.map((role) => `${roleColumn(role)} text,`).join("\n      ")}
      product jsonb not null,
      words tsvector not null,
      shares jsonb not null,
      vector ${version.vectorType}(${model.dimension}) not null,
      media_type text not null,
      picture bytea not null
    );
    create table if not exists ${wordsTable(version)} (
      term text primary key,
      products integer not null,
      greatest real not null
    )`;
}

/** Made after the rows are there, which is many times faster. Vectors are of unit length: the inner product is the cosine. */
export function createIndexes(version: Version, { index }: Manifest): string[] {
  const table = productsTable(version);
  const name = (what: string) => `"products_${version.number}_${what}"`;
  return [
    `create unique index if not exists ${name("place")} on ${table} (place)`,
    `create unique index if not exists ${name("id")} on ${table} (id)`,
    `create index if not exists ${name("price")} on ${table} (price)`,
    ...FACET_ROLES.map(
      (role) => `create index if not exists ${name(role)} on ${table} (${roleColumn(role)})`,
    ),
    `create index if not exists ${name("words")} on ${table} using gin (words)`,
    `create index if not exists ${name("vector")} on ${table} using hnsw (vector ${version.vectorType}_ip_ops) with (m = ${index.m}, ef_construction = ${index.efConstruction})`,
    `analyze ${table}`,
  ];
}

export function dropTables(version: Version): string {
  return `drop table if exists ${productsTable(version)}, ${wordsTable(version)}`;
}
