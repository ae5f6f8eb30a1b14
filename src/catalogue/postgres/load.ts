import { setTimeout as sleep } from "node:timers/promises";
import { HaberdasherError } from "../../errors.js";
import { FACET_ROLES } from "../catalogue.js";
import type { FolderCatalogue } from "../folder-catalogue.js";
import { copyInto, copyLine, jsonText } from "./copy.js";
import { bestVectorType, Database, inTransaction, type Session } from "./database.js";
import type { CatalogueWord } from "./database-catalogue.js";
import { vectorText } from "./database-entry.js";
import { isConnectionFault, takesNoWrites } from "./faults.js";
import {
  createIndexes,
  createTables,
  createVersions,
  dropTables,
  PRODUCT_COLUMNS,
  productsTable,
  type VectorType,
  type Version,
  versionsTable,
  wordsTable,
} from "./layout.js";
import { tsvectorText } from "./lexemes.js";

/** Products that are sent together; each such chunk is there whole or not at all. */
const CHUNK_ROWS = 1000;

/** What the lexical search needs to know of each product, and of all. */
export interface LexicalRows {
  /** The row's terms, each with the share of its weight that the row has. */
  termsOf(row: number): ReadonlyMap<string, number>;
  words(): Iterable<CatalogueWord>;
}

export interface LoadOptions {
  readonly catalogue: FolderCatalogue;
  readonly lexical: LexicalRows;
  /** What SAFE_CATALOGUE may show: one byte per row, 1 = shown. */
  readonly safe: Uint8Array;
  /** The database's address. */
  readonly to: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Told once what makes the run slower than it need be, as a sentence. */
  readonly onNotice?: (sentence: string) => void;
  readonly signal?: AbortSignal;
}

export interface LoadSummary {
  /** Products that an earlier run had loaded. */
  readonly resumed: number;
  readonly vectorType: VectorType;
}

/** One at a time in a database; it ends with the connection, so that a killed run holds up nobody. */
const LOCK = "select pg_try_advisory_lock(hashtext($1)) as taken";
/** The server may still be working for a run that was killed a moment ago. */
const LOCK_TRIES = 8;
const LOCK_PAUSE_MS = 500;

/**
 * Loads a built catalogue into a database beside the one that is published there, and publishes it in one transaction.
 * A run that was killed goes on after the last products that had arrived.
 * Fails with `busy` while another one loads there, and as `Database` does.
 */
export async function loadCatalogue({
  catalogue,
  lexical,
  safe,
  to,
  onProgress,
  onNotice,
  signal,
}: LoadOptions): Promise<LoadSummary> {
  const database = new Database(to, { answerMs: 0 });
  const { schema, shown } = database.address;
  try {
    return await database.session(async (client) => {
      if (!(await takeLock(client, schema))) {
        throw new HaberdasherError("busy", `Another run is loading ${shown}: wait for it or stop it.`);
      }
      await makeExtension(client, shown);
      await client.query(createVersions(schema));
      const version = await versionFor(client, schema, catalogue, safe);
      const resumed = await loadedRows(client, version);
      for (let row = resumed; row < catalogue.size; row += CHUNK_ROWS) {
        onProgress?.({ done: row, total: catalogue.size });
        signal?.throwIfAborted();
        const to = Math.min(catalogue.size, row + CHUNK_ROWS);
        await copyRows(client, version, { catalogue, lexical, safe }, row, to);
      }
      onProgress?.({ done: catalogue.size, total: catalogue.size });
      await copyWords(client, version, lexical);
      await withNotices(client, onNotice, async () => {
        for (const statement of createIndexes(version, catalogue.manifest)) {
          signal?.throwIfAborted();
          await client.query(statement);
        }
      });
      await publish(client, version, catalogue.size);
      return { resumed, vectorType: version.vectorType };
    });
  } catch (thrown) {
    throw database.forOperator(thrown);
  } finally {
    await database.close();
  }
}

/** Finds out before hours of building whether a catalogue can be loaded there at all. Fails as `loadCatalogue` does. */
export async function prepareDatabase(to: string): Promise<void> {
  const database = new Database(to, { answerMs: 0 });
  const { schema, shown } = database.address;
  try {
    await database.session(async (client) => {
      await makeExtension(client, shown);
      await client.query(createVersions(schema));
    });
  } catch (thrown) {
    throw database.forOperator(thrown);
  } finally {
    await database.close();
  }
}

/** A server may lack pgvector, and a user the right to add it to a database: both are mended there, not here. */
async function makeExtension(client: Session, shown: string): Promise<void> {
  try {
    await client.query("create extension if not exists vector");
  } catch (thrown) {
    if (!(thrown instanceof Error) || isConnectionFault(thrown) || takesNoWrites(thrown)) throw thrown;
    throw new HaberdasherError(
      "catalogue",
      `There is no pgvector in ${shown} (${thrown.message}): install it on that server, and have an administrator say "create extension vector" in that database.`,
      { cause: thrown },
    );
  }
}

/** pgvector's word for a graph that is built on disk from here on, many times slower. */
const OUTGREW = /no longer fits into maintenance_work_mem after (\d+) tuples/;

