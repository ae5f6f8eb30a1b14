import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { snowflake } from "./clock.js";
import { attachment, interactionEvent, user } from "./events.js";
import { Gateway } from "./gateway.js";
import { Interaction, type StoredMessage } from "./interaction.js";
import { type Json, objects, text } from "./json.js";
import { createRestServer } from "./rest.js";
import { asSeen } from "./routes/channels.js";
import { State } from "./state.js";

/** Value types of slash command options, by their type in JSON. */
const OPTION = { string: 3, integer: 4, boolean: 5, number: 10, attachment: 11 } as const;

function optionType(option: string, value: string | number | boolean): number {
  if (typeof value === "string") return OPTION.string;
  if (typeof value === "boolean") return OPTION.boolean;
  return option === "count" ? OPTION.integer : OPTION.number;
}

export interface Where {
  readonly userId?: string;
  /** Default: the server's first channel. */
  readonly channelId?: string;
  readonly uploadLimit?: number;
  /** A field that the event lacks. */
  readonly without?: string;
  /** Changes the event on its way. */
  tamper?(event: Json): Json;
}

export interface Posted {
  readonly content?: string;
  readonly attachments?: readonly Json[];
  readonly embeds?: readonly Json[];
  readonly channelId?: string;
  readonly userId?: string;
  readonly mention?: boolean;
  readonly replyTo?: Json;
  readonly extra?: Json;
}

/**
 * A local Discord: REST API v10, gateway and file host on one origin of this machine. It refuses what Discord refuses,
 * and lets a test be the people who use the bot.
 */
export class DiscordDouble {
  readonly gateway: Gateway;
  private constructor(
    readonly state: State,
    private readonly server: Server,
  ) {
    this.gateway = new Gateway(state);
    server.on("upgrade", (request, socket, head) => this.gateway.upgrade(request, socket, head));
  }

  static async start(token = "MTA5.double.token-that-nobody-may-log"): Promise<DiscordDouble> {
    const state = new State(token);
    const double = new DiscordDouble(state, createRestServer(state));
    double.server.listen(0, "127.0.0.1");
    await once(double.server, "listening");
    state.gatewayUrl = `ws://127.0.0.1:${double.port}`;
    return double;
  }

