import { LRUCache } from "lru-cache";
import { HOUSE, SLACK } from "./limits.js";

/** Remembers what was taken up, so that a second delivery of the same is not. Bounded in number and time. */
export class Once {
  private readonly seen = new LRUCache<string, true>({
    max: HOUSE.rememberedDeliveries,
    ttl: SLACK.redeliveryMs.value,
  });

  /** True the first time this key comes. */
  first(key: string): boolean {
    if (this.seen.has(key)) return false;
    this.seen.set(key, true);
    return true;
  }
}
