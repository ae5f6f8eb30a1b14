import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { type Service, startService } from "../main/start-service.js";
import { ask } from "../web/shop-server.js";
import { renamedCatalogue } from "./load-folder.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";

vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const READY_MS = 300_000;
const SECRET = "hidden-password";
const FOLDER = join(PACKAGE_ROOT, "data", "catalogue");

let postgres: TestPostgres;
let work: string;
const bots: Service[] = [];

const run = promisify(execFile);
const index = (from: string) =>
  run(
    process.execPath,
    [join(PACKAGE_ROOT, "dist", "src", "cli", "main.js"), "index", "--from", from, "--to", postgres.url],
    { cwd: work },
  );

async function startBot(): Promise<Service> {
  const bot = await startService({ CATALOGUE: postgres.url, LOG_LEVEL: "debug" }, undefined, READY_MS);
  bots.push(bot);
  return bot;
}

const health = async ({ url }: Service) => (await fetch(`${url}/healthz`)).json();
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 120_000, interval: 500 });

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "haberdasher-postgres-"));
  postgres = await startPostgres();
  const { stdout, stderr } = await index(FOLDER);
  expect(stdout).toMatch(/products are in postgres:\/\/shop:…@127\.0\.0\.1/);
  expect(stdout + stderr).not.toContain(SECRET);
});
afterEach(async () => {
  for (const bot of bots.splice(0)) {
    expect(bot.stdout() + bot.stderr()).not.toContain(SECRET);
    if (bot.process.exitCode === null && bot.process.signalCode === null) await bot.end();
  }
});
afterAll(async () => {
  await postgres.close();
  await rm(work, { recursive: true, force: true });
});

test("two bots share a database; one is killed and started again under load, and no question is lost", async () => {
  const [living, killed] = await Promise.all([startBot(), startBot()]);
  const replies: string[] = [];
  let asking = true;
  const askers = ["red coat", "sneakers under 80", "striped dress", "handbag"].map(async (words) => {
    while (asking) {
      const reply = await ask(living.url, `/find ${words}`);
      replies.push(reply.kind === "answer" && reply.hits.length > 0 ? "answered" : JSON.stringify(reply));
      await sleep(100);
    }
  });
  await vi.waitFor(() => expect(replies.length).toBeGreaterThan(4), { timeout: 120_000 });
  await killed.end("SIGKILL");
  const again = await startBot();
  const reply = await ask(again.url, "/find red coat");
  const before = replies.length;
  await vi.waitFor(() => expect(replies.length).toBeGreaterThan(before + 4), { timeout: 120_000 });
  asking = false;
  await Promise.all(askers);
  expect(reply.kind).toBe("answer");
  expect(replies.filter((kind) => kind !== "answered")).toEqual([]);
  expect(await health(living)).toMatchObject({ status: "ok", catalogue: { state: "up" } });
  const pictures = reply.hits.slice(0, 2).map(async ({ picture }) => fetch(`${again.url}${picture}`));
  for (const picture of await Promise.all(pictures))
    expect(picture.headers.get("content-type")).toMatch(/^image\//);
});

test("a database that goes away is said, and found again when it comes back", async () => {
  const bot = await startBot();
  expect((await ask(bot.url, "/find red coat")).kind).toBe("answer");
  await postgres.goAway();
  try {
    expect(await ask(bot.url, "/find blue dress")).toMatchObject({
      kind: "error",
      code: "catalogue",
      text: "The catalogue is unreachable; try again in a minute.",
    });
    expect(await health(bot)).toMatchObject({ status: "degraded", catalogue: { state: "down" } });
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
  } finally {
    await postgres.listen();
  }
  // Nobody asks: it looks by itself.
  await eventually(async () =>
    expect(await health(bot)).toMatchObject({ status: "ok", catalogue: { state: "up" } }),
  );
  expect((await ask(bot.url, "/find blue dress")).kind).toBe("answer");
});

test("a newly published version is taken in while the bot runs", async () => {
  const bot = await startBot();
  await index(await renamedCatalogue(FOLDER, join(work, "renamed"), "Winter shop"));
  await eventually(async () =>
    expect(await health(bot)).toMatchObject({ catalogue: { name: "Winter shop" } }),
  );
  expect((await ask(bot.url, "/find red coat")).kind).toBe("answer");
});

test("the same products loaded again are taken in as a version of their own, before the tables of the old one go", async () => {
  const bot = await startBot();
  for (const times of [1, 2]) {
    await index(FOLDER);
    await eventually(async () =>
      expect((bot.stdout() + bot.stderr()).split("was swapped in").length - 1).toBe(times),
    );
  }
  expect((await ask(bot.url, "/find red coat")).kind).toBe("answer");
});
