import type { Json } from "./check-blocks.js";

/** A file as the double keeps it. */
export interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array;
  /** Who uploaded it: a user, or the bot. */
  readonly user: string;
  state: "waiting" | "uploaded" | "complete" | "deleted";
  /** Channels and threads it was shared in: "C1" or "C1/123.456". */
  readonly shares: string[];
  /** Slack Connect: events carry only the id, `files.info` has the rest. */
  readonly connect: boolean;
}

export interface KeptMessage {
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly files: readonly KeptFile[];
  /** Only this person sees it. */
  readonly ephemeralTo: string | undefined;
  /** How it came: a Web API method, "response_url", or "person". */
  readonly via: string;
  readonly at: number;
}

export interface ResponseUrl {
  readonly user: string;
  readonly channel: string;
  /** The message that it belongs to, if any: an answer may take its place. */
  readonly messageTs: string | undefined;
  uses: number;
  expiresAt: number;
}

export interface KeptView {
  readonly id: string;
  readonly user: string;
  readonly view: Json;
}

export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly token: string | undefined;
  readonly at: number;
  /** "ok" or Slack's error. */
  readonly result: string;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** Everything a workspace remembers. */
export class Workspace {
  readonly team = "T0HABERDAS";
  readonly botUser = "U0BOT00000";
  readonly botId = "B0BOT00000";
  readonly files = new Map<string, KeptFile>();
  readonly messages: KeptMessage[] = [];
  readonly reactions = new Set<string>();
  /** Every reaction that was ever added or taken away, in order, with its time. */
  readonly reactionLog: { readonly change: "add" | "remove"; readonly key: string; readonly at: number }[] =
    [];
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly triggers = new Map<string, number>();
  readonly views: KeptView[] = [];
  readonly homes = new Map<string, Json>();
  readonly calls: Call[] = [];
  /** Channels in which the bot is. */
  readonly joined = new Set(["C0PUBLIC00", "C0LISTED00", "G0PRIVATE0"]);
  /** Whether the app was removed, so that its token is good for nothing; installing it anew makes it so again. */
  removed = false;
  /** A direct channel between two people. */
  readonly between = "D0BETWEEN0";
  private counter = 0;

  id(prefix: string): string {
    this.counter += 1;
    let rest = this.counter + 36 ** 5;
    let text = "";
    for (let at = 0; at < 9; at += 1) {
      text = (letters[rest % 36] ?? "0") + text;
      rest = Math.floor(rest / 36);
    }
    return prefix + text;
  }

  ts(): string {
    this.counter += 1;
    return `${Math.floor(Date.now() / 1000)}.${String(this.counter).padStart(6, "0")}`;
  }

  /** Forgets what was said and done: a long run must not fill the memory. */
  forget(): void {
    this.messages.length = 0;
    this.calls.length = 0;
    this.reactionLog.length = 0;
    this.views.length = 0;
    for (const kept of [this.files, this.responseUrls, this.triggers]) kept.clear();
  }

  /** The direct channel of a person with the bot. */
  direct(user: string): string {
    return `D${user.slice(1)}`;
  }

  isDirect(channel: string): boolean {
    return channel.startsWith("D");
  }

  say(message: Omit<KeptMessage, "ts" | "at"> & { ts?: string }): KeptMessage {
    const kept = { ...message, ts: message.ts ?? this.ts(), at: Date.now() };
    if (this.isSeen(kept)) this.messages.push(kept);
    return kept;
  }

  /**
   * "Ephemeral messages in threads are only shown if there is already an active thread": Slack says ok, and nobody sees
   * them. https://docs.slack.dev/reference/methods/chat.postEphemeral
   */
  private isSeen({ channel, threadTs, ephemeralTo }: KeptMessage): boolean {
    if (ephemeralTo === undefined || threadTs === undefined) return true;
    return this.messages.some(
      (message) =>
        message.channel === channel && message.threadTs === threadTs && message.ephemeralTo === undefined,
    );
  }

  /** What the bot said in a thread, to everyone or to one person. */
  answers(where: { channel?: string; threadTs?: string; to?: string }): KeptMessage[] {
    return this.messages.filter(
      (message) =>
        message.via !== "person" &&
        (where.channel === undefined || message.channel === where.channel) &&
        (where.threadTs === undefined || message.threadTs === where.threadTs) &&
        (where.to === undefined || message.ephemeralTo === where.to),
    );
  }
}
