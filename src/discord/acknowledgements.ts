import { setTimeout as sleep } from "node:timers/promises";

/** How long an answer stands back at most. */
const STAND_BACK_MS = 1000;

/**
 * The acknowledgements that are on their way. Discord gives each three seconds and no more, while an answer may take
 * minutes: where many ask at once, all are acknowledged before the work on the first answer takes the processor.
 */
export class Acknowledgements {
  private readonly pending = new Set<Promise<unknown>>();

  /** Sends one, and stands back until those that were on their way beside it have arrived. */
  async send(acknowledge: () => Promise<unknown>): Promise<void> {
    const sending = acknowledge();
    this.pending.add(sending);
    try {
      await sending;
    } finally {
      this.pending.delete(sending);
    }
    if (this.pending.size === 0) return;
    const waited = new AbortController();
    await Promise.race([
      Promise.allSettled(this.pending),
      sleep(STAND_BACK_MS, undefined, { signal: waited.signal }).catch(() => undefined),
    ]);
    waited.abort();
  }
}
