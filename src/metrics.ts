import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Adapter } from "./chat/adapter.js";
import type { Answered } from "./chat/create-chat.js";
import type { EngineStatus } from "./clip/engine.js";

/** What the gauges look at when somebody asks. */
export interface Observed {
  readonly engine: () => EngineStatus;
  readonly products: () => number;
  readonly adapters: () => readonly Adapter[];
  /** Whether people's questions are counted where the settings say. */
  readonly limitsUp: () => boolean;
}

/** The process's figures in the Prometheus text format. Nothing here ever holds a query, a name or a secret. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  answered(answered: Answered): void;
  /** A request that the page's server refused at the door. */
  refused(reason: string): void;
  /** From here on the gauges show these. */
  observe(observed: Observed): void;
}

/** Seconds: from a cached text query to the deadline of a request. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  // Brings memory, CPU and the event loop's delay (nodejs_eventloop_lag_*).
  collectDefaultMetrics({ register: registry });
  const latency = new Histogram({
    name: "haberdasher_answer_seconds",
    help: "Time from asking to answering",
    labelNames: ["command", "platform"],
    buckets: BUCKETS,
    registers: [registry],
  });
  const refusals = new Counter({
    name: "haberdasher_refusals_total",
    help: "Answers that were an error, by its code",
    labelNames: ["code", "platform"],
    registers: [registry],
  });
  const strangers = new Counter({
    name: "haberdasher_http_refusals_total",
    help: "Requests that the page's server refused at the door",
    labelNames: ["reason"],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered({ command, platform, ms, code }) {
      latency.observe({ command, platform }, ms / 1000);
      if (code !== undefined) refusals.inc({ code, platform });
    },
    refused: (reason) => strangers.inc({ reason }),
    observe: (observed) => watch(registry, observed),
  };
}

function watch(registry: Registry, { engine, products, adapters, limitsUp }: Observed): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  gauge("haberdasher_engine_waiting", "Requests waiting for the engine", () => engine().waiting);
  gauge("haberdasher_engine_running", "Requests inside a worker now", () => engine().running);
  gauge("haberdasher_engine_workers", "Inference workers", () => engine().workers);
  total("haberdasher_engine_restarts_total", "Workers that were replaced", () => engine().restarts);
  total("haberdasher_text_cache_hits_total", "Texts found in the cache", () => engine().textCacheHits);
  total(
    "haberdasher_text_cache_misses_total",
    "Texts that had to be encoded",
    () => engine().textCacheMisses,
  );
  gauge("haberdasher_limits_up", "0 where REDIS_URL is set and Redis is away", () => (limitsUp() ? 1 : 0));
  gauge("haberdasher_catalogue_products", "Products in the open catalogue", products);
  new Gauge({
    name: "haberdasher_adapter_up",
    help: "1 where the platform is connected",
    labelNames: ["adapter"],
    registers: [registry],
    collect() {
      for (const adapter of adapters()) {
        this.set({ adapter: adapter.name }, adapter.status().state === "up" ? 1 : 0);
      }
    },
  });
}
