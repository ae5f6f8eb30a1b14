import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { App, type HTTPReceiver, type Receiver, type webApi } from "@slack/bolt";
import { backoff } from "../backoff.js";
import type { Adapter, AdapterStatus } from "../chat/adapter.js";
import type { Chat } from "../chat/chat.js";
import { restarting } from "../chat/deadline.js";
import { InFlight } from "../chat/in-flight.js";
import type { Config } from "../config.js";
import type { Logger } from "../log.js";
import { boltLogger, withoutSecrets } from "./bolt-log.js";
import type { Bot } from "./bot.js";
import type { Connection } from "./connection.js";
import { httpReceiver, listen as listenHttp } from "./http.js";
import { InstallationsOnDisk } from "./installations.js";
import { HOUSE } from "./limits.js";
import { listen } from "./listeners/index.js";
import { type Identity, logIn } from "./login.js";
import { Once } from "./once.js";
import { ownHosts } from "./own-hosts.js";
import { pause } from "./pause.js";
import { failureWords, withTokenOf } from "./slack-error.js";
import { createSlackFetch } from "./slack-fetch.js";
import { openSocket } from "./socket.js";
import { WorkingSigns } from "./working-sign.js";

export type SlackSettings = NonNullable<Config["slack"]>;

export interface SlackSurroundings {
  readonly log: Logger;
  /** Folder for what must survive a restart: installed workspaces. */
  readonly stateDir: string;
}

/** Slack as one more way to talk to the shop. */
export function createSlackAdapter(settings: SlackSettings, chat: Chat, around: SlackSurroundings): Adapter {
  return new SlackAdapter(settings, chat, around);
}

/** How calls that Slack or the network let fall are tried again: five times within about half a minute. */
const RETRIES = { retries: 5, minTimeout: 500, factor: 2, randomize: true };
/** A connection that held this long was a good one: the next is opened at once. */
const GOOD_MS = 5000;

/** Connections come and go; the app stays, so it gets a receiver that does nothing by itself. */
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

function workspaces(count: number): string {
  return count === 1 ? "1 workspace installed" : `${count} workspaces installed`;
}

class SlackAdapter implements Adapter {
  readonly name = "slack";
  private readonly log: Logger;
  private readonly closing = new AbortController();
  private readonly ending = new AbortController();
  private readonly installations: InstallationsOnDisk;
  private readonly bot: Bot;
  private identity: Identity | undefined;
  private app: App | undefined;
  private receiver: HTTPReceiver | undefined;
  private connection: Connection | undefined;
  private running: Promise<void> | undefined;
  private current: AdapterStatus = { state: "stopped", detail: "not started" };

  constructor(
    private readonly settings: SlackSettings,
    chat: Chat,
    { log, stateDir }: SlackSurroundings,
  ) {
    this.log = log.child({ platform: "slack" });
    this.installations = new InstallationsOnDisk(join(stateDir, "slack", "installations"));
    const hosts = ownHosts(settings.apiUrl);
    // Everything that is being answered listens for the end; many at once are no leak.
    setMaxListeners(0, this.ending.signal);
    this.bot = {
      chat,
      hosts,
      log: this.log,
      once: new Once(),
      inFlight: new InFlight(),
      signs: new WorkingSigns(this.log),
      sharing: new Set(),
      lookalikeChannels: new Set(settings.lookalikeChannels),
      fetch: createSlackFetch(hosts, this.log, this.ending.signal),
      installations: settings.oauth ? this.installations : undefined,
      tokenRefused: () => {
        if (!settings.oauth) void this.connection?.close();
      },
      ending: this.ending.signal,
    };
  }

  status(): AdapterStatus {
    return this.current;
  }

  start(): Promise<void> {
    this.current = { state: "starting", detail: "connecting" };
    return new Promise((resolve) => {
      this.running = this.keepConnected(resolve);
    });
  }

  async stop(signal: AbortSignal): Promise<void> {
    this.closing.abort();
    await this.connection?.close();
    await this.bot.inFlight.settled(signal);
    this.ending.abort(restarting());
    await this.bot.inFlight.settled(AbortSignal.timeout(HOUSE.apologyMs));
    await this.running;
    this.current = { state: "stopped", detail: "stopped" };
  }

  /** Connects again and again until it is stopped. @param settled called after the first outcome */
  private async keepConnected(settled: () => void): Promise<void> {
    let failures = 0;
    while (!this.closing.signal.aborted) {
      const started = Date.now();
      try {
        const connection = await this.connectUnlessClosing();
        if (!connection) break;
        // Only now, so that there is no moment without a connection.
        await this.connection?.close();
        this.connection = connection;
        if (this.closing.signal.aborted) await connection.close();
        settled();
        const { reason, planned } = await connection.lost;
        failures = Date.now() - started >= GOOD_MS ? 0 : failures + 1;
        if (!planned) this.down(`${reason}; connecting again`);
      } catch (thrown) {
        failures += 1;
        this.failed(thrown, failures);
        settled();
      }
      await pause(reconnectPause(failures), this.closing.signal);
    }
    settled();
  }

