import type { Config } from "../config.js";
import type { ShardProcess } from "../discord/shards/shard-process.js";
import type { Logger } from "../log.js";
import { type Metrics, textOfShards } from "../metrics.js";
import { type ServiceHealth, withShards } from "./health.js";
import { liveUntilSignalled } from "./lifetime.js";
import { openSharedTurns } from "./shared-turns.js";

type DiscordConfig = NonNullable<Config["discord"]>;

/** Whether this process has the page and greets: of the shards that one process looks after, the first. */
export function isFirst(shard: ShardProcess | undefined, discord: Config["discord"]): boolean {
  const shards = discord?.shards;
  return shard === undefined || shard.id === (typeof shards === "object" ? shards.first : 0);
}

/** The page's health and figures, of all shards where there are several. */
export function overAllShards(
  shard: ShardProcess | undefined,
  health: () => ServiceHealth,
  metrics: Metrics,
): { readonly health: () => Promise<ServiceHealth>; readonly metrics: Metrics } {
  if (!shard) return { health: async () => health(), metrics };
  const text = async () => {
    const seen = await shard.everyShard();
    return textOfShards(
      seen.map(({ shard, restarts, report }) => ({
        shard,
        restarts,
        up: report?.status.state === "up",
        ...(report && { data: report.metrics }),
      })),
    );
  };
  return {
    health: async () => withShards(health(), await shard.everyShard()),
    metrics: { ...metrics, text },
  };
}

/** With DISCORD_SHARDS, this process only looks after the shards, each a process that serves. */
export async function lookAfterShards(discord: DiscordConfig, config: Config, log: Logger): Promise<void> {
  const { superviseShards } = await import("../discord/shards/supervise.js");
  const stop = new AbortController();
  const turns = config.redisUrl === undefined ? undefined : openSharedTurns(config.redisUrl, log);
  const running = superviseShards(discord, { log, signal: stop.signal, ...(turns && { turns }) });
  liveUntilSignalled(() => {
    stop.abort();
    return running;
  }, log);
  await running.finally(() => turns?.close());
}
