import type { Adapter, AdapterStatus } from "../chat/adapter.js";
import type { Shop } from "../shop.js";
import type { CountingStatus } from "./shared-counters.js";

/** What `/healthz` tells about the process. */
export interface ServiceHealth {
  /** `degraded`: it answers, but a platform or Redis is not connected. */
  readonly status: "ok" | "degraded";
  readonly adapters: Readonly<Record<string, AdapterStatus>>;
  /** Where people's questions are counted. */
  readonly limits: CountingStatus;
  readonly catalogue: { readonly name: string; readonly products: number; readonly createdAt: string };
  readonly model: { readonly name: string; readonly dimension: number };
  readonly engine: {
    readonly waiting: number;
    readonly running: number;
    readonly workers: number;
    readonly restarts: number;
  };
  readonly uptimeS: number;
  readonly [more: string]: unknown;
}

export function serviceHealth(
  adapters: readonly Adapter[],
  { catalogue, engine }: Shop,
  limits: CountingStatus,
): ServiceHealth {
  const statuses = adapters.map((adapter) => [adapter.name, adapter.status()] as const);
  const { waiting, running, workers, restarts } = engine.status();
  return {
    status: [...statuses.map(([, { state }]) => state), limits.state].every((state) => state === "up")
      ? "ok"
      : "degraded",
    adapters: Object.fromEntries(statuses),
    limits,
    catalogue: {
      name: catalogue.manifest.name,
      products: catalogue.size,
      createdAt: catalogue.manifest.createdAt,
    },
    model: { name: engine.name, dimension: engine.dimension },
    engine: { waiting, running, workers, restarts },
    uptimeS: Math.round(process.uptime()),
  };
}
