import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { validate } from "dockerfile-utils";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { settingsSchema } from "../../src/config.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { ask } from "../web/shop-server.js";
import { ignoredBy, type Rehearsed, rehearse } from "./rehearsal.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 900_000 });

const run = promisify(execFile);
const read = (name: string) => readFile(join(PACKAGE_ROOT, name), "utf8");

/** Debian's "nobody", where this process may become somebody else. */
const NOBODY = process.getuid?.() === 0 ? 65_534 : undefined;

describe("the image", () => {
  let scratch: string;
  let image: Rehearsed;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "image-"));
    await chmod(scratch, 0o755);
    image = await rehearse({
      context: PACKAGE_ROOT,
      dockerfile: await read("Dockerfile"),
      dockerignore: await read(".dockerignore"),
      scratch,
      uid: NOBODY,
    });
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  test("its Dockerfile has nothing that the linter minds", async () => {
    expect(validate(await read("Dockerfile"))).toEqual([]);
  });

  test("no token, state or data set travels into the build", async () => {
    const ignored = ignoredBy(await read(".dockerignore"));
    const secret = [
      ".env",
      "src/.env.local",
      ".state/sessions.mdb",
      ".git/config",
      ".work/real",
      "node_modules/x",
    ];
    expect(secret.filter((path) => !ignored(path))).toEqual([]);
    expect(["src/main.ts", "data/label-sets.json"].filter((path) => ignored(path))).toEqual([]);
  });

  test("has no compiler, no sources and nothing that only builds need", async () => {
    const app = join(image.root, image.workdir);
    expect((await readdir(app)).sort()).toEqual(
      ["LICENSE", "data", "dist", "node_modules", "package.json", "src"].sort(),
    );
    expect(await readdir(join(app, "src"))).toEqual(["web"]);
    const packages = ["typescript", "vitest", "tsx", "@biomejs/biome", "playwright-core"];
    const there = packages.filter((name) => existsSync(join(app, "node_modules", name)));
    expect(there).toEqual([]);
  });

  test("runs as nobody in particular, answers, is healthy and ends on SIGTERM", async () => {
    expect(image.user).toBe("node");
    const inside = (path: string) => (path.startsWith("/") ? join(image.root, path) : path);
    const environment = Object.fromEntries(
      Object.entries(image.environment).map(([name, value]) => [name, inside(value)]),
    );
    const options = {
      cwd: join(image.root, image.workdir),
      env: { PATH: process.env.PATH, ...environment, WEB_PORT: "39217" },
      ...(NOBODY === undefined ? {} : { uid: NOBODY, gid: NOBODY }),
    };
    const [program = "", ...args] = image.command;
    const bot = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "inherit"] });
    const gone = once(bot, "exit");
    let said = "";
    bot.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    try {
      await vi.waitFor(() => expect(said).toMatch(/^Ready in /m), { timeout: 50_000, interval: 100 });
      expect((await ask("http://127.0.0.1:39217", "/find red winter coat")).kind).toBe("answer");
      const [check = "", ...checkArgs] = image.healthcheck;
      await run(check, checkArgs, options);
      if (NOBODY !== undefined) expect((await stat(join(image.root, "state", "sessions"))).uid).toBe(NOBODY);
    } finally {
      bot.kill("SIGTERM");
      await gone;
    }
    expect(bot.exitCode).toBe(0);
    const [check = "", ...checkArgs] = image.healthcheck;
    await expect(run(check, checkArgs, options)).rejects.toMatchObject({ code: 1 });
  });
});

test("compose.yaml is understood, takes its settings from .env, and refuses to start without its secrets", async () => {
  const folder = await mkdtemp(join(tmpdir(), "compose-"));
  // Not the `.env` of whoever runs the tests.
  const file = join(folder, "compose.env");
  const config = async (settings: Record<string, string>) => {
    await writeFile(
      file,
      Object.entries(settings)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(""),
    );
    return run("docker-compose", ["--env-file", file, "-f", "compose.yaml", "config"], {
      cwd: PACKAGE_ROOT,
      env: { PATH: process.env.PATH },
    });
  };
  const { stdout } = await config({ POSTGRES_PASSWORD: "one", WEB_TOKEN: "two" });
  expect(stdout).toContain("postgres://haberdasher:one@postgres:5432/haberdasher");
  await expect(config({ POSTGRES_PASSWORD: "one" })).rejects.toMatchObject({
    stderr: expect.stringContaining("write WEB_TOKEN into .env"),
  });
  // Whatever can be set, and is no affair of the container, reaches the bot.
  const own = ["CATALOGUE", "REDIS_URL", "WEB_HOST", "WEB_PORT", "SLACK_PORT", "STATE_DIR", "MODEL_CACHE"];
  const names = Object.keys(settingsSchema.shape).filter((name) => !own.includes(name));
  const marked = Object.fromEntries(names.map((name) => [name, `set-${name.toLowerCase()}`]));
  const whole = await config({ POSTGRES_PASSWORD: "one", ...marked });
  for (const [name, value] of Object.entries(marked)) expect(whole.stdout).toContain(`${name}: ${value}`);
  await rm(folder, { recursive: true });
});

test("the systemd unit is valid and leaves the service little to do harm with", async () => {
  const unit = join(PACKAGE_ROOT, "deploy", "haberdasher.service");
  const { stderr } = await run("systemd-analyze", ["verify", "--man=no", unit]);
  expect(stderr).not.toContain("haberdasher.service");
  // The threshold is ten times the exposure level that systemd shows, of 0 (sealed) to 10.
  await run("systemd-analyze", ["security", "--offline=true", "--threshold=20", unit]);
});
