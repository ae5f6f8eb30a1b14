import { PostgresServer } from "../database-server/postgres-server.js";
import { PostgresDouble } from "../doubles/postgres.js";

/** A database for tests, whatever it is made of. */
export interface TestPostgres {
  /** With a password that must never be seen again: "hidden-password". */
  readonly url: string;
  /** How many statements arrived from what is tested. */
  statements(): Promise<number>;
  /** What every session begins with from now on: "enable_sort = off". */
  everySession(setting: string): Promise<void>;
  query<T>(text: string, values?: unknown[]): Promise<T[]>;
  /** Nobody can reach it until it listens again; who was connected is cut off. */
  goAway(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** With HABERDASHER_POSTGRES=server the machine's own PostgreSQL, else PGlite, which comes from the registry. */
export const ON_SERVER = process.env.HABERDASHER_POSTGRES === "server";

export function startPostgres(): Promise<TestPostgres> {
  return ON_SERVER ? PostgresServer.start() : PostgresDouble.start();
}
