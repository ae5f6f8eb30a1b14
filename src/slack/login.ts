import { webApi } from "@slack/bolt";
import type { Logger } from "../log.js";
import { BOT_SCOPES } from "./scopes.js";

/** Who the bot is in its workspace. Slack may leave out what is optional here. */
export interface Identity {
  readonly botToken: string;
  readonly botUserId: string | undefined;
  readonly botId: string | undefined;
  readonly teamId: string | undefined;
  /** For people: "@haberdasher at Shop". */
  readonly name: string;
  /** Where the Web API answered. */
  readonly apiUrl: string | undefined;
}

/** `SLACK_API_URL` may be given with or without the `/api/` that Slack's own address ends in. */
function apiAddresses(apiUrl: string | undefined): readonly (string | undefined)[] {
  if (apiUrl === undefined) return [undefined];
  const { pathname, origin } = new URL(apiUrl);
  return pathname === "/" ? [apiUrl, `${origin}/api/`] : [apiUrl];
}

function isElsewhere(thrown: unknown): boolean {
  if (thrown instanceof webApi.WebAPIHTTPError) return thrown.statusCode === 404 || thrown.statusCode === 405;
  return thrown instanceof webApi.WebAPIPlatformError && thrown.data.error === "unknown_method";
}

function clientAt(token: string, options: webApi.WebClientOptions, slackApiUrl: string | undefined) {
  return new webApi.WebClient(token, {
    ...options,
    retryConfig: { retries: 0 },
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
  });
}

/** Asks Slack whose token this is, once. Fails with the SDK's error. */
export async function logIn(
  botToken: string,
  options: webApi.WebClientOptions,
  apiUrl: string | undefined,
  log: Logger,
): Promise<Identity> {
  const addresses = apiAddresses(apiUrl);
  for (const [at, address] of addresses.entries()) {
    try {
      const who = await clientAt(botToken, options, address).auth.test();
      warnOfMissingScopes(who.response_metadata?.scopes, log);
      return {
        botToken,
        botUserId: who.user_id,
        botId: who.bot_id,
        teamId: who.team_id,
        name: `@${who.user ?? "the bot"}${who.team ? ` at ${who.team}` : ""}`,
        apiUrl: address,
      };
    } catch (thrown) {
      if (!isElsewhere(thrown) || at === addresses.length - 1) throw thrown;
    }
  }
  throw new Error("No address to log in at");
}

function warnOfMissingScopes(granted: readonly string[] | undefined, log: Logger): void {
  if (granted === undefined) return;
  const missing = BOT_SCOPES.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return;
  log.warn({ missing }, "The Slack app lacks scopes: update it from manifest.json and install it again");
}
