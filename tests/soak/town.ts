import { setTimeout as sleep } from "node:timers/promises";
import { BotProcess } from "../discord/bot-process.js";
import { SlackDouble } from "../doubles/slack/double.js";
import { waitFor } from "../fixtures/wait-for.js";
import { SETUP } from "../slack/bot.js";

/** The built bot as a process of its own, configured by its environment alone, with a Discord, a Slack and its page. */
export class Town {
  private constructor(
    readonly bot: BotProcess,
    readonly slack: SlackDouble,
    /** The page's address. */
    readonly page: string,
  ) {}

  static async open(environment: Readonly<Record<string, string>> = {}): Promise<Town> {
    const slack = await SlackDouble.start(SETUP);
    const bot = await BotProcess.start({
      LOG_LEVEL: "info",
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.server.apiUrl,
      SLACK_LOOKALIKE_CHANNELS: "C0LISTED00",
      // As the container and the unit set them: docs/deploy.md.
      MALLOC_ARENA_MAX: "2",
      MALLOC_MMAP_THRESHOLD_: "1048576",
      ...environment,
    });
    await bot.connected();
    await waitFor(() => slack.server.sockets.size || undefined, "socket to Slack", 60_000);
    const page = await waitFor(() => bot.url || undefined, "page", 60_000);
    return new Town(bot, slack, page);
  }

  /** Resolves once Slack has heard nothing new for a while. */
  async quiet(ms = 150): Promise<void> {
    let before = -1;
    while (before !== this.slack.workspace.calls.length || this.slack.workspace.reactions.size > 0) {
      before = this.slack.workspace.calls.length;
      await sleep(ms);
    }
  }

  /** Ends the bot as a service manager would; its exit code. Fails when it wrote one of its tokens. */
  async close(): Promise<number | null> {
    const code = await this.bot.stop();
    await this.slack.close();
    return code;
  }
}
