import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS } from "../../commands/index.js";
import type { Adapter } from "../../src/chat/adapter.js";
import { type ChatLimits, createChat } from "../../src/chat/create-chat.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";
import { createDiscordAdapter } from "../../src/discord/adapter.js";
import { sourceFromUrl } from "../../src/images/sources.js";
import { createLogger } from "../../src/log.js";
import type { OpenShop } from "../../src/open-shop.js";
import { DiscordDouble } from "../doubles/discord/double.js";
import { checkNoSecrets } from "../fixtures/secrets.js";
import { openSmallShop } from "../fixtures/small-shop.js";

/** Lets a test ask as often as it likes. */
const PATIENT: Partial<ChatLimits> = { questionsPerMinute: { user: 100_000, server: 100_000 } };

export interface BotOptions {
  readonly limits?: Partial<ChatLimits>;
  readonly token?: string;
}

/** The whole bot: the real client, the real chat over the small shop, and a Discord of this machine. */
export class Bot {
  private constructor(
    readonly discord: DiscordDouble,
    private readonly shop: OpenShop,
    private readonly stateDir: string,
    /** What was logged. */
    readonly lines: string[],
    public adapter: Adapter,
    private closeSessions: () => Promise<void>,
  ) {}

  static async start(options: BotOptions = {}): Promise<Bot> {
    const [discord, shop, stateDir] = await Promise.all([
      DiscordDouble.start(),
      openSmallShop(),
      mkdtemp(join(tmpdir(), "haberdasher-discord-")),
    ]);
    const lines: string[] = [];
    const { adapter, close } = await connect(discord, shop, stateDir, lines, options);
    await adapter.start();
    return new Bot(discord, shop, stateDir, lines, adapter, close);
  }

  /** Ends the bot and starts another over the same catalogue, state folder and Discord. */
  async restart(options: BotOptions = {}): Promise<void> {
    await this.adapter.stop(AbortSignal.timeout(5000));
    await this.closeSessions();
    const { adapter, close } = await connect(this.discord, this.shop, this.stateDir, this.lines, options);
    this.adapter = adapter;
    this.closeSessions = close;
    await adapter.start();
  }

  async stop(): Promise<void> {
    await this.adapter.stop(AbortSignal.timeout(1000));
    await this.closeSessions();
    await Promise.all([this.discord.stop(), this.shop.close()]);
    checkNoSecrets(this.lines, [this.discord.state.token]);
    await rm(this.stateDir, { recursive: true, force: true });
  }
}

async function connect(
  discord: DiscordDouble,
  shop: OpenShop,
  stateDir: string,
  lines: string[],
  options: BotOptions,
): Promise<{ adapter: Adapter; close: () => Promise<void> }> {
  // No secret is named to the logger: what it would take out must not be there in the first place.
  const log = createLogger("debug", [], {
    write(line: string) {
      lines.push(line);
    },
  });
  const sessions = await openSessions(stateDir);
  const chat = createChat({
    shop: () => shop,
    commands: COMMANDS,
    sessions,
    log,
    link: (address) => sourceFromUrl(address, { trustedOrigins: [discord.origin] }),
    limits: { ...PATIENT, ...options.limits },
  });
  const settings = {
    token: options.token ?? discord.state.token,
    guildId: undefined,
    shards: undefined,
    apiUrl: discord.apiUrl,
  };
  const adapter = createDiscordAdapter(settings, chat, { log, retryMs: 200 });
  return { adapter, close: () => sessions.close() };
}
