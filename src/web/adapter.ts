import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { backoff } from "../backoff.js";
import type { Adapter, AdapterStatus } from "../chat/adapter.js";
import { restarting } from "../chat/deadline.js";
import type { Config } from "../config.js";
import { createWebApp, type WebParts } from "./app.js";

/** How many ports beside the default one are tried. */
const OTHER_PORTS = 20;
const RETRY_MS = { first: 2_000, longest: 30_000 };
/** A slow upload of the largest message over a slow line takes about this long. */
const REQUEST_MS = 120_000;
/** How long an apology may take to leave once the deadline of `stop` has come. */
const FAREWELL_MS = 300;

/** The local page. `config.host` and `config.port` say where; everything else comes in `parts`. */
export function createWebAdapter(config: Config["web"], parts: Omit<WebParts, "token" | "closing">): Adapter {
  return new WebAdapter(config, parts);
}

class WebAdapter implements Adapter {
  readonly name = "web";
  private readonly closing = new AbortController();
  private server: Server | undefined;
  private state: AdapterStatus = { state: "starting", detail: "starting" };
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;

  constructor(
    private readonly config: Config["web"],
    private readonly parts: Omit<WebParts, "token" | "closing">,
  ) {}

  status(): AdapterStatus {
    return this.state;
  }

  async start(): Promise<void> {
    const { host, port, portGiven } = this.config;
    const ports = portGiven ? [port] : Array.from({ length: OTHER_PORTS + 1 }, (_, more) => port + more);
    let problem: unknown;
    for (const candidate of ports) {
      try {
        this.server = await this.listen(host, candidate);
        this.state = { state: "up", detail: addressOf(this.server, host) };
        this.failures = 0;
        return;
      } catch (thrown) {
        problem = thrown;
        if (codeOf(thrown) !== "EADDRINUSE") break;
      }
    }
    if (this.closing.signal.aborted) return;
    this.tryAgain(sentenceFor(problem, host, port, portGiven));
  }

  async stop(signal: AbortSignal): Promise<void> {
    clearTimeout(this.retry);
    const { server } = this;
    this.state = { state: "stopped", detail: "stopped" };
    if (!server) return this.closing.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Browsers keep connections open after their last answer; these must not keep us.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const giveUp = () => {
      this.closing.abort(restarting());
      setTimeout(() => server.closeAllConnections(), FAREWELL_MS).unref();
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
    await closed;
    clearInterval(sweep);
    this.closing.abort();
  }

  private listen(host: string, port: number): Promise<Server> {
    const app = createWebApp({ ...this.parts, token: this.config.token, closing: this.closing.signal });
    const server = createAdaptorServer({
      fetch: app.fetch,
      overrideGlobalObjects: false,
      serverOptions: { requestTimeout: REQUEST_MS, headersTimeout: 15_000, maxHeaderSize: 16_384 },
    }) as Server;
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        server.on("error", (err) => this.parts.log.error({ err }, "the page's server reported an error"));
        resolve(server);
      });
    });
  }

  private tryAgain(problem: string): void {
    const pause = backoff(this.failures++, RETRY_MS.first, RETRY_MS.longest);
    const seconds = Math.max(1, Math.round(pause / 1000));
    this.state = { state: "down", detail: `${problem}; trying again in ${seconds} s` };
    this.parts.log.warn(`page: ${this.state.detail}`);
    this.retry = setTimeout(() => {
      void this.start().then(() => {
        if (this.state.state === "up") this.parts.log.info(`page: up at ${this.state.detail}`);
      });
    }, pause);
  }
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
}

function sentenceFor(thrown: unknown, host: string, port: number, given: boolean): string {
  switch (codeOf(thrown)) {
    case "EADDRINUSE":
      return given
        ? `port ${port} is taken by another program (set WEB_PORT to another one)`
        : `ports ${port} to ${port + OTHER_PORTS} are all taken (set WEB_PORT)`;
    case "EACCES":
      return `port ${port} may only be opened by an administrator (set WEB_PORT to one above 1023)`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `this machine has no address ${host} (correct WEB_HOST)`;
    default:
      return `cannot listen on ${host}:${port}`;
  }
}

/** Where a browser on this machine finds it. */
function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const name =
    host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
