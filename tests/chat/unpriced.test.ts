import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import type { Chat } from "../../src/chat/chat.js";
import { createChat } from "../../src/chat/create-chat.js";
import type { Sessions } from "../../src/chat/sessions.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/log.js";
import { openShopWith } from "../../src/open-shop.js";
import type { Shop } from "../../src/shop.js";
import { buildGoods, type Goods } from "../search/goods.js";

const asker = { platform: "discord", userId: "anna" };
const place = "room";
const { signal } = new AbortController();

describe("a shop without prices", () => {
  let goods: Goods;
  let shop: Shop;
  let folder: string;
  let sessions: Sessions;
  let chat: Chat;
  beforeAll(async () => {
    goods = await buildGoods(
      ["Red", "Blue", "Green"].map((baseColour) => ({
        title: `${baseColour} Shirt`,
        articleType: "Shirts",
        baseColour,
      })),
    );
    shop = await openShopWith(goods.engine, { ...readConfig({}), catalogue: goods.folder });
    folder = await mkdtemp(join(tmpdir(), "haberdasher-unpriced-"));
    sessions = await openSessions(folder);
    chat = createChat({ shop: () => shop, commands: COMMANDS, sessions, log: createLogger("silent", []) });
  }, 120_000);
  afterAll(async () => {
    await sessions?.close();
    await shop?.catalogue.close();
    await goods?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = (query: string, options = {}) =>
    chat.handle({ command: "find", asker, options: { query, ...options }, pictures: [], place, signal });
  const said = (line: string) => chat.follow({ line, asker, place, signal });

  it("answers what was asked besides, and says what it left out", async () => {
    for (const query of ["shirt under 40", "the cheapest shirt"]) {
      const { hits, notice } = await ask(query);
      expect(hits, query).toHaveLength(3);
      expect(notice).toBe("This catalogue has no prices; what you said of them is left out.");
    }
    expect((await ask("shirt")).notice).toBeUndefined();
  });

  it.each([
    [{ max: 40 }, /no prices; leave min and max out/],
    [{ sort: "cheapest" }, /no prices to sort by/],
  ])("refuses the option %j in a sentence", async (options, text) => {
    expect(await ask("shirt", options)).toMatchObject({ kind: "error", text: expect.stringMatching(text) });
  });

  it.each(["cheaper", "under 40", "in red under 40", "cheapest first"])(
    "says so where “%s” is said of an answer",
    async (line) => {
      await ask("shirt");
      expect(await said(line)).toMatchObject({ kind: "error", text: expect.stringMatching(/has no prices/) });
    },
  );
});
