import { expect, test } from "vitest";
import { picture } from "../../fixtures/drawn-products.js";
import { crowd } from "../crowd.js";
import { bot } from "../shared-bot.js";

// The whole minute, against the process that people start, is `npm run soak:discord`.
test("forty people at once are each acknowledged in three seconds and answered", async () => {
  const shown = bot.discord.file("coat.jpg", await picture("Coats", "Red"), "image/jpeg");
  const { asked, acknowledged, lost } = await crowd(bot.discord, {
    people: 40,
    ms: 3000,
    lookMs: 250,
    picture: shown,
  });
  expect(lost).toEqual([]);
  expect(asked).toBeGreaterThanOrEqual(40);
  expect(acknowledged).toHaveLength(asked);
  // The double refuses an acknowledgement after three seconds; this says that none was late and counted all the same.
  expect(acknowledged.at(-1)).toBeLessThanOrEqual(3000);
}, 90_000);
