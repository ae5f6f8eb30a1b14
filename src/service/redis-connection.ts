import { Redis, ReplyError } from "ioredis";
import type { Logger } from "../log.js";

/**
 * How long Redis may take for one answer before the connection counts as lost. On one's own network it takes about a
 * millisecond; a process that is itself too busy to read the answer must not take Redis for dead.
 */
const ANSWER_MS = 3000;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;
const REFUSES = "Redis refuses what it is asked";

/**
 * Keeps connected to Redis. Says once that it went away and once that it is back, and what whoever needs it does
 * meanwhile; what is asked while it is away fails at once.
 */
export class RedisConnection {
  readonly redis: Redis;
  #state: "starting" | "up" | "down" = "starting";
  #why = "Redis is not connected yet";

  constructor(
    address: string,
    private readonly log: Logger,
    private readonly words: { readonly back: string; readonly meanwhile: string },
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
    this.redis.on("ready", () => this.worked());
    this.redis.on("error", (error: Error) => {
      this.#why = reason(error);
    });
    this.redis.on("close", () => this.#down());
  }

  /** Why it is of no use now; undefined while it works. */
  get trouble(): string | undefined {
    return this.#state === "up" ? undefined : this.#why;
  }

  /** It did what it was asked. */
  worked(): void {
    if (this.#state === "up" || this.redis.status !== "ready") return;
    this.#state = "up";
    this.#why = "Redis closed the connection";
    this.log.info(this.words.back);
  }

  /** It answered with an error: it is out of memory or read-only, or the user may not write. */
  failed(thrown: unknown): void {
    if (!(thrown instanceof ReplyError)) return;
    this.#why = REFUSES;
    this.#down();
  }

  close(): void {
    this.redis.removeAllListeners("close");
    this.redis.disconnect();
  }

  #down(): void {
    if (this.#state === "down") return;
    this.#state = "down";
    this.log.warn(`${this.#why}: ${this.words.meanwhile}`);
  }
}

function reason(error: Error): string {
  if (/WRONGPASS|NOAUTH|invalid password/.test(error.message))
    return "Redis refuses the password in REDIS_URL";
  if (/timeout/i.test(error.message)) return "Redis does not answer";
  return "Redis cannot be reached";
}
