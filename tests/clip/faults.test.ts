import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readModelConfig, readModelJson } from "../../src/clip/model-config.js";
import { findModel } from "../../src/clip/model-files.js";
import { pixelPlan, preprocessorSchema } from "../../src/clip/pixel-plan.js";
import { Pool } from "../../src/clip/pool.js";
import type { WorkerSetup } from "../../src/clip/protocol.js";
import { EncodeRequest } from "../../src/clip/request.js";
import { heapOf, startThread } from "../../src/threads.js";

// Every engine loads a model in a thread of its own; on a machine that is busy with other things that takes its time.
vi.setConfig({ testTimeout: 120_000 });

let pool: Pool | undefined;
afterEach(() => pool?.close());

/** What the faulty worker gets besides: where it counts its faults, and where it lists the processes it waits for. */
interface Faulty {
  readonly broken: SharedArrayBuffer;
  readonly sleepers: string;
}

async function open(workers = 1) {
  const files = await findModel({
    model: "starter",
    modelCache: "/nowhere",
    hubEndpoint: "http://127.0.0.1:9",
  });
  const plan = pixelPlan(await readModelJson(files.preprocessor, preprocessorSchema));
  const setup = { files, config: await readModelConfig(files.config), plan, threads: 1 };
  const broken = new SharedArrayBuffer(4);
  const sleepers = join(tmpdir(), `haberdasher-sleepers-${process.pid}`);
  const opened = new Pool({
    workers,
    patienceMs: 3_000,
    startWorker(insideModel) {
      const workerData: WorkerSetup & Faulty = { ...setup, insideModel, broken, sleepers };
      return startThread("./faulty-worker", import.meta.url, { workerData, resourceLimits: heapOf(96) });
    },
  });
  pool = opened;
  await opened.open();
  const encode = (...texts: string[]) => {
    const request = new EncodeRequest(texts.length, { timeoutMs: 100_000 }, () => {});
    texts.forEach((text, position) => {
      opened.add({ kind: "texts", text, position, request });
    });
    return request.promise;
  };
  return { pool: opened, encode, sleepers, timesBroken: () => Atomics.load(new Int32Array(broken), 0) };
}

describe("a worker", () => {
  it.each(["crash", "throw", "memory", "hang"])(
    "that meets a poisonous request (%s) is replaced, innocents are answered, the poison gets an apology",
    async (fault) => {
      const { pool, encode, timesBroken } = await open();
      const settled = await Promise.allSettled([
        encode("red winter coat"),
        encode(fault),
        encode("blue shirt", "green hat"),
        encode("black shoes"),
      ]);
      expect(settled.map(({ status }) => status)).toEqual([
        "fulfilled",
        "rejected",
        "fulfilled",
        "fulfilled",
      ]);
      expect(settled[1]).toMatchObject({
        reason: { code: "internal", message: expect.stringContaining("Sorry") },
      });
      // Once with the others and once alone: the second time in quarantine, where no regular worker dies of it.
      expect(timesBroken()).toBe(2);
      expect(pool.restarts).toBe(1);
      expect((await encode("afterwards"))[0]?.length).toBeGreaterThan(0);
    },
  );

  it("that hangs where nothing can interrupt it is replaced and left alone until it comes out", async () => {
    const { pool, encode, sleepers } = await open();
    const [poison, innocent] = await Promise.allSettled([encode("native hang"), encode("red coat")]);
    expect(poison).toMatchObject({ status: "rejected", reason: { code: "internal" } });
    expect(innocent.status).toBe("fulfilled");
    expect(await encode("afterwards")).toHaveLength(1);
    await expect(encode("crash")).rejects.toMatchObject({ code: "internal" });
    // The thread itself and the quarantine's; the one that answered the innocent may be on its way out as well.
    expect(pool.stuck).toBeGreaterThanOrEqual(2);
    const pids = (await readFile(sleepers, "utf8")).trim().split("\n").map(Number);
    for (const pid of pids) process.kill(pid);
    await vi.waitFor(() => expect(pool.stuck).toBe(0), { timeout: 30_000 });
    expect(await encode("when all is over")).toHaveLength(1);
    await rm(sleepers);
  });

  it("that dies while the quarantine ends is not forgotten", async () => {
    const { pool, encode } = await open();
    const [poison, lingering] = await Promise.allSettled([encode("crash"), encode("linger")]);
    expect([poison.status, lingering.status]).toEqual(["rejected", "fulfilled"]);
    expect(pool.restarts).toBe(1);
    await expect(encode("crash")).rejects.toMatchObject({ code: "internal" });
  });

  it("that dies by bad luck costs nobody anything", async () => {
    const { encode, timesBroken } = await open();
    const vectors = await encode("one", "crash once", "two");
    expect(vectors).toHaveLength(3);
    expect(timesBroken()).toBe(1);
  });

  it("that dies leaves the others working", async () => {
    const { pool, encode } = await open(2);
    const good = Array.from({ length: 30 }, (_, n) => encode(`good ${n}`));
    const bad = encode("crash");
    await expect(bad).rejects.toMatchObject({ code: "internal" });
    for (const vectors of await Promise.all(good)) expect(vectors).toHaveLength(1);
    expect(pool.restarts).toBe(1);
  });
});

describe("closing", () => {
  it("waits for what is in quarantine", async () => {
    const { pool, encode } = await open();
    const poison = encode("crash");
    poison.catch(() => {});
    const innocent = encode("innocent");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await pool.close();
    await expect(poison).rejects.toMatchObject({ code: "internal" });
    expect(await innocent).toHaveLength(1);
  });
});
