import { describe, expect, test } from "vitest";
import { isObject, type Json } from "../../doubles/discord/json.js";
import { picture } from "../../fixtures/drawn-products.js";
import type { Bot } from "../bot.js";
import { answered, gallery, menu, words } from "../reading.js";
import { bot } from "../shared-bot.js";

const file = async (kind: string, colour: string) =>
  bot.discord.file(`${kind}.jpg`, await picture(kind, colour), "image/jpeg");

function channel(userId?: string): string {
  const { state } = bot.discord;
  return userId === undefined
    ? state.addChannel({ guildId: state.guildId }).id
    : state.directChannel(userId).id;
}

async function said(posted: Parameters<Bot["discord"]["say"]>[0] & { channelId: string }) {
  const message = bot.discord.say(posted);
  return { message, answer: await bot.discord.reply(posted.channelId, String(message.id)) };
}

/** Whether the bot keeps silent: a later question in the same channel is answered first. */
async function ignored(channelId: string, send: () => Json): Promise<boolean> {
  const silent = send();
  const { answer } = await said({ channelId, mention: true, content: "dress" });
  const all = [...bot.discord.state.messages.values()].filter(
    ({ json }) =>
      json.channel_id === channelId && isObject(json.author) && json.author.id === bot.discord.state.botId,
  );
  return all.length === 1 && answer.json.id === all[0]?.json.id && BigInt(String(silent.id)) > 0n;
}

