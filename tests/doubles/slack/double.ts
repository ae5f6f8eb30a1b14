import { createHmac } from "node:crypto";
import type { Json } from "./check-blocks.js";
import { EVENT_SCOPES } from "./scopes.js";
import { SlackServer } from "./server.js";
import { type KeptFile, type KeptMessage, Workspace } from "./state.js";
import { fileObject } from "./web-api.js";

/** What somebody set up at Slack: the manifest's answers. */
export interface AppSetup {
  readonly scopes: readonly string[];
  readonly events: readonly string[];
}

/** One delivery to the bot, with what became of it. */
export interface Delivery {
  readonly kind: string;
  readonly sentAt: number;
  ackedAfterMs: number | undefined;
  ackBody: unknown;
  attempts: number;
}

export interface DoubleOptions extends AppSetup {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** HTTP mode: where events go. Socket Mode without it. */
  readonly requestUrl?: string;
}

/** From a Slack that waits three seconds; tests that are about retries set less. */
const ACK_MS = 3000;

/** A Slack of one's own: what people do becomes events for the bot, and what the bot does is kept. */
export class SlackDouble {
  readonly workspace = new Workspace();
  readonly server: SlackServer;
  readonly deliveries: Delivery[] = [];
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  requestUrl: string | undefined;
  private readonly waiting = new Map<string, (payload: unknown) => void>();

