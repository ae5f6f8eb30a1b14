import type { Adapter } from "../chat/adapter.js";
import type { About } from "../chat/chat.js";
import type { Config } from "../config.js";

const WIDTH = 10;

/** "  discord   up: logged in as …" */
export function adapterLine(adapter: Adapter): string {
  const { state, detail } = adapter.status();
  const text = adapter.name === "web" && state === "up" ? detail : `${state}: ${detail}`;
  return line(adapter.name === "web" ? "page" : adapter.name, text);
}

function line(name: string, text: string): string {
  return `  ${name.padEnd(WIDTH)} ${text}`;
}

/** What was found, before the first adapter is connected. */
export function foundLines({ catalogue, products, model }: About): string[] {
  const count = new Intl.NumberFormat("en").format(products);
  return [line("model", model), line("catalogue", `${catalogue}, ${count} products`)];
}

/** The platforms that are not served here, and what would turn them on. */
export function offLines(config: Config, servesSlack: boolean): string[] {
  return [
    ...(config.slack && !servesSlack ? [line("slack", "off here: it is served where shard 0 is")] : []),
    ...(config.discord ? [] : [line("discord", "off: DISCORD_TOKEN is not set (docs/discord.md)")]),
    ...(config.slack ? [] : [line("slack", "off: SLACK_BOT_TOKEN is not set (docs/slack.md)")]),
  ];
}