  /** Does not keep waiting for a Slack that is slow to answer when the end has come. */
  private async connectUnlessClosing(): Promise<Connection | undefined> {
    const connecting = this.connect();
    const settled = new AbortController();
    const closed = AbortSignal.any([this.closing.signal, settled.signal]);
    const closing = new Promise<undefined>((resolve) =>
      closed.addEventListener("abort", () => resolve(undefined), { once: true }),
    );
    try {
      const first = await Promise.race([connecting, closing]);
      if (first === undefined) connecting.then((late) => late.close()).catch(() => {});
      return first;
    } finally {
      settled.abort();
    }
  }

  private failed(thrown: unknown, failures: number): void {
    const longest = Math.round(reconnectPause(failures, () => 1) / 1000);
    this.down(`${withoutSecrets(failureWords(thrown))}; trying again within ${longest} s`);
  }

  private down(detail: string): void {
    if (this.closing.signal.aborted) return;
    this.current = { state: "down", detail };
    this.log.warn({ detail }, "Slack is not connected");
  }

  private up(detail: string): void {
    if (this.closing.signal.aborted) return;
    this.current = { state: "up", detail };
    this.log.info({ detail }, "Slack is connected");
  }

  private clientOptions(apiUrl: string | undefined): webApi.WebClientOptions {
    return {
      fetch: this.bot.fetch,
      logger: boltLogger(this.log),
      retryConfig: RETRIES,
      rejectRateLimitedCalls: true,
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    };
  }

  private async connect(): Promise<Connection> {
    const { botToken, oauth, apiUrl } = this.settings;
    if (!oauth && botToken !== undefined) {
      // For every connection anew, so that a token that was taken back shows in the status. Until Slack answers the last
      // identity stands: the connection before may still deliver.
      const login = logIn(botToken, this.clientOptions(undefined), apiUrl, this.log);
      this.identity = await withTokenOf("SLACK_BOT_TOKEN", login);
    }
    const clientOptions = this.clientOptions(this.identity?.apiUrl ?? apiUrl);
    this.app ??= this.createApp(clientOptions);
    return this.settings.appToken === undefined || oauth
      ? this.connectHttp(this.app, clientOptions)
      : this.connectSocket(this.app, this.settings.appToken, clientOptions);
  }

  private async connectSocket(app: App, appToken: string, clientOptions: webApi.WebClientOptions) {
    const opening = openSocket(app, { appToken, clientOptions, log: this.log });
    const connection = await withTokenOf("SLACK_APP_TOKEN", opening);
    this.up(`${this.identity?.name ?? "connected"}, Socket Mode`);
    return connection;
  }

  private async connectHttp(app: App, clientOptions: webApi.WebClientOptions) {
    const { port, oauth } = this.settings;
    const receiver = this.httpReceiver(clientOptions);
    const connection = await listenHttp(app, receiver, port, this.log);
    const who = oauth ? workspaces(await this.installations.count()) : (this.identity?.name ?? "connected");
    this.up(`${who}, HTTP on port ${connection.port}`);
    return connection;
  }

  private httpReceiver(clientOptions: webApi.WebClientOptions): HTTPReceiver {
    const { signingSecret = "", oauth } = this.settings;
    this.receiver ??= httpReceiver({
      signingSecret,
      clientOptions,
      log: this.log,
      oauth: oauth && { ...oauth, store: this.installations },
    });
    return this.receiver;
  }

  private createApp(clientOptions: webApi.WebClientOptions): App {
    const installer = this.settings.oauth ? this.httpReceiver(clientOptions).installer : undefined;
    const app = new App({
      receiver: NO_RECEIVER,
      logger: boltLogger(this.log),
      clientOptions,
      convoStore: false,
      authorize: async (source) => {
        if (installer) return installer.authorize(source);
        if (!this.identity) throw new Error("Not logged in");
        const { botToken, botUserId, botId } = this.identity;
        const teamId = source.teamId ?? this.identity.teamId;
        return {
          botToken,
          ...(botUserId === undefined ? {} : { botUserId }),
          ...(botId === undefined ? {} : { botId }),
          ...(teamId === undefined ? {} : { teamId }),
        };
      },
    });
    app.error(async (error) => {
      this.log.error({ reason: withoutSecrets(failureWords(error)) }, "A Slack listener failed");
    });
    listen(app, this.bot);
    return app;
  }
}

/** Milliseconds to wait after so many failures in a row; none after none. */
function reconnectPause(failures: number, random?: () => number): number {
  const { first, longest } = HOUSE.reconnectMs;
  return failures === 0 ? 0 : backoff(failures - 1, first, longest, random);
}
