import { expect, test, vi } from "vitest";
import { BotProcess } from "../discord/bot-process.js";
import { DiscordDouble } from "../doubles/discord/double.js";
import { RedisServer } from "./redis-server.js";

vi.setConfig({ testTimeout: 300_000 });

/** The shards that are connected, each once. */
function connected({ gateway }: DiscordDouble): number[] {
  const open = [...gateway.sessions.values()].filter(({ socket }) => socket?.readyState === 1);
  return open.map(({ shard: [id] }) => id).sort();
}

test("two processes with their shares of four shards take turns at identifying; one that is killed takes its shards along and comes back", async () => {
  const [redis, discord] = await Promise.all([RedisServer.start(), DiscordDouble.start()]);
  discord.state.maxConcurrency = 2;
  discord.gateway.identifyMs = 5000;
  const start = (share: string) => BotProcess.start({ DISCORD_SHARDS: share, REDIS_URL: redis.url }, discord);
  const bots = [await start("0-1/4"), await start("2-3/4")];
  const all = () =>
    vi.waitFor(() => expect(connected(discord)).toEqual([0, 1, 2, 3]), { timeout: 120_000, interval: 100 });
  try {
    await all();
    const [killed, other] = bots;
    expect(await other?.shards()).toMatchObject([{ shard: 2 }, { shard: 3 }]);
    killed?.child.kill("SIGKILL");
    // Orphans that went on would answer everything twice.
    await vi.waitFor(() => expect(connected(discord)).toEqual([2, 3]), { timeout: 30_000, interval: 100 });
    bots.push(await start("0-1/4"));
    await all();
    expect(discord.gateway.counts).toMatchObject({ identifies: 6, early: 0 });
    for (const bot of bots) expect(bot.said).not.toContain(redis.url);
  } finally {
    await Promise.all(bots.map((bot) => bot.stop()));
    await discord.stop();
    await redis.die();
  }
});
