import { z } from "zod";
import type { Bot } from "./bot.js";
import { pause } from "./pause.js";
import type { Message } from "./render/reply.js";

/** What became of a message to a response URL: Slack's word for a refusal, "unreachable" for any other failure. */
export type Responded = "ok" | "invalid_blocks" | "expired_url" | "used_url" | "unreachable" | (string & {});

const refusal = z.object({ ok: z.literal(false), error: z.string() });

/** Milliseconds before another try when Slack stumbles. */
const RETRIES = [500, 2000];

export interface ResponseOptions {
  /** For everyone in the channel, instead of the asker alone. */
  readonly openly?: boolean;
  readonly threadTs?: string | undefined;
  /** In the place of the message that the response URL belongs to. */
  readonly inPlace?: boolean | undefined;
}

/**
 * Answers through the `response_url` of a command, shortcut or button: five times within 30 minutes, also in channels
 * that the bot is not in. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function respond(
  { fetch, hosts, ending }: Bot,
  address: string,
  { text, blocks }: Message,
  { openly = false, threadTs, inPlace = false }: ResponseOptions,
): Promise<Responded> {
  if (!URL.canParse(address) || !hosts.owns(new URL(address))) return "unreachable";
  const body = JSON.stringify({
    response_type: openly ? "in_channel" : "ephemeral",
    replace_original: inPlace,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    unfurl_links: false,
    unfurl_media: false,
    text,
    blocks,
  });
  for (let attempt = 0; ; attempt += 1) {
    const wait = RETRIES[attempt];
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
      });
      if (answer.status < 500) return outcomeOf(answer.ok, await answer.text());
    } catch (thrown) {
      // It may well have been said: saying it again would be worse. After anything else, try again below.
      if (thrown instanceof Error && thrown.name === "TimeoutError") return "ok";
    }
    if (wait === undefined || ending.aborted) return "unreachable";
    await pause(wait, ending);
  }
}

/** Slack says no in JSON or with the bare word, and not always with a status. */
function outcomeOf(ok: boolean, text: string): Responded {
  try {
    const { data } = refusal.safeParse(JSON.parse(text));
    if (data) return data.error;
  } catch {
    if (!ok && /^[a-z_]{1,60}$/.test(text.trim())) return text.trim();
  }
  return ok ? "ok" : "unreachable";
}
