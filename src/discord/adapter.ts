import { setMaxListeners } from "node:events";
import type { Client, IIdentifyThrottler } from "discord.js";
import type { Adapter, AdapterStatus } from "../chat/adapter.js";
import type { Chat } from "../chat/chat.js";
import { restarting } from "../chat/deadline.js";
import { InFlight } from "../chat/in-flight.js";
import type { Logger } from "../log.js";
import { Acknowledgements } from "./acknowledgements.js";
import { createClient, type DiscordSettings } from "./client.js";
import { closingChat } from "./closing-chat.js";
import { Connection } from "./connection.js";
import { listen } from "./listen.js";
import { PictureChoices } from "./pictures/choices.js";
import { RawMessages } from "./pictures/raw-messages.js";

export interface DiscordAdapterOptions {
  readonly log: Logger;
  /** Milliseconds before a failed login is tried again; default 2,000. Later tries wait longer. */
  readonly retryMs?: number;
  /** When it may identify; default as it likes. */
  readonly turns?: IIdentifyThrottler;
}

/** What is left, when time is up, for saying sorry to those who still wait. */
const APOLOGY_MS = 2000;

/** The chat as a Discord application: slash commands, message menus, buttons, mentions and direct messages. */
export function createDiscordAdapter(
  settings: DiscordSettings,
  chat: Chat,
  options: DiscordAdapterOptions,
): Adapter {
  return new DiscordAdapter(settings, chat, options);
}

class DiscordAdapter implements Adapter {
  readonly name = "discord";
  private readonly log: Logger;
  private readonly connection: Connection;
  private readonly inFlight = new InFlight();
  private readonly choices = new PictureChoices();
  private readonly acknowledgements = new Acknowledgements();
  private readonly rawMessages = new RawMessages();
  private readonly timeUp = new AbortController();
  private readonly closing = { doorsClosed: false };

  constructor(
    private readonly settings: DiscordSettings,
    private readonly chat: Chat,
    { log, retryMs, turns }: DiscordAdapterOptions,
  ) {
    this.log = log.child({ adapter: this.name });
    this.connection = new Connection({
      token: settings.token,
      log: this.log,
      newClient: () => this.newClient(turns),
      ...(retryMs === undefined ? {} : { retryMs }),
    });
    // Every question under way listens to it.
    setMaxListeners(0, this.timeUp.signal);
  }

  start(): Promise<void> {
    return this.connection.start();
  }

  async stop(signal: AbortSignal): Promise<void> {
    this.closing.doorsClosed = true;
    await this.inFlight.settled(signal);
    this.timeUp.abort(restarting());
    await this.inFlight.settled(AbortSignal.timeout(APOLOGY_MS));
    await this.connection.stop();
  }

  status(): AdapterStatus {
    return this.connection.status();
  }

  private newClient(turns: IIdentifyThrottler | undefined): Client {
    const client = createClient(this.settings, turns);
    const { apiUrl } = this.settings;
    const services = {
      chat: closingChat(this.chat, this.closing),
      log: this.log,
      rest: client.rest,
      botId: () => client.user?.id,
      trustedOrigins: apiUrl === undefined ? [] : [new URL(apiUrl).origin],
      acknowledgements: this.acknowledgements,
      rawMessages: this.rawMessages,
      choices: this.choices,
      signal: this.timeUp.signal,
    };
    listen(client, services, this.inFlight);
    return client;
  }
}
