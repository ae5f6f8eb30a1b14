import { afterAll, beforeAll, expect, test } from "vitest";
import { Bot } from "./bot.js";
import { crowd } from "./crowd.js";

let bot: Bot;
beforeAll(async () => {
  bot = await Bot.start();
});
afterAll(() => bot.stop());

test("25 people at once: every question answered once, every delivery acknowledged in time", async () => {
  const report = await crowd(bot, 25, 4000);
  expect(report).toMatchObject({ lost: 0, doubled: 0, unacknowledged: 0, undelivered: 0 });
  expect(report.asked).toBeGreaterThanOrEqual(25);
  expect(report.slowestAckMs).toBeLessThan(3000);
  expect(bot.slack.workspace.reactions.size).toBe(0);
}, 90_000);
