import {
  type Aggregator,
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  Registry,
} from "prom-client";
import type { Adapter } from "./chat/adapter.js";
import type { Answered } from "./chat/create-chat.js";
import type { EngineStatus } from "./clip/engine.js";

/** What the gauges look at when somebody asks. */
export interface Observed {
  readonly engine: () => EngineStatus;
  /** Questions that are being answered, and that wait for their turn. */
  readonly questions: () => { readonly running: number; readonly waiting: number };
  readonly products: () => number;
  readonly adapters: () => readonly Adapter[];
  /** Whether people's questions are counted where the settings say. */
  readonly limitsUp: () => boolean;
}

/** The process's figures in the Prometheus text format. Nothing here ever holds a query, a name or a secret. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** The same as data, for `textOfShards`. */
  data(): Promise<object[]>;
  answered(answered: Answered): void;
  /** A batch that goes into a worker: "texts" or "pictures", and how many of them. */
  batch(kind: string, size: number): void;
  /** A request that the page's server refused at the door. */
  refused(reason: string): void;
  /** From here on the gauges show these. */
  observe(observed: Observed): void;
}

/** Seconds: from a cached text query to the deadline of a request. */
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Powers of two up to the largest batch of texts. */
const BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64];

export function createMetrics(): Metrics {
  const registry = new Registry();
  // Brings memory, CPU and the event loop's delay (nodejs_eventloop_lag_*).
  collectDefaultMetrics({ register: registry });
  const latency = new Histogram({
    name: "haberdasher_answer_seconds",
    help: "Time from asking to answering",
    labelNames: ["command", "platform"],
    buckets: ANSWER_BUCKETS,
    registers: [registry],
  });
  const refusals = new Counter({
    name: "haberdasher_refusals_total",
    help: "Answers that were an error, by its code",
    labelNames: ["code", "platform"],
    registers: [registry],
  });
  const batches = new Histogram({
    name: "haberdasher_batch_size",
    help: "Texts or pictures that went through the model together",
    labelNames: ["kind"],
    buckets: BATCH_BUCKETS,
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
    data: () => registry.getMetricsAsJSON(),
    answered({ command, platform, ms, code }) {
      latency.observe({ command, platform }, ms / 1000);
      if (code !== undefined) refusals.inc({ code, platform });
    },
    batch: (kind, size) => batches.observe({ kind }, size),
    refused: (reason) => strangers.inc({ reason }),
    observe: (observed) => watch(registry, observed),
  };
}

/** What one of several shards counts. */
export interface ShardFigures {
  readonly shard: number;
  readonly up: boolean;
  /** How often its process was started anew. */
  readonly restarts: number;
  /** Its `Metrics.data()`; absent where it does not answer. */
  readonly data?: object;
}

/** All shards in one text: their figures counted together, and of each whether it is up. */
export async function textOfShards(shards: readonly ShardFigures[]): Promise<string> {
  const own = new Registry();
  const labelled = { labelNames: ["shard"], registers: [own] };
  const up = new Gauge({ name: "haberdasher_shard_up", help: "1 where the shard is connected", ...labelled });
  const restarts = new Counter({
    name: "haberdasher_shard_restarts_total",
    help: "How often the shard's process was started anew",
    ...labelled,
  });
  for (const figures of shards) {
    const shard = String(figures.shard);
    up.set({ shard }, figures.up ? 1 : 0);
    restarts.inc({ shard }, figures.restarts);
  }
  const together = AggregatorRegistry.aggregate(shards.flatMap(({ data }) => (data ? [data] : [])));
  return `${await together.metrics()}\n${await own.metrics()}`;
}

function watch(registry: Registry, { engine, questions, products, adapters, limitsUp }: Observed): void {
  const gauge = (name: string, help: string, read: () => number, aggregator: Aggregator = "sum") =>
    new Gauge({
      name,
      help,
      aggregator,
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
  gauge("haberdasher_engine_stuck", "Workers that were given up and hang on", () => engine().stuck);
  gauge("haberdasher_questions_waiting", "Questions that wait for their turn", () => questions().waiting);
  gauge("haberdasher_questions_running", "Questions being answered now", () => questions().running);
  total("haberdasher_engine_restarts_total", "Workers that were replaced", () => engine().restarts);
  total("haberdasher_text_cache_hits_total", "Texts found in the cache", () => engine().textCacheHits);
  total(
    "haberdasher_text_cache_misses_total",
    "Texts that had to be encoded",
    () => engine().textCacheMisses,
  );
  gauge(
    "haberdasher_limits_up",
    "0 where REDIS_URL is set and Redis is away",
    () => (limitsUp() ? 1 : 0),
    "min",
  );
  gauge("haberdasher_catalogue_products", "Products in the open catalogue", products, "max");
  new Gauge({
    name: "haberdasher_adapter_up",
    help: "1 where the platform is connected; of several shards, how many are",
    labelNames: ["adapter"],
    registers: [registry],
    collect() {
      for (const adapter of adapters()) {
        this.set({ adapter: adapter.name }, adapter.status().state === "up" ? 1 : 0);
      }
    },
  });
}
