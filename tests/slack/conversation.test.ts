import { describe, expect, test, vi } from "vitest";
import type { KeptMessage } from "../doubles/slack/state.js";
import { json } from "./reading.js";
import { bot, coat, somebody, useBot } from "./shared-bot.js";

useBot();

/** Somebody whom no other test knows, with their direct channel. */
function somebodyDirect() {
  const user = somebody();
  return { user, channel: bot.slack.workspace.direct(user) };
}

/** Says something, and waits for the cards below it. */
async function say(text: string, where: { user: string; channel: string; threadTs?: string }) {
  const post = await bot.slack.post({ ...where, text });
  const [cards] = await bot.cards(where.threadTs ?? post.ts, where.threadTs ? 2 : 1);
  return { post, cards };
}

async function sendPicture(user: string): Promise<void> {
  await vi.waitFor(() => expect(bot.slack.workspace.views.at(-1)?.user).toBe(user), 5000);
  await bot.slack.submit({ picture: { files: [bot.slack.shown(bot.slack.upload(coat))] } }, user);
}

describe("what is typed after an answer", () => {
  test("goes on from it in a direct message, wherever that stands", async () => {
    const anna = somebodyDirect();
    await say("coat count:2", anna);
    expect(json((await say("in blue", anna)).cards)).toMatch(/Coat.*in blue/);
  });

  test("may be a thumb, which Slack delivers by its name", async () => {
    const anna = somebodyDirect();
    await say("coat count:2", anna);
    expect(json((await say(":+1: 2", anna)).cards)).toMatch(/✕ 👍 1/);
  });

  test("goes on from it with an emoji beside the words, too", async () => {
    const anna = somebodyDirect();
    await say("coat count:2", anna);
    expect(json((await say("cheaper :pray::skin-tone-2:", anna)).cards)).toMatch(/Coat, cheaper/);
  });

  test("goes on from it in its thread, with a mention", async () => {
    const channel = "C0PUBLIC00";
    const user = somebody();
    const { post } = await say("<@U0BOT00000> coat count:2", { user, channel });
    await bot.slack.post({ user, channel, threadTs: post.ts, text: "<@U0BOT00000> in blue" });
    expect(json((await bot.cards(post.ts, 2)).at(-1))).toMatch(/Coat.*in blue/);
  });

  test.each<[string, (anna: ReturnType<typeof somebodyDirect>) => Promise<unknown>]>([
    ["a form from anywhere", ({ user }) => bot.slack.globalShortcut("ask_with_picture", user)],
    ["a form in a direct message", (anna) => bot.slack.command("/similar", "", anna)],
  ])("goes on from the answer to %s", async (_, open) => {
    const anna = somebodyDirect();
    await open(anna);
    await sendPicture(anna.user);
    await bot.answers({ channel: anna.channel });
    expect(json((await say("in blue", anna)).cards)).toContain("Lookalikes");
  });

  test("goes on from the answer to a message shortcut in a direct message", async () => {
    const anna = somebodyDirect();
    const message: KeptMessage = bot.slack.workspace.say({
      channel: anna.channel,
      threadTs: undefined,
      user: anna.user,
      text: "",
      blocks: [],
      files: [bot.slack.upload(coat)],
      ephemeralTo: undefined,
      via: "person",
    });
    await bot.slack.messageShortcut("similar", message, anna);
    await bot.answers({ to: anna.user });
    expect(json((await say("in blue", anna)).cards)).toContain("Lookalikes");
  });
});
