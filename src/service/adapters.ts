import type { Adapter } from "../chat/adapter.js";
import type { Chat } from "../chat/chat.js";
import type { Config } from "../config.js";
import type { Logger } from "../log.js";

/** The chat platforms that are configured. Their libraries are loaded only then. */
export async function platformAdapters(config: Config, chat: Chat, log: Logger): Promise<Adapter[]> {
  return [
    ...(config.discord ? [await discordAdapter(config.discord, chat, log)] : []),
    ...(config.slack ? [await slackAdapter(config.slack, chat, log, config.stateDir)] : []),
  ];
}

export async function discordAdapter(
  settings: NonNullable<Config["discord"]>,
  chat: Chat,
  log: Logger,
): Promise<Adapter> {
  const { createDiscordAdapter } = await import("../discord/adapter.js");
  return createDiscordAdapter(settings, chat, { log });
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
