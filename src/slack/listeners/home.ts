import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Bot } from "../bot.js";
import { homeView } from "../render/home.js";
import { failureWords } from "../slack-error.js";

/** Somebody opened the bot's page in Slack. */
export async function showHome(
  bot: Bot,
  { event, client }: SlackEventMiddlewareArgs<"app_home_opened"> & AllMiddlewareArgs,
): Promise<void> {
  if (event.tab === "messages") return;
  const publish = client.views.publish({ user_id: event.user, view: homeView(bot.chat) });
  await bot.inFlight.track(publish).catch((thrown) => {
    bot.log.warn({ reason: failureWords(thrown) }, "A home page could not be shown");
  });
}
