import { HaberdasherError } from "../../errors.js";

/** A database's address, taken apart. */
export interface DatabaseAddress {
  /** For the client: host, user, password and TLS options as they were written. */
  readonly connection: string;
  /** Keeps several catalogues of one database apart: `?schema=summer`. */
  readonly schema: string;
  /** For people: without the password. */
  readonly shown: string;
}

const DEFAULT_SCHEMA = "haberdasher";

/** Whether a catalogue's address names a database rather than a folder. */
export function isDatabaseAddress(address: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(address);
}

/** Whether it is an address at all, of whatever kind. */
export function isAddress(name: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(name);
}

/** The address as it may be shown: its password is left out. */
export function withoutPassword(address: string): string {
  if (!isAddress(address)) return address;
  // Up to the last @: a password in which one was not written as %40 is a password all the same.
  return address
    .replace(/^([a-z][a-z\d+.-]*:\/\/[^:@/?#]*):.*@/i, "$1:…@")
    .replace(/([?&]password=)[^&#]*/gi, "$1…");
}

/** The failure of an address of another kind, where a folder or a database is wanted. */
export function foreignAddress(address: string): HaberdasherError {
  return new HaberdasherError(
    "catalogue",
    `${withoutPassword(address)} is no catalogue: name a folder, or a database as postgres://user:password@host:5432/database.`,
  );
}

/** Reads `postgres://user:password@host:port/database?sslmode=verify-full&schema=summer`. Fails with `settings`. */
export function readDatabaseAddress(address: string): DatabaseAddress {
  const shown = withoutPassword(address);
  if (!URL.canParse(address)) {
    throw new HaberdasherError(
      "settings",
      `${shown} is no address of a database: write postgres://user:password@host:5432/database.`,
    );
  }
  const url = new URL(address);
  const schema = url.searchParams.get("schema") ?? DEFAULT_SCHEMA;
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) {
    throw new HaberdasherError(
      "settings",
      `The schema "${schema}" in ${shown} is no name: use small letters, digits and _.`,
    );
  }
  url.searchParams.delete("schema");
  // The client takes these for verify-full, and with its next version would not: said so, it has nothing to warn of.
  const alias = ["prefer", "require", "verify-ca"].includes(url.searchParams.get("sslmode") ?? "");
  if (alias && !url.searchParams.has("uselibpqcompat")) url.searchParams.set("sslmode", "verify-full");
  return { connection: url.href, schema, shown };
}
