import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { trickle } from "../trickle.js";
import type { Json } from "./check-blocks.js";
import type { Workspace } from "./state.js";
import { type ApiSettings, Refusal, WebApi } from "./web-api.js";

/** What goes wrong on demand. */
export interface Fault {
  /** A Web API method, or "response_url", "upload" or "download". */
  readonly method: string;
  readonly status: 429 | 500 | 503 | 200;
  readonly retryAfter?: number;
  /** Slack's word, with status 200. */
  readonly error?: string;
  times: number;
}

const LOGIN_PAGE =
  "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in</body></html>";

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function readArguments(request: IncomingMessage, bytes: Buffer): Json {
  const type = request.headers["content-type"] ?? "";
  if (type.includes("application/json")) return JSON.parse(bytes.toString()) as Json;
  return Object.fromEntries(new URLSearchParams(bytes.toString()));
}

/** The first part of a multipart body, or the body itself. */
function uploaded(request: IncomingMessage, bytes: Buffer): Buffer {
  const boundary = /boundary="?([^";]+)/.exec(request.headers["content-type"] ?? "")?.[1];
  if (boundary === undefined) return bytes;
  const start = bytes.indexOf("\r\n\r\n") + 4;
  const end = bytes.indexOf(`\r\n--${boundary}`, start);
  return bytes.subarray(start, end);
}

const kindOf = (bytes: Buffer): string => {
  const head = bytes.subarray(0, 12).toString("latin1");
  if (head.startsWith("\xff\xd8")) return "image/jpeg";
  if (head.startsWith("\x89PNG")) return "image/png";
  if (head.startsWith("GIF8")) return "image/gif";
  return head.slice(8) === "WEBP" ? "image/webp" : "application/octet-stream";
};

