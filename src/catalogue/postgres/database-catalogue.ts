import { HaberdasherError } from "../../errors.js";
import { checkQuery } from "../../index/vectors.js";
import type {
  Catalogue,
  CatalogueStatus,
  Entry,
  Facet,
  FacetRole,
  Near,
  StoredPicture,
  ValuePair,
} from "../catalogue.js";
import type { Manifest } from "../manifest.js";
import { isRole } from "../roles.js";
import { spread } from "../spread.js";
import type { Database } from "./database.js";
import {
  DatabaseEntry,
  type EntryContext,
  type EntryRow,
  entryColumns,
  vectorText,
} from "./database-entry.js";
import {
  productsTable,
  roleColumn,
  safeProducts,
  type Version,
  versionsTable,
  wordsTable,
} from "./layout.js";

/** What an opened version says of itself. */
export interface VersionParts {
  readonly version: Version;
  readonly manifest: Manifest;
  readonly facets: readonly Facet[];
  readonly hasPrices: boolean;
  /** Only what may be shown at a workplace: how many products that are. */
  readonly safe?: number;
}

/** A word of the catalogue's titles and values. */
export interface CatalogueWord {
  readonly term: string;
  /** How many products have it. */
  readonly products: number;
  /** The greatest share that a product has of it. */
  readonly greatest: number;
}

/** One version of a catalogue in a database. It stays readable until two newer ones were published. */
export class DatabaseCatalogue implements Catalogue {
  readonly version: Version;
  readonly manifest: Manifest;
  readonly facets: readonly Facet[];
  readonly hasPrices: boolean;
  /** How many products are shown. */
  readonly shown: number;
  /** What products are read from: a table, or what of it is shown. */
  readonly table: string;
  private readonly context: EntryContext;
  private readonly samples = new Map<number, Promise<readonly Entry[]>>();

  constructor(
    readonly database: Database,
    parts: VersionParts,
  ) {
    this.version = parts.version;
    this.manifest = parts.manifest;
    this.facets = parts.facets;
    this.hasPrices = parts.hasPrices;
    this.shown = parts.safe ?? parts.manifest.count;
    this.table = parts.safe === undefined ? productsTable(parts.version) : safeProducts(parts.version);
    const roles = Object.entries(this.manifest.roles).flatMap(([attribute, role]): [FacetRole, string][] =>
      isRole(role) ? [[role, attribute]] : [],
    );
    this.context = {
      vectorType: this.version.vectorType,
      attributes: new Map(roles),
      picture: (row) => this.pictureWhere("p.place = $1", row).then((picture) => picture ?? missing()),
    };
  }

  /** How many products there are, shown or not. */
  get size(): number {
    return this.manifest.count;
  }

  /** The columns that `entry` reads, of a table called `p`. */
  get entryColumns(): string {
    return entryColumns(this.version.vectorType);
  }

  entry(row: EntryRow): Entry {
    return new DatabaseEntry(row, this.context);
  }

  /** An expression for a vector that is passed as this parameter. */
  vectorParameter(parameter: string): string {
    return `${parameter}::${this.version.vectorType}(${this.manifest.model.dimension})`;
  }

  /** Fails with `bad-request` for what no index can answer. */
  checkQuery(vector: Float32Array, count: number): void {
    checkQuery({ size: this.size, dimension: this.manifest.model.dimension }, vector, count);
  }

  async find(ids: readonly string[]): Promise<Entry[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<EntryRow>(
      `select ${this.entryColumns} from ${this.table} p where p.id = any($1)`,
      [ids],
    );
    const entries = new Map(rows.map((row) => [row.product.id, this.entry(row)]));
    return ids.map((id) => entries.get(id)).filter((entry) => entry !== undefined);
  }

  async nearest(vector: Float32Array, count: number): Promise<Near[]> {
    this.checkQuery(vector, count);
    const distance = `p.vector <#> ${this.vectorParameter("$1")}`;
    const rows = await this.database.query<EntryRow & { cosine: number }>(
      `select ${this.entryColumns}, -(${distance}) as cosine from ${this.table} p order by ${distance} limit $2`,
      [vectorText(vector), count],
    );
    return rows
      .map((row) => ({ entry: this.entry(row), cosine: row.cosine }))
      .sort((a, b) => b.cosine - a.cosine || a.entry.row - b.entry.row);
  }

  together(one: FacetRole, other: FacetRole): Promise<ValuePair[]> {
    const [first, second] = [roleColumn(one), roleColumn(other)];
    return this.database.query<{ one: string; other: string; count: number }>(
      `select ${first} as one, ${second} as other, count(*)::int as count from ${this.table} p
       where ${first} is not null and ${second} is not null group by 1, 2 order by min(place)`,
    );
  }

  /** Fetched once: samples are asked for again and again. */
  sample(count: number): Promise<readonly Entry[]> {
    const known = this.samples.get(count);
    if (known) return known;
    // Places have no gaps; where some are hidden, what is shown is counted through.
    const counted = `select s.*, row_number() over (order by s.place) - 1 as nth from ${this.table} s`;
    const [from, at] = this.shown === this.size ? [this.table, "place"] : [`(${counted})`, "nth"];
    const sample = this.database
      .query<EntryRow>(
        `select ${this.entryColumns} from ${from} p where p.${at} = any($1) order by p.place`,
        [spread(this.shown, count)],
      )
      .then((rows) => rows.map((row) => this.entry(row)));
    this.samples.set(count, sample);
    sample.catch(() => this.samples.delete(count));
    return sample;
  }

  picture(id: string): Promise<StoredPicture | undefined> {
    return this.pictureWhere("p.id = $1", id);
  }

  words(): Promise<CatalogueWord[]> {
    return this.database.query<{ term: string; products: number; greatest: number }>(
      `select term, products, greatest from ${wordsTable(this.version)}`,
    );
  }

  /**
   * The same products loaded again are another version, and of older ones the tables go. Where somebody dropped them all,
   * numbers begin anew.
   */
  get edition(): string {
    return editionOf(this.version.number, this.manifest.seal);
  }

  status(): CatalogueStatus {
    return this.database.status();
  }

  async published(): Promise<string | undefined> {
    const { schema } = this.version;
    const [latest] = await this.database
      .query<{ number: number; seal: string }>(
        `select number, seal from ${versionsTable(schema)} where published is not null order by published desc, number desc limit 1`,
      )
      .catch(() => []);
    return latest && editionOf(latest.number, latest.seal);
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private async pictureWhere(condition: string, value: unknown): Promise<StoredPicture | undefined> {
    const [found] = await this.database.query<{
      media_type: StoredPicture["mediaType"];
      picture: Buffer;
    }>(`select p.media_type, p.picture from ${this.table} p where ${condition}`, [value]);
    return found && { bytes: found.picture, mediaType: found.media_type };
  }
}

const editionOf = (number: number, seal: string) => `${number} ${seal}`;

function missing(): never {
  throw new HaberdasherError("not-found", "That product is no longer in the catalogue; please ask again.");
}