async function withNotices(
  client: Session,
  onNotice: LoadOptions["onNotice"],
  work: () => Promise<void>,
): Promise<void> {
  const hear = ({ message }: { readonly message?: string | undefined }) => {
    const fit = OUTGREW.exec(message ?? "")?.[1];
    if (fit === undefined) return;
    onNotice?.(
      `The server's maintenance_work_mem has room for ${fit} products of the index; the rest takes many times longer. ` +
        "Before the next load: alter role … set maintenance_work_mem = '1GB'",
    );
  };
  client.on("notice", hear);
  try {
    await work();
  } finally {
    client.off("notice", hear);
  }
}

async function takeLock(client: Session, schema: string): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const { rows } = await client.query<{ taken: boolean }>(LOCK, [`haberdasher load ${schema}`]);
    if (rows[0]?.taken) return true;
    if (tries === LOCK_TRIES) return false;
    await sleep(LOCK_PAUSE_MS);
  }
}

/** The unfinished version of this very catalogue, or a new one. Unfinished ones of other catalogues are cleared away. */
async function versionFor(
  client: Session,
  schema: string,
  catalogue: FolderCatalogue,
  safe: Uint8Array,
): Promise<Version> {
  const { manifest } = catalogue;
  const table = versionsTable(schema);
  const { rows } = await client.query<{
    number: number;
    vector_type: VectorType;
    own: boolean;
  }>(
    `select number, vector_type, seal = $1 and safe is not null as own from ${table} where published is null order by number`,
    [manifest.seal],
  );
  const unfinished = rows.map(({ number, vector_type, own }) => ({
    number,
    schema,
    vectorType: vector_type,
    own,
  }));
  const own = unfinished.find((version) => version.own);
  for (const other of unfinished) {
    if (other === own) continue;
    await inTransaction(client, async () => {
      await client.query(dropTables(other));
      await client.query(`delete from ${table} where number = $1`, [other.number]);
    });
  }
  if (own) return own;
  return inTransaction(client, async () => {
    const vectorType = await bestVectorType(client);
    const made = await client.query<{ number: number }>(
      `insert into ${table} (seal, manifest, facets, has_prices, vector_type, safe) values ($1, $2, $3, $4, $5, $6) returning number`,
      [
        manifest.seal,
        JSON.stringify(manifest),
        jsonText(catalogue.facets),
        catalogue.hasPrices,
        vectorType,
        jsonText({ facets: catalogue.showing(safe).facets, count: safe.filter(Boolean).length }),
      ],
    );
    const version = { number: made.rows[0]?.number ?? 0, schema, vectorType };
    await client.query(createTables(version, manifest));
    return version;
  });
}

async function loadedRows(client: Session, version: Version): Promise<number> {
  const { rows } = await client.query<{ next: number }>(
    `select coalesce(max(place) + 1, 0)::int as next from ${productsTable(version)}`,
  );
  return rows[0]?.next ?? 0;
}

async function copyRows(
  client: Session,
  version: Version,
  { catalogue, lexical, safe }: Pick<LoadOptions, "catalogue" | "lexical" | "safe">,
  from: number,
  to: number,
): Promise<void> {
  async function* lines() {
    for (let row = from; row < to; row++) {
      const { bytes, mediaType } = await catalogue.pictureOf(row);
      const product = catalogue.product(row);
      const terms = lexical.termsOf(row);
      const fields = [
        row,
        product.id,
        product.price,
        safe[row] === 1 ? "t" : "f",
        ...FACET_ROLES.map((role) => catalogue.value(row, role)),
        jsonText(product),
        tsvectorText(terms.keys()),
        jsonText(Object.fromEntries(terms)),
        vectorText(catalogue.vector(row)),
        mediaType,
        `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`,
      ];
      yield copyLine(fields);
    }
  }
  await copyInto(client, productsTable(version), PRODUCT_COLUMNS, lines());
}

async function copyWords(client: Session, version: Version, lexical: LexicalRows): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(`truncate ${wordsTable(version)}`);
    function* lines() {
      for (const { term, products, greatest } of lexical.words()) {
        yield copyLine([term, products, greatest]);
      }
    }
    await copyInto(client, wordsTable(version), ["term", "products", "greatest"], lines());
  });
}

/**
 * From one moment to the next this version is the catalogue. The one before it stays for the questions that began with
 * it; older ones go.
 */
async function publish(client: Session, version: Version, size: number): Promise<void> {
  const table = versionsTable(version.schema);
  await inTransaction(client, async () => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${productsTable(version)}`,
    );
    if (rows[0]?.count !== size) throw new Error(`${rows[0]?.count} of ${size} products arrived`);
    const old = await client.query<{ number: number; vector_type: VectorType }>(
      `select number, vector_type from ${table} where published is not null order by published desc, number desc offset 1`,
    );
    for (const { number, vector_type } of old.rows) {
      await client.query(dropTables({ number, schema: version.schema, vectorType: vector_type }));
      await client.query(`delete from ${table} where number = $1`, [number]);
    }
    await client.query(`update ${table} set published = clock_timestamp() where number = $1`, [
      version.number,
    ]);
  });
}
