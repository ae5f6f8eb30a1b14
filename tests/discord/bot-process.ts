import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { DiscordDouble } from "../doubles/discord/double.js";
import { checkNoSecrets, secretsIn } from "../fixtures/secrets.js";
import { smallCatalogue } from "../fixtures/small-shop.js";

/** The built bot as people start it: `npm start` with environment variables alone, over the small shop. */
export class BotProcess {
  private constructor(
    readonly discord: DiscordDouble,
    readonly child: ChildProcess,
    private readonly folder: string,
    private readonly output: string[],
    private readonly ownsDiscord: boolean,
    private readonly secrets: readonly string[],
  ) {}

  /** @param discord the one to connect to; default one of its own, which ends with it */
  static async start(
    environment: Readonly<Record<string, string>> = {},
    shared?: DiscordDouble,
  ): Promise<BotProcess> {
    const [discord, catalogue, folder] = await Promise.all([
      shared ?? DiscordDouble.start(),
      smallCatalogue(),
      mkdtemp(join(tmpdir(), "haberdasher-process-")),
    ]);
    const child = spawn(process.execPath, [join(PACKAGE_ROOT, "dist", "src", "main.js")], {
      // Away from any `.env` of whoever runs the tests.
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        DISCORD_TOKEN: discord.state.token,
        DISCORD_API_URL: discord.apiUrl,
        CATALOGUE: catalogue,
        STATE_DIR: join(folder, "state"),
        WEB_PORT: "0",
        LOG_LEVEL: "debug",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // A test that fails leaves no bot behind.
    const killed = () => child.kill("SIGKILL");
    process.once("exit", killed);
    child.once("exit", () => process.off("exit", killed));
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (data) => output.push(String(data)));
    const secrets = secretsIn({ DISCORD_TOKEN: discord.state.token, ...environment });
    return new BotProcess(discord, child, folder, output, shared === undefined, secrets);
  }

  /** Everything that the process wrote, logs included. */
  get said(): string {
    return this.output.join("");
  }

  /** The address of its page, once it said it. */
  get url(): string {
    return /^ {2}page\s+(http:\S+)/m.exec(this.said)?.[1] ?? "";
  }

  /** The process that runs a shard now. */
  shardPid(shard: number): number {
    const starts = this.said.split("\n").filter((line) => line.includes('"Shard starts"'));
    const last = starts.map((line) => JSON.parse(line)).findLast((start) => start.shard === shard);
    return Number(last?.pid);
  }

  /** What `/healthz` says of each shard: its number, whether it is up, and how often it was started anew. */
  async shards(): Promise<unknown> {
    const health: unknown = await (await fetch(`${this.url}/healthz`)).json();
    return z.object({ shards: z.unknown() }).parse(health).shards;
  }

  /** Resolves once so many shards are connected. */
  async connected(shards = 1, ms = 60_000): Promise<void> {
    const end = Date.now() + ms;
    while (this.discord.gateway.connected < shards) {
      if (this.child.exitCode !== null || Date.now() > end) throw new Error(`Not connected:\n${this.said}`);
      await sleep(50);
    }
  }

  /** Ends it as a service manager would. Resolves with the exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill("SIGTERM");
      await once(this.child, "exit");
    }
    if (this.ownsDiscord) await this.discord.stop();
    await rm(this.folder, { recursive: true, force: true });
    checkNoSecrets([this.said], this.secrets);
    return this.child.exitCode;
  }
}