describe("direct messages", () => {
  test("words get a search, while the bot is seen typing", async () => {
    const channelId = channel("801");
    const { message, answer } = await said({ channelId, userId: "801", content: "red winter coat" });
    expect(gallery(answer)[0]?.alt).toMatch(/Red Winter Coat/);
    expect(answer.json.message_reference).toMatchObject({
      message_id: message.id,
      fail_if_not_exists: false,
    });
    expect(answer.json.sent_allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(bot.discord.state.typing.some((one) => one.channelId === channelId)).toBe(true);
  });

  test("a picture gets lookalikes", async () => {
    const { answer } = await said({ channelId: channel("802"), attachments: [await file("Coats", "Blue")] });
    expect(words(answer)).toContain("### Lookalikes");
    expect(gallery(answer)[0]?.alt).toMatch(/Blue Winter Coat/);
  });

  test("what is said at once after a question goes on from its answer", async () => {
    const channelId = channel("813");
    bot.discord.say({ channelId, userId: "813", content: "coat" });
    const said = bot.discord.say({ channelId, userId: "813", content: "ok, in green" });
    const titles = new Map<unknown, string>();
    for (let after = "0"; titles.size < 2; ) {
      const { json, ...rest } = await bot.discord.reply(channelId, after);
      titles.set((json.message_reference as Json).message_id, words({ json, ...rest }));
      after = String(json.id);
    }
    expect(titles.get(said.id)).toContain("### Coat, in green");
  });

  test("a picture with words is a search with both, and commands can be typed", async () => {
    const channelId = channel("803");
    const both = await said({ channelId, content: "in green", attachments: [await file("Coats", "Blue")] });
    expect(words(both.answer)).toContain("### Lookalikes, in green");
    const typed = await said({ channelId, content: "find dress colour:yellow count:2" });
    expect(gallery(typed.answer).every(({ alt }) => /Yellow Dress/.test(alt))).toBe(true);
    const classified = await said({
      channelId,
      content: "/classify",
      attachments: [await file("Coats", "Blue")],
    });
    expect(words(classified.answer)).toContain("**Colour**");
  });

  test("a picture and 'what is it?' get its labels", async () => {
    const attachments = [await file("Coats", "Blue")];
    const { answer } = await said({ channelId: channel("814"), content: "What is this?", attachments });
    expect(words(answer)).toContain("**Colour**");
  });

  test("several pictures give a choice", async () => {
    const attachments = [await file("Coats", "Blue"), await file("Dresses", "Red")];
    const { answer } = await said({ channelId: channel("804"), attachments });
    expect(menu(answer).options).toHaveLength(2);
  });

  test("more pictures than are looked at together get a sentence, and none is left out", async () => {
    const attachments = await Promise.all(
      ["Red", "Blue", "Green", "Yellow", "Black"].map((colour) => file("Coats", colour)),
    );
    const { answer } = await said({ channelId: channel("807"), content: "in green", attachments });
    expect(words(answer)).toContain("That is 5 pictures; 4 at once are enough.");
  });

  test("a link in angle brackets is a link, and whom or what a message names is no word", async () => {
    const channelId = channel("809");
    const { url } = await file("Handbags", "Yellow");
    const { answer } = await said({ channelId, content: `<${url}>` });
    expect(words(answer)).toContain("### Lookalikes");
    const command = await said({ channelId, content: "</find:1234567890> dress colour:yellow count:2" });
    expect(gallery(command.answer).every(({ alt }) => /Yellow Dress/.test(alt))).toBe(true);
    expect(words(command.answer)).toMatch(/^### Dress\n/);
    const content = "red coat for <@123456789> <@&77> from <#99> <a:shiny:1234>";
    expect(words((await said({ channelId, content })).answer)).toMatch(/^### Red coat for from \\:shiny:\n/);
  });

  test("of a link the picture that Discord shows is looked at, once", async () => {
    const channelId = channel("808");
    const { url } = await file("Handbags", "Yellow");
    const page = "https://shop.example/handbags?colour=yellow";
    const shop = [{ type: "article", url: page, thumbnail: { url } }];
    const alone = await said({ channelId, content: page, embeds: shop });
    expect(words(alone.answer)).toContain("### Lookalikes");
    expect(gallery(alone.answer)[0]?.alt).toMatch(/Yellow Handbag/);
    const renamed = [{ ...shop[0], url: "https://www.shop.example/yellow-handbags" }];
    const short = await said({
      channelId,
      content: `in green https://shop.example/s/1, please`,
      embeds: renamed,
    });
    expect(words(short.answer)).toContain("### Lookalikes, in green please");
    const changed = await said({ channelId, content: `in green ${page}`, embeds: shop });
    expect(words(changed.answer)).toContain("### Lookalikes, in green");
    const itself = [{ type: "image", url, thumbnail: { url } }];
    const labels = await said({ channelId, content: `/classify ${url}`, embeds: itself });
    expect(words(labels.answer)).toMatch(/\*\*Colour\*\*\n```\nYellow/);
    expect(words(labels.answer)).not.toContain("Only the first picture");
  });

  test("of a link that Discord shows a moment later, the picture is waited for", async () => {
    const channelId = channel("810");
    const { url } = await file("Handbags", "Yellow");
    const page = "https://shop.example/a/yellow-handbag";
    const message = bot.discord.say({ channelId, content: `in green ${page}` });
    bot.discord.unfurl(message, [{ type: "article", url: page, thumbnail: { url } }]);
    const answer = await bot.discord.reply(channelId, String(message.id));
    expect(words(answer)).toContain("### Lookalikes, in green");
  });

  test("a picture's address among words is a picture", async () => {
    const { url } = await file("Handbags", "Yellow");
    const { answer } = await said({ channelId: channel("811"), content: `in green ${url}` });
    expect(words(answer)).toContain("### Lookalikes, in green");
  });

  test("a film, a voice message or a document gets a sentence, with words beside it, too", async () => {
    const channelId = channel("812");
    await said({ channelId, userId: "812", content: "coat" });
    const film = bot.discord.file("walk.mp4", new Uint8Array([1, 2, 3]), "video/mp4");
    for (const content of ["", "in red"]) {
      const { answer } = await said({ channelId, userId: "812", content, attachments: [film] });
      expect(words(answer)).toMatch(/^"walk.mp4" is not a picture: send me a photo/);
    }
  });

  test("an answer to somebody's picture is about that picture", async () => {
    const channelId = channel("805");
    const shown = bot.discord.say({ channelId, attachments: [await file("Handbags", "Yellow")] });
    await bot.discord.reply(channelId, String(shown.id));
    const { answer } = await said({ channelId, content: "similar", replyTo: shown });
    expect(gallery(answer)[0]?.alt).toMatch(/Yellow Handbag/);
  });

  test("nothing at all gets help, and nonsense a sentence", async () => {
    const channelId = channel("806");
    expect(words((await said({ channelId, content: " " })).answer)).toContain("What you can ask");
    expect(words((await said({ channelId, content: "/fnid coat" })).answer)).toMatch(/find/);
    expect(words((await said({ channelId, content: "x".repeat(2000) })).answer)).toMatch(/too long/);
  });
});

describe("a reply to an answer goes on from that answer", () => {
  test("though others came after it, and though it has a menu only", async () => {
    const channelId = channel("821");
    const where = { channelId, userId: "821" };
    const coats = await answered(bot.discord.slash("find", { query: "coat for women", count: 2 }, where));
    const { customId, options } = menu(coats);
    const colours = String(options.find(({ label }) => String(label).endsWith("colours"))?.value);
    const opened = await answered(bot.discord.press(coats.json, customId, [colours], where));
    await answered(bot.discord.slash("find", { query: "shoes", count: 2 }, where));
    const { answer } = await said({ ...where, content: "like 2", replyTo: opened.json });
    const second = String(menu(opened).options[1]?.label).replace("2. ", "");
    expect(words(answer)).toContain(`### More like ${second}`);
  });

  test("in the first message of two, by somebody who asked for nothing before", async () => {
    const { state } = bot.discord;
    const channelId = channel();
    const asked = bot.discord.slash("find", { query: "something for summer", count: 20 }, { channelId });
    await asked.until(() => asked.messages.length === 2, "second message");
    const first = state.messages.get(asked.messages[0] ?? "")?.json ?? {};
    const pinged = { mentions: [state.bot()] };
    const { answer } = await said({
      channelId,
      userId: "822",
      content: "like 3",
      replyTo: first,
      extra: pinged,
    });
    expect(words(answer)).toMatch(/### More like /);
  });
});

describe("mentions on a server", () => {
  test("are answered below the message", async () => {
    const channelId = channel();
    const { message, answer } = await said({ channelId, mention: true, content: "black trousers" });
    expect(gallery(answer)[0]?.alt).toMatch(/Black Trousers/);
    expect(answer.json.message_reference).toMatchObject({ message_id: message.id });
  });

  test("with a picture get lookalikes", async () => {
    const { answer } = await said({
      channelId: channel(),
      mention: true,
      attachments: [await file("Dresses", "Blue")],
    });
    expect(gallery(answer)[0]?.alt).toMatch(/Blue Dress/);
  });

  test("errors go to the asker alone, or below the message where that is not possible", async () => {
    const text = () => bot.discord.file("a.png", new TextEncoder().encode("no picture"), "image/png");
    const direct = channel("901");
    const sent = bot.discord.say({
      channelId: channel(),
      userId: "901",
      mention: true,
      attachments: [text()],
    });
    expect(words(await bot.discord.reply(direct, String(sent.id)))).toMatch(/picture/);
    bot.discord.state.unreachableUsers.add("902");
    const { answer } = await said({
      channelId: channel(),
      userId: "902",
      mention: true,
      attachments: [text()],
    });
    expect(words(answer)).toMatch(/picture/);
  });

  test("for a private answer get it directly, and never where others read it", async () => {
    const channelId = channel();
    const ask = { channelId, mention: true, content: "red coat private:yes count:12" };
    const sent = bot.discord.say({ ...ask, userId: "905" });
    expect(gallery(await bot.discord.reply(channel("905"), String(sent.id))).length).toBeGreaterThan(0);
    bot.discord.state.unreachableUsers.add("906");
    const { message, answer } = await said({
      ...ask,
      userId: "906",
      content: "something private:yes count:12",
    });
    expect(words(answer)).toMatch(/^That answer is private, and you take no direct messages/);
    await said({ channelId, mention: true, content: "dress" });
    const below = [...bot.discord.state.messages.values()].filter(
      ({ json }) => isObject(json.message_reference) && json.message_reference.message_id === message.id,
    );
    expect(below).toHaveLength(1);
  });

  test("below somebody's picture, which Discord does not show us, are told of the message's menu", async () => {
    const channelId = channel();
    const shown = bot.discord.say({ channelId, attachments: [await file("Coats", "Red")] });
    const sent = bot.discord.say({ channelId, userId: "904", mention: true, replyTo: shown });
    const answer = await bot.discord.reply(channel("904"), String(sent.id));
    expect(words(answer)).toMatch(/I see no picture in the message .* Find lookalikes/);
  });

  test("are answered directly where the bot may not write", async () => {
    const { state } = bot.discord;
    const channelId = state.addChannel({ guildId: state.guildId, open: false }).id;
    const sent = bot.discord.say({ channelId, userId: "903", mention: true, content: "red coat" });
    const answer = await bot.discord.reply(channel("903"), String(sent.id));
    expect(gallery(answer).length).toBeGreaterThan(0);
  });

  test("are answered directly where the thread was closed meanwhile", async () => {
    const { state } = bot.discord;
    const channelId = state.addChannel({ guildId: state.guildId, locked: true }).id;
    const sent = bot.discord.say({ channelId, userId: "907", mention: true, content: "red coat" });
    const answer = await bot.discord.reply(channel("907"), String(sent.id));
    expect(gallery(answer).length).toBeGreaterThan(0);
  });

  test("are answered there, only not as a reply, where the bot may not read the history", async () => {
    const { state } = bot.discord;
    const channelId = state.addChannel({ guildId: state.guildId, lacks: ["read-history"] }).id;
    const { answer } = await said({ channelId, mention: true, content: "black trousers" });
    expect(gallery(answer)[0]?.alt).toMatch(/Black Trousers/);
    expect(answer.json.message_reference).toBeUndefined();
  });

  test("are answered there without pictures where the bot may not attach files", async () => {
    const { state } = bot.discord;
    const channelId = state.addChannel({ guildId: state.guildId, lacks: ["attach-files"] }).id;
    const { message, answer } = await said({ channelId, mention: true, content: "black trousers" });
    expect(words(answer)).toMatch(/Black Trousers/);
    expect(gallery(answer)).toEqual([]);
    expect(answer.json.message_reference).toMatchObject({ message_id: message.id });
  });

  test("of others, of everyone, by bots and webhooks are left alone", async () => {
    const extras: { content?: string; extra?: Json }[] = [
      { content: "red coat" },
      { content: "<@12345> red coat", extra: { mentions: [{ id: "12345" }] } },
      { content: "@everyone red coat", extra: { mention_everyone: true } },
      { content: `<@${bot.discord.state.botId}> coat`, extra: { author: { id: "5", bot: true } } },
      { content: `<@${bot.discord.state.botId}> coat`, extra: { webhook_id: "77" } },
      { content: `<@${bot.discord.state.botId}> coat`, extra: { type: 7 } },
    ];
    for (const { content, extra } of extras) {
      const channelId = channel();
      const send = () =>
        bot.discord.say({ channelId, ...(content ? { content } : {}), ...(extra ? { extra } : {}) });
      expect(await ignored(channelId, send), JSON.stringify({ content, extra })).toBe(true);
    }
  });
});
