import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, listens } from "./free-port.js";

/** Debian's redis-server on loopback, with a password, keeping nothing on disk. */
export class RedisServer {
  private child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly password: string,
  ) {}

  static async start(password = "pass/word with 100 %"): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), password);
    await server.run();
    return server;
  }

  get url(): string {
    return `redis://:${encodeURIComponent(this.password)}@127.0.0.1:${this.port}`;
  }

  /** Starts it, also after a death, on the same port. */
  async run(...settings: string[]): Promise<void> {
    const child = spawn(
      "redis-server",
      [
        ...["--port", String(this.port), "--bind", "127.0.0.1", "--requirepass", this.password],
        ...["--save", "", "--appendonly", "no", ...settings],
      ],
      { stdio: "ignore" },
    );
    this.child = child;
    let missing: Error | undefined;
    child.on("error", (error) => {
      missing = error;
    });
    while (!(await listens(this.port))) {
      if (missing) throw missing;
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
      await sleep(20);
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child?.kill(name);
  }

  async die(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
  }
}
