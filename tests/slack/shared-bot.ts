import { afterAll, afterEach, beforeAll } from "vitest";
import type { OpenShop } from "../../src/open-shop.js";
import { picture } from "../fixtures/drawn-products.js";
import { openSmallShop } from "../fixtures/small-shop.js";
import { Bot, type BotOptions } from "./bot.js";

/** The bot of the test that runs. */
export let bot: Bot;
/** The shop that it answers from, where `useNewBots` opened it. */
export let shop: OpenShop;
/** A picture of a red coat. */
export let coat: Buffer;

let people = 0;
/** The id of somebody whom no other test knows. */
export function somebody(): string {
  people += 1;
  return `U0P${String(people).padStart(7, "0")}`;
}

/** One bot for all tests of a file. */
export function useBot(): void {
  beforeAll(async () => {
    [bot, coat] = await Promise.all([Bot.start(), picture("Coats", "Red")]);
  });
  afterAll(() => bot?.stop());
}

/** A bot for each test, over one shop: the test starts it by what this returns. */
export function useNewBots(always: BotOptions = {}): (options?: BotOptions) => Promise<Bot> {
  beforeAll(async () => {
    [shop, coat] = await Promise.all([openSmallShop(), picture("Coats", "Red")]);
  });
  afterEach(() => bot.stop({ keepShop: true }));
  afterAll(() => shop?.close());
  return async (options = {}) => {
    bot = await Bot.start({ ...always, ...options }, shop);
    return bot;
  };
}