  private constructor(private readonly options: DoubleOptions) {
    this.botToken = options.botToken ?? "xoxb-1111-2222-doublesecrettoken";
    this.appToken = options.appToken ?? "xapp-1-A0APP00000-3333-doubleappsecret";
    this.signingSecret = options.signingSecret ?? "8f742231b10e8888abcd99yyyzzz85a5";
    this.requestUrl = options.requestUrl;
    this.server = new SlackServer(this.workspace, {
      botToken: this.botToken,
      appToken: this.appToken,
      scopes: new Set(options.scopes),
    });
    this.server.onSocketMessage = (text) => {
      const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload: unknown };
      this.waiting.get(envelope_id)?.(payload);
    };
  }

  static async start(options: DoubleOptions): Promise<SlackDouble> {
    for (const event of options.events) {
      const scopes = EVENT_SCOPES[event];
      if (!scopes) throw new Error(`The double knows no event ${event}`);
      if (scopes.length > 0 && !scopes.some((scope) => options.scopes.includes(scope))) {
        throw new Error(`${event} needs the scope ${scopes.join(" or ")}`);
      }
    }
    const double = new SlackDouble(options);
    await double.server.listen();
    return double;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  // ---- deliveries ------------------------------------------------------------------------------------------------

  /** Sends once and waits for the acknowledgement; undefined if none came in time. */
  private async send(
    type: string,
    payload: Json,
    retry: { num: number; reason: string } | undefined,
    ms: number,
  ): Promise<{ body: unknown } | undefined> {
    return this.requestUrl === undefined
      ? this.sendOverSocket(type, payload, retry, ms)
      : this.sendOverHttp(type, payload, retry, ms);
  }

  private async sendOverSocket(
    type: string,
    payload: Json,
    retry: { num: number; reason: string } | undefined,
    ms: number,
  ) {
    const socket = [...this.server.sockets].at(-1);
    if (!socket) return undefined;
    const id = `${Math.random()}`.slice(2);
    const envelope = {
      type,
      envelope_id: id,
      payload,
      accepts_response_payload: type !== "events_api",
      ...(retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}),
    };
    return new Promise<{ body: unknown } | undefined>((resolve) => {
      const timer = setTimeout(() => done(undefined), ms);
      const done = (answer: { body: unknown } | undefined) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer);
      };
      this.waiting.set(id, (body) => done({ body }));
      socket.send(JSON.stringify(envelope));
    });
  }

  /** Headers of a signed request, at a time of choice. */
  signature(
    body: string,
    seconds = Math.floor(Date.now() / 1000),
    secret = this.signingSecret,
  ): Record<string, string> {
    const hash = createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex");
    return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${hash}` };
  }

  private async sendOverHttp(
    type: string,
    payload: Json,
    retry: { num: number; reason: string } | undefined,
    ms: number,
  ) {
    const json = type === "events_api";
    const body = json
      ? JSON.stringify(payload)
      : type === "slash_commands"
        ? new URLSearchParams(payload as Record<string, string>).toString()
        : new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const headers = {
      "content-type": json ? "application/json" : "application/x-www-form-urlencoded",
      ...this.signature(body),
      ...(retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {}),
    };
    try {
      const response = await fetch(this.requestUrl ?? "", {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.timeout(ms),
      });
      if (!response.ok) return undefined;
      const text = await response.text();
      return { body: text === "" ? undefined : text.startsWith("{") ? JSON.parse(text) : text };
    } catch {
      return undefined;
    }
  }

  private async deliver(kind: string, type: string, payload: Json, retries = 0): Promise<Delivery> {
    const delivery: Delivery = {
      kind,
      sentAt: Date.now(),
      ackedAfterMs: undefined,
      ackBody: undefined,
      attempts: 0,
    };
    this.deliveries.push(delivery);
    for (let num = 0; num <= retries; num += 1) {
      const started = Date.now();
      delivery.attempts += 1;
      const answer = await this.send(
        type,
        payload,
        num === 0 ? undefined : { num, reason: "timeout" },
        ACK_MS,
      );
      if (answer) {
        delivery.ackedAfterMs = Date.now() - started;
        delivery.ackBody = answer.body;
        break;
      }
    }
    return delivery;
  }

  /** An event as Slack wraps it. `again` sends the very same delivery that often once more, as Slack does at times. */
  async event(event: Json, { again = 0, id = this.workspace.id("Ev") } = {}): Promise<Delivery> {
    const { team, botUser } = this.workspace;
    const payload = {
      token: "verification",
      team_id: team,
      api_app_id: "A0APP00000",
      event,
      type: "event_callback",
      event_id: id,
      event_time: Math.floor(Date.now() / 1000),
      is_ext_shared_channel: false,
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
      ],
    };
    const first = this.deliver(`event:${event.type}`, "events_api", payload, 3);
    const copies = Array.from({ length: again }, (_, at) =>
      this.send("events_api", payload, { num: at + 1, reason: "timeout" }, ACK_MS),
    );
    await Promise.all(copies);
    return first;
  }

  // ---- what people do --------------------------------------------------------------------------------------------

  upload(
    bytes: Uint8Array,
    { name = "coat.jpg", mimetype = "image/jpeg", user = "U0ANNA0000", connect = false } = {},
  ): KeptFile {
    const file: KeptFile = {
      id: this.workspace.id("F"),
      name,
      mimetype,
      bytes,
      user,
      state: "complete",
      shares: [],
      connect,
    };
    this.workspace.files.set(file.id, file);
    return file;
  }

  delete(file: KeptFile): void {
    file.state = "deleted";
  }

  /** What an event shows of a file. */
  shown(file: KeptFile): Json {
    if (file.connect)
      return { id: file.id, mode: "file_access", file_access: "check_file_info", created: 0, timestamp: 0 };
    return fileObject(file, this.server.origin, this.workspace.team);
  }

  /** Somebody writes; the events that the app subscribed to go out. */
  async post({
    user = "U0ANNA0000",
    channel = this.workspace.direct("U0ANNA0000"),
    text = "",
    files = [],
    threadTs,
    subtype,
    again = 0,
  }: {
    user?: string;
    channel?: string;
    text?: string;
    files?: readonly KeptFile[];
    threadTs?: string;
    subtype?: string | null;
    again?: number;
  }): Promise<KeptMessage> {
    const { workspace } = this;
    const message = workspace.say({
      channel,
      threadTs,
      user,
      text,
      blocks: [],
      files,
      ephemeralTo: undefined,
      via: "person",
    });
    const kind = workspace.isDirect(channel) ? "im" : channel.startsWith("G") ? "group" : "channel";
    const common = {
      user,
      text,
      ts: message.ts,
      channel,
      event_ts: message.ts,
      team: workspace.team,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...(files.length === 0 ? {} : { files: files.map((file) => this.shown(file)), upload: false }),
    };
    const sub = subtype === null || files.length === 0 ? {} : { subtype: subtype ?? "file_share" };
    const sends: Promise<unknown>[] = [];
    const subscription =
      kind === "im" ? "message.im" : kind === "group" ? "message.groups" : "message.channels";
    if (this.subscribed(subscription))
      sends.push(this.event({ type: "message", ...sub, channel_type: kind, ...common }, { again }));
    if (kind !== "im" && text.includes(`<@${workspace.botUser}>`) && this.subscribed("app_mention")) {
      sends.push(this.event({ type: "app_mention", ...common }, { again }));
    }
    for (const file of this.subscribed("file_shared") ? files : []) {
      sends.push(
        this.event({
          type: "file_shared",
          file_id: file.id,
          user_id: user,
          file: { id: file.id },
          channel_id: channel,
          event_ts: message.ts,
        }),
      );
    }
    await Promise.all(sends);
    return message;
  }

  private subscribed(event: string): boolean {
    return this.options.events.includes(event);
  }

  /** A fresh trigger id, good for three seconds. */
  trigger(user: string): string {
    const trigger = `${this.workspace.id("")}.${user}`;
    this.workspace.triggers.set(trigger, Date.now());
    return trigger;
  }

  responseUrl(user: string, channel: string, validMs = 30 * 60_000): { id: string; url: string } {
    const id = this.workspace.id("R");
    this.workspace.responseUrls.set(id, { user, channel, uses: 0, expiresAt: Date.now() + validMs });
    return { id, url: `${this.server.origin}/response/${id}` };
  }

  async command(
    command: string,
    text: string,
    { user = "U0ANNA0000", channel = "C0PUBLIC00", expired = false } = {},
  ): Promise<Delivery> {
    const { url } = this.responseUrl(user, channel, expired ? -1 : undefined);
    return this.deliver(`command:${command}`, "slash_commands", {
      token: "verification",
      team_id: this.workspace.team,
      team_domain: "shop",
      channel_id: channel,
      channel_name: "general",
      user_id: user,
      user_name: "anna",
      command,
      text,
      api_app_id: "A0APP00000",
      is_enterprise_install: "false",
      response_url: url,
      trigger_id: this.trigger(user),
    });
  }

  interact(kind: string, payload: Json): Promise<Delivery> {
    return this.deliver(kind, "interactive", {
      token: "verification",
      api_app_id: "A0APP00000",
      enterprise: null,
      is_enterprise_install: false,
      ...payload,
    });
  }

  private person(user: string): Json {
    return {
      user: { id: user, username: "anna", name: "anna", team_id: this.workspace.team },
      team: { id: this.workspace.team, domain: "shop" },
    };
  }

  globalShortcut(callbackId: string, user = "U0ANNA0000"): Promise<Delivery> {
    return this.interact("shortcut", {
      type: "shortcut",
      callback_id: callbackId,
      action_ts: this.workspace.ts(),
      trigger_id: this.trigger(user),
      ...this.person(user),
    });
  }

  messageShortcut(
    callbackId: string,
    message: KeptMessage,
    { user = "U0ANNA0000", extra = {} as Json } = {},
  ): Promise<Delivery> {
    const { url } = this.responseUrl(user, message.channel);
    return this.interact("message_action", {
      type: "message_action",
      callback_id: callbackId,
      action_ts: this.workspace.ts(),
      trigger_id: this.trigger(user),
      ...this.person(user),
      response_url: url,
      message_ts: message.ts,
      channel: { id: message.channel, name: "general" },
      message: {
        type: "message",
        user: message.user,
        ts: message.ts,
        text: message.text,
        files: message.files.map((file) => this.shown(file)),
        ...extra,
      },
    });
  }

  /** Presses the button with this action id in a message of the bot. */
  press(
    message: KeptMessage,
    actionId: string | RegExp,
    { user = "U0ANNA0000", expired = false } = {},
  ): Promise<Delivery> {
    const button = buttonsOf(message.blocks).find(({ action_id }) =>
      typeof actionId === "string" ? action_id === actionId : actionId.test(String(action_id)),
    );
    if (!button)
      throw new Error(
        `No button ${actionId}; there are ${buttonsOf(message.blocks)
          .map(({ action_id }) => action_id)
          .join(", ")}`,
      );
    const { url } = this.responseUrl(user, message.channel, expired ? -1 : undefined);
    const hidden = message.ephemeralTo !== undefined;
    return this.interact("block_actions", {
      type: "block_actions",
      ...this.person(user),
      trigger_id: this.trigger(user),
      response_url: url,
      channel: { id: message.channel, name: "general" },
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: hidden,
        ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      },
      // Slack tells nothing about the content of ephemeral messages.
      ...(hidden
        ? {}
        : {
            message: {
              type: "message",
              user: message.user,
              ts: message.ts,
              text: message.text,
              blocks: message.blocks,
              ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
            },
          }),
      actions: [
        {
          type: "button",
          action_id: button.action_id,
          block_id: "b1",
          value: button.value,
          text: button.text,
          action_ts: this.workspace.ts(),
        },
      ],
    });
  }

  openHome(user = "U0ANNA0000"): Promise<Delivery> {
    return this.event({
      type: "app_home_opened",
      user,
      channel: this.workspace.direct(user),
      tab: "home",
      event_ts: this.workspace.ts(),
    });
  }

  /** Presses a button, or enters words, on somebody's home page. */
  useHome(action: Json, user = "U0ANNA0000"): Promise<Delivery> {
    const view = this.workspace.homes.get(user) ?? {};
    return this.interact("block_actions", {
      type: "block_actions",
      ...this.person(user),
      trigger_id: this.trigger(user),
      container: { type: "view", view_id: "V0HOME0000" },
      view: { ...view, id: "V0HOME0000" },
      actions: [{ block_id: "b1", action_ts: this.workspace.ts(), ...action }],
    });
  }

  /** Sends the latest modal with these values: block id → element state. */
  submit(values: Readonly<Record<string, Json>>, user = "U0ANNA0000"): Promise<Delivery> {
    const open = this.workspace.views.at(-1);
    if (!open) throw new Error("No modal is open");
    const blocks = Array.isArray(open.view.blocks) ? (open.view.blocks as Json[]) : [];
    const state = Object.fromEntries(
      blocks
        .filter(({ type }) => type === "input")
        .map((block) => {
          const element = block.element as Json;
          const given = values[String(block.block_id)];
          return [
            block.block_id,
            { [String(element.action_id)]: { type: element.type, ...(given ?? emptyValue(element)) } },
          ];
        }),
    );
    return this.interact("view_submission", {
      type: "view_submission",
      ...this.person(user),
      trigger_id: this.trigger(user),
      view: { ...open.view, id: open.id, state: { values: state } },
    });
  }
}

function emptyValue(element: Json): Json {
  if (element.type === "file_input") return { files: [] };
  if (element.type === "radio_buttons") return { selected_option: element.initial_option ?? null };
  return { value: element.initial_value ?? null };
}

/** Every button of these blocks, in order. */
export function buttonsOf(blocks: readonly Json[]): Json[] {
  return blocks.flatMap((block) => {
    const elements = Array.isArray(block.elements) ? (block.elements as Json[]) : [];
    const accessory = block.accessory ? [block.accessory as Json] : [];
    return [...elements, ...accessory].filter(({ type }) => type === "button");
  });
}
