import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import {
  type Counter,
  countersInMemory,
  MINUTE_S,
  type QuestionCounters,
  type QuestionsPerMinute,
} from "../chat/rate-limits.js";
import type { Logger } from "../log.js";
import { RedisConnection } from "./redis-connection.js";

/** Where questions are counted now, for `/healthz`. */
export interface CountingStatus {
  readonly kept: "in memory" | "in Redis";
  readonly state: "up" | "down";
  /** For people. Never a secret. */
  readonly detail: string;
}

export interface OpenCounters extends QuestionCounters {
  status(): CountingStatus;
  close(): void;
}

/**
 * The counters of people's questions: in Redis where there is an address, so that several processes share one budget,
 * otherwise in memory. While Redis is away every process counts for itself, so that nobody is refused because of it.
 */
export function openCounters(
  address: string | undefined,
  perMinute: QuestionsPerMinute,
  log: Logger,
): OpenCounters {
  const alone = countersInMemory(perMinute);
  if (address === undefined) {
    return {
      ...alone,
      status: () => ({ kept: "in memory", state: "up", detail: "this process counts for itself" }),
      close: () => undefined,
    };
  }
  const connection = new RedisConnection(address, log, {
    back: "Limits are shared in Redis",
    meanwhile: "this process counts questions for itself meanwhile",
  });
  const counter = (name: "user" | "server", insurance: Counter) => {
    const limiter = new RateLimiterRedis({
      storeClient: connection.redis,
      keyPrefix: `haberdasher:${name}`,
      points: perMinute[name],
      duration: MINUTE_S,
      rejectIfRedisNotReady: true,
    });
    return new InsuredCounter(limiter, insurance, connection);
  };
  return {
    users: counter("user", alone.users),
    servers: counter("server", alone.servers),
    status: () => statusOf(connection.trouble),
    close: () => connection.close(),
  };
}

function statusOf(trouble: string | undefined): CountingStatus {
  return trouble === undefined
    ? { kept: "in Redis", state: "up", detail: "processes share their limits" }
    : { kept: "in memory", state: "down", detail: `${trouble}; this process counts for itself meanwhile` };
}

/**
 * Counts in Redis, and in memory what Redis cannot count. The limiter's own insurance does the same but keeps quiet about
 * it, and a Redis that refuses has to be told from one that is away.
 */
class InsuredCounter implements Counter {
  constructor(
    private readonly shared: Counter,
    private readonly insurance: Counter,
    private readonly connection: RedisConnection,
  ) {}

  async consume(key: string): Promise<RateLimiterRes> {
    try {
      const counted = await this.shared.consume(key);
      this.connection.worked();
      return counted;
    } catch (thrown) {
      if (thrown instanceof RateLimiterRes) throw thrown;
      this.connection.failed(thrown);
      return this.insurance.consume(key);
    }
  }
}
