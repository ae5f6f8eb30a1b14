import type { CatalogueStatus } from "../catalogue/catalogue.js";
import type { Adapter, AdapterStatus } from "../chat/adapter.js";
import type { ShardSeen } from "../discord/shards/protocol.js";
import type { Shop } from "../shop.js";
import type { CountingStatus } from "./shared-counters.js";

export interface ShardHealth extends AdapterStatus {
  readonly shard: number;
  /** How often its process was started anew. */
  readonly restarts: number;
}

/** What `/healthz` tells about the process. */
export interface ServiceHealth {
  /** `degraded`: it answers, but a platform, a shard, Redis or the database is not connected. */
  readonly status: "ok" | "degraded";
  readonly adapters: Readonly<Record<string, AdapterStatus>>;
  /** Where people's questions are counted. */
  readonly limits: CountingStatus;
  readonly catalogue: CatalogueStatus & {
    readonly name: string;
    readonly products: number;
    readonly createdAt: string;
  };
  readonly model: { readonly name: string; readonly dimension: number };
  readonly engine: {
    readonly waiting: number;
    readonly running: number;
    readonly workers: number;
    readonly restarts: number;
    readonly stuck: number;
  };
  readonly uptimeS: number;
  /** Every shard that the same process looks after. */
  readonly shards?: readonly ShardHealth[];
  readonly [more: string]: unknown;
}

export function serviceHealth(
  adapters: readonly Adapter[],
  { catalogue, engine }: Shop,
  limits: CountingStatus,
): ServiceHealth {
  const statuses = adapters.map((adapter) => [adapter.name, adapter.status()] as const);
  const { waiting, running, workers, restarts, stuck } = engine.status();
  const kept = catalogue.status();
  const states = [...statuses.map(([, { state }]) => state), limits.state, kept.state];
  return {
    status: states.every((state) => state === "up") ? "ok" : "degraded",
    adapters: Object.fromEntries(statuses),
    limits,
    catalogue: {
      ...kept,
      name: catalogue.manifest.name,
      products: catalogue.size,
      createdAt: catalogue.manifest.createdAt,
    },
    model: { name: engine.name, dimension: engine.dimension },
    engine: { waiting, running, workers, restarts, stuck },
    uptimeS: Math.round(process.uptime()),
  };
}

/** The health of the shard with the page, with that of the others beside it. */
export function withShards(health: ServiceHealth, shards: readonly ShardSeen[]): ServiceHealth {
  const told = shards.map(({ shard, restarts, report }) => ({
    shard,
    ...(report?.status ?? GONE),
    restarts,
  }));
  const up = health.status === "ok" && told.length > 0 && told.every(({ state }) => state === "up");
  return { ...health, status: up ? "ok" : "degraded", shards: told };
}

const GONE: AdapterStatus = { state: "down", detail: "its process does not answer" };
