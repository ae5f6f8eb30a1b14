import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { HaberdasherError } from "../errors.js";
import type { Asker } from "./request.js";

export interface QuestionsPerMinute {
  readonly user: number;
  readonly server: number;
}

/** Seconds for which a question counts. */
export const MINUTE_S = 60;

/** Counts one more for a key. Fails with a `RateLimiterRes` where that is too many. */
export interface Counter {
  consume(key: string): Promise<RateLimiterRes>;
}

/** Where questions are counted: by `platform:id` of a person, and of a server. */
export interface QuestionCounters {
  readonly users: Counter;
  readonly servers: Counter;
}

/** Counters of this process alone: a restart forgives. */
export function countersInMemory(perMinute: QuestionsPerMinute): QuestionCounters {
  return {
    users: new RateLimiterMemory({ points: perMinute.user, duration: MINUTE_S }),
    servers: new RateLimiterMemory({ points: perMinute.server, duration: MINUTE_S }),
  };
}

/** How often people and servers may ask. */
export class RateLimits {
  constructor(private readonly counters: QuestionCounters) {}

  /** Counts one question. Fails with `rate-limited` and the seconds to wait. */
  async count(asker: Asker): Promise<void> {
    await consume(this.counters.users, `${asker.platform}:${asker.userId}`, "you");
    if (asker.serverId === undefined) return;
    await consume(this.counters.servers, `${asker.platform}:${asker.serverId}`, "this server");
  }
}

async function consume(counter: Counter, key: string, who: string): Promise<void> {
  try {
    await counter.consume(key);
  } catch (thrown) {
    if (!(thrown instanceof RateLimiterRes)) throw thrown;
    const retryAfterS = Math.max(1, Math.ceil(thrown.msBeforeNext / 1000));
    throw new HaberdasherError(
      "rate-limited",
      `Too many requests from ${who}; please try again in ${retryAfterS} s.`,
      { retryAfterS },
    );
  }
}
