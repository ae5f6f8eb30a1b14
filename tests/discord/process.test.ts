import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { DiscordDouble } from "../doubles/discord/double.js";
import { BotProcess } from "./bot-process.js";
import { answered, button, gallery, words } from "./reading.js";

// `npm test` builds first; a bare vitest run may not have.
const built = existsSync(join(PACKAGE_ROOT, "dist", "src", "main.js"));

test.runIf(built)(
  "where Discord cannot say how many shards it wants, the bot says why and asks again",
  async () => {
    const discord = await DiscordDouble.start();
    discord.state.faults.add({ path: /gateway\/bot/, kind: "5xx", times: 4 });
    const bot = await BotProcess.start({ DISCORD_SHARDS: "auto" }, discord);
    const stranger = await BotProcess.start(
      { DISCORD_SHARDS: "auto", DISCORD_TOKEN: "MTA5.another.token" },
      discord,
    );
    try {
      await bot.connected(1, 60_000);
      expect(bot.said).toMatch(/Discord cannot be reached; trying again in [12] s/);
      await vi.waitFor(
        () => expect(stranger.said).toMatch(/Discord does not know this DISCORD_TOKEN; trying again in \d s/),
        20_000,
      );
    } finally {
      expect(await bot.stop()).toBe(0);
      expect(await stranger.stop()).toBe(0);
      await discord.stop();
    }
  },
  120_000,
);

test.runIf(built)(
  "two shards serve as processes of their own, one that dies comes back while the other answers, and all end on SIGTERM",
  async () => {
    const discord = await DiscordDouble.start();
    discord.gateway.identifyMs = 5000;
    // Direct messages come to shard 0, a server's events to the shard that its id says: this one's to shard 1.
    discord.state.guildId = String(1n << 22n);
    const bot = await BotProcess.start({ DISCORD_SHARDS: "2" }, discord);
    try {
      await bot.connected(2, 120_000);
      expect([...discord.gateway.sessions.values()].map(({ shard }) => shard).sort()).toEqual([
        [0, 2],
        [1, 2],
      ]);
      const up = { state: "up", detail: expect.stringMatching(/^logged in as /) };
      const healthy = (restarts: number) => [
        { shard: 0, ...up, restarts: 0 },
        { shard: 1, ...up, restarts },
      ];
      await vi.waitFor(async () => expect(await bot.shards()).toEqual(healthy(0)), 10_000);

      const help = () => discord.slash("help", {}, { channelId: discord.state.directChannel("31").id });
      expect(words(await answered(help(), 30_000))).toContain("/find");
      const asked = await answered(discord.slash("find", { query: "something nice", count: 2 }), 30_000);
      expect(gallery(asked)).toHaveLength(2);

      process.kill(bot.shardPid(1), "SIGKILL");
      await vi.waitFor(
        async () =>
          expect(await bot.shards()).toEqual([
            { shard: 0, ...up, restarts: 0 },
            { shard: 1, state: "down", detail: "its process does not answer", restarts: expect.any(Number) },
          ]),
        { timeout: 10_000, interval: 50 },
      );
      expect(words(await answered(help(), 30_000))).toContain("/find");
      await vi.waitFor(async () => expect(await bot.shards()).toEqual(healthy(1)), 60_000);
      const metrics = await (await fetch(`${bot.url}/metrics`)).text();
      expect(metrics).toMatch(/^haberdasher_shard_up\{shard="1"\} 1$/m);
      expect(metrics).toMatch(/^haberdasher_shard_restarts_total\{shard="1"\} 1$/m);
      expect(metrics).toMatch(/^haberdasher_adapter_up\{adapter="discord"\} 2$/m);

      // The answer's button comes to a process that did not make it.
      const more = await answered(discord.press(asked.json, button(asked, "More")), 30_000);
      expect(gallery(more).length).toBeGreaterThan(0);
      expect(discord.gateway.counts.early).toBe(0);
      expect(bot.said).not.toContain(discord.state.token);
    } finally {
      expect(await bot.stop()).toBe(0);
      await discord.stop();
    }
  },
  300_000,
);
