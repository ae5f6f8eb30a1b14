import type { IIdentifyThrottler } from "discord.js";
import { z } from "zod";
import { Line, type ShardReport, type ShardSeen, shardSeenSchema } from "./protocol.js";

/** How long the others may take to tell of themselves. */
const REPORTS_MS = 3000;

/** This process as one shard of several: what it asks of the process that looks after all of them. */
export class ShardProcess implements IIdentifyThrottler {
  private readonly line: Line;
  private reportOf: () => Promise<ShardReport> = async () => ({
    status: { state: "starting", detail: "not connected yet" },
    metrics: [],
  });

  /** @param id its number, from 0 */
  constructor(readonly id: number) {
    this.line = new Line(sendToParent, { report: () => this.reportOf() });
    process.on("message", (message) => this.line.hear(message));
    // Nobody looks after an orphan, and its successor will take its place: it ends as if it had been told to.
    process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  }

  /** What the others see of this shard from now on. */
  reports(report: () => Promise<ShardReport>): void {
    this.reportOf = report;
  }

  /** Resolves when this shard may identify: Discord takes only so many in five seconds. */
  async waitForIdentify(_shard: number, signal: AbortSignal): Promise<void> {
    await this.line.ask("identify", signal);
  }

  /** All shards that the same process looks after, this one among them. Empty when it does not answer. */
  async everyShard(): Promise<readonly ShardSeen[]> {
    try {
      return z.array(shardSeenSchema).parse(await this.line.ask("shards", AbortSignal.timeout(REPORTS_MS)));
    } catch {
      return [];
    }
  }
}

/** This process's shard; undefined where it is none. discord.js sets the variables. */
export function shardNumber(): number | undefined {
  const { SHARDING_MANAGER, SHARDS } = process.env;
  if (SHARDING_MANAGER === undefined || SHARDS === undefined) return undefined;
  const number = Number(SHARDS);
  return Number.isInteger(number) ? number : undefined;
}

function sendToParent(message: object): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) return reject(new Error("Nobody looks after this shard"));
    process.send(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}
