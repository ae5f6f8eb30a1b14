import { SimpleIdentifyThrottler } from "discord.js";

/** Discord's window for identifying is five seconds; a little is added for the way there. */
export const IDENTIFY_MS = 5500;

/** Turns that several processes take: whoever has one keeps the others waiting for so long. */
export interface SharedTurns {
  /** Resolves when it is this one's turn. Rejects when the signal aborts first. */
  take(key: string, ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * When a shard may identify. Discord takes one shard of each bucket in five seconds, and a shard's bucket is its number
 * modulo `max_concurrency`: https://discord.com/developers/docs/events/gateway#sharding-max-concurrency
 */
export class IdentifyTurns {
  private readonly own: SimpleIdentifyThrottler;

  constructor(
    private readonly maxConcurrency: number,
    private readonly shared: SharedTurns | undefined,
  ) {
    this.own = new SimpleIdentifyThrottler(maxConcurrency);
  }

  async next(shard: number, signal: AbortSignal): Promise<void> {
    await this.own.waitForIdentify(shard, signal);
    const bucket = shard % this.maxConcurrency;
    await this.shared?.take(`haberdasher:identify:${bucket}`, IDENTIFY_MS, signal);
  }
}
