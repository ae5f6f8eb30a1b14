import type { Json } from "./check-blocks.js";
import { Deliveries, type Delivery, type DoubleOptions } from "./deliveries.js";
import { buttonsOf, emptyValue } from "./forms.js";
import { EVENT_SCOPES } from "./scopes.js";
import type { KeptFile, KeptMessage } from "./state.js";
import { fileObject } from "./web-api.js";

/** A Slack of one's own: what people do becomes events for the bot, and what the bot does is kept. */
export class SlackDouble extends Deliveries {
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
    forwarded = [],
    threadTs,
    subtype,
    again = 0,
  }: {
    user?: string;
    channel?: string;
    text?: string;
    files?: readonly KeptFile[];
    /** Files of somebody's message that is forwarded: they stand in an attachment. */
    forwarded?: readonly KeptFile[];
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
      ...(forwarded.length === 0
        ? {}
        : { attachments: [{ is_share: true, files: forwarded.map((file) => this.shown(file)) }] }),
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

  responseUrl(
    user: string,
    channel: string,
    { validMs = 30 * 60_000, messageTs }: { validMs?: number; messageTs?: string } = {},
  ): { id: string; url: string } {
    const id = this.workspace.id("R");
    this.workspace.responseUrls.set(id, {
      user,
      channel,
      messageTs,
      uses: 0,
      expiresAt: Date.now() + validMs,
    });
    return { id, url: `${this.server.origin}/response/${id}` };
  }

  async command(
    command: string,
    text: string,
    { user = "U0ANNA0000", channel = "C0PUBLIC00", expired = false } = {},
  ): Promise<Delivery> {
    const { url } = this.responseUrl(user, channel, expired ? { validMs: -1 } : {});
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
        ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
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
    const { url } = this.responseUrl(user, message.channel, {
      ...(expired ? { validMs: -1 } : {}),
      messageTs: message.ts,
    });
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
    const view = this.workspace.homes.get(user);
    return this.event({
      type: "app_home_opened",
      user,
      channel: this.workspace.direct(user),
      tab: "home",
      // Slack shows what was published before, with "" for what was not given.
      ...(view && { view: { private_metadata: "", callback_id: "", ...view, id: "V0HOME0000" } }),
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
