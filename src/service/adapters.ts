import type { Adapter } from "../chat/adapter.js";
import type { Chat } from "../chat/chat.js";
import type { Config } from "../config.js";
import type { ShardProcess } from "../discord/shards/shard-process.js";
import type { Logger } from "../log.js";

/** The chat platforms that are configured and belong to this process. Their libraries are loaded only then. */
export async function platformAdapters(
  config: Config,
  chat: Chat,
  log: Logger,
  shard: ShardProcess | undefined,
): Promise<Adapter[]> {
  return [
    ...(config.discord ? [await discordAdapter(config.discord, chat, log, shard)] : []),
    ...(config.slack && servesSlack(shard)
      ? [await slackAdapter(config.slack, chat, log, config.stateDir)]
      : []),
  ];
}

/** One process is enough for Slack. */
export function servesSlack(shard: ShardProcess | undefined): boolean {
  return shard === undefined || shard.id === 0;
}

async function discordAdapter(
  settings: NonNullable<Config["discord"]>,
  chat: Chat,
  log: Logger,
  shard: ShardProcess | undefined,
): Promise<Adapter> {
  const { createDiscordAdapter } = await import("../discord/adapter.js");
  return createDiscordAdapter(settings, chat, { log, ...(shard && { turns: shard }) });
}

async function slackAdapter(
  settings: NonNullable<Config["slack"]>,
  chat: Chat,
  log: Logger,
  stateDir: string,
): Promise<Adapter> {
  const { createSlackAdapter } = await import("../slack/adapter.js");
  return createSlackAdapter(settings, chat, { log, stateDir });
}
