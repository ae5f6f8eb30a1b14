import { describe, expect, test } from "vitest";
import { type Json, objects } from "../../doubles/discord/json.js";
import { picture } from "../../fixtures/drawn-products.js";
import { answered, components, gallery, isEphemeral, menu, words } from "../reading.js";
import { bot } from "../shared-bot.js";

const file = async (kind: string, colour: string) =>
  bot.discord.file(`${kind}.jpg`, await picture(kind, colour), "image/jpeg");
/** A message that the bot was told nothing about, as people write among themselves. */
const written = (fields: Json): Json => ({
  id: "1",
  channel_id: bot.discord.state.channelId,
  content: "",
  attachments: [],
  embeds: [],
  ...fields,
});
const lookalikes = (message: Json) => answered(bot.discord.rightClick("Find lookalikes", message));

describe("right-click", () => {
  test("looks at the attachment", async () => {
    const message = await lookalikes(written({ attachments: [await file("Handbags", "Green")] }));
    expect(gallery(message)[0]?.alt).toMatch(/Green Handbag/);
    expect(isEphemeral(message)).toBe(true);
  });

  test("classifies it", async () => {
    const message = written({ attachments: [await file("Handbags", "Green")] });
    const answer = await answered(bot.discord.rightClick("Classify picture", message));
    expect(words(answer)).toMatch(/\*\*Colour\*\*\n```\nGreen/);
  });

  test("looks past a document to the embed's picture, and to its thumbnail", async () => {
    const text = bot.discord.file("notes.txt", new TextEncoder().encode("hello"), "text/plain");
    const { url } = await file("Dresses", "Yellow");
    for (const embed of [
      { type: "image", image: { url } },
      { type: "link", thumbnail: { url, proxy_url: url } },
    ]) {
      const message = await lookalikes(written({ attachments: [text], embeds: [embed] }));
      expect(gallery(message)[0]?.alt).toMatch(/Yellow Dress/);
    }
  });

  test("takes Discord's copy where the original is gone", async () => {
    const { url } = await file("Dresses", "Black");
    const gone = `${bot.discord.origin}/gone.jpg`;
    const message = await lookalikes(written({ embeds: [{ image: { url: gone, proxy_url: url } }] }));
    expect(gallery(message)[0]?.alt).toMatch(/Black Dress/);
  });

  test("looks at a forwarded message and at the components of another bot's", async () => {
    const forwarded = { message_snapshots: [{ message: { attachments: [await file("Trousers", "Blue")] } }] };
    expect(gallery(await lookalikes(written(forwarded)))[0]?.alt).toMatch(/Blue Trousers/);
    const { url } = await file("Coats", "Black");
    const film = { media: { url: `${url}?film`, content_type: "video/mp4" } };
    const items = [film, { media: { url, content_type: "image/jpeg" } }];
    const shown = { components: [{ type: 17, components: [{ type: 12, items }] }] };
    expect(gallery(await lookalikes(written(shown)))[0]?.alt).toMatch(/Black Winter Coat/);
  });

  test("looks at the message replied to: as it came along, and fetched", async () => {
    const attachments = [await file("Tshirts", "Red")];
    const along = written({ content: "nice!", referenced_message: written({ id: "2", attachments }) });
    expect(gallery(await lookalikes(along))[0]?.alt).toMatch(/Red T-shirt/);
    const { state } = bot.discord;
    const mentioned = bot.discord.say({ mention: true, attachments });
    const fetched = written({ message_reference: { message_id: mentioned.id, channel_id: state.channelId } });
    expect(gallery(await lookalikes(fetched))[0]?.alt).toMatch(/Red T-shirt/);
  });

  test("is gone on from privately: what is typed after it is answered to the asker alone", async () => {
    const { state } = bot.discord;
    const userId = "7004";
    const channelId = state.addChannel({ guildId: state.guildId }).id;
    const attachments = [await file("Handbags", "Green"), await file("Coats", "Red")];
    for (const shown of [attachments.slice(0, 1), attachments]) {
      const message = written({ channel_id: channelId, attachments: shown });
      const where = { userId, channelId };
      const asked = await answered(bot.discord.rightClick("Find lookalikes", message, where));
      if (shown.length > 1) await answered(bot.discord.press(asked.json, menu(asked).customId, ["0"], where));
      const typed = bot.discord.say({ ...where, mention: true, content: "in red" });
      const answer = await bot.discord.reply(state.directChannel(userId).id, String(typed.id));
      expect(words(answer)).toContain("### Lookalikes, in red");
    }
  });

  test("says so when there is no picture, also where the reply may not be read", async () => {
    const hidden = bot.discord.state.addChannel({ guildId: bot.discord.state.guildId, open: false }).id;
    const reference = { message_id: "99", channel_id: hidden };
    for (const message of [written({}), written({ message_reference: reference })]) {
      const answer = await lookalikes(message);
      expect(isEphemeral(answer)).toBe(true);
      expect(words(answer)).toMatch(/no picture in that message/);
    }
  });
});

describe("several pictures", () => {
  const several = async () =>
    written({ attachments: [await file("Coats", "Red"), await file("Casual Shoes", "Green")] });

  test("give a choice, and the chosen one is looked for", async () => {
    const userId = "7001";
    const asked = bot.discord.rightClick("Find lookalikes", await several(), { userId });
    const question = await answered(asked);
    expect(gallery(question)).toHaveLength(2);
    const { customId, options } = menu(question);
    expect(options.map(({ label }) => label)).toEqual([
      "Picture 1: Coats.jpg",
      "Picture 2: Casual Shoes.jpg",
    ]);
    const chosen = bot.discord.press(question.json, customId, ["1"], { userId });
    const answer = await answered(chosen);
    expect(chosen.callback).toBe(6);
    expect(answer.json.id).toBe(question.json.id);
    expect(gallery(answer)[0]?.alt).toMatch(/Green Sneakers/);
    expect(objects(answer.json.attachments)).toHaveLength(6);
  });

  test("are shown as hidden as they were posted", async () => {
    const { state } = bot.discord;
    const channelId = state.addChannel({ guildId: state.guildId }).id;
    const hidden = { ...(await file("Coats", "Red")), filename: "SPOILER_Coats.jpg" };
    const flagged = { ...(await file("Coats", "Blue")), flags: 8 };
    const attachments = [await file("Dresses", "Red"), hidden, flagged];
    const asked = bot.discord.say({ channelId, mention: true, attachments });
    const question = await bot.discord.reply(channelId, String(asked.id));
    const items = components(question).flatMap((one) => objects(one.items));
    expect(items.map(({ spoiler }) => spoiler === true)).toEqual([false, true, true]);
    const again = await lookalikes(written({ components: question.json.components }));
    const shown = components(again).flatMap((one) => objects(one.items));
    expect(shown.map(({ spoiler }) => spoiler === true)).toEqual([false, true, true]);
  });

  test("can be chosen between after a restart of the bot too", async () => {
    const userId = "7002";
    const question = await answered(bot.discord.rightClick("Find lookalikes", await several(), { userId }));
    await bot.restart();
    const { customId } = menu(question);
    const answer = await answered(bot.discord.press(question.json, customId, ["0"], { userId }));
    expect(gallery(answer)[0]?.alt).toMatch(/Red Winter Coat/);
  });

  test("keep their question when the chosen one fails", async () => {
    const broken = bot.discord.file("broken.jpg", new Uint8Array([1, 2, 3]), "image/jpeg");
    const message = written({ attachments: [await file("Coats", "Red"), broken] });
    const userId = "7003";
    const question = await answered(bot.discord.rightClick("Find lookalikes", message, { userId }));
    const { customId } = menu(question);
    const answer = await answered(bot.discord.press(question.json, customId, ["1"], { userId }));
    expect(answer.json.id).not.toBe(question.json.id);
    expect(isEphemeral(answer)).toBe(true);
    expect(bot.discord.state.messages.get(String(question.json.id))?.json.components).toEqual(
      question.json.components,
    );
  });
});
