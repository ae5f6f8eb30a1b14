import { LRUCache } from "lru-cache";
import { z } from "zod";
import { type LooseMessage, messageSchema } from "./message-pictures.js";

const packetSchema = z.object({
  t: z.literal("INTERACTION_CREATE"),
  d: z.object({
    id: z.string(),
    message: z.unknown().optional(),
    data: z
      .object({
        target_id: z.string().optional(),
        resolved: z.object({ messages: z.record(z.string(), z.unknown()).optional() }).optional(),
      })
      .optional(),
  }),
});

/**
 * The messages that interactions point at, as Discord sent them: the one right-clicked on, or the one a button stands
 * under. discord.js hands them on without the message they reply to.
 */
export class RawMessages {
  private readonly messages = new LRUCache<string, LooseMessage>({ max: 500 });

  /** For the client's `raw` event, which comes just before the interaction's own. */
  remember(packet: unknown): void {
    const { data } = packetSchema.safeParse(packet);
    if (!data) return;
    const { id, message, data: detail } = data.d;
    const target =
      detail?.target_id === undefined ? undefined : detail.resolved?.messages?.[detail.target_id];
    const raw = messageSchema.safeParse(target ?? message);
    if (raw.success) this.messages.set(id, raw.data);
  }

  /** Each can be taken once. */
  take(interactionId: string): LooseMessage | undefined {
    const message = this.messages.get(interactionId);
    this.messages.delete(interactionId);
    return message;
  }
}
