import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from "discord.js";

/** What Discord says when it is too late for an answer. */
const TOO_LATE = new Set<number | string>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

/** The interaction is over: its three seconds or its fifteen minutes have passed. */
export function isTooLate(thrown: unknown): boolean {
  return thrown instanceof DiscordAPIError && TOO_LATE.has(thrown.code);
}

/** Somebody acknowledged it before: an earlier try of ours whose answer was lost, or a second process of the bot. */
export function isAcknowledged(thrown: unknown): boolean {
  return (
    thrown instanceof DiscordAPIError &&
    thrown.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** A thread that was closed takes no message of any form; Discord says so now with 400, now with 403. */
const CLOSED = new Set<number | string>([
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
]);

function isClosed(thrown: unknown): boolean {
  return thrown instanceof DiscordAPIError && CLOSED.has(thrown.code);
}

/** The message itself was refused; the same words without pictures may pass. */
export function isRefusedContent(thrown: unknown): boolean {
  if (isTooLate(thrown) || isClosed(thrown)) return false;
  return thrown instanceof DiscordAPIError && [400, 413].includes(thrown.status);
}

/** Nothing can be said there. */
export function isForbidden(thrown: unknown): boolean {
  return isClosed(thrown) || (thrown instanceof DiscordAPIError && [403, 404].includes(thrown.status));
}

/** Something in a message is not permitted there: sending at all, or its files. */
export function isNotPermitted(thrown: unknown): boolean {
  return thrown instanceof DiscordAPIError && thrown.code === RESTJSONErrorCodes.MissingPermissions;
}

/** A message may be sent there, only not as a reply: who cannot read the channel's history cannot reply to it. */
export function isUnreadableReply(thrown: unknown): boolean {
  return (
    thrown instanceof DiscordAPIError &&
    thrown.code === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory
  );
}

/** Codes of sockets ("ECONNRESET") and of undici ("UND_ERR_SOCKET"). */
const NETWORK = /^(E[A-Z_]+|UND_ERR_[A-Z_]+)$/;

/** Discord, or the way to it, failed; the same request may succeed in a moment. */
export function isPassing(thrown: unknown): boolean {
  if (thrown instanceof HTTPError) return true;
  if (!(thrown instanceof Error) || thrown instanceof DiscordAPIError) return false;
  if (thrown.name === "AbortError") return true;
  return "code" in thrown && typeof thrown.code === "string" && NETWORK.test(thrown.code);
}

/** Why the bot does not get in, for whoever runs it. */
export function loginFailure(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "Discord cannot be reached";
  if (thrown instanceof RateLimitError) return "Discord lets this bot ask nothing for a while";
  if (thrown instanceof DiscordAPIError && thrown.status === 401)
    return "Discord does not know this DISCORD_TOKEN";
  if ("code" in thrown && thrown.code === "TokenInvalid") return "Discord does not know this DISCORD_TOKEN";
  if (/authentication failed/i.test(thrown.message)) return "Discord does not know this DISCORD_TOKEN";
  if (/not enough sessions/i.test(thrown.message)) return "Discord allows no more logins today";
  return "Discord cannot be reached";
}

/** What may be logged of an error: never an address, since interaction tokens stand in it, nor what was sent. */
export function describe(thrown: unknown): Record<string, unknown> {
  if (thrown instanceof DiscordAPIError || thrown instanceof HTTPError) {
    return {
      error: thrown.message,
      status: thrown.status,
      method: thrown.method,
      ...(thrown instanceof DiscordAPIError ? { code: thrown.code } : {}),
    };
  }
  if (thrown instanceof RateLimitError) {
    const { method, route, retryAfter } = thrown;
    return { error: "Discord wants a long wait", method, route, retryAfterS: Math.ceil(retryAfter / 1000) };
  }
  return { err: thrown };
}
