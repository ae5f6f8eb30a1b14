import type { Client } from "discord.js";
import { z } from "zod";

const interactionSchema = z.object({
  t: z.literal("INTERACTION_CREATE"),
  d: z.object({ id: z.string(), token: z.string(), type: z.number() }),
});

const incompleteSchema = z.object({
  t: z.literal("INTERACTION_CREATE"),
  d: z.record(z.string(), z.unknown()),
});

/** What the library makes objects of and nobody here needs; it fails where a part of one is missing. */
function plain(message: unknown): unknown {
  if (typeof message !== "object" || message === null) return message;
  const fragile = new Set(["interaction_metadata", "interaction", "message_reference"]);
  return Object.fromEntries(Object.entries(message).filter(([name]) => !fragile.has(name)));
}

/** Fields that the library reads without asking whether they are there; proxies and other gateways leave them out. */
function complete(packet: unknown): void {
  const interaction = incompleteSchema.safeParse(packet);
  if (!interaction.success || typeof packet !== "object" || packet === null) return;
  const { d } = interaction.data;
  Reflect.set(packet, "d", {
    entitlements: [],
    authorizing_integration_owners: {},
    ...(typeof d.channel_id === "string" ? { channel: { id: d.channel_id, type: 0 } } : {}),
    ...d,
    ...(d.message === undefined ? {} : { message: plain(d.message) }),
  });
}

/** An interaction that the library could not read, but that can still be answered. */
export type UnreadableInteraction = z.infer<typeof interactionSchema>["d"];

export interface GuardEvents {
  onUnreadable(event: string, thrown: unknown): void;
  onUnreadableInteraction(interaction: UnreadableInteraction): void;
}

/**
 * Keeps a packet that the library cannot digest from ending the process. discord.js trusts the gateway: it reads a
 * packet in the socket's own callback, and what that throws (a field that is missing, or new) reaches nobody who could
 * catch it. The method is not part of discord.js's public interface; a test fails if it goes away.
 */
export function guardPackets(client: Client, events: GuardEvents): void {
  const { ws } = client;
  const handle: unknown = Reflect.get(ws, "handlePacket");
  if (typeof handle !== "function") throw new Error("discord.js has no handlePacket any more");
  const guarded = (packet?: unknown, shard?: unknown): unknown => {
    try {
      complete(packet);
      return Reflect.apply(handle, ws, [packet, shard]);
    } catch (thrown) {
      const event = z.object({ t: z.string() }).safeParse(packet).data?.t ?? "unknown";
      events.onUnreadable(event, thrown);
      const interaction = interactionSchema.safeParse(packet);
      if (interaction.success) events.onUnreadableInteraction(interaction.data.d);
      return false;
    }
  };
  Reflect.set(ws, "handlePacket", guarded);
}
