import { createHash } from "node:crypto";
import type { AllMiddlewareArgs, AnyMiddlewareArgs } from "@slack/bolt";
import { z } from "zod";
import type { Bot } from "../bot.js";
import { acknowledge } from "./acknowledge.js";

const idSchema = z.object({ event_id: z.string().min(1) });

/** The name under which the socket's envelope id stands in Bolt's context. */
export const ENVELOPE = "envelopeId";

interface DeliveryContext {
  readonly [ENVELOPE]?: unknown;
  readonly retryNum?: number | undefined;
}

/** True if this delivery was taken up before. */
function isRepeated({ once }: Bot, body: unknown, context: DeliveryContext): boolean {
  const envelope = context[ENVELOPE];
  if (typeof envelope === "string" && !once.first(`envelope ${envelope}`)) return true;
  const { data } = idSchema.safeParse(body);
  if (data) return !once.first(`event ${data.event_id}`);
  // What people press and type carries no id of its own: a retry is known by saying so and being the same all through.
  const seen = !once.first(`body ${createHash("sha256").update(JSON.stringify(body)).digest("base64")}`);
  return seen && (context.retryNum ?? 0) > 0;
}

/** A modal that was sent may have to say what is wrong in it: its listener acknowledges. Bolt does for events. */
function isOurs(
  args: AnyMiddlewareArgs,
  repeated: boolean,
): args is AnyMiddlewareArgs & { ack: () => Promise<void> } {
  return "ack" in args && typeof args.ack === "function" && (repeated || !("view" in args));
}

/**
 * Slack delivers again what it believes lost: only the first delivery goes on. All are acknowledged here, at once,
 * whether anything listens for them or not.
 */
export async function onceOnly(bot: Bot, args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> {
  const repeated = isRepeated(bot, args.body, args.context);
  if (isOurs(args, repeated)) {
    const { ack } = args;
    await acknowledge(bot, () => ack());
  }
  if (!repeated) return args.next();
  bot.log.debug({ retry: args.context.retryNum }, "Slack delivered something again");
}
