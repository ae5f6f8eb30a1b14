import { execFile } from "node:child_process";
import { cp, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { buildCatalogue } from "../../src/catalogue/build/build.js";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import { openEngine } from "../../src/clip/open-engine.js";
import { readConfig } from "../../src/config.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { calibrate } from "../../src/search/calibration/calibrate.js";
import { drawProducts } from "../fixtures/drawn-products.js";
import { smallCatalogue } from "../fixtures/small-shop.js";
import { ask } from "../web/shop-server.js";
import { startService } from "./start-service.js";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const MAIN = join(PACKAGE_ROOT, "dist", "src", "main.js");
/** Discard: nothing listens there, and connecting fails at once. */
const NOWHERE = "http://127.0.0.1:9";

let catalogue: string;
let work: string;
beforeAll(async () => {
  catalogue = await smallCatalogue();
  work = await mkdtemp(join(tmpdir(), "start-"));
});
afterAll(() => rm(work, { recursive: true, force: true }));

/** Runs it where it must end by itself. */
function runToEnd(environment: Record<string, string>, cwd: string) {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    STATE_DIR: join(work, "state"),
    ...environment,
  };
  return new Promise<{ code: unknown; text: string }>((resolve) => {
    execFile(process.execPath, [MAIN], { cwd, env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, text: stdout + stderr }),
    );
  });
}

describe("npm start", () => {
  test("without any token says in a few lines what it found and opens the page; SIGTERM ends it well", async () => {
    const service = await startService({ CATALOGUE: catalogue });
    const lines = service.stdout().trim().split("\n");
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(lines[0]).toMatch(/^Haberdasher \d/);
    expect(service.stdout()).toMatch(/model\s+starter/);
    expect(service.stdout()).toMatch(/catalogue\s+Small shop, 60 products/);
    expect(service.stdout()).toMatch(/discord\s+off: DISCORD_TOKEN is not set/);
    expect(service.stdout()).toMatch(/slack\s+off: SLACK_BOT_TOKEN is not set/);
    expect(service.stderr()).toBe("");
    expect((await ask(service.url, "/find red")).kind).toBe("answer");
    expect((await service.end()).code).toBe(0);
  });

  test("with platforms that cannot be reached says so, goes on trying, and serves the page; no token is written", async () => {
    const tokens = {
      DISCORD_TOKEN: "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.secretsecretsecretsecretsecretsecret12",
      SLACK_BOT_TOKEN: "xoxb-1111-2222-secretslackbot",
      SLACK_APP_TOKEN: "xapp-1-A111-222-secretslackapp",
    };
    const service = await startService({
      CATALOGUE: catalogue,
      ...tokens,
      DISCORD_API_URL: `${NOWHERE}/api`,
      SLACK_API_URL: `${NOWHERE}/api/`,
      LOG_LEVEL: "debug",
    });
    expect(service.stdout()).toMatch(/discord\s+down: .*trying again/);
    expect(service.stdout()).toMatch(/slack\s+down: .*trying again/);
    expect((await ask(service.url, "/find red")).kind).toBe("answer");
    const health = await (await fetch(`${service.url}/healthz`)).json();
    expect(health).toMatchObject({
      status: "degraded",
      adapters: { web: { state: "up" }, discord: { state: "down" }, slack: { state: "down" } },
    });
    expect(await (await fetch(`${service.url}/metrics`)).text()).toContain(
      'haberdasher_adapter_up{adapter="discord"} 0',
    );
    const { code, ms } = await service.end("SIGINT");
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_500);
    for (const token of Object.values(tokens)) {
      expect(service.stdout() + service.stderr() + JSON.stringify(health)).not.toContain(token);
    }
  });

  test.each([
    [
      "a catalogue that is not there",
      { CATALOGUE: "/no/such/catalogue" },
      /no catalogue in \/no\/such\/catalogue/,
    ],
    ["a setting that is wrong", { WEB_PORT: "many" }, /WEB_PORT is wrong/],
    ["an open page without a token", { WEB_HOST: "0.0.0.0" }, /set WEB_TOKEN/],
    ["half of Slack", { SLACK_BOT_TOKEN: "xoxb-1" }, /SLACK_APP_TOKEN/],
  ])("%s ends it with one sentence", async (_, environment, sentence) => {
    const { code, text } = await runToEnd(environment, work);
    expect(code).toBe(1);
    expect(text).toMatch(sentence);
    expect(text.trim().split("\n")).toHaveLength(1);
    expect(text).not.toMatch(/\bat .*:\d+:\d+/);
  });

  test("a .env that others can read is refused, with the line that mends it", async () => {
    await writeFile(join(work, ".env"), "WEB_PORT=0\nDISCORD_TOKEN=very-secret-token\n", { mode: 0o644 });
    const { code, text } = await runToEnd({ CATALOGUE: catalogue }, work);
    expect(code).toBe(1);
    expect(text).toContain("chmod 600 .env");
    expect(text).not.toContain("very-secret-token");
  });
});

