import { webApi } from "@slack/bolt";

/** Slack's own word for a refused call ("invalid_blocks", "not_in_channel"), or undefined for any other failure. */
export function slackErrorWord(thrown: unknown): string | undefined {
  if (!(thrown instanceof webApi.WebAPIPlatformError)) return undefined;
  return thrown.data.error;
}

/** Places where the bot may not write. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const CLOSED = new Set([
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "restricted_action_non_threadable_channel",
  "restricted_action_thread_locked",
]);

/** What stands at the top of the thread was deleted in between. */
const GONE = new Set(["thread_not_found", "cannot_reply_to_message"]);

/** Whether the bot is not in a channel, or may not write there. */
export function mayNotWrite(thrown: unknown): boolean {
  return CLOSED.has(slackErrorWord(thrown) ?? "");
}

/** Whether the message is gone that was to be answered. */
export function isGone(thrown: unknown): boolean {
  return GONE.has(slackErrorWord(thrown) ?? "");
}

/** Slack's words for a token that is none, or no more. https://docs.slack.dev/reference/methods/auth.test#errors */
const REFUSED_TOKEN = new Set([
  "account_inactive",
  "invalid_auth",
  "not_allowed_token_type",
  "not_authed",
  "token_expired",
  "token_revoked",
]);

export function refusesToken(thrown: unknown): boolean {
  return REFUSED_TOKEN.has(slackErrorWord(thrown) ?? "");
}

/** Waits for a call that shows Slack the token of a setting. Where Slack does not take it, the failure names the setting. */
export async function withTokenOf<T>(setting: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (thrown) {
    const word = slackErrorWord(thrown);
    if (word === "missing_scope") throw new Error(`${setting} lacks a scope (docs/slack.md has it)`);
    if (refusesToken(thrown)) throw new Error(`Slack does not take this ${setting} (${word})`);
    throw thrown;
  }
}

/** A failure in a few words, for logs and status lines; never a payload. */
export function failureWords(thrown: unknown): string {
  const word = slackErrorWord(thrown);
  if (word !== undefined) return word;
  if (!(thrown instanceof Error)) return "unknown failure";
  const cause = thrown.cause instanceof Error ? thrown.cause : undefined;
  const deepest = cause?.cause instanceof Error ? cause.cause : cause;
  return deepest?.message ? `${thrown.message} (${deepest.message})` : thrown.message;
}
