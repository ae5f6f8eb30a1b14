import { afterAll, beforeAll } from "vitest";
import { Bot, type BotOptions } from "./bot.js";

/** The bot of the test file that runs: its suites share one, since a model takes seconds to load. */
export let bot: Bot;

export function useBot(options: BotOptions = {}): void {
  beforeAll(async () => {
    bot = await Bot.start(options);
  });
  afterAll(() => bot?.stop());
}
