import { afterAll, beforeAll, expect, test } from "vitest";
import { picture } from "../fixtures/drawn-products.js";
import { Bot } from "./bot.js";

let bot: Bot;
beforeAll(async () => {
  bot = await Bot.start();
});
afterAll(() => bot.stop());

test("a picture in a direct message gets lookalikes and labels in its thread", async () => {
  const file = bot.slack.upload(await picture("Coats", "Red"));
  const post = await bot.slack.post({ files: [file] });
  const [cards] = await bot.cards(post.ts);
  console.log(JSON.stringify(cards?.blocks, null, 1).slice(0, 6000), cards?.text, bot.calls());
  expect(bot.adapter.status().state).toBe("up");
  await bot.quiet();
  console.log(bot.lines.slice(-5), bot.slack.workspace.reactionLog);
});
