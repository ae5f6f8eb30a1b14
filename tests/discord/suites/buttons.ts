import { describe, expect, test } from "vitest";
import type { StoredMessage } from "../../doubles/discord/interaction.js";
import { objects, text } from "../../doubles/discord/json.js";
import { picture } from "../../fixtures/drawn-products.js";
import { answered, button, components, gallery, isEphemeral, menu, words } from "../reading.js";
import { bot } from "../shared-bot.js";

const ANNA = "4001";
const BEN = "4002";

const find = (options: Record<string, string | number | boolean> = {}) =>
  answered(bot.discord.slash("find", { query: "something nice", count: 3, ...options }, { userId: ANNA }));
const press = (message: StoredMessage, label: string, userId = ANNA) =>
  bot.discord.press(message.json, button(message, label), undefined, { userId });

describe("More", () => {
  test("shows the next page below, numbers going on", async () => {
    const first = await find();
    const pressed = press(first, "More");
    const second = await answered(pressed);
    expect(pressed.callback).toBe(5);
    expect(second.json.id).not.toBe(first.json.id);
    expect(gallery(second).map(({ alt }) => alt.slice(0, 2))).toEqual(["4.", "5.", "6."]);
    expect(isEphemeral(second)).toBe(false);
  });

  test("works after a restart, and twice", async () => {
    const first = await find();
    await bot.restart();
    const again = [await answered(press(first, "More")), await answered(press(first, "More"))];
    expect(again.map((message) => gallery(message)[0]?.alt.slice(0, 2))).toEqual(["4.", "4."]);
  });

  test("answers somebody else privately, and below a private answer too", async () => {
    const open = await find();
    expect(isEphemeral(await answered(press(open, "More", BEN)))).toBe(true);
    const hidden = await find({ private: true });
    expect(isEphemeral(await answered(press(hidden, "More")))).toBe(true);
  });
});

test("More like … shows lookalikes of the chosen hit", async () => {
  const first = await find();
  const { customId, options } = menu(first);
  const chosen = await answered(
    bot.discord.press(first.json, customId, [String(options[1]?.value)], { userId: ANNA }),
  );
  const title = String(options[1]?.label).replace("2. ", "");
  expect(words(chosen)).toContain(`### More like ${title}`);
});

describe("a vote", () => {
  /** Votes for the first hit of a message. */
  const vote = (message: StoredMessage) => {
    const votes = components(message).findLast(({ type }) => type === 3);
    const [up] = objects(votes?.options);
    return bot.discord.press(message.json, text(votes?.custom_id), [text(up?.value)], { userId: ANNA });
  };
  const numbers = (message: StoredMessage) => gallery(message).map(({ alt }) => Number.parseInt(alt, 10));

  test("ranks the answer anew where it stands", async () => {
    const first = await find();
    const again = await answered(vote(first));
    expect(again.json.id).toBe(first.json.id);
    expect(numbers(again)).toEqual([1, 2, 3]);
    expect(words(again)).toContain("👍 **");
  });

  test("is followed by the whole answer where that takes two messages", async () => {
    const asked = bot.discord.slash("find", { query: "something nice", count: 20 }, { userId: ANNA });
    await asked.until(() => asked.messages.length === 2, "second message");
    const { messages } = bot.discord.state;
    const before = asked.messages.flatMap((id) => messages.get(id) ?? []);
    for (const message of before) {
      const voted = vote(message);
      await voted.until(() => voted.messages.length === 2, "second message");
      expect(voted.messages.flatMap((id) => numbers(messages.get(id) ?? message))).toEqual(
        before.flatMap(numbers),
      );
    }
    expect(asked.messages.map((id) => messages.get(id)?.json.components)).toEqual(
      before.map(({ json }) => json.components),
    );
  });
});

test("colours that were folded into a hit open from the same menu", async () => {
  const first = await find({ query: "coat for women" });
  const { customId, options } = menu(first);
  const colours = options.find(({ label }) => String(label).endsWith("colours"));
  expect(colours?.label).toBe("1. +4 colours");
  const opened = await answered(
    bot.discord.press(first.json, customId, [String(colours?.value)], { userId: ANNA }),
  );
  expect(gallery(opened)).toHaveLength(5);
});

test("Refine opens a form, and its words join the question", async () => {
  const first = await find();
  const opened = press(first, "Refine");
  await opened.until(() => opened.modal !== undefined, "form");
  expect(opened.callback).toBe(9);
  const refined = await answered(bot.discord.submit(opened, "and elegant"));
  expect(words(refined)).toMatch(/### Something nice,? and elegant/);
  expect(isEphemeral(refined)).toBe(false);
  const other = press(first, "Refine", BEN);
  await other.until(() => other.modal !== undefined, "form");
  expect(isEphemeral(await answered(bot.discord.submit(other, "and plain")))).toBe(true);
  const empty = press(first, "Refine");
  await empty.until(() => empty.modal !== undefined, "form");
  expect(words(await answered(bot.discord.submit(empty, "  ")))).toMatch(/Type what to change/);
});

test("a filter's button takes the filter away", async () => {
  const first = await find({ colour: "Red", for: "Men" });
  const chips = components(first).filter(({ label }) => String(label).startsWith("✕"));
  expect(chips).toHaveLength(2);
  const wider = await answered(press(first, String(chips[0]?.label)));
  expect(components(wider).filter(({ label }) => String(label).startsWith("✕"))).toHaveLength(1);
});

test("what the picture shows, and its lookalikes, lead to each other", async () => {
  const image = bot.discord.file("bag.jpg", await picture("Handbags", "Yellow"), "image/jpeg");
  const similar = await answered(bot.discord.slash("similar", { image }, { userId: ANNA }));
  const labels = await answered(press(similar, "What is it?"));
  expect(words(labels)).toMatch(/\*\*Colour\*\*\n```\nYellow/);
  const classified = await answered(bot.discord.slash("classify", { image }, { userId: ANNA }));
  const found = await answered(press(classified, "Find lookalikes"));
  expect(gallery(found)[0]?.alt).toMatch(/Yellow Handbag/);
});

test("a button of nowhere, of old and of another make gets a private sentence", async () => {
  const first = await find();
  for (const id of [
    "hb1:more:nowhere1234567890~4001",
    "hb1:dance:abc",
    "vote_yes",
    "hb1-pick:similar:abc",
    "hb1-like",
  ]) {
    const answer = await answered(bot.discord.press(first.json, id, undefined, { userId: ANNA }));
    expect(isEphemeral(answer)).toBe(true);
    expect(words(answer)).toMatch(/please ask again/);
  }
});

test("no answer drops the V2 flag or leaves files behind", async () => {
  const first = await find();
  expect(objects(first.json.attachments).map(({ filename }) => filename)).toEqual(
    gallery(first).map(({ url }) => url.replace("attachment://", "")),
  );
});
