import { HaberdasherError } from "../../errors.js";

/** Seconds after which asking again makes sense. */
const AGAIN_S = 60;

/** What the system and the client say of a connection that is not there. */
const SYSTEM_FAULTS = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
]);
/** PostgreSQL's error codes (appendix A): shutting down, crashed, starting, idle for too long, too many connections. Class 08 as well. */
const SERVER_FAULTS = new Set(["57P01", "57P02", "57P03", "57P05", "53300"]);
const CLIENT_FAULT =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Codes by which the server refuses us for good: user, password, database, rights. */
const REFUSALS = new Set(["28000", "28P01", "3D000", "42501"]);
/** What makes the client turn back before it has said who it is: a certificate, or that there is none. */
const MISTRUST = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);
const NO_TLS = /server does not support SSL connections/i;
const CANCELLED = "57014";
/** A replica, or a server that was set so. */
const READ_ONLY = "25006";
/** A table or schema that is not there: the version was replaced twice since it was opened. */
const GONE = new Set(["42P01", "3F000"]);

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
}

/** Whether it was the way to the database that failed, not what was asked. */
export function isConnectionFault(thrown: unknown): boolean {
  const code = codeOf(thrown);
  // Several addresses of one host are tried together.
  if (thrown instanceof AggregateError) return thrown.errors.some(isConnectionFault);
  const message = thrown instanceof Error ? thrown.message : "";
  return SYSTEM_FAULTS.has(code) || SERVER_FAULTS.has(code) || /^08/.test(code) || CLIENT_FAULT.test(message);
}

/** Whether the server answers questions only. */
export function takesNoWrites(thrown: unknown): boolean {
  return codeOf(thrown) === READ_ONLY;
}

function unreachable(cause?: unknown): HaberdasherError {
  return new HaberdasherError("catalogue", "The catalogue is unreachable; try again in a minute.", {
    retryAfterS: AGAIN_S,
    cause,
  });
}

/** What the server said when it let us not in, or not do what we asked; undefined where it was something else. */
export function refusalOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && REFUSALS.has(codeOf(thrown)) ? thrown.message : undefined;
}

/** Why the server's identity is not believed; undefined where it was something else. */
export function mistrustOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  return MISTRUST.has(codeOf(thrown)) || NO_TLS.test(thrown.message) ? thrown.message : undefined;
}

/** What a database fails with, as a sentence for whoever asked; everything else as it is. */
export function explained(thrown: unknown): unknown {
  if (thrown instanceof HaberdasherError) return thrown;
  const code = codeOf(thrown);
  const away = isConnectionFault(thrown) || mistrustOf(thrown) !== undefined;
  if (away || REFUSALS.has(code) || GONE.has(code)) return unreachable(thrown);
  if (code === CANCELLED || (thrown instanceof Error && /query read timeout/i.test(thrown.message))) {
    return new HaberdasherError("timeout", "The catalogue took too long to answer; try again in a minute.", {
      retryAfterS: AGAIN_S,
      cause: thrown,
    });
  }
  return thrown;
}