  get port(): number {
    const address = this.server.address() as AddressInfo;
    return address.port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api`;
  }

  async stop(): Promise<void> {
    this.gateway.end();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  /** A file that people attach: an attachment object whose address serves the bytes. */
  file(name: string, bytes: Uint8Array, contentType = "image/png"): Json {
    return attachment(this.state, name, bytes, contentType, this.origin);
  }

  /** `/name option:value …`; attachments are given as attachment objects. */
  slash(
    name: string,
    options: Readonly<Record<string, string | number | boolean | Json>> = {},
    where: Where = {},
  ): Interaction {
    const attachments: Record<string, Json> = {};
    const given = Object.entries(options).map(([option, value]) => {
      if (typeof value === "object") {
        attachments[text(value.id)] = value;
        return { name: option, type: OPTION.attachment, value: value.id };
      }
      const type = optionType(option, value);
      return { name: option, type, value };
    });
    const data = {
      id: snowflake(),
      name,
      type: 1,
      options: given,
      ...(Object.keys(attachments).length > 0 ? { resolved: { attachments } } : {}),
    };
    return this.interact("command", data, where);
  }

  autocomplete(name: string, option: string, typed: string, where: Where = {}): Interaction {
    const options = [{ name: option, type: OPTION.string, value: typed, focused: true }];
    return this.interact("autocomplete", { id: snowflake(), name, type: 1, options }, where);
  }

  /** A choice in the menu of a message. */
  rightClick(name: string, message: Json, where: Where = {}): Interaction {
    const id = text(message.id);
    const data = { id: snowflake(), name, type: 3, target_id: id, resolved: { messages: { [id]: message } } };
    return this.interact("command", data, where);
  }

  /** A press on a button, or a choice of a menu, under a message of the bot's. */
  press(message: Json, customId: string, values?: readonly string[], where: Where = {}): Interaction {
    const data = { custom_id: customId, component_type: values ? 3 : 2, ...(values ? { values } : {}) };
    return this.interact(
      "component",
      data,
      { channelId: text(message.channel_id), ...where },
      text(message.id),
    );
  }

  /** Fills in the modal that an interaction opened, and sends it. */
  submit(opened: Interaction, words: string): Interaction {
    const components = objects(opened.modal?.components).map((label, index) => {
      const input = label.component as Json;
      return {
        type: 18,
        id: index,
        component: { type: 4, id: index + 100, custom_id: input.custom_id, value: words },
      };
    });
    const data = { custom_id: opened.modal?.custom_id, components };
    return this.interact(
      "modal",
      data,
      { userId: opened.userId, channelId: opened.channelId },
      opened.source,
    );
  }

  /** A modal that the bot did not open just now. */
  submitForm(customId: string, field: string, value: string, where: Where = {}): Interaction {
    const input = { type: 4, id: 2, custom_id: field, value };
    const data = { custom_id: customId, components: [{ type: 18, id: 1, component: input }] };
    return this.interact("modal", data, where);
  }

  /** A message of a person's, sent to the bot as far as its intents let it see. */
  say(posted: Posted): Json {
    const channelId = posted.channelId ?? this.state.channelId;
    const channel = this.state.channels.get(channelId);
    if (!channel) throw new Error(`No channel ${channelId}`);
    const id = snowflake();
    const author = user(posted.userId ?? snowflake());
    const mention = posted.mention ? `<@${this.state.botId}> ` : "";
    const message: Json = {
      id,
      channel_id: channelId,
      author,
      content: mention + (posted.content ?? ""),
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: posted.mention ? [this.state.bot()] : [],
      mention_roles: [],
      attachments: posted.attachments ?? [],
      embeds: posted.embeds ?? [],
      pinned: false,
      type: posted.replyTo ? 19 : 0,
      flags: 0,
      components: [],
      ...(posted.replyTo
        ? {
            message_reference: { type: 0, channel_id: channelId, message_id: posted.replyTo.id },
            referenced_message: asSeen(posted.replyTo, channel, this.state),
          }
        : {}),
      ...posted.extra,
    };
    this.state.messages.set(id, { json: message, uploads: [] });
    const seen = asSeen(message, channel, this.state);
    const where = channel.guildId === undefined ? {} : { guild_id: channel.guildId };
    this.gateway.dispatchMessage({ ...seen, ...where }, channel.guildId);
    return message;
  }

  /**
   * Adds what Discord shows of a message's links. The event for it has no embeds in it without the privileged intent:
   * https://github.com/discord/discord-api-docs/issues/5406
   */
  unfurl(message: Json, embeds: readonly Json[]): void {
    const guildId = this.state.channels.get(text(message.channel_id))?.guildId;
    const stored = this.state.messages.get(text(message.id));
    if (!stored) throw new Error(`No message ${text(message.id)}`);
    this.state.messages.set(text(message.id), { ...stored, json: { ...stored.json, embeds } });
    this.gateway.dispatchMessage({ ...message, embeds: [] }, guildId, "MESSAGE_UPDATE");
  }

  /** The bot's next message in a channel that fits; one that is there already counts. */
  async reply(channelId: string, after: string, ms = 10_000): Promise<StoredMessage> {
    const find = () =>
      [...this.state.messages.values()].find(
        ({ json }) =>
          json.channel_id === channelId &&
          (json.author as Json).id === this.state.botId &&
          BigInt(text(json.id)) > BigInt(after),
      );
    const signal = AbortSignal.timeout(ms);
    for (let found = find(); ; found = find()) {
      if (found) return found;
      await once(this.state.events, "message", { signal });
    }
  }

  /** Lets go of an interaction that is over, with its messages: a long run must not fill the memory. */
  forget(interaction: Interaction): void {
    this.state.interactions.delete(interaction.id);
    for (const id of interaction.messages) this.state.messages.delete(id);
    this.state.requests.length = 0;
  }

  private interact(kind: Interaction["kind"], data: Json, where: Where, source?: string): Interaction {
    const { state } = this;
    const interaction = new Interaction(
      kind,
      where.channelId ?? state.channelId,
      where.userId ?? snowflake(),
      where.uploadLimit ?? 10 * 1024 * 1024,
      state.clock,
      source,
    );
    state.interactions.set(interaction.id, interaction);
    const guildId = state.channels.get(interaction.channelId)?.guildId;
    const event = Object.entries(interactionEvent(state, interaction, data));
    const sent = Object.fromEntries(event.filter(([name]) => name !== where.without));
    this.gateway.dispatch("INTERACTION_CREATE", where.tamper?.(sent) ?? sent, guildId);
    return interaction;
  }
}
