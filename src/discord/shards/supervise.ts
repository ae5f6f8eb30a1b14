import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type RESTGetAPIGatewayBotResult, Routes, type Shard, ShardingManager } from "discord.js";
import { z } from "zod";
import { backoff } from "../../backoff.js";
import { LIMITS } from "../../limits.js";
import type { Logger } from "../../log.js";
import { PACKAGE_ROOT } from "../../package-root.js";
import { createRest, type DiscordSettings } from "../client.js";
import { againAfter } from "../connection.js";
import { describe, loginFailure } from "../errors.js";
import { IDENTIFY_MS, IdentifyTurns, type SharedTurns } from "./identify-turns.js";
import { Line, type ShardSeen, shardReportSchema } from "./protocol.js";

const gatewaySchema = z.object({
  shards: z.number().int().min(1),
  session_start_limit: z.object({ max_concurrency: z.number().int().min(1) }),
}) satisfies z.ZodType<
  Pick<RESTGetAPIGatewayBotResult, "shards"> & {
    session_start_limit: Pick<RESTGetAPIGatewayBotResult["session_start_limit"], "max_concurrency">;
  }
>;

export interface SuperviseOptions {
  readonly log: Logger;
  /** Ends all shards when it aborts. */
  readonly signal: AbortSignal;
  /** Turns for identifying that other processes of the same bot take as well. */
  readonly turns?: SharedTurns;
}

/** A little less than this process's own time for shutting down, so that no shard outlives it. */
const SHUTDOWN_MS = LIMITS.shutdownMs - 500;
/** A shard that lived so long did not die of how it was started. */
const STABLE_MS = 60_000;
/** How long a shard may take to tell of itself. */
const REPORT_MS = 2000;

/** A shard's process over its lives. */
interface Ward {
  readonly shard: Shard;
  readonly line: Line;
  restarts: number;
}

/**
 * Runs one process per shard, each a whole bot with an engine of its own, and starts anew the one that dies, ever more
 * slowly if it dies again. Resolves when the signal has aborted and all have ended.
 */
export async function superviseShards(settings: DiscordSettings, options: SuperviseOptions): Promise<void> {
  const { log, signal } = options;
  const plan = await shardPlan(settings, options);
  if (!plan) return;
  const manager = new ShardingManager(join(PACKAGE_ROOT, "dist", "src", "main.js"), {
    token: settings.token,
    totalShards: plan.total,
    shardList: [...plan.ids],
    respawn: false,
  });
  const turns = new IdentifyTurns(plan.maxConcurrency, options.turns);
  const wards: Ward[] = [];
  for (const id of plan.ids) {
    const shard = manager.createShard(id);
    const line = new Line((message) => sendTo(shard, message), {
      identify: () => turns.next(id, signal),
      shards: () => Promise.all(wards.map(seen)),
    });
    shard.on("message", (message) => line.hear(message));
    wards.push({ shard, line, restarts: 0 });
  }
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const running = wards.map(async (ward, position) => {
    const { id } = ward.shard;
    // Loading is what a processor is busy with.
    await pause((position * IDENTIFY_MS) / plan.maxConcurrency);
    for (let deaths = 0; !signal.aborted; deaths++) {
      const lived = await untilItEnds(ward.shard, signal, (pid) =>
        log.info({ shard: id, of: plan.total, pid }, "Shard starts"),
      );
      if (signal.aborted) return;
      if (lived > STABLE_MS) deaths = 0;
      log.warn({ shard: id }, "Shard ended; it is started again");
      await pause(backoff(deaths, 1000, 60_000));
      ward.restarts += 1;
    }
  });
  await Promise.all(running);
}

async function sendTo(shard: Shard, message: object): Promise<void> {
  await shard.send(message);
}

async function seen({ shard, line, restarts }: Ward): Promise<ShardSeen> {
  const gone = !shard.process?.connected;
  const asked = gone
    ? undefined
    : await line.ask("report", AbortSignal.timeout(REPORT_MS)).catch(() => undefined);
  const { data } = shardReportSchema.safeParse(asked);
  return { shard: shard.id, restarts, ...(data && { report: data }) };
}

/** Starts a shard's process; resolves with the milliseconds that it ran. An abort asks it to end, and at last kills it. */
async function untilItEnds(
  shard: Shard,
  signal: AbortSignal,
  onStart: (pid: number | undefined) => void,
): Promise<number> {
  const started = Date.now();
  // Not waiting until it is logged in: a shard whose login fails tries again by itself.
  const child = await shard.spawn(-1);
  if (!("exitCode" in child)) throw new Error("Shards run as processes");
  onStart(child.pid);
  let kill: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill("SIGTERM");
    kill = setTimeout(() => child.kill("SIGKILL"), SHUTDOWN_MS);
  };
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  signal.removeEventListener("abort", end);
  clearTimeout(kill);
  return Date.now() - started;
}

interface ShardPlan {
  readonly ids: readonly number[];
  readonly total: number;
  /** How many shards Discord lets identify at once. */
  readonly maxConcurrency: number;
}

async function askGateway(settings: DiscordSettings): Promise<z.infer<typeof gatewaySchema>> {
  return gatewaySchema.parse(await createRest(settings).get(Routes.gatewayBot()));
}

/** Asks until Discord answers; undefined where the signal aborts first. */
async function askGatewayAgain(settings: DiscordSettings, { log, signal }: SuperviseOptions) {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await askGateway(settings);
    } catch (thrown) {
      log.debug(describe(thrown), "Discord does not say how many shards it wants");
      const { pause, detail } = againAfter(loginFailure(thrown), failures);
      log.warn(detail);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}

/** Which shards to run: those of the settings, or as many as Discord recommends. Undefined where the signal aborts first. */
async function shardPlan(
  settings: DiscordSettings,
  options: SuperviseOptions,
): Promise<ShardPlan | undefined> {
  if (settings.shards === undefined || settings.shards === "auto") {
    const gateway = await askGatewayAgain(settings, options);
    if (!gateway) return undefined;
    const { shards, session_start_limit } = gateway;
    return { ids: range(0, shards - 1), total: shards, maxConcurrency: session_start_limit.max_concurrency };
  }
  const { first, last, total } = settings.shards;
  const maxConcurrency = await askGateway(settings).then(
    ({ session_start_limit }) => session_start_limit.max_concurrency,
    () => {
      options.log.warn("Discord does not say how many shards may identify at once; they do so one by one");
      return 1;
    },
  );
  return { ids: range(first, last), total, maxConcurrency };
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
