import { refuse } from "./refusal.js";

/** Requests of one route and major parameter in a span of time. */
interface Bucket {
  left: number;
  resetAt: number;
}

const LIMIT = 5;
const SPAN_MS = 2000;

/**
 * Discord's limit on webhooks, which answers to interactions share: five requests in two seconds each.
 * https://discord.com/developers/docs/topics/rate-limits
 */
export class Buckets {
  private readonly buckets = new Map<string, Bucket>();

  /** Counts a request and returns the headers of its answer. Refuses with 429 what comes too soon. */
  take(method: string, path: string): Record<string, string> {
    const webhook = /^\/webhooks\/\d+\/([^/]+)/.exec(path)?.[1];
    if (webhook === undefined) return {};
    const now = Date.now();
    const known = this.buckets.get(webhook);
    const bucket = known && known.resetAt > now ? known : { left: LIMIT, resetAt: now + SPAN_MS };
    this.buckets.set(webhook, bucket);
    const after = (bucket.resetAt - now) / 1000;
    if (bucket.left === 0) throw refuse.rateLimited(after);
    bucket.left--;
    return {
      "x-ratelimit-limit": String(LIMIT),
      "x-ratelimit-remaining": String(bucket.left),
      "x-ratelimit-reset": String(bucket.resetAt / 1000),
      "x-ratelimit-reset-after": after.toFixed(3),
      "x-ratelimit-bucket": `webhook-${method}`,
    };
  }
}
