import { checkBlocks, checkView, type Json, writtenIn } from "./check-blocks.js";
import { METHOD_SCOPES } from "./scopes.js";
import type { KeptFile, Workspace } from "./state.js";

/** A refusal with Slack's word for it. */
export class Refusal extends Error {
  constructor(
    readonly error: string,
    readonly more: Json = {},
  ) {
    super(error);
  }
}

export interface ApiSettings {
  readonly botToken: string;
  readonly appToken: string;
  readonly scopes: ReadonlySet<string>;
  /** Where the double listens: "http://127.0.0.1:4000". */
  origin(): string;
  /** Address for a new socket. */
  socketUrl(): string;
}

const words = (value: unknown): string => (typeof value === "string" ? value : "");

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || value === "") return value === "" ? undefined : value;
  try {
    return JSON.parse(value);
  } catch {
    throw new Refusal("invalid_arguments");
  }
}

/** How Slack shows a file to those who may see it. */
export function fileObject(file: KeptFile, origin: string, team: string): Json {
  const path = `${team}-${file.id}`;
  // Addresses have the name in small letters, without spaces and the like.
  const name = encodeURIComponent(file.name.toLowerCase().replace(/[^\p{L}\p{N}.-]+/gu, "_"));
  return {
    id: file.id,
    created: 1_700_000_000,
    name: file.name,
    title: file.name,
    mimetype: file.mimetype,
    filetype: file.name.split(".").at(-1),
    user: file.user,
    mode: "hosted",
    is_external: false,
    size: file.bytes.length,
    file_access: "visible",
    url_private: `${origin}/files-pri/${path}/${name}`,
    url_private_download: `${origin}/files-pri/${path}/download/${name}`,
    permalink: `${origin}/files/${file.user}/${file.id}/${name}`,
  };
}

/** Slack's Web API over a workspace. */
export class WebApi {
  constructor(
    private readonly workspace: Workspace,
    private readonly settings: ApiSettings,
  ) {}

  call(method: string, token: string | undefined, args: Json): Json {
    if (method === "oauth.v2.access") return this.oauth(args);
    if (token === undefined || token === "") throw new Refusal("not_authed");
    if (method === "apps.connections.open") {
      if (token !== this.settings.appToken) throw new Refusal("invalid_auth");
      return { url: this.settings.socketUrl() };
    }
    if (token !== this.settings.botToken) throw new Refusal("invalid_auth");
    if (this.workspace.removed) throw new Refusal("account_inactive");
    const needed = METHOD_SCOPES[method];
    if (needed === undefined) throw new Refusal("unknown_method", { req_method: method });
    if (needed.length > 0 && !needed.some((scope) => this.settings.scopes.has(scope))) {
      throw new Refusal("missing_scope", {
        needed: needed[0],
        provided: [...this.settings.scopes].join(","),
      });
    }
    switch (method) {
      case "auth.test":
        return {
          url: "https://shop.slack.com/",
          team: "Shop",
          user: "haberdasher",
          team_id: this.workspace.team,
          user_id: this.workspace.botUser,
          bot_id: this.workspace.botId,
        };
      case "chat.postMessage":
        return this.postMessage(args);
      case "chat.postEphemeral":
        return this.postEphemeral(args);
      case "conversations.replies":
        return this.replies(args);
      case "files.info":
        return this.filesInfo(args);
      case "files.getUploadURLExternal":
        return this.uploadUrl(args);
      case "files.completeUploadExternal":
        return this.completeUpload(args);
      case "reactions.add":
      case "reactions.remove":
        return this.react(method, args);
      case "views.open":
        return this.openView(args);
      case "views.publish":
        return this.publishView(args);
      default:
        throw new Refusal("unknown_method");
    }
  }

