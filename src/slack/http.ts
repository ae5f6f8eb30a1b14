import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type App, defaultBodyLimit, HTTPReceiver, type InstallationStore, type webApi } from "@slack/bolt";
import type { Logger } from "../log.js";
import { boltLogger } from "./bolt-log.js";
import type { Connection, Loss } from "./connection.js";
import { BOT_SCOPES } from "./scopes.js";
import { failureWords } from "./slack-error.js";

export interface OAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly store: InstallationStore;
}

export interface ReceiverOptions {
  readonly signingSecret: string;
  readonly oauth: OAuth | undefined;
  readonly clientOptions: webApi.WebClientOptions;
  readonly log: Logger;
}

/** Where Slack sends events, interactions and commands alike. */
const REQUEST_PATH = "/slack/events";

/** Bolt's receiver: it checks signatures and, for several workspaces, serves `/slack/install`. */
export function httpReceiver({ signingSecret, oauth, clientOptions, log }: ReceiverOptions): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: REQUEST_PATH,
    logger: boltLogger(log),
    installerOptions: { clientOptions },
    ...(oauth
      ? {
          clientId: oauth.clientId,
          clientSecret: oauth.clientSecret,
          stateSecret: oauth.stateSecret,
          installationStore: oauth.store,
          scopes: [...BOT_SCOPES],
        }
      : {}),
  });
}

/** The body, or undefined as soon as it is larger than Bolt takes. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > defaultBodyLimit) {
        request.pause();
        resolve(undefined);
      } else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("The request broke off")));
  });
}

/** Bolt looks into a body without asking whether it is an object: a signed `null` would end the process. */
function isObject(body: Buffer, contentType: string | undefined): boolean {
  try {
    const form = contentType?.startsWith("application/x-www-form-urlencoded");
    const json = form ? new URLSearchParams(body.toString()).get("payload") : body.toString();
    if (json === null) return true;
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status);
  response.end();
}

async function serve(
  receiver: HTTPReceiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "POST") {
    const rawBody = await readBody(request);
    if (rawBody === undefined) {
      response.setHeader("connection", "close");
      return end(response, 413);
    }
    if (!isObject(rawBody, request.headers["content-type"])) return end(response, 400);
    Object.assign(request, { rawBody });
  }
  receiver.requestListener(request, response);
}

/** Listens for Slack on all interfaces. Fails when the port is taken. */
export async function listen(
  app: App,
  receiver: HTTPReceiver,
  port: number,
  log: Logger,
): Promise<Connection & { port: number }> {
  receiver.init(app);
  const server = createServer((request, response) => {
    serve(receiver, request, response).catch((thrown) => {
      // Addresses that are not Slack's business, or a request that broke off.
      log.debug({ reason: failureWords(thrown) }, "An HTTP request was not for the Slack app");
      end(response, 404);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const lost = new Promise<Loss>((resolve) => {
    server.once("error", (error) => {
      server.close();
      resolve({ reason: failureWords(error), planned: false });
    });
    server.once("close", () => resolve({ reason: "the server was closed", planned: false }));
  });
  const address = server.address();
  return {
    lost,
    port: typeof address === "object" && address !== null ? address.port : port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    },
  };
}
