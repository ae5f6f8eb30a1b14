import type { Bot } from "../bot.js";
import { failureWords } from "../slack-error.js";

/**
 * Tells Slack that a delivery arrived. A socket that closed in that very moment is no reason not to answer: there are
 * other ways to the asker.
 */
export async function acknowledge(bot: Bot, ack: () => Promise<void>): Promise<void> {
  try {
    await ack();
  } catch (thrown) {
    bot.log.warn({ reason: failureWords(thrown) }, "A delivery could not be acknowledged");
  }
}
