import { EventEmitter } from "node:events";
import { Clock, snowflake } from "./clock.js";
import { Faults } from "./faults.js";
import type { Interaction, StoredMessage } from "./interaction.js";
import { type Json, number, text } from "./json.js";
import type { Upload } from "./rules/message.js";
import { FLAGS } from "./rules/message.js";

export interface Channel {
  readonly id: string;
  readonly guildId: string | undefined;
  /** For direct messages: who talks with the bot. */
  readonly userId: string | undefined;
  /** Whether the bot may read and write there. */
  open: boolean;
  /** Permissions that the bot lacks although it may read and write. */
  readonly lacks: readonly ("attach-files" | "read-history")[];
  /** A thread that was closed for good while somebody still waited. */
  readonly locked: boolean;
}

export interface ServedFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** What the double knows: the world as Discord would have it. */
export class State {
  readonly clock = new Clock();
  readonly faults = new Faults();
  readonly applicationId = snowflake();
  readonly botId = this.applicationId;
  guildId = snowflake();
  readonly channels = new Map<string, Channel>();
  readonly messages = new Map<string, StoredMessage>();
  readonly interactions = new Map<string, Interaction>();
  /** By path. */
  readonly files = new Map<string, ServedFile>();
  /** "global" or a guild's id. */
  readonly commands = new Map<string, Json[]>();
  /** Paths of files whose bytes never come. */
  readonly slow = new Set<string>();
  /** Milliseconds over which the bytes of every other file come. */
  fileMs = 0;
  readonly unreachableUsers = new Set<string>();
  readonly nonces = new Map<string, string>();
  readonly typing: { channelId: string; at: number }[] = [];
  /** Every request, for tests that count or search them. */
  readonly requests: {
    method: string;
    path: string;
    status: number;
    at: number;
    authorization: string | undefined;
  }[] = [];
  readonly events = new EventEmitter();
  readonly channelId: string;
  /** Set when the server listens. */
  gatewayUrl = "";
  recommendedShards = 1;
  /** Shards that may identify at once. */
  maxConcurrency = 1;
  /** Discord's three seconds; a test that is not about time may be more patient. */
  acknowledgeMs = 3000;

  constructor(readonly token: string) {
    this.channelId = this.addChannel({ guildId: this.guildId }).id;
    this.events.setMaxListeners(0);
  }

  addChannel(about: Partial<Omit<Channel, "id">>): Channel {
    const channel: Channel = {
      id: snowflake(),
      guildId: about.guildId,
      userId: about.userId,
      open: about.open ?? true,
      lacks: about.lacks ?? [],
      locked: about.locked ?? false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  directChannel(userId: string): Channel {
    const known = [...this.channels.values()].find((channel) => channel.userId === userId);
    return known ?? this.addChannel({ userId });
  }

  bot(): Json {
    return { id: this.botId, username: "Haberdasher", discriminator: "0001", avatar: null, bot: true };
  }

  /** Puts a message of the bot's into the world. */
  store(
    fields: Json,
    uploads: readonly Upload[],
    about: { channelId: string; ephemeral: boolean; extra?: Json },
  ): StoredMessage {
    const id = snowflake();
    const json: Json = {
      id,
      channel_id: about.channelId,
      author: this.bot(),
      type: 0,
      timestamp: new Date(this.clock.now()).toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      pinned: false,
      ...fields,
      ...about.extra,
      flags: number(fields.flags) | (about.ephemeral ? FLAGS.ephemeral : 0),
    };
    const message = { json, uploads };
    this.messages.set(id, message);
    this.events.emit("message", message);
    return message;
  }

  edit(id: string, fields: Json, uploads: readonly Upload[]): StoredMessage {
    const before = this.messages.get(id);
    const flags = (number(before?.json.flags) & ~FLAGS.loading) | number(fields.flags);
    const message = { json: { ...before?.json, ...fields, id, flags }, uploads };
    this.messages.set(id, message);
    this.events.emit("message", message);
    return message;
  }

  interactionByToken(token: string): Interaction | undefined {
    return [...this.interactions.values()].find((one) => one.token === token);
  }

  messageIn(channelId: string, id: string): StoredMessage | undefined {
    const message = this.messages.get(id);
    return message && text(message.json.channel_id) === channelId ? message : undefined;
  }
}
