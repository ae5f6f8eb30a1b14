import PQueue from "p-queue";
import { HaberdasherError } from "../errors.js";

export interface TurnLimits {
  readonly questionsOfOneUser: { readonly running: number; readonly waiting: number };
  readonly lanes: Readonly<Record<Lane, number>>;
  readonly questionsWaiting: number;
}

export interface Load {
  readonly running: number;
  readonly waiting: number;
}

export type Lane = "words" | "pictures";

const BUSY_S = 5;

/**
 * Turns for questions, so that one person cannot starve the others: everybody has a queue of their own that lets a few
 * questions at a time into the common lane. A newcomer waits behind at most those few of each other person, which makes
 * the first-come lane a round robin.
 */
export class FairTurns {
  private readonly lanes: Readonly<Record<Lane, PQueue>>;
  private readonly users = new Map<string, PQueue>();
  private taken = 0;

  constructor(private readonly limits: TurnLimits) {
    this.lanes = {
      words: new PQueue({ concurrency: limits.lanes.words }),
      pictures: new PQueue({ concurrency: limits.lanes.pictures }),
    };
  }

  /**
   * Does the work when its turn has come; an aborted signal gives the place up.
   * Fails with `busy` when too much waits, and with what the work fails with.
   */
  async take<T>(user: string, lane: Lane, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const own = this.users.get(user) ?? new PQueue({ concurrency: this.limits.questionsOfOneUser.running });
    this.refuseWhenFull(own);
    this.users.set(user, own);
    this.taken++;
    try {
      return await own.add(() => this.lanes[lane].add(work, { signal }), { signal });
    } finally {
      this.taken--;
      if (own.size === 0 && own.pending === 0 && this.users.get(user) === own) this.users.delete(user);
    }
  }

  /** Questions that are being answered, and that wait for their turn. */
  load(): Load {
    const running = this.lanes.words.pending + this.lanes.pictures.pending;
    return { running, waiting: this.taken - running };
  }

  private refuseWhenFull(own: PQueue): void {
    if (own.size >= this.limits.questionsOfOneUser.waiting) {
      throw new HaberdasherError(
        "busy",
        `${own.size} questions of yours are waiting already; please wait for their answers.`,
        { retryAfterS: BUSY_S },
      );
    }
    if (this.load().waiting >= this.limits.questionsWaiting) {
      throw new HaberdasherError(
        "busy",
        `Many people are asking right now; please try again in ${BUSY_S} s.`,
        {
          retryAfterS: BUSY_S,
        },
      );
    }
  }
}
