import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from "@slack/bolt";
import type { Bot } from "../bot.js";
import { hasFreshResults, homeView } from "../render/home.js";
import { failureWords } from "../slack-error.js";

/** Somebody opened the bot's page in Slack, or came back to it: then what they found is left standing for a while. */
export async function showHome(
  bot: Bot,
  { event, client }: SlackEventMiddlewareArgs<"app_home_opened"> & AllMiddlewareArgs,
): Promise<void> {
  if (event.tab === "messages" || (event.view && hasFreshResults(event.view))) return;
  const publish = client.views.publish({ user_id: event.user, view: homeView(bot.chat) });
  await bot.inFlight.track(publish).catch((thrown) => {
    bot.log.warn({ reason: failureWords(thrown) }, "A home page could not be shown");
  });
}
