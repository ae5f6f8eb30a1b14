import pg, { type PoolClient, type QueryResultRow } from "pg";
import { HaberdasherError } from "../../errors.js";
import type { CatalogueStatus } from "../catalogue.js";
import { type DatabaseAddress, readDatabaseAddress } from "./address.js";
import { explained, isConnectionFault, mistrustOf, refusalOf } from "./faults.js";
import type { VectorType } from "./layout.js";
import { storableValue } from "./storable.js";

/** Milliseconds for a new connection, and for one statement on the server's side and on ours. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;
const ANSWER_MS = 15_000;
/** Connections of one process. Searches take milliseconds; more only wait inside the server. */
const CONNECTIONS = 8;

/** Candidates that a walk through the graph keeps: as many as a search wants at least, and pgvector takes no more than 1,000. */
const FEWEST_CANDIDATES = 200;
const MOST_CANDIDATES = 1000;

/**
 * For every new connection. A walk goes on where a filter leaves too few of its candidates (pgvector 0.8 and newer; older
 * ones do not know the setting, and say so in their log only). Compiling a statement takes a second where the planner
 * reckons with much work, and a search takes milliseconds.
 */
const sessionSettings = (ef: number) => `
  set statement_timeout = ${STATEMENT_MS};
  set jit = off;
  set hnsw.ef_search = ${Math.min(MOST_CANDIDATES, Math.max(FEWEST_CANDIDATES, ef))};
  set hnsw.iterative_scan = relaxed_order`;

/** A run that is killed while the server works for it is noticed within a second. Servers before 14, and some systems', cannot. */
const NOTICE_DEATH = "set client_connection_check_interval = 1000";

export interface DatabaseOptions {
  /** Milliseconds that an answer may take; 0: as long as it takes. */
  readonly answerMs?: number;
  /** `ef` of a walk through the graph, as the catalogue's build chose it. */
  readonly ef?: number;
}

/** What whoever runs the bot can do. */
const SEE = "see that it runs, and that the address is right";
const TRUST =
  "name its authority's certificate with sslrootcert=FILE in the address, or write sslmode=disable where nobody else is on the way";

type Row = QueryResultRow;

/** One connection, held for several statements. */
export type Session = PoolClient;

/** A pool of connections to one database; knows whether the last one got through. */
export class Database {
  readonly address: DatabaseAddress;
  private readonly pool: pg.Pool;
  private state: CatalogueStatus = { state: "up" };
  private mend = SEE;

  /** Connects when first asked. Fails with `settings` for what is no address. */
  constructor(address: string, { answerMs = ANSWER_MS, ef = FEWEST_CANDIDATES }: DatabaseOptions = {}) {
    this.address = readDatabaseAddress(address);
    this.pool = new pg.Pool({
      connectionString: this.address.connection,
      application_name: "haberdasher",
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: answerMs,
      keepAlive: true,
      allowExitOnIdle: true,
      onConnect: async (client) => {
        await client.query(sessionSettings(ef));
      },
    });
    // A connection that breaks while nobody uses it is replaced when the next one is needed.
    this.pool.on("error", (thrown) => this.saw(thrown));
  }

  status(): CatalogueStatus {
    return this.state;
  }

  /**
   * One round trip. A connection that had died unnoticed is replaced once before giving up.
   * Fails with `catalogue` where the database cannot be reached, `timeout` where it takes too long.
   */
  async query<T extends Row>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { rows } = await this.pool.query<T>(text, values.map(storableValue));
        this.state = { state: "up" };
        return rows;
      } catch (thrown) {
        if (attempt === 1 && isConnectionFault(thrown)) continue;
        throw this.saw(thrown);
      }
    }
  }

  /** Work on one connection whose statements may take as long as the server needs. */
  async session<T>(work: (client: Session) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((thrown: unknown) => {
      throw this.saw(thrown);
    });
    let broken = true;
    try {
      await client.query("set statement_timeout = 0");
      await client.query(NOTICE_DEATH).catch(() => undefined);
      const done = await work(client);
      broken = false;
      return done;
    } catch (thrown) {
      throw this.saw(thrown);
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  /** The same fault for whoever runs the bot: which database, and what it said. */
  forOperator(thrown: unknown): unknown {
    if (thrown instanceof pg.DatabaseError) {
      const sentence = `${this.address.shown} fails (${thrown.message}); mend that there, and try again.`;
      return new HaberdasherError("catalogue", sentence, { cause: thrown });
    }
    if (this.state.state === "up") return thrown;
    return new HaberdasherError("catalogue", `${this.state.detail}; ${this.mend}.`, { cause: thrown });
  }

  private saw(thrown: unknown): unknown {
    const [refusal, mistrust] = [refusalOf(thrown), mistrustOf(thrown)];
    const { shown } = this.address;
    this.mend = mistrust === undefined ? SEE : TRUST;
    if (mistrust !== undefined)
      this.state = { state: "down", detail: `${shown} cannot be trusted (${mistrust})` };
    else if (refusal !== undefined)
      this.state = { state: "down", detail: `${shown} refuses us (${refusal})` };
    else if (isConnectionFault(thrown)) this.state = { state: "down", detail: `${shown} cannot be reached` };
    return explained(thrown);
  }
}

/** Does the work in one transaction on this connection. */
export async function inTransaction<T>(client: Session, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const done = await work();
    await client.query("commit");
    return done;
  } catch (thrown) {
    await client.query("rollback").catch(() => undefined);
    throw thrown;
  }
}

/** How this server keeps vectors best. */
export async function bestVectorType(client: Session): Promise<VectorType> {
  const { rows } = await client.query<{ has: boolean }>("select to_regtype('halfvec') is not null as has");
  return rows[0]?.has ? "halfvec" : "vector";
}
