import { randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import { type LooseMessage, type PictureLink, picturesIn } from "./message-pictures.js";

/**
 * The pictures between which somebody was asked to choose. After a restart they are read from the message that offered
 * them, whose gallery shows them in the same order.
 */
export class PictureChoices {
  private readonly offered = new LRUCache<string, readonly PictureLink[]>({ max: 1000 });

  /** Returns the key that stands in the menu's id. */
  offer(pictures: readonly PictureLink[]): string {
    const key = randomBytes(6).toString("hex");
    this.offered.set(key, pictures);
    return key;
  }

  chosen(key: string, position: number, message: LooseMessage | undefined): PictureLink | undefined {
    return (this.offered.get(key) ?? (message ? picturesIn(message) : []))[position];
  }
}
