import type { AllMiddlewareArgs, AnyMiddlewareArgs } from "@slack/bolt";
import { z } from "zod";
import type { Bot } from "../bot.js";
import { acknowledge } from "./acknowledge.js";

/** Events carry an id; what people press, type or send carries a trigger id that no other carries. */
const idSchema = z.object({ event_id: z.string().optional(), trigger_id: z.string().optional() });

function deliveryKey(body: unknown): string | undefined {
  const { data } = idSchema.safeParse(body);
  if (data?.event_id !== undefined) return `event ${data.event_id}`;
  return data?.trigger_id === undefined ? undefined : `trigger ${data.trigger_id}`;
}

/** Slack delivers again what it believes lost: only the first delivery goes on, all are acknowledged. */
export async function onceOnly(bot: Bot, args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> {
  const key = deliveryKey(args.body);
  if (key === undefined || bot.once.first(key)) return args.next();
  bot.log.debug({ retry: args.context.retryNum }, "Slack delivered something again");
  const { ack } = args as { ack?: () => Promise<void> };
  if (ack) await acknowledge(bot, ack);
}
