import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { BotProcess } from "../discord/bot-process.js";
import { crowd as discordCrowd } from "../discord/crowd.js";
import { SlackDouble } from "../doubles/slack/double.js";
import { picture } from "../fixtures/drawn-products.js";
import { SETUP } from "../slack/bot.js";
import { crowd as slackCrowd } from "../slack/crowd.js";

const PEOPLE = 25;
const MINUTE = 60_000;
/** Both platforms give a bot three seconds to acknowledge. */
const DEADLINE_MS = 3000;

let slack: SlackDouble;
let bot: BotProcess;

beforeAll(async () => {
  slack = await SlackDouble.start(SETUP);
  bot = await BotProcess.start({
    LOG_LEVEL: "warn",
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.server.apiUrl,
    SLACK_LOOKALIKE_CHANNELS: "C0LISTED00",
  });
  await bot.connected();
  await vi.waitFor(() => expect(slack.server.sockets.size).toBeGreaterThan(0), { timeout: 30_000 });
});
afterAll(async () => {
  await bot.stop();
  await slack.close();
});

/** Resolves once Slack has heard nothing new for that long. */
async function quiet(ms = 150): Promise<void> {
  let before = -1;
  while (before !== slack.workspace.calls.length || slack.workspace.reactions.size > 0) {
    before = slack.workspace.calls.length;
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

test("25 people on Discord and 25 on Slack for a minute, one process and one engine", async () => {
  const image = bot.discord.file("coat.jpg", await picture("Coats", "Red"), "image/jpeg");
  const [discord, inSlack] = await Promise.all([
    discordCrowd(bot.discord, { people: PEOPLE, ms: MINUTE, lookMs: 2000, picture: image }),
    slackCrowd({ slack, quiet }, PEOPLE, MINUTE),
  ]);
  const slowest = discord.acknowledged.at(-1) ?? 0;
  console.log({
    discord: { asked: discord.asked, lost: discord.lost.length, slowestAckMs: slowest },
    slack: inSlack,
  });
  expect(discord.lost).toEqual([]);
  expect(discord.answered.length).toBe(discord.asked);
  expect(slowest).toBeLessThan(DEADLINE_MS);
  expect(inSlack).toMatchObject({ lost: 0, doubled: 0, unacknowledged: 0, undelivered: 0 });
  expect(inSlack.slowestAckMs).toBeLessThan(DEADLINE_MS);
}, 240_000);
