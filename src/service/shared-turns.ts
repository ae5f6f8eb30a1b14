import { setTimeout as sleep } from "node:timers/promises";
import type { SharedTurns } from "../discord/shards/identify-turns.js";
import type { Logger } from "../log.js";
import { RedisConnection } from "./redis-connection.js";

export interface OpenTurns extends SharedTurns {
  close(): void;
}

/** How long a start waits for Redis itself. */
const CONNECT_MS = 5000;
const LOOK_MS = 100;

/**
 * Turns that processes on several machines take, kept in Redis: whoever writes the key first has the turn, and the key
 * goes by itself. While Redis is away nobody waits: Discord itself turns away who comes too early, and they try again.
 */
export function openSharedTurns(address: string, log: Logger): OpenTurns {
  const connection = new RedisConnection(address, log, {
    back: "Shards take turns through Redis",
    meanwhile: "shards of other processes are not waited for meanwhile",
  });
  const { redis } = connection;
  return {
    async take(key, ms, signal) {
      const patience = performance.now() + CONNECT_MS;
      while (connection.trouble !== undefined && performance.now() < patience) {
        await sleep(LOOK_MS, undefined, { signal });
      }
      try {
        while ((await redis.set(key, "taken", "PX", ms, "NX")) === null) {
          await sleep(Math.max(LOOK_MS, await redis.pttl(key)), undefined, { signal });
        }
        connection.worked();
      } catch (thrown) {
        signal.throwIfAborted();
        connection.failed(thrown);
      }
    },
    close: () => connection.close(),
  };
}
