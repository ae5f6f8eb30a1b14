import type { Leaning } from "../search/leanings.js";
import type { PriceOrder } from "../search/price-order.js";
import type { Filters } from "../search/query.js";
import type { Asker } from "./request.js";

/** The question behind an answer: enough to turn its pages and to change it. */
export interface KeptQuestion {
  readonly text?: string;
  /** Unit vector of the question's pictures, so that they need not be kept. */
  readonly vector?: readonly number[];
  readonly likeIds?: readonly string[];
  readonly filters?: Filters;
  readonly sort?: PriceOrder | undefined;
  /** Whether its hits should differ from each other. */
  readonly diverse?: boolean;
  /** Directions in which answers asked for something else: "more formal". */
  readonly leanings?: readonly Leaning[];
}

/** Products that somebody voted for and against, by id, the earliest vote first. */
export interface Votes {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

export const NO_VOTES: Votes = { up: [], down: [] };

/** What the buttons of an answer need to know. Plain data: it outlives a restart. */
export interface Session {
  /** The command that answered: "find". */
  readonly command: string;
  /** The answer's heading, which its further pages keep. */
  readonly title: string;
  readonly question: KeptQuestion;
  /** The first session of the conversation about this question: votes of its answers add up under it. Absent: this one. */
  readonly ballot?: string;
  /** The session that this answer went on from. */
  readonly before?: string;
  /** The model that made the vector; another model cannot use it. */
  readonly fingerprint: string;
  /** Ids of all hits shown so far, in order; hit number n is `shown[n - 1]`. */
  readonly shown: readonly string[];
  /** For each of `shown`, the ids of what was folded into it. */
  readonly folded: readonly (readonly string[])[];
  /** How many of `shown` earlier pages had. Absent in what was kept before this was: told from `count`. */
  readonly earlier?: number;
  /** Hits on a page. */
  readonly count: number;
  readonly private: boolean;
  readonly userId: string;
  readonly platform: string;
}

/** What of `shown` stands on the page that was shown last; an empty one, after which nothing followed, is passed over. */
export function lastPage({ shown, earlier, count }: Session): {
  readonly before: number;
  readonly shown: number;
} {
  const counted = Math.floor(Math.max(0, shown.length - 1) / count) * count;
  const before = earlier !== undefined && earlier < shown.length ? earlier : counted;
  return { before, shown: shown.length - before };
}

/** Kept on disk for `LIMITS.sessionDays`, at most `LIMITS.sessions` of them, with what belongs to them. */
export interface Sessions {
  /** Returns the new session's id: 16 characters, not to be guessed. */
  create(session: Session): Promise<string>;
  get(id: string): Promise<Session | undefined>;
  /** What somebody voted on the answers of a ballot. Everybody has votes of their own. */
  votes(ballot: string, voter: Asker): Promise<Votes>;
  /** Adds votes up: the same vote again takes it back, the other one replaces it. Returns what stands now. */
  vote(ballot: string, voter: Asker, product: string, vote: keyof Votes): Promise<Votes>;
  clearVotes(ballot: string, voter: Asker): Promise<void>;
  /** The answer that what is typed next in a place goes on from. */
  setLast(place: string, session: string): Promise<void>;
  last(place: string): Promise<string | undefined>;
  forgetLast(place: string): Promise<void>;
  close(): Promise<void>;
}