  get rules() {
    return {
      slackFile: (id: string) => {
        const file = this.workspace.files.get(id);
        return file?.state === "complete" && /^image\/(png|jpeg|gif)$/.test(file.mimetype);
      },
      imageUrl: (url: string) =>
        /^https?:\/\//.test(url) && !/\.(webp|avif|svg)(\?|$)/i.test(url) && !url.includes("broken"),
    };
  }

  /** Text and blocks of a message, or a refusal. */
  content(args: Json): { text: string; blocks: Json[] } {
    const blocks = parsed(args.blocks);
    const text = words(args.text);
    if (blocks !== undefined) {
      const errors = checkBlocks(blocks, { surface: "message", ...this.rules });
      if (errors.length > 0) {
        throw new Refusal("invalid_blocks", {
          errors,
          response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) },
        });
      }
      if (writtenIn(blocks) > 13_200) throw new Refusal("msg_blocks_too_long");
    }
    const list = Array.isArray(blocks) ? blocks : [];
    if (text === "" && list.length === 0) throw new Refusal("no_text");
    if (text.length > 40_000) throw new Refusal("msg_too_long");
    return { text, blocks: list };
  }

  private channel(value: unknown): string {
    const channel = words(value);
    if (/^[UW]/.test(channel)) return this.workspace.direct(channel);
    // What is private, and has others in it alone, is not there for the bot.
    const hidden =
      channel === this.workspace.between || (channel.startsWith("G") && !this.workspace.joined.has(channel));
    if (!/^[CDG]/.test(channel) || hidden) throw new Refusal("channel_not_found");
    if (!channel.startsWith("D") && !this.workspace.joined.has(channel)) throw new Refusal("not_in_channel");
    return channel;
  }

  private postMessage(args: Json): Json {
    const channel = this.channel(args.channel);
    const { text, blocks } = this.content(args);
    const threadTs = words(args.thread_ts) || undefined;
    const message = this.workspace.say({
      channel,
      threadTs,
      user: this.workspace.botUser,
      text,
      blocks,
      files: [],
      ephemeralTo: undefined,
      via: "chat.postMessage",
    });
    return { channel, ts: message.ts, message: { text, blocks, user: this.workspace.botUser } };
  }

  private postEphemeral(args: Json): Json {
    const channel = this.channel(args.channel);
    const user = words(args.user);
    if (user === "") throw new Refusal("invalid_arguments");
    const { text, blocks } = this.content(args);
    const threadTs = words(args.thread_ts) || undefined;
    const message = this.workspace.say({
      channel,
      threadTs,
      user: this.workspace.botUser,
      text,
      blocks,
      files: [],
      ephemeralTo: user,
      via: "chat.postEphemeral",
    });
    return { message_ts: message.ts };
  }

  private replies(args: Json): Json {
    const channel = this.channel(args.channel);
    const ts = words(args.ts);
    const found = this.workspace.messages.filter(
      (message) => message.channel === channel && (message.ts === ts || message.threadTs === ts),
    );
    if (found.length === 0) throw new Refusal("thread_not_found");
    return {
      messages: found.slice(0, Number(args.limit ?? 1000)).map((message) => ({
        type: "message",
        user: message.user,
        text: message.text,
        ts: message.ts,
        thread_ts: message.threadTs,
        files: message.files.map((file) => fileObject(file, this.settings.origin(), this.workspace.team)),
      })),
      has_more: found.length > Number(args.limit ?? 1000),
    };
  }

  private filesInfo(args: Json): Json {
    const file = this.workspace.files.get(words(args.file));
    if (!file) throw new Refusal("file_not_found");
    if (file.state === "deleted") throw new Refusal("file_deleted");
    return { file: fileObject(file, this.settings.origin(), this.workspace.team) };
  }

  private uploadUrl(args: Json): Json {
    const length = Number(args.length);
    const name = words(args.filename);
    if (name === "" || !(length > 0)) throw new Refusal("invalid_arguments");
    const id = this.workspace.id("F");
    this.workspace.files.set(id, {
      id,
      name,
      mimetype: "",
      bytes: new Uint8Array(length),
      user: this.workspace.botUser,
      state: "waiting",
      shares: [],
      connect: false,
    });
    return { upload_url: `${this.settings.origin()}/upload/v1/${id}`, file_id: id };
  }

  private completeUpload(args: Json): Json {
    const files = parsed(args.files);
    if (!Array.isArray(files) || files.length === 0) throw new Refusal("invalid_arguments");
    const kept = files.map((entry) => this.workspace.files.get(words(entry?.id)));
    if (kept.some((file) => file?.state !== "uploaded")) throw new Refusal("file_not_found");
    const channel = args.channel_id === undefined ? undefined : this.channel(args.channel_id);
    const threadTs = words(args.thread_ts) || undefined;
    const shared = kept.filter((file) => file !== undefined);
    for (const file of shared) {
      file.state = "complete";
      if (channel !== undefined)
        file.shares.push(threadTs === undefined ? channel : `${channel}/${threadTs}`);
    }
    if (channel !== undefined) {
      this.workspace.say({
        channel,
        threadTs,
        user: this.workspace.botUser,
        text: words(args.initial_comment),
        blocks: [],
        files: shared,
        ephemeralTo: undefined,
        via: "files.completeUploadExternal",
      });
    }
    return { files: shared.map(({ id, name }) => ({ id, title: name })) };
  }

  private react(method: string, args: Json): Json {
    const key = `${this.channel(args.channel)}/${words(args.timestamp)}/${words(args.name)}`;
    if (!/^[a-z0-9_+'-]+$/.test(words(args.name))) throw new Refusal("invalid_name");
    const { reactions } = this.workspace;
    if (!this.workspace.messages.some(({ ts }) => ts === args.timestamp))
      throw new Refusal("message_not_found");
    if (method === "reactions.add" && reactions.has(key)) throw new Refusal("already_reacted");
    if (method === "reactions.remove" && !reactions.has(key)) throw new Refusal("no_reaction");
    if (method === "reactions.add") reactions.add(key);
    else reactions.delete(key);
    this.workspace.reactionLog.push({
      change: method === "reactions.add" ? "add" : "remove",
      key,
      at: Date.now(),
    });
    return {};
  }

  private checkedView(args: Json): Json {
    const view = parsed(args.view);
    const errors = checkView(view, this.rules);
    if (errors.length > 0) {
      throw new Refusal("invalid_arguments", {
        response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) },
      });
    }
    return view as Json;
  }

  private openView(args: Json): Json {
    const trigger = words(args.trigger_id);
    const born = this.workspace.triggers.get(trigger);
    if (born === undefined) throw new Refusal("invalid_trigger_id");
    this.workspace.triggers.delete(trigger);
    if (Date.now() - born > 3000) throw new Refusal("expired_trigger_id");
    const view = this.checkedView(args);
    if (view.type !== "modal") throw new Refusal("invalid_arguments");
    const id = this.workspace.id("V");
    this.workspace.views.push({ id, user: trigger.split(".").at(-1) ?? "", view });
    return { view: { ...view, id } };
  }

  private publishView(args: Json): Json {
    const view = this.checkedView(args);
    if (view.type !== "home") throw new Refusal("invalid_arguments");
    this.workspace.homes.set(words(args.user_id), view);
    return { view: { ...view, id: this.workspace.id("V") } };
  }

  private oauth(args: Json): Json {
    if (args.code !== "good-code") throw new Refusal("invalid_code");
    this.workspace.removed = false;
    return {
      access_token: this.settings.botToken,
      token_type: "bot",
      scope: [...this.settings.scopes].join(","),
      bot_user_id: this.workspace.botUser,
      app_id: "A0APP00000",
      team: { id: this.workspace.team, name: "Shop" },
      enterprise: null,
      authed_user: { id: "U0ADMIN000" },
      is_enterprise_install: false,
    };
  }
}
