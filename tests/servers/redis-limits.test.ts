import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RateLimits } from "../../src/chat/rate-limits.js";
import { errorCode } from "../../src/errors.js";
import { createLogger } from "../../src/log.js";
import { type OpenCounters, openCounters } from "../../src/service/shared-counters.js";
import type { ReplyMessage } from "../../src/web/protocol.js";
import { smallCatalogue } from "../fixtures/small-shop.js";
import { startService } from "../main/start-service.js";
import { form, replyOf } from "../web/shop-server.js";
import { RedisServer } from "./redis-server.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let redis: RedisServer;
let open: OpenCounters[];
let logged: string[];
beforeEach(async () => {
  redis = await RedisServer.start();
  open = [];
  logged = [];
});
afterEach(async () => {
  for (const counters of open) counters.close();
  await redis.die();
});

const log = () => createLogger("info", [redis.url, redis.password], { write: (line) => logged.push(line) });

function counters(perMinute: { user: number; server: number }, url = redis.url): OpenCounters {
  const opened = openCounters(url, perMinute, log());
  open.push(opened);
  return opened;
}

async function until(state: "up" | "down", ...all: OpenCounters[]): Promise<void> {
  await vi.waitFor(() => expect(all.map((each) => each.status().state)).toEqual(all.map(() => state)), {
    timeout: 30_000,
    interval: 20,
  });
}

/** Asks so often, all at once; how many were let in. Whatever is not a limit is a failure. */
async function letIn(limits: RateLimits, userId: string, times: number): Promise<number> {
  const asked = await Promise.allSettled(
    Array.from({ length: times }, () => limits.count({ platform: "discord", userId, serverId: "shop" })),
  );
  const refused = asked.flatMap((each) => (each.status === "rejected" ? [errorCode(each.reason)] : []));
  expect(new Set(refused).size).toBeLessThanOrEqual(1);
  expect(refused.every((code) => code === "rate-limited")).toBe(true);
  return times - refused.length;
}

describe("limits in Redis", () => {
  test("two connections share one budget, of a person and of a server", async () => {
    const [a, b] = [counters({ user: 30, server: 50 }), counters({ user: 30, server: 50 })];
    await until("up", a, b);
    const [first, second] = [new RateLimits(a), new RateLimits(b)];
    const anna = await Promise.all([letIn(first, "anna", 25), letIn(second, "anna", 25)]);
    expect(anna[0] + anna[1]).toBe(30);
    // Thirty of the server's fifty are gone.
    const others = await Promise.all([letIn(first, "ben", 15), letIn(second, "cleo", 15)]);
    expect(others[0] + others[1]).toBe(20);
    expect(a.status()).toEqual({ kept: "in Redis", state: "up", detail: "processes share their limits" });
  });

  test("Redis dies and comes back under load: nobody is refused for it, and it is said once each", async () => {
    const [a, b] = [counters({ user: 40, server: 100_000 }), counters({ user: 40, server: 100_000 })];
    await until("up", a, b);
    const stop = new AbortController();
    let asked = 0;
    const load = [new RateLimits(a), new RateLimits(b)].map(async (limits) => {
      // Everybody asks once: whoever is refused is refused because of Redis.
      while (!stop.signal.aborted) {
        await Promise.all(
          Array.from({ length: 20 }, () => limits.count({ platform: "discord", userId: `user ${asked++}` })),
        );
        await sleep(1);
      }
    });
    await sleep(300);
    await redis.die();
    await until("down", a, b);
    const before = asked;
    await sleep(500);
    expect(asked).toBeGreaterThan(before);
    await redis.run();
    await until("up", a, b);
    await sleep(300);
    stop.abort();
    await Promise.all(load);
    const sentences = logged.map((line) => String(JSON.parse(line).msg));
    expect(sentences.filter((text) => text === "Limits are shared in Redis")).toHaveLength(4);
    expect(sentences.filter((text) => /this process counts questions for itself/.test(text))).toHaveLength(2);
    expect(sentences).toHaveLength(6);
    const shared = await Promise.all([
      letIn(new RateLimits(a), "anna", 40),
      letIn(new RateLimits(b), "anna", 40),
    ]);
    expect(shared[0] + shared[1]).toBe(40);
  });

  test("a Redis that does not answer any more costs one wait, and its limits hold in memory meanwhile", async () => {
    const a = counters({ user: 5, server: 100 });
    await until("up", a);
    redis.signal("SIGSTOP");
    const limits = new RateLimits(a);
    expect(await letIn(limits, "anna", 20)).toBe(5);
    await until("down", a);
    expect(a.status().detail).toMatch(/^Redis does not answer; this process counts for itself/);
    expect(await letIn(limits, "ben", 20)).toBe(5);
    redis.signal("SIGCONT");
    await until("up", a);
  });

  test("a Redis that takes nothing more is said to be so", async () => {
    const a = counters({ user: 5, server: 100 });
    await redis.die();
    await redis.run("--maxmemory", "1", "--maxmemory-policy", "noeviction");
    await until("up", a);
    expect(await letIn(new RateLimits(a), "anna", 8)).toBe(5);
    expect(a.status()).toMatchObject({ kept: "in memory", state: "down" });
    expect(a.status().detail).toMatch(/^Redis refuses what it is asked/);
    expect(logged.filter((line) => line.includes("Redis refuses what it is asked"))).toHaveLength(1);
  });

  test("a wrong password is named, and neither password is written", async () => {
    const a = counters({ user: 5, server: 100 }, redis.url.replace("pass", "fail"));
    await vi.waitFor(() => expect(a.status().detail).toMatch(/^Redis refuses the password in REDIS_URL/), {
      timeout: 20_000,
    });
    expect(await letIn(new RateLimits(a), "anna", 8)).toBe(5);
    expect(logged.join("")).not.toMatch(/(?:pass|fail)\/word|(?:pass|fail)%2Fword/);
  });
});

