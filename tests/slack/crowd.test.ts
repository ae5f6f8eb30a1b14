import { expect, test } from "vitest";
import { crowd } from "./crowd.js";
import { bot, useBot } from "./shared-bot.js";

useBot();

test("25 people at once: every question answered once, every delivery acknowledged in time", async () => {
  const report = await crowd(bot, 25, 4000);
  expect(report).toMatchObject({ lost: 0, doubled: 0, unacknowledged: 0, undelivered: 0 });
  expect(report.asked).toBeGreaterThanOrEqual(25);
  expect(report.slowestAckMs).toBeLessThan(3000);
  expect(bot.slack.workspace.reactions.size).toBe(0);
}, 90_000);
