import type { Filters } from "../search/query.js";

/** What the buttons of an answer need to know. Plain data: it outlives a restart. */
export interface Session {
  /** The command that answered: "find". */
  readonly command: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** The query's unit vector, so that a picture need not be kept. */
  readonly vector: readonly number[];
  /** The model that made the vector; another model cannot use it. */
  readonly fingerprint: string;
  readonly filters?: Filters;
  /** Ids of all hits shown so far, in order; hit number n is `shown[n - 1]`. */
  readonly shown: readonly string[];
  readonly userId: string;
  readonly platform: string;
}

/** Kept on disk for `LIMITS.sessionDays`, at most `LIMITS.sessions` of them. */
export interface Sessions {
  /** Returns the new session's id: 16 characters, not to be guessed. */
  create(session: Session): Promise<string>;
  get(id: string): Promise<Session | undefined>;
  close(): Promise<void>;
}
