import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type RESTGetAPIGatewayBotResult, Routes, type Shard, ShardingManager } from "discord.js";
import { z } from "zod";
import { backoff } from "../backoff.js";
import { LIMITS } from "../limits.js";
import type { Logger } from "../log.js";
import { PACKAGE_ROOT } from "../package-root.js";
import { createRest, type DiscordSettings } from "./client.js";

const recommendedSchema = z.object({ shards: z.number().int().min(1) }) satisfies z.ZodType<
  Pick<RESTGetAPIGatewayBotResult, "shards">
>;

/** The number of the shard that this process is, from 0; undefined where it is none. discord.js sets the variables. */
export function shardNumber(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): number | undefined {
  if (environment.SHARDING_MANAGER === undefined || environment.SHARDS === undefined) return undefined;
  const number = Number(environment.SHARDS);
  return Number.isInteger(number) ? number : undefined;
}

export interface RunShardsOptions {
  readonly log: Logger;
  /** Ends all shards when it aborts. */
  readonly signal: AbortSignal;
  /** What each shard runs; default this program's own `main.js`. */
  readonly file?: string;
  /** Milliseconds between two shards; Discord lets a bot identify once in five seconds. */
  readonly delayMs?: number;
  /** How long the shards may take to end before they are killed. */
  readonly shutdownMs?: number;
}

/**
 * Runs one process per shard, each a whole bot with an engine of its own, and starts anew the one that dies, ever more
 * slowly if it dies again. Resolves when the signal has aborted and all have ended. Fails with what Discord says when
 * it cannot tell how many shards it wants.
 */
export async function runShards(settings: DiscordSettings, options: RunShardsOptions): Promise<void> {
  const { log, signal } = options;
  const total = await shardCount(settings);
  const manager = new ShardingManager(options.file ?? join(PACKAGE_ROOT, "dist", "src", "main.js"), {
    token: settings.token,
    totalShards: total,
    respawn: false,
  });
  const shards = Array.from({ length: total }, (_, id) => manager.createShard(id));
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const running = shards.map(async (shard, position) => {
    // Discord lets a bot identify once in five seconds.
    await pause(position * (options.delayMs ?? 5500));
    for (let deaths = 0; !signal.aborted; deaths++) {
      log.info({ shard: shard.id, of: total }, "Shard starts");
      const lived = await untilItEnds(shard, signal, options.shutdownMs ?? SHUTDOWN_MS);
      if (signal.aborted) return;
      if (lived > STABLE_MS) deaths = 0;
      log.warn({ shard: shard.id }, "Shard ended; it is started again");
      await pause(backoff(deaths, 1000, 60_000));
    }
  });
  await Promise.all(running);
}

/** A little less than this process's own time for shutting down, so that no shard outlives it. */
const SHUTDOWN_MS = LIMITS.shutdownMs - 500;
/** A shard that lived so long did not die of how it was started. */
const STABLE_MS = 60_000;

/** Starts a shard's process; resolves with the milliseconds that it ran. An abort asks it to end, and at last kills it. */
async function untilItEnds(shard: Shard, signal: AbortSignal, shutdownMs: number): Promise<number> {
  const started = Date.now();
  // Not waiting until it is logged in: a shard whose login fails tries again by itself.
  const child = await shard.spawn(-1);
  if (!("exitCode" in child)) throw new Error("Shards run as processes");
  let kill: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill("SIGTERM");
    kill = setTimeout(() => child.kill("SIGKILL"), shutdownMs);
  };
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  signal.removeEventListener("abort", end);
  clearTimeout(kill);
  return Date.now() - started;
}

async function shardCount(settings: DiscordSettings): Promise<number> {
  if (typeof settings.shards === "number") return settings.shards;
  return recommendedSchema.parse(await createRest(settings).get(Routes.gatewayBot())).shards;
}
