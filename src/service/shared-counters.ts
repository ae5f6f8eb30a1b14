import { Redis, ReplyError } from "ioredis";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import {
  type Counter,
  countersInMemory,
  MINUTE_S,
  type QuestionCounters,
  type QuestionsPerMinute,
} from "../chat/rate-limits.js";
import type { Logger } from "../log.js";

/** Where questions are counted now, for `/healthz`. */
export interface CountingStatus {
  readonly kept: "in memory" | "in Redis";
  readonly state: "up" | "down";
  /** For people. Never a secret. */
  readonly detail: string;
}

export interface OpenCounters extends QuestionCounters {
  status(): CountingStatus;
  close(): Promise<void>;
}

/**
 * How long Redis may take for one answer before the connection counts as lost. On one's own network it takes about a
 * millisecond; a process that is itself too busy to read the answer must not take Redis for dead.
 */
const ANSWER_MS = 3000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;
const REFUSES = "Redis refuses to count";

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
      close: async () => undefined,
    };
  }
  const connection = new RedisConnection(address, log);
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
    status: () => connection.status(),
    close: () => connection.close(),
  };
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
      this.connection.counted();
      return counted;
    } catch (thrown) {
      if (thrown instanceof RateLimiterRes) throw thrown;
      this.connection.failed(thrown);
      return this.insurance.consume(key);
    }
  }
}

/** Keeps connected, and says once that Redis went away and once that it is back. */
class RedisConnection {
  readonly redis: Redis;
  #state: "starting" | "up" | "down" = "starting";
  #why = "Redis is not connected yet";

  constructor(
    address: string,
    private readonly log: Logger,
  ) {
    this.redis = new Redis(address, {
      connectionName: "haberdasher",
      connectTimeout: ANSWER_MS,
      socketTimeout: ANSWER_MS,
      retryStrategy: (attempt) => Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempt, 10), LONGEST_RETRY_MS),
      // What cannot be asked now is counted in memory instead of waiting.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
    });
    this.redis.on("ready", () => this.counted());
    this.redis.on("error", (error: Error) => {
      this.#why = reason(error);
    });
    this.redis.on("close", () => this.#down());
  }

  status(): CountingStatus {
    return this.#state === "up"
      ? { kept: "in Redis", state: "up", detail: "processes share their limits" }
      : {
          kept: "in memory",
          state: "down",
          detail: `${this.#why}; this process counts for itself meanwhile`,
        };
  }

  counted(): void {
    if (this.#state === "up" || this.redis.status !== "ready") return;
    this.#state = "up";
    this.#why = "Redis closed the connection";
    this.log.info("Limits are shared in Redis");
  }

  /** Redis answered with an error: it is out of memory or read-only, or the user may not write. */
  failed(thrown: unknown): void {
    if (!(thrown instanceof ReplyError)) return;
    this.#why = REFUSES;
    this.#down();
  }

  async close(): Promise<void> {
    this.redis.removeAllListeners("close");
    this.redis.disconnect();
  }

  #down(): void {
    if (this.#state === "down") return;
    this.#state = "down";
    this.log.warn(`${this.#why}: this process counts questions for itself meanwhile`);
  }
}

function reason(error: Error): string {
  if (/WRONGPASS|NOAUTH|invalid password/.test(error.message))
    return "Redis refuses the password in REDIS_URL";
  if (/timeout/i.test(error.message)) return "Redis does not answer";
  return "Redis cannot be reached";
}
