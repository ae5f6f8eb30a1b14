import { type Client, Events } from "discord.js";
import { z } from "zod";

const interactionSchema = z.object({
  t: z.literal("INTERACTION_CREATE"),
  d: z.object({ id: z.string(), token: z.string(), type: z.number() }),
});

const record = z.record(z.string(), z.unknown());
const incompleteSchema = z.object({ t: z.literal("INTERACTION_CREATE"), d: record });
const targetSchema = z.object({ resolved: z.object({ messages: z.record(z.string(), record) }) });

/**
 * What is left of a message for the library, which makes objects of all its parts and fails where one is missing. Its
 * pictures are read from the packet as it came: see `RawMessages`.
 */
function bare(message: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { id, channel_id, flags } = message;
  return { id, channel_id, ...(typeof flags === "number" ? { flags } : {}) };
}

function bareMessages(d: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const message = record.safeParse(d.message).data;
  const target = targetSchema.safeParse(d.data).data;
  const messages = Object.entries(target?.resolved.messages ?? {}).map(
    ([id, one]) => [id, bare(one)] as const,
  );
  return {
    ...(message ? { message: bare(message) } : {}),
    ...(target
      ? { data: { ...record.parse(d.data), resolved: { messages: Object.fromEntries(messages) } } }
      : {}),
  };
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
    ...bareMessages(d),
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
  let delivered: string | undefined;
  client.on(Events.InteractionCreate, ({ id }) => {
    delivered = id;
  });
  const guarded = (packet?: unknown, shard?: unknown): unknown => {
    const interaction = interactionSchema.safeParse(packet).data?.d;
    try {
      complete(packet);
      const handled: unknown = Reflect.apply(handle, ws, [packet, shard]);
      // A kind of interaction that the library does not know is dropped by it without a word.
      if (interaction && handled === true && delivered !== interaction.id)
        events.onUnreadableInteraction(interaction);
      return handled;
    } catch (thrown) {
      const event = z.object({ t: z.string() }).safeParse(packet).data?.t ?? "unknown";
      events.onUnreadable(event, thrown);
      if (interaction) events.onUnreadableInteraction(interaction);
      return false;
    }
  };
  Reflect.set(ws, "handlePacket", guarded);
}
