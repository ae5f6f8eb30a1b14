import {
  Client,
  GatewayIntentBits,
  type IIdentifyThrottler,
  Options,
  REST,
  type RESTOptions,
} from "discord.js";
import type { Config } from "../config.js";
import { makeRequest } from "./multipart.js";

export type DiscordSettings = NonNullable<Config["discord"]>;

/** Messages that arrive here; none of the privileged intents. What a mention or a direct message says is in them all the same. */
const INTENTS = [GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** People whom the client remembers: it needs none of them, and a bot that runs for months must not collect them. */
const REMEMBERED = 200;

/** Nobody looks for an answer any longer, and whoever registers commands wants to be told. */
const LONGEST_WAIT_MS = 60_000;

/** The library waits as long as Discord says, which may be hours: a request that would is given up with a `RateLimitError`. */
const rejectOnRateLimit: RESTOptions["rejectOnRateLimit"] = ({ timeToReset, retryAfter }) =>
  Math.max(timeToReset, retryAfter) > LONGEST_WAIT_MS;

function restOptions({ apiUrl }: DiscordSettings): Partial<RESTOptions> {
  return {
    makeRequest,
    rejectOnRateLimit,
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, "") }),
  };
}

/** Discord's HTTP API alone, for registering commands. */
export function createRest(settings: DiscordSettings): REST {
  return new REST({ version: "10", ...restOptions(settings) }).setToken(settings.token);
}

/**
 * A client that has not logged in. It keeps no messages, members or channels: whatever a request needs comes with
 * its own event, and without the intent for servers the client is ready at once rather than after all of them came.
 * @param turns when it may identify, where other processes of the same bot do so too; default as it likes
 */
export function createClient(settings: DiscordSettings, turns?: IIdentifyThrottler): Client {
  return new Client({
    intents: INTENTS,
    ...(turns && { ws: { buildIdentifyThrottler: () => turns } }),
    rest: restOptions(settings),
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      DMMessageManager: 0,
      GuildMessageManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      ReactionManager: 0,
      EntitlementManager: 0,
      GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: REMEMBERED, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
}
