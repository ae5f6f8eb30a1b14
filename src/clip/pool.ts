import { setImmediate as nextTurn } from "node:timers/promises";
import { backoff } from "../backoff.js";
import { HaberdasherError } from "../errors.js";
import type { Logger } from "../log.js";
import { InferenceThread, type StartWorker } from "./inference-thread.js";
import { JobQueue } from "./job-queue.js";
import { Pace } from "./pace.js";
import type { Batch } from "./protocol.js";
import type { Job, PictureJob, TextJob } from "./request.js";

export interface PoolOptions {
  readonly workers: number;
  /** Makes a thread that runs `worker.ts` and says through `insideModel` where it is. */
  readonly startWorker: StartWorker;
  readonly log?: Logger | undefined;
  /** Milliseconds that every batch gets before its thread counts as hung. */
  readonly patienceMs?: number;
  /** Told how many texts or pictures each batch holds. */
  readonly onBatch?: ((kind: Batch["kind"], size: number) => void) | undefined;
}

/** Pause before a thread that cannot even start is tried again. */
const RESTART_MS = { first: 250, longest: 30_000 };

/** What a thread's start gets at least, and how many times longer than the first one's it may take. */
const START_PATIENCE_MS = 20_000;
const SLOW_START = 10;

const MOST_TEXTS = 64;
const MOST_PICTURES = 32;

const apology = (cause: unknown) =>
  new HaberdasherError("internal", "Sorry, the model could not work that out; please try something else.", {
    cause,
  });

/** Equal texts of a batch are encoded once: each distinct text with all the jobs that want it. */
function byText(jobs: readonly TextJob[]): Map<string, TextJob[]> {
  const groups = new Map<string, TextJob[]>();
  for (const job of jobs) {
    const group = groups.get(job.text);
    if (group === undefined) groups.set(job.text, [job]);
    else group.push(job);
  }
  return groups;
}

/** A batch for a worker, and for each of its rows the jobs that get it. */
interface Load {
  readonly batch: Batch;
  readonly rows: readonly (readonly Job[])[];
}

function textLoad(jobs: readonly TextJob[]): Load {
  const groups = byText(jobs);
  return { batch: { kind: "texts", texts: [...groups.keys()] }, rows: [...groups.values()] };
}

function pictureLoad(jobs: readonly PictureJob[]): Load {
  return {
    batch: { kind: "pictures", pictures: jobs.map((job) => job.pixels) },
    rows: jobs.map((job) => [job]),
  };
}

const loadOf = (job: Job): Load => (job.kind === "texts" ? textLoad([job]) : pictureLoad([job]));

/**
 * Hands a batch's vectors out. What their askers do next runs on this thread: each gets a turn of the event loop, so that
 * the work of sixty-four askers never adds up to one stall.
 */
async function handOut(vectors: Float32Array, rows: Load["rows"]): Promise<void> {
  const dimension = vectors.length / rows.length;
  const places = rows.flatMap((row, n) => row.map((job) => ({ job, from: n * dimension })));
  for (const [n, { job, from }] of places.entries()) {
    job.request.fulfil(job.position, vectors.slice(from, from + dimension));
    if (job.request.settled && n < places.length - 1) await nextTurn();
  }
}

/**
 * The worker threads and the jobs that wait for them. What waits together runs as one batch, texts and pictures in
 * turn. A thread that dies or hangs is replaced at once. Whatever it was doing is suspect: each of its jobs is tried
 * once more, alone, in a thread of its own (the quarantine), so that a poisonous one harms nobody else, and then
 * fails with an apology.
 */
