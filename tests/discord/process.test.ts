import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { BotProcess } from "./bot-process.js";
import { answered, gallery, words } from "./reading.js";

// `npm test` builds first; a bare vitest run may not have.
const built = existsSync(join(PACKAGE_ROOT, "dist", "src", "main.js"));

test.runIf(built)(
  "two shards serve as processes of their own, one that dies comes back, and all end on SIGTERM",
  async () => {
    const bot = await BotProcess.start({ DISCORD_SHARDS: "2" });
    try {
      const { discord } = bot;
      await bot.connected(2, 120_000);
      expect([...discord.gateway.sessions.values()].map(({ shard }) => shard).sort()).toEqual([
        [0, 2],
        [1, 2],
      ]);
      // Direct messages come to shard 0, a server's events to the shard that its id says.
      const direct = discord.slash("help", {}, { channelId: discord.state.directChannel("31").id });
      expect(words(await answered(direct, 30_000))).toContain("/find");
      const asked = discord.slash("find", { query: "something nice", count: 2 });
      expect(gallery(await answered(asked, 30_000))).toHaveLength(2);
      const { identifies } = discord.gateway.counts;
      discord.gateway.close(4010);
      while (discord.gateway.counts.identifies < identifies + 2) await sleep(50);
      expect(bot.said).not.toContain(discord.state.token);
    } finally {
      expect(await bot.stop()).toBe(0);
    }
  },
  180_000,
);
