import { describe, expect, test } from "vitest";
import { picture } from "../../fixtures/drawn-products.js";
import type { Bot } from "../bot.js";
import { answered, button, components, gallery, isEphemeral, menu, words } from "../reading.js";
import { bot } from "../shared-bot.js";

const ask = (...args: Parameters<Bot["discord"]["slash"]>) => answered(bot.discord.slash(...args));
const coat = async () => bot.discord.file("coat.jpg", await picture("Coats", "Red"), "image/jpeg");

describe("/find", () => {
  test("is deferred at once and answered with pictures, titles, prices, links and scores", async () => {
    const asked = bot.discord.slash("find", { query: "red things" });
    const message = await answered(asked);
    expect(asked.callback).toBe(5);
    expect(isEphemeral(message)).toBe(false);
    expect(message.json.flags).toBe(1 << 15);
    expect(gallery(message)).toHaveLength(6);
    expect(gallery(message)[0]).toEqual({
      url: "attachment://product-1.jpg",
      alt: expect.stringMatching(/^1\. (Marlow|Ashby) .+ for (Wom|M)en/),
    });
    expect(message.uploads[0]?.bytes.subarray(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]));
    expect(words(message)).toContain("### Red things");
    expect(words(message)).toMatch(
      /\*\*1\.\*\* \[(Marlow|Ashby) [^\]]+\]\(https:\/\/shop\.example\/[^)]+\) · \*\*€\d+\.00\*\*/,
    );
    expect(words(message)).toMatch(/\n-# .+ · .+\n-# (very close|close|loose) \(-?\d\.\d\d\)/);
  });

  test("takes filters, a count, and shows what was filtered as buttons", async () => {
    const message = await ask("find", {
      query: "something warm",
      colour: "Blue",
      kind: "Coats",
      max: 200,
      count: 2,
    });
    expect(
      gallery(message)
        .map(({ alt }) => alt)
        .sort(),
    ).toEqual([expect.stringContaining("Blue Winter Coat"), expect.stringContaining("Blue Winter Coat")]);
    const chips = components(message).filter(({ label }) => String(label).startsWith("✕"));
    expect(chips).toHaveLength(3);
  });

  test("shows more than ten hits in two messages, ten pictures each at most", async () => {
    const asked = bot.discord.slash("find", { query: "something for summer", count: 20 });
    await asked.until(() => asked.messages.length === 2, "second message");
    const [first, second] = asked.messages.map((id) => bot.discord.state.messages.get(id));
    if (!first || !second) throw new Error("two messages");
    expect([gallery(first).length, gallery(second).length]).toEqual([10, 2]);
    expect(() => button(first, "Refine")).toThrow();
    expect(button(second, "Refine")).toMatch(/^hb1:refine:/);
    expect(words(second)).toContain("**12.**");
  });

  test("combines words with a picture", async () => {
    const message = await ask("find", { query: "blue", image: await coat(), count: 2 });
    expect(words(message)).toContain("### Lookalikes, blue");
    expect(gallery(message)).toHaveLength(2);
  });

  test("reads options among the words as the examples have them, and a field before these", async () => {
    const message = await ask("find", { query: "coat colour:red max:100 private:yes", colour: "Blue" });
    expect(words(message)).toMatch(/^### Coat\n/);
    expect(isEphemeral(message)).toBe(true);
    const chips = components(message).map(({ label }) => String(label));
    expect(chips).toEqual(expect.arrayContaining(["✕ colour: Blue", "✕ price ≤ 100"]));
    expect(chips).not.toContain("✕ colour: Red");
    const wrong = await ask("find", { query: "coat colr:red" });
    expect(words(wrong)).toMatch(/no option "colr"; did you mean colour\?/);
    expect(isEphemeral(wrong)).toBe(true);
    expect(words(await ask("find", { query: '"re:zero" dress' }))).toMatch(/^### Re\\?:zero dress\n/);
  });

  test("takes an address among the words for a picture", async () => {
    const { url } = await coat();
    expect(words(await ask("find", { query: `in blue, ${url}` }))).toContain("### Lookalikes, in blue,");
    expect(gallery(await ask("find", { query: String(url) }))[0]?.alt).toMatch(/Red Winter Coat/);
    expect(words(await ask("similar", { words: String(url) }))).toMatch(/^### Lookalikes\n/);
    expect(words(await ask("classify", { labels: `coat, dress, ${url}` }))).toMatch(/Your labels/);
  });

  test("keeps a private answer private", async () => {
    const message = await ask("find", { query: "dress", private: true });
    expect(isEphemeral(message)).toBe(true);
  });

  test("uploads no more than the server allows", async () => {
    const asked = bot.discord.slash("find", { query: "something nice" }, { uploadLimit: 8000 });
    const message = await answered(asked);
    expect(message.uploads.length).toBeGreaterThan(0);
    expect(message.uploads.length).toBeLessThan(6);
    expect(words(message)).toContain("**6.**");
  });
});

describe("autocomplete", () => {
  test("completes from the open catalogue's facets", async () => {
    const asked = bot.discord.autocomplete("find", "colour", "re");
    await asked.until(() => asked.choices !== undefined, "choices");
    expect(asked.choices).toEqual([
      { name: "Red", value: "Red" },
      { name: "Green", value: "Green" },
    ]);
  });

  test("answers an option of which it knows nothing with no choices", async () => {
    const asked = bot.discord.autocomplete("find", "query", "re");
    await asked.until(() => asked.choices !== undefined, "choices");
    expect(asked.choices).toEqual([]);
  });
});

describe("/similar and /classify", () => {
  test("find lookalikes of an attached picture", async () => {
    const message = await ask("similar", { image: await coat() });
    expect(words(message)).toContain("### Lookalikes");
    expect(gallery(message)[0]?.alt).toMatch(/Red Winter Coat/);
  });

  test("find lookalikes of a linked picture", async () => {
    const { url } = await coat();
    const message = await ask("similar", { link: String(url) });
    expect(gallery(message)[0]?.alt).toMatch(/Red Winter Coat/);
  });

  test("take the last picture in the channel that the app may see", async () => {
    const { discord } = bot;
    const channelId = discord.state.addChannel({ guildId: discord.state.guildId }).id;
    const shoe = discord.file("shoe.jpg", await picture("Casual Shoes", "Blue"), "image/jpeg");
    discord.say({ channelId, mention: true, attachments: [shoe] });
    discord.say({ channelId, attachments: [await coat()], content: "unseen: no mention, no intent" });
    const message = await ask("similar", { count: 2 }, { channelId });
    expect(words(message)).toContain("### Lookalikes");
    expect(gallery(message)[0]?.alt).toMatch(/Blue Sneakers/);
  });

  test("say what is missing when there is no picture to take", async () => {
    for (const open of [true, false]) {
      const channelId = bot.discord.state.addChannel({ guildId: bot.discord.state.guildId, open }).id;
      const message = await ask("similar", {}, { channelId });
      expect(isEphemeral(message)).toBe(true);
      expect(words(message)).toMatch(/needs a picture: attach one/);
    }
  });

  test("draw the labels of a picture as bars", async () => {
    const message = await ask("classify", { image: await coat() });
    expect(words(message)).toMatch(/\*\*Colour\*\*\n```\nRed {4}█+/);
    expect(button(message, "Find lookalikes")).toMatch(/^hb1:/);
  });

  test("choose among the asker's own labels", async () => {
    const message = await ask("classify", { image: await coat(), labels: "a coat, a shoe, a handbag" });
    expect(words(message)).toMatch(/\*\*Your labels\*\*/);
  });
});

test("/help is answered at once and privately", async () => {
  const asked = bot.discord.slash("help");
  const message = await answered(asked);
  expect(asked.callback).toBe(4);
  expect(isEphemeral(message)).toBe(true);
  expect(words(message)).toContain("/find");
});

test("a command that is registered no more says so", async () => {
  const message = await ask("wardrobe");
  expect(isEphemeral(message)).toBe(true);
  expect(words(message)).toMatch(/register its commands anew/);
});

test("the menu offers each hit", async () => {
  const message = await ask("find", { query: "something nice", count: 3 });
  expect(
    menu(message)
      .options.slice(0, 3)
      .map(({ label }) => label),
  ).toEqual([expect.stringMatching(/^1\. /), expect.stringMatching(/^2\. /), expect.stringMatching(/^3\. /)]);
});
