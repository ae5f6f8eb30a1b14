import type { Filters } from "../search/query.js";

/** The question behind an answer: enough to turn its pages and to change it. */
export interface KeptQuestion {
  readonly text?: string;
  /** Unit vector of the question's pictures, so that they need not be kept. */
  readonly vector?: readonly number[];
  readonly likeIds?: readonly string[];
  readonly filters?: Filters;
  /** Whether its hits should differ from each other. */
  readonly diverse?: boolean;
}

/** What the buttons of an answer need to know. Plain data: it outlives a restart. */
export interface Session {
  /** The command that answered: "find". */
  readonly command: string;
  /** The answer's heading, which its further pages keep. */
  readonly title: string;
  readonly question: KeptQuestion;
  /** The model that made the vector; another model cannot use it. */
  readonly fingerprint: string;
  /** Ids of all hits shown so far, in order; hit number n is `shown[n - 1]`. */
  readonly shown: readonly string[];
  /** For each of `shown`, the ids of what was folded into it. */
  readonly folded: readonly (readonly string[])[];
  /** Hits on a page. */
  readonly count: number;
  readonly private: boolean;
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
