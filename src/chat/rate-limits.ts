import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { HaberdasherError } from "../errors.js";
import type { Asker } from "./request.js";

export interface QuestionsPerMinute {
  readonly user: number;
  readonly server: number;
}

/** How often people and servers may ask. Kept in memory: a restart forgives. */
export class RateLimits {
  private readonly users: RateLimiterMemory;
  private readonly servers: RateLimiterMemory;

  constructor(perMinute: QuestionsPerMinute) {
    this.users = new RateLimiterMemory({ points: perMinute.user, duration: 60 });
    this.servers = new RateLimiterMemory({ points: perMinute.server, duration: 60 });
  }

  /** Counts one question. Fails with `rate-limited` and the seconds to wait. */
  async count(asker: Asker): Promise<void> {
    await consume(this.users, `${asker.platform}:${asker.userId}`, "you");
    if (asker.serverId === undefined) return;
    await consume(this.servers, `${asker.platform}:${asker.serverId}`, "this server");
  }
}

async function consume(limiter: RateLimiterMemory, key: string, who: string): Promise<void> {
  try {
    await limiter.consume(key);
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
