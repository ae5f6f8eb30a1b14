import { createHmac } from "node:crypto";
import type { Json } from "./check-blocks.js";
import { SlackServer } from "./server.js";
import { Workspace } from "./state.js";

/** What somebody set up at Slack: the manifest's answers. */
export interface AppSetup {
  readonly scopes: readonly string[];
  readonly events: readonly string[];
}

/** One delivery to the bot, with what became of it. */
export interface Delivery {
  readonly kind: string;
  readonly sentAt: number;
  ackedAfterMs: number | undefined;
  ackBody: unknown;
  attempts: number;
}

export interface DoubleOptions extends AppSetup {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** HTTP mode: where events go. Socket Mode without it. */
  readonly requestUrl?: string;
}

/** From a Slack that waits three seconds; tests that are about retries set less. */
const ACK_MS = 3000;

/** How Slack reaches a bot: over its socket, or with signed requests; again when nobody acknowledged. */
export class Deliveries {
  readonly workspace = new Workspace();
  readonly server: SlackServer;
  readonly deliveries: Delivery[] = [];
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  requestUrl: string | undefined;
  private readonly waiting = new Map<string, (payload: unknown) => void>();

  protected constructor(protected readonly options: DoubleOptions) {
    this.botToken = options.botToken ?? "xoxb-1111-2222-doublesecrettoken";
    this.appToken = options.appToken ?? "xapp-1-A0APP00000-3333-doubleappsecret";
    this.signingSecret = options.signingSecret ?? "8f742231b10e8888abcd99yyyzzz85a5";
    this.requestUrl = options.requestUrl;
    this.server = new SlackServer(this.workspace, {
      botToken: this.botToken,
      appToken: this.appToken,
      scopes: new Set(options.scopes),
    });
    this.server.onSocketMessage = (text) => {
      const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload: unknown };
      this.waiting.get(envelope_id)?.(payload);
    };
  }

  /** Sends once and waits for the acknowledgement; undefined if none came in time. */
  private async send(
    type: string,
    payload: Json,
    retry: { num: number; reason: string } | undefined,
    ms: number,
  ): Promise<{ body: unknown } | undefined> {
    return this.requestUrl === undefined
      ? this.sendOverSocket(type, payload, retry, ms)
      : this.sendOverHttp(type, payload, retry, ms);
  }

  private async sendOverSocket(
    type: string,
    payload: Json,
    retry: { num: number; reason: string } | undefined,
    ms: number,
  ) {
    const socket = await this.openSocket(ms);
    if (!socket) return undefined;
    const id = `${Math.random()}`.slice(2);
    const envelope = {
      type,
      envelope_id: id,
      payload,
      accepts_response_payload: type !== "events_api",
      ...(retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}),
    };
    return new Promise<{ body: unknown } | undefined>((resolve) => {
      const timer = setTimeout(() => done(undefined), ms);
      const done = (answer: { body: unknown } | undefined) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer);
      };
      this.waiting.set(id, (body) => done({ body }));
      socket.send(JSON.stringify(envelope));
    });
  }

  /** The newest socket; while there is none, the bot has this long to open one. */
  private async openSocket(ms: number) {
    const end = Date.now() + ms;
    for (;;) {
      const socket = [...this.server.sockets].findLast(({ readyState, OPEN }) => readyState === OPEN);
      if (socket || Date.now() > end) return socket;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Headers of a signed request, at a time of choice. */
  signature(
    body: string,
    seconds = Math.floor(Date.now() / 1000),
    secret = this.signingSecret,
  ): Record<string, string> {
    const hash = createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex");
    return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${hash}` };
  }

  private async sendOverHttp(
    type: string,
    payload: Json,
    retry: { num: number; reason: string } | undefined,
    ms: number,
  ) {
    const json = type === "events_api";
    const body = json
      ? JSON.stringify(payload)
      : type === "slash_commands"
        ? new URLSearchParams(payload as Record<string, string>).toString()
        : new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const headers = {
      "content-type": json ? "application/json" : "application/x-www-form-urlencoded",
      ...this.signature(body),
      ...(retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {}),
    };
    try {
      const response = await fetch(this.requestUrl ?? "", {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.timeout(ms),
      });
      if (!response.ok) return undefined;
      const text = await response.text();
      return { body: text === "" ? undefined : text.startsWith("{") ? JSON.parse(text) : text };
    } catch {
      return undefined;
    }
  }

  protected async deliver(kind: string, type: string, payload: Json, retries = 0): Promise<Delivery> {
    const delivery: Delivery = {
      kind,
      sentAt: Date.now(),
      ackedAfterMs: undefined,
      ackBody: undefined,
      attempts: 0,
    };
    this.deliveries.push(delivery);
    for (let num = 0; num <= retries; num += 1) {
      const started = Date.now();
      delivery.attempts += 1;
      const answer = await this.send(
        type,
        payload,
        num === 0 ? undefined : { num, reason: "timeout" },
        ACK_MS,
      );
      if (answer) {
        delivery.ackedAfterMs = Date.now() - started;
        delivery.ackBody = answer.body;
        break;
      }
    }
    return delivery;
  }

  /** Sends the very same thing several times, as retries; tells which were acknowledged. */
  async redeliver(type: string, payload: Json, retries: number): Promise<boolean[]> {
    const acks: boolean[] = [];
    for (let num = 0; num <= retries; num += 1) {
      const retry = num === 0 ? undefined : { num, reason: "timeout" };
      acks.push((await this.send(type, payload, retry, ACK_MS)) !== undefined);
    }
    return acks;
  }

  /** An event as Slack wraps it. `again` sends the very same delivery that often once more, as Slack does at times. */
  async event(event: Json, { again = 0, id = this.workspace.id("Ev") } = {}): Promise<Delivery> {
    const { team, botUser } = this.workspace;
    const payload = {
      token: "verification",
      team_id: team,
      api_app_id: "A0APP00000",
      event,
      type: "event_callback",
      event_id: id,
      event_time: Math.floor(Date.now() / 1000),
      is_ext_shared_channel: false,
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
      ],
    };
    const first = this.deliver(`event:${event.type}`, "events_api", payload, 3);
    const copies = Array.from({ length: again }, (_, at) =>
      this.send("events_api", payload, { num: at + 1, reason: "timeout" }, ACK_MS),
    );
    await Promise.all(copies);
    return first;
  }
}