test("two bots share a visitor's budget; one that loses Redis says so and answers", async () => {
  const catalogue = await smallCatalogue();
  const environment = { CATALOGUE: catalogue, REDIS_URL: redis.url };
  const bots = await Promise.all([startService(environment), startService(environment)]);
  const health = async () => {
    const answers = await Promise.all(bots.map(({ url }) => fetch(`${url}/healthz`)));
    return Promise.all(answers.map((answer) => answer.json()));
  };
  try {
    await vi.waitFor(async () => {
      for (const each of await health())
        expect(each).toMatchObject({ limits: { kept: "in Redis", state: "up" } });
    });
    const cookie = `haberdasher_visitor=${randomBytes(16).toString("base64url")}`;
    const ask = async (url: string) =>
      replyOf(await fetch(`${url}/api/ask`, { method: "POST", body: form("/help"), headers: { cookie } }));
    const replies: ReplyMessage[] = [];
    for (let n = 0; n < 14; n++) {
      const asked = bots.flatMap(({ url }) => Array.from({ length: 5 }, () => ask(url)));
      replies.push(...(await Promise.all(asked)));
    }
    expect(replies.filter(({ kind }) => kind !== "error")).toHaveLength(120);
    await redis.die();
    await vi.waitFor(async () => {
      for (const each of await health()) {
        expect(each).toMatchObject({ status: "degraded", limits: { kept: "in memory", state: "down" } });
      }
    });
    for (const { url } of bots) expect((await ask(url)).kind).not.toBe("error");
    const metrics = await (await fetch(`${bots[0]?.url}/metrics`)).text();
    expect(metrics).toMatch(/^haberdasher_limits_up 0$/m);
    await redis.run();
    await vi.waitFor(async () => {
      for (const each of await health())
        expect(each).toMatchObject({ limits: { kept: "in Redis", state: "up" } });
    }, 20_000);
  } finally {
    await Promise.all(bots.map((bot) => bot.end()));
  }
  for (const bot of bots) {
    expect(bot.stderr() + bot.stdout()).not.toContain(encodeURIComponent(redis.password));
    expect(bot.stderr().match(/counts questions for itself/g)).toHaveLength(1);
  }
});
