import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import type { Adapter } from "../../src/chat/adapter.js";
import { type ChatLimits, createChat } from "../../src/chat/create-chat.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";
import { sourceFromUrl } from "../../src/images/sources.js";
import { createLogger } from "../../src/log.js";
import type { OpenShop } from "../../src/open-shop.js";
import type { Shop } from "../../src/shop.js";
import { createSlackAdapter, type SlackSettings } from "../../src/slack/adapter.js";
import type { DoubleOptions } from "../doubles/slack/deliveries.js";
import { SlackDouble } from "../doubles/slack/double.js";
import type { KeptMessage } from "../doubles/slack/state.js";
import { checkNoSecrets } from "../fixtures/secrets.js";
import { openSmallShop } from "../fixtures/small-shop.js";

export const manifest = JSON.parse(readFileSync("manifest.json", "utf8"));

/** What the manifest asks Slack for. */
export const SETUP = {
  scopes: manifest.oauth_config.scopes.bot as string[],
  events: manifest.settings.event_subscriptions.bot_events as string[],
};

/** Lets a test ask as often as it likes. */
const PATIENT: Partial<ChatLimits> = { questionsPerMinute: { user: 100_000, server: 100_000 } };

export interface BotOptions {
  readonly double?: Partial<DoubleOptions>;
  readonly settings?: Partial<SlackSettings>;
  readonly limits?: Partial<ChatLimits>;
  /** The shop as answers see it: with public pictures, say. */
  readonly shop?: (shop: Shop) => Shop;
  /** HTTP mode instead of Socket Mode. */
  readonly http?: boolean;
}

/** The whole bot: real Bolt, the real chat over the small shop, and a Slack of this machine. */
export class Bot {
  private constructor(
    readonly slack: SlackDouble,
    private readonly shop: OpenShop,
    readonly stateDir: string,
    /** Every line that was logged, down to the finest level. */
    readonly lines: string[],
    private readonly options: BotOptions,
    public adapter: Adapter,
    private closeSessions: () => Promise<void>,
  ) {}

  static async start(options: BotOptions = {}, shop?: OpenShop): Promise<Bot> {
    const [slack, opened, stateDir] = await Promise.all([
      SlackDouble.start({ ...SETUP, ...options.double }),
      shop ?? openSmallShop(),
      mkdtemp(join(tmpdir(), "haberdasher-slack-")),
    ]);
    const lines: string[] = [];
    const { adapter, close } = await connect(slack, opened, stateDir, lines, options);
    const bot = new Bot(slack, opened, stateDir, lines, options, adapter, close);
    await bot.startAdapter();
    return bot;
  }

  private async startAdapter(): Promise<void> {
    await this.adapter.start();
    if (!this.options.http) return;
    const port = /port (\d+)/.exec(this.adapter.status().detail)?.[1];
    this.slack.requestUrl = `http://127.0.0.1:${port}/slack/events`;
  }

  /** Ends the bot and starts another over the same catalogue, state folder and Slack. */
  async restart(options: BotOptions = this.options): Promise<void> {
    await this.adapter.stop(AbortSignal.timeout(5000));
    await this.closeSessions();
    const { adapter, close } = await connect(this.slack, this.shop, this.stateDir, this.lines, options);
    this.adapter = adapter;
    this.closeSessions = close;
    await this.startAdapter();
  }

  async stop({ keepShop = false } = {}): Promise<void> {
    await this.adapter.stop(AbortSignal.timeout(1000));
    await this.closeSessions();
    await this.slack.close();
    const { botToken, appToken, signingSecret } = this.slack;
    const { oauth } = this.options.settings ?? {};
    const ofInstallation = oauth ? [oauth.clientSecret, oauth.stateSecret] : [];
    checkNoSecrets(this.lines, [botToken, appToken, signingSecret, "secret-ticket", ...ofInstallation]);
    if (!keepShop) await this.shop.close();
    await rm(this.stateDir, { recursive: true, force: true });
  }

  /** Waits for that many answers. */
  async answers(
    where: { channel?: string; threadTs?: string; to?: string; via?: string },
    count = 1,
  ): Promise<KeptMessage[]> {
    const found = () =>
      this.slack.workspace.answers(where).filter(({ via }) => where.via === undefined || via === where.via);
    return vi.waitFor(
      () => {
        const messages = found();
        if (messages.length < count) {
          throw new Error(`${messages.length} of ${count} answers; calls: ${this.calls()}`);
        }
        return messages;
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  /** The cards that were posted in a thread. */
  async cards(threadTs: string, count = 1): Promise<KeptMessage[]> {
    return this.answers({ threadTs, via: "chat.postMessage" }, count);
  }

  /** What was called lately, for messages of failed tests. */
  calls(): string {
    return this.slack.workspace.calls
      .slice(-12)
      .map(({ method, result }) => `${method} ${result}`)
      .join(", ");
  }

  /** Waits until nothing is being worked on: no reaction stands, nothing more is said. */
  async quiet(ms = 150): Promise<void> {
    const { workspace } = this.slack;
    let before = -1;
    while (before !== workspace.calls.length || workspace.reactions.size > 0) {
      before = workspace.calls.length;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
}

async function connect(
  slack: SlackDouble,
  opened: OpenShop,
  stateDir: string,
  lines: string[],
  { settings, limits, shop, http = false }: BotOptions,
): Promise<{ adapter: Adapter; close: () => Promise<void> }> {
  // No secret is named to the logger: what it would take out must not be there in the first place.
  const log = createLogger("trace", [], {
    write(line: string) {
      lines.push(line);
    },
  });
  const sessions = await openSessions(stateDir);
  const seen = shop ? shop(opened) : opened;
  const chat = createChat({
    shop: () => seen,
    commands: COMMANDS,
    sessions,
    log,
    link: (address) => sourceFromUrl(address, { trustedOrigins: [slack.server.origin] }),
    limits: { ...PATIENT, ...limits },
  });
  const adapter = createSlackAdapter(
    {
      botToken: slack.botToken,
      appToken: http ? undefined : slack.appToken,
      signingSecret: http ? slack.signingSecret : undefined,
      port: 0,
      lookalikeChannels: ["C0LISTED00"],
      apiUrl: slack.server.apiUrl,
      oauth: undefined,
      ...settings,
    },
    chat,
    { log, stateDir },
  );
  return { adapter, close: () => sessions.close() };
}
