import { HaberdasherError } from "../../errors.js";
import type { Facet } from "../catalogue.js";
import { checkModel, indexCommand, type ModelIdentity, parseManifest } from "../open.js";
import { Database } from "./database.js";
import { DatabaseCatalogue, type VersionParts } from "./database-catalogue.js";
import { productsTable, type VectorType, type Version, versionsTable, wordsTable } from "./layout.js";

interface VersionRow {
  readonly number: number;
  readonly manifest: string;
  readonly facets: Facet[];
  readonly has_prices: boolean;
  readonly vector_type: VectorType;
  /** What is left of it with SAFE_CATALOGUE; absent where an older Haberdasher loaded it. */
  readonly safe?: { readonly facets: Facet[]; readonly count: number } | null;
}

async function latestVersion(database: Database): Promise<VersionRow | undefined> {
  const table = versionsTable(database.address.schema);
  const [known] = await database.query<{ exists: boolean }>("select to_regclass($1) is not null as exists", [
    table,
  ]);
  if (!known?.exists) return undefined;
  const [row] = await database.query<VersionRow>(
    `select * from ${table}
     where published is not null order by published desc, number desc limit 1`,
  );
  return row;
}

/** Whether the version's tables are there and their vectors have the manifest's dimension. */
async function isWhole(database: Database, version: Version, dimension: number): Promise<boolean> {
  const [found] = await database.query<{ typed: string | null; words: string | null }>(
    `select (select format_type(atttypid, atttypmod) from pg_attribute
             where attrelid = to_regclass($1) and attname = 'vector') as typed, to_regclass($2)::text as words`,
    [productsTable(version), wordsTable(version)],
  );
  return found?.words != null && found.typed === `${version.vectorType}(${dimension})`;
}

/** What a version says of itself, checked. */
async function readVersion(database: Database, model: ModelIdentity, safe: boolean): Promise<VersionParts> {
  const { shown, schema } = database.address;
  const row = await latestVersion(database);
  if (!row) {
    throw new HaberdasherError(
      "catalogue",
      `There is no catalogue in ${shown}; build one with: ${indexCommand(shown)}`,
    );
  }
  const manifest = parseManifest(row.manifest, shown, `manifest in ${shown}`);
  checkModel(shown, manifest, model);
  const version = { number: row.number, schema, vectorType: row.vector_type };
  if (!(await isWhole(database, version, manifest.model.dimension))) {
    throw new HaberdasherError(
      "catalogue",
      `The catalogue in ${shown} does not fit together; build it anew with: ${indexCommand(shown, manifest.source)}`,
    );
  }
  const whole = { version, manifest, facets: row.facets, hasPrices: row.has_prices };
  if (!safe) return whole;
  if (!row.safe) {
    throw new HaberdasherError(
      "catalogue",
      `The catalogue in ${shown} was loaded by an older Haberdasher, which did not mark what SAFE_CATALOGUE hides; load it anew with: ${indexCommand(shown, manifest.source)}`,
    );
  }
  return { ...whole, facets: row.safe.facets, safe: row.safe.count };
}

export interface OpenOptions {
  /** Leaves out what SAFE_CATALOGUE hides. */
  readonly safe?: boolean;
}

/**
 * Opens what was published last in a database, for the model that will ask it.
 * Fails with code `catalogue` as a folder does: nothing there, altered, of a newer version or of another model, each with
 * the command that mends it; and where the database cannot be reached or refuses us.
 */
export async function openDatabaseCatalogue(
  address: string,
  model: ModelIdentity,
  { safe = false }: OpenOptions = {},
): Promise<DatabaseCatalogue> {
  const database = new Database(address);
  try {
    const parts = await readVersion(database, model, safe);
    // How its graph is walked stands in the manifest, and every connection begins with it.
    return new DatabaseCatalogue(new Database(address, { ef: parts.manifest.index.ef }), parts);
  } catch (thrown) {
    throw database.forOperator(thrown);
  } finally {
    await database.close();
  }
}