export class Pool {
  readonly #options: PoolOptions;
  /** The threads that work. */
  readonly #threads = new Set<InferenceThread>();
  /** Every thread whose end was not seen yet: those that work, the quarantine, and those that were given up. */
  readonly #living = new Set<InferenceThread>();
  readonly #texts = new JobQueue<TextJob>();
  readonly #pictures = new JobQueue<PictureJob>();
  readonly #pace: Readonly<Record<Batch["kind"], Pace>>;
  #textsTurn = true;
  readonly #suspects: Job[] = [];
  #quarantine: Promise<void> | undefined;
  /** After which a thread that is not ready counts as hung; known once the first one was. */
  #startLimitMs: number | undefined;
  #restarts = 0;
  #failedStarts = 0;
  /** Batches that are encoded or whose vectors are being handed out. */
  #underWay = 0;
  #closed = false;
  #onDrained: () => void = () => {};

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#pace = {
      texts: new Pace(MOST_TEXTS, options.patienceMs),
      pictures: new Pace(MOST_PICTURES, options.patienceMs),
    };
  }

  /** Starts the threads; resolves with the vectors' dimension once the first is ready. Rejects with code `model`. */
  async open(): Promise<number> {
    const threads = Array.from({ length: this.#options.workers }, () => this.#start());
    try {
      return await Promise.any(threads.map((thread) => thread.ready));
    } catch (thrown) {
      await this.close();
      throw thrown instanceof AggregateError ? thrown.errors[0] : thrown;
    }
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Threads that were given up and hang on, inside the model: nothing but the end of the process ends them. */
  get stuck(): number {
    return [...this.#living].filter((thread) => thread.state === "ended").length;
  }

  get workers(): number {
    return this.#options.workers;
  }

  /** Milliseconds until the waiting jobs are done, as far as the pace is known. */
  get backlogMs(): number {
    const { texts, pictures } = this.#pace;
    return this.#texts.length * texts.msPerItem + this.#pictures.length * pictures.msPerItem;
  }

  add(job: Job): void {
    if (job.kind === "texts") this.#texts.add(job);
    else this.#pictures.add(job);
    // Jobs that are added in the same turn of the event loop share a batch.
    queueMicrotask(() => this.#pump());
  }

  /** Lets running batches end, then ends the threads. Jobs that wait are the caller's to fail. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#isBusy()) await new Promise<void>((resolve) => (this.#onDrained = resolve));
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  #isBusy(): boolean {
    return this.#quarantine !== undefined || this.#underWay > 0;
  }

  #newThread(): InferenceThread {
    const started = performance.now();
    const thread = new InferenceThread(this.#options.startWorker, this.#startLimitMs);
    thread.ready.then(
      () => (this.#startLimitMs ??= Math.max(START_PATIENCE_MS, SLOW_START * (performance.now() - started))),
      () => {},
    );
    this.#living.add(thread);
    void thread.exited.then(() => this.#living.delete(thread));
    return thread;
  }

  #start(): InferenceThread {
    const thread = this.#newThread();
    this.#threads.add(thread);
    let wasReady = false;
    thread.ready.then(
      () => {
        wasReady = true;
        this.#failedStarts = 0;
        this.#pump();
      },
      () => {},
    );
    void thread.ended.then((reason) => {
      this.#threads.delete(thread);
      if (this.#closed) return;
      // While none was ever ready, whoever opens the pool is told.
      if (this.#startLimitMs !== undefined)
        this.#options.log?.error({ reason }, "an inference thread ended and is replaced");
      this.#replace(wasReady);
    });
    return thread;
  }

  #replace(atOnce: boolean): void {
    this.#restarts += 1;
    if (!atOnce) this.#failedStarts += 1;
    const pause = atOnce ? 0 : backoff(this.#failedStarts, RESTART_MS.first, RESTART_MS.longest);
    const timer = setTimeout(() => {
      if (!this.#closed) this.#start();
    }, pause);
    timer.unref();
  }

  /** Gives every idle thread the next batch. */
  #pump(): void {
    if (this.#closed) {
      if (!this.#isBusy()) this.#onDrained();
      return;
    }
    for (const thread of this.#threads) {
      if (thread.state !== "idle") continue;
      const load = this.#next();
      if (load === undefined) return;
      void this.#run(thread, load);
    }
  }

  #next(): Load | undefined {
    const texts = !this.#texts.isEmpty && (this.#textsTurn || this.#pictures.isEmpty);
    this.#textsTurn = !texts;
    if (texts) return textLoad(this.#texts.take(this.#pace.texts.batchSize()));
    if (this.#pictures.isEmpty) return undefined;
    return pictureLoad(this.#pictures.take(this.#pace.pictures.batchSize()));
  }

  async #run(thread: InferenceThread, load: Load): Promise<void> {
    this.#underWay += 1;
    try {
      await this.#encode(thread, load);
    } catch (thrown) {
      this.#options.log?.warn({ err: thrown, size: load.rows.length }, "a batch failed; retrying one by one");
      this.#suspects.push(...load.rows.flat());
      this.#quarantine ??= this.#retrySuspects();
    }
    this.#underWay -= 1;
    this.#pump();
  }

  /** Runs a batch and hands its vectors out. Fails with `BatchFailed`. */
  async #encode(thread: InferenceThread, { batch, rows }: Load): Promise<void> {
    const pace = this.#pace[batch.kind];
    const jobs = rows.flat();
    for (const { request } of jobs) request.running += 1;
    const start = performance.now();
    this.#options.onBatch?.(batch.kind, rows.length);
    try {
      const vectors = await thread.run(batch, pace.limitMs(rows.length));
      pace.record(rows.length, performance.now() - start);
      // The thread encodes the next batch while this one's vectors go out.
      this.#pump();
      await handOut(vectors, rows);
    } finally {
      for (const { request } of jobs) request.running -= 1;
    }
  }

  async #retrySuspects(): Promise<void> {
    let thread: InferenceThread | undefined;
    for (let job = this.#suspects.shift(); job !== undefined; job = this.#suspects.shift()) {
      if (job.request.settled) continue;
      try {
        if (thread === undefined || thread.state === "ended") thread = this.#newThread();
        await thread.ready;
        await this.#encode(thread, loadOf(job));
      } catch (thrown) {
        this.#options.log?.error({ err: thrown, kind: job.kind }, "a request failed twice and is given up");
        job.request.fail(apology(thrown));
      }
    }
    // One that was given up may never end.
    if (thread?.state !== "ended") await thread?.end();
    // Others may have become suspect while it ended.
    this.#quarantine = this.#suspects.length > 0 ? this.#retrySuspects() : undefined;
    this.#pump();
  }
}
