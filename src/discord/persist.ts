import { setTimeout as sleep } from "node:timers/promises";
import { isPassing } from "./errors.js";

/** Milliseconds before try number `attempt` (from 0): doubling up to `most`, each halved at random so that many do not return together. */
export function backoff(attempt: number, first: number, most: number, random: () => number = Math.random) {
  const full = Math.min(most, first * 2 ** Math.min(attempt, 30));
  return full / 2 + (full / 2) * random();
}

/**
 * Does it until it succeeds, fails for good, or `forMs` have passed; then fails as the last try did. The library itself
 * repeats a request three times without a pause; this is for outages that last longer than that.
 */
export async function persist<T>(forMs: number, operation: () => Promise<T>): Promise<T> {
  const end = Date.now() + forMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await operation();
    } catch (thrown) {
      const pause = backoff(attempt, 200, 5000);
      if (!isPassing(thrown) || Date.now() + pause > end) throw thrown;
      await sleep(pause);
    }
  }
}
