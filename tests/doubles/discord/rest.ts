import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { trickle } from "../trickle.js";
import { Buckets } from "./buckets.js";
import { Faults } from "./faults.js";
import { readBody } from "./read-body.js";
import { Refusal, refuse } from "./refusal.js";
import { APPLICATION_ROUTES } from "./routes/application.js";
import { CHANNEL_ROUTES } from "./routes/channels.js";
import { INTERACTION_ROUTES } from "./routes/interactions.js";
import type { Answer } from "./routes/route.js";
import { WEBHOOK_ROUTES } from "./routes/webhooks.js";
import type { State } from "./state.js";

const ROUTES = [...APPLICATION_ROUTES, ...CHANNEL_ROUTES, ...INTERACTION_ROUTES, ...WEBHOOK_ROUTES];
const API = /^\/api\/v10(\/.*)$/;

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function sendRefusal(
  response: ServerResponse,
  { status, code, message, errors, headers, extra }: Refusal,
): void {
  send(response, status, { message, code, ...(errors ? { errors } : {}), ...extra }, { ...headers });
}

/** Discord's HTTP API and its file host, on one origin. */
export function createRestServer(state: State): Server {
  const buckets = new Buckets();
  return createServer((request, response) => {
    void handle(request, response, state, buckets).catch((thrown: unknown) => {
      if (!response.headersSent) send(response, 500, { message: String(thrown), code: 0 });
    });
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
  buckets: Buckets,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://double");
  if (state.slow.has(url.pathname)) return;
  const file = state.files.get(url.pathname);
  if (file) {
    response.writeHead(200, { "content-type": file.contentType, "content-length": file.bytes.byteLength });
    trickle(response, file.bytes, state.fileMs);
    return;
  }
  const path = API.exec(decodeURIComponent(url.pathname))?.[1];
  const method = request.method ?? "GET";
  const note = (status: number) =>
    state.requests.push({
      method,
      path: path ?? url.pathname,
      status,
      at: Date.now(),
      authorization: request.headers.authorization,
    });
  try {
    if (path === undefined) throw refuse.notFound();
    const fault = state.faults.next(method, path);
    if (fault?.kind === "drop") {
      note(0);
      request.socket.destroy();
      return;
    }
    if (fault && fault.kind !== "lost-answer") throw Faults.refusal(fault);
    const headers = buckets.take(method, path);
    const answer = await answerTo(request, method, path, url.searchParams, state);
    if (fault?.kind === "lost-answer") {
      note(0);
      request.socket.destroy();
      return;
    }
    note(answer.status);
    send(response, answer.status, answer.body, headers);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    note(thrown.status);
    request.resume();
    sendRefusal(response, thrown);
  }
}

async function answerTo(
  request: IncomingMessage,
  method: string,
  path: string,
  query: URLSearchParams,
  state: State,
): Promise<Answer> {
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (!match) continue;
    if (route.auth && request.headers.authorization !== `Bot ${state.token}`) throw refuse.unauthorized();
    const body = await readBody(request);
    return route.handle({ ...body, method, params: match.slice(1), query, state });
  }
  throw refuse.notFound();
}
