import { setTimeout as sleep } from "node:timers/promises";
import { backoff } from "../backoff.js";
import { isPassing } from "./errors.js";

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