/** Slack's hosts in one: Web API, files, response URLs and sockets. */
export class SlackServer {
  readonly faults: Fault[] = [];
  /** Requests for pictures, with the token that came along. */
  readonly downloads: { readonly path: string; readonly authorization: string | undefined }[] = [];
  readonly sockets = new Set<WebSocket>();
  /** Every socket that was ever opened. */
  socketsOpened = 0;
  /** Refuses everything, as when Slack or the network is down. */
  offline = false;
  /** Takes requests and answers none of them. */
  silent = false;
  /** Requests that got no answer. */
  unanswered = 0;
  /** Milliseconds over which the bytes of a file come. */
  fileMs = 0;
  /** Opens sockets but never says hello. */
  mute = false;
  onSocketMessage: (text: string) => void = () => {};
  private readonly http: Server;
  private readonly upgrade = new WebSocketServer({ noServer: true });
  readonly api: WebApi;
  private port = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly tokens: Pick<ApiSettings, "botToken" | "appToken" | "scopes">,
  ) {
    this.api = new WebApi(workspace, {
      ...tokens,
      origin: () => this.origin,
      socketUrl: () => `${this.origin.replace("http", "ws")}/link/?ticket=secret-ticket&app_id=A0APP00000`,
    });
    this.http = createServer((request, response) => {
      this.route(request, response).catch((thrown) => {
        if (!response.headersSent) response.writeHead(500).end(String(thrown));
      });
    });
    this.http.on("upgrade", (request, socket, head) => {
      if (this.offline || !request.url?.startsWith("/link/")) return socket.destroy();
      this.upgrade.handleUpgrade(request, socket, head, (opened) => this.greet(opened));
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What SLACK_API_URL is set to. */
  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.http.listen(0, "127.0.0.1", resolve));
    this.port = (this.http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  private greet(socket: WebSocket) {
    this.sockets.add(socket);
    this.socketsOpened += 1;
    socket.on("message", (data) => this.onSocketMessage(data.toString()));
    socket.on("close", () => this.sockets.delete(socket));
    if (this.mute) return;
    socket.send(
      JSON.stringify({
        type: "hello",
        num_connections: this.sockets.size,
        connection_info: { app_id: "A0APP00000" },
        debug_info: { host: "applink-1", approximate_connection_time: 18_060 },
      }),
    );
  }

  private faultFor(method: string): Fault | undefined {
    const fault = this.faults.find((candidate) => candidate.method === method && candidate.times > 0);
    if (fault) fault.times -= 1;
    return fault;
  }

  private async route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.offline) return void request.socket.destroy();
    if (this.silent) {
      this.unanswered += 1;
      return;
    }
    const path = new URL(request.url ?? "/", this.origin).pathname;
    const bytes = await body(request);
    if (path.startsWith("/api/")) return this.answerCall(path.slice(5), request, bytes, response);
    if (path.startsWith("/files-pri/")) return this.sendFile(path, request, response);
    if (path.startsWith("/upload/v1/")) return this.takeUpload(path.slice(11), request, bytes, response);
    if (path.startsWith("/response/")) return this.respond(path.slice(10), bytes, response);
    response.writeHead(404).end();
  }

  private failed(fault: Fault, response: ServerResponse) {
    const headers = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
    const text = fault.error === undefined ? "" : JSON.stringify({ ok: false, error: fault.error });
    response.writeHead(fault.status, { "content-type": "application/json", ...headers }).end(text);
  }

  private answerCall(
    method: string,
    request: IncomingMessage,
    bytes: Buffer,
    response: ServerResponse,
  ): void {
    const args = readArguments(request, bytes);
    const token =
      /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ??
      (typeof args.token === "string" ? args.token : undefined);
    const record = (result: string) =>
      this.workspace.calls.push({ method, args, token, at: Date.now(), result });
    const fault = this.faultFor(method);
    if (fault) {
      record(fault.error ?? String(fault.status));
      this.failed(fault, response);
      return;
    }
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "x-oauth-scopes": [...this.tokens.scopes].join(","),
    };
    try {
      const result = this.api.call(method, token, args);
      record("ok");
      response.writeHead(200, headers).end(JSON.stringify({ ok: true, ...result }));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      record(thrown.error);
      response
        .writeHead(200, headers)
        .end(JSON.stringify({ ok: false, error: thrown.error, ...thrown.more }));
    }
  }

  /** Slack answers those who may not see a file with its login page and status 200. */
  private sendFile(path: string, request: IncomingMessage, response: ServerResponse) {
    const { authorization } = request.headers;
    this.downloads.push({ path, authorization });
    const fault = this.faultFor("download");
    if (fault) return this.failed(fault, response);
    const id = /-(F[A-Z0-9]+)\//.exec(path)?.[1] ?? "";
    const file = this.workspace.files.get(id);
    if (authorization !== `Bearer ${this.tokens.botToken}`) {
      return void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(LOGIN_PAGE);
    }
    if (!file || file.state === "deleted") return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": file.mimetype, "content-length": file.bytes.length });
    trickle(response, file.bytes, this.fileMs);
  }

  private takeUpload(id: string, request: IncomingMessage, bytes: Buffer, response: ServerResponse) {
    const fault = this.faultFor("upload");
    if (fault) return this.failed(fault, response);
    const file = this.workspace.files.get(id);
    const content = uploaded(request, bytes);
    if (file?.state !== "waiting" || content.length !== file.bytes.length)
      return void response.writeHead(400).end();
    this.workspace.files.set(id, { ...file, bytes: content, mimetype: kindOf(content), state: "uploaded" });
    response.writeHead(200).end(`OK - ${content.length}`);
  }

  private respond(id: string, bytes: Buffer, response: ServerResponse) {
    const refuse = (status: number, error: string) => {
      this.workspace.calls.push({
        method: "response_url",
        args: {},
        token: undefined,
        at: Date.now(),
        result: error,
      });
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(JSON.stringify({ ok: false, error }));
    };
    const fault = this.faultFor("response_url");
    if (fault) return this.failed(fault, response);
    const url = this.workspace.responseUrls.get(id);
    if (!url) return refuse(404, "invalid_url");
    if (Date.now() > url.expiresAt) return refuse(404, "expired_url");
    if (url.uses >= 5) return refuse(404, "used_url");
    const args = JSON.parse(bytes.toString()) as Json;
    try {
      const { text, blocks } = this.api.content(args);
      url.uses += 1;
      const open = args.response_type === "in_channel";
      // https://docs.slack.dev/interactivity/handling-user-interaction#updating_message
      const inPlace = args.replace_original === true && url.messageTs !== undefined;
      const threadTs = typeof args.thread_ts === "string" ? args.thread_ts : undefined;
      this.workspace.say({
        channel: url.channel,
        ...(inPlace && url.messageTs ? { ts: url.messageTs } : {}),
        threadTs,
        user: this.workspace.botUser,
        text,
        blocks,
        files: [],
        ephemeralTo: open ? undefined : url.user,
        via: "response_url",
      });
      this.workspace.calls.push({
        method: "response_url",
        args,
        token: undefined,
        at: Date.now(),
        result: "ok",
      });
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ok: true }));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      refuse(404, thrown.error);
    }
  }
}
