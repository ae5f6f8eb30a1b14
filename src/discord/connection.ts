import { setTimeout as sleep } from "node:timers/promises";
import { type Client, Events } from "discord.js";
import { backoff } from "../backoff.js";
import type { AdapterStatus } from "../chat/adapter.js";
import type { Logger } from "../log.js";
import { describe, loginFailure } from "./errors.js";

export interface ConnectionOptions {
  readonly token: string;
  readonly log: Logger;
  /** A client with its listeners, not yet logged in. */
  readonly newClient: () => Client;
  /** Milliseconds before the second try; later ones wait longer, up to five minutes. */
  readonly retryMs?: number;
}

/** How long `start` waits for the first outcome before it lets the process go on. */
const START_MS = 15_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** A closing handshake that the other side does not answer is not waited for. */
const CLOSE_MS = 2000;

/** What each way of not getting in means for whoever runs the bot. */
const CLOSED: Readonly<Record<number, string>> = {
  4004: "Discord does not know this DISCORD_TOKEN",
  4010: "Discord refuses this shard number",
  4011: "Discord wants this bot sharded: set DISCORD_SHARDS=auto",
  4012: "Discord no longer speaks this version of its gateway",
  4013: "Discord refuses the intents",
  4014: "Discord refuses the intents",
};

/** The pause before the next try, and how it is told. */
export function againAfter(why: string, failures: number, firstMs = 2000): { pause: number; detail: string } {
  const pause = backoff(failures, firstMs, LONGEST_RETRY_MS);
  const seconds = Math.max(1, Math.round(pause / 1000));
  return { pause, detail: `${why}; trying again in ${seconds} s` };
}

/**
 * One logged-in client at a time. A lost socket is the library's business, which reconnects and resumes; a login that
 * fails, and a session that Discord ends for good, are tried anew here, ever more slowly and with jitter.
 */
export class Connection {
  private client: Client | undefined;
  private current: AdapterStatus = { state: "starting", detail: "not connected yet" };
  private readonly stopped = new AbortController();

  constructor(private readonly options: ConnectionOptions) {}

  status(): AdapterStatus {
    return this.current;
  }

  /** Resolves when the first attempt has succeeded, failed, or taken long; the rest goes on behind. Never rejects. */
  async start(): Promise<void> {
    const first = new AbortController();
    void this.keepConnected(() => first.abort());
    await sleep(START_MS, undefined, { signal: first.signal, ref: false }).catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.report({ state: "stopped", detail: "stopped" });
    await this.close();
  }

  private async keepConnected(onOutcome: () => void): Promise<void> {
    let failures = 0;
    while (!this.stopped.signal.aborted) {
      const why = await this.session(() => {
        failures = 0;
        onOutcome();
      });
      await this.close();
      if (this.stopped.signal.aborted) return;
      const { pause, detail } = againAfter(why, failures++, this.options.retryMs);
      this.report({ state: "down", detail });
      onOutcome();
      await sleep(pause, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** Logs in and stays; resolves, when it is over, with the reason for people. */
  private session(onReady: () => void): Promise<string> {
    const client = this.options.newClient();
    const over = new AbortController();
    this.client = client;
    return new Promise<string>((resolve) => {
      client.on(Events.ClientReady, ({ user }) => {
        this.report({ state: "up", detail: `logged in as ${user.tag}` });
        onReady();
      });
      client.on(Events.ShardReconnecting, () =>
        this.report({ state: "down", detail: "connection lost; reconnecting" }),
      );
      const back = () =>
        this.report({ state: "up", detail: `logged in as ${client.user?.tag ?? "the bot"}` });
      client.on(Events.ShardResume, back);
      client.on(Events.ShardReady, back);
      client.on(Events.ShardDisconnect, ({ code }) => resolve(CLOSED[code] ?? `Discord closed (${code})`));
      client.on(Events.ShardError, (error) =>
        this.options.log.warn(describe(error), "Discord's gateway failed"),
      );
      client.on(Events.Error, (error) => this.options.log.warn(describe(error), "The Discord client failed"));
      client.login(this.options.token).catch((thrown: unknown) => {
        this.options.log.debug(describe(thrown), "Discord login failed");
        resolve(loginFailure(thrown));
      });
      this.stopped.signal.addEventListener("abort", () => resolve("stopped"), { signal: over.signal });
    }).finally(() => over.abort());
  }

  private async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (!client) return;
    client.removeAllListeners();
    // An error that comes after nobody listens would end the process.
    client.on(Events.Error, () => undefined);
    const done = new AbortController();
    await Promise.race([
      client.destroy().catch(() => undefined),
      sleep(CLOSE_MS, undefined, { signal: done.signal }).catch(() => undefined),
    ]);
    done.abort();
  }

  private report(status: AdapterStatus): void {
    if (status.state === this.current.state && status.detail === this.current.detail) return;
    if (this.current.state === "stopped") return;
    this.current = status;
    this.options.log[status.state === "down" ? "warn" : "info"]({ state: status.state }, status.detail);
  }
}