describe("the end", () => {
  /** An upload that never goes on: the longest anything can be in flight. */
  function stall(url: string) {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => undefined);
    socket.write(
      `POST /api/ask HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n--x\r\n`,
    );
    return socket;
  }

  test("comes within ten seconds, whatever is in flight", async () => {
    const service = await startService({ CATALOGUE: catalogue });
    const socket = stall(service.url);
    await sleep(300);
    const { code, ms } = await service.end();
    socket.destroy();
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(3000);
    expect(ms).toBeLessThan(10_500);
  });

  test("comes at once at the second signal, but not at one that was merely handed on twice", async () => {
    const service = await startService({ CATALOGUE: catalogue });
    const socket = stall(service.url);
    await sleep(300);
    service.process.kill("SIGINT");
    service.process.kill("SIGINT");
    await sleep(1500);
    expect(service.process.exitCode).toBeNull();
    const { code, ms } = await service.end("SIGINT");
    socket.destroy();
    expect(code).toBe(130);
    expect(ms).toBeLessThan(1500);
  });
});

test("a new catalogue is swapped in while questions go on, and a broken one is not", async () => {
  const folder = join(work, "live");
  const next = join(work, "next");
  await cp(catalogue, folder, { recursive: true });
  const engine = await openEngine(readConfig({}));
  try {
    const drawn = await drawProducts(join(work, "drawn"));
    const source = await openSource(drawn, { endpoint: NOWHERE, cache: join(work, "hub") });
    await buildCatalogue({ source, folder: next, engine, calibrate, name: "Second shop", limit: 30 });
  } finally {
    await engine.close();
  }
  const service = await startService({ CATALOGUE: folder });
  const about = async () => JSON.parse(await (await fetch(`${service.url}/api/about`)).text());
  const kinds: string[] = [];
  let asking = true;
  const crowd = (async () => {
    while (asking) kinds.push((await ask(service.url, "/find red count:2")).kind);
  })();
  expect(await about()).toMatchObject({ catalogue: "Small shop", products: 60 });
  await rename(folder, join(work, "old"));
  await rename(next, folder);
  service.process.kill("SIGHUP");
  await expect.poll(about, { timeout: 20_000 }).toMatchObject({ catalogue: "Second shop" });
  await writeFile(join(folder, "manifest.json"), "{ broken");
  service.process.kill("SIGHUP");
  await expect.poll(() => service.stderr(), { timeout: 20_000 }).toContain("the old one goes on");
  expect((await about()).catalogue).toBe("Second shop");
  // Without a signal, the changed manifest alone is noticed.
  await rename(folder, join(work, "broken"));
  await rename(join(work, "old"), folder);
  await expect.poll(about, { timeout: 30_000 }).toMatchObject({ catalogue: "Small shop" });
  asking = false;
  await crowd;
  expect(kinds.length).toBeGreaterThan(3);
  expect(new Set(kinds)).toEqual(new Set(["answer"]));
  expect((await service.end()).code).toBe(0);
});
