import { Hono, type MiddlewareHandler } from "hono";
import type { AdapterStatus } from "../chat/adapter.js";
import type { Chat } from "../chat/chat.js";
import { completeLine } from "../chat/complete-line.js";
import { LIMITS } from "../limits.js";
import type { Logger } from "../log.js";
import { addLogin, keepDoor, mayEnter } from "./door.js";
import { protectiveHeaders, refuseForeigners } from "./guard.js";
import { type PageFile, readPageFiles } from "./page-files.js";
import type { AboutMessage, SuggestionMessage } from "./protocol.js";
import { addQuestions } from "./questions.js";
import type { ShopWindow } from "./shop-window.js";

/** What `/healthz` tells. */
export interface Health {
  /** `degraded`: it answers, but an adapter is down. */
  readonly status: "ok" | "degraded";
  readonly adapters: Readonly<Record<string, AdapterStatus>>;
  readonly [more: string]: unknown;
}

/** What `/metrics` tells, in the Prometheus text format. */
export interface Exposition {
  readonly contentType: string;
  text(): Promise<string>;
  /** A request that the server's guard refused, by reason. */
  refused(reason: string): void;
}

export interface WebParts {
  readonly chat: Chat;
  readonly window: ShopWindow;
  readonly health: () => Health | Promise<Health>;
  readonly metrics: Exposition;
  readonly log: Logger;
  readonly token: string | undefined;
  readonly closing: AbortSignal;
}

const WINDOW_PRODUCTS = 6;
/** Longer lines are completed no more: whoever pastes one is not looking for a word. */
const LINE_CHARACTERS = 4000;
/** Safari makes JPEGs of HEIC photos only where neither their type nor their ending stands here; the first is what it makes. */
const ACCEPT = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/tiff,image/bmp";

/** Every route of the page's server. */
export function createWebApp(parts: WebParts): Hono {
  const { chat, window, metrics, log, token } = parts;
  const files = readPageFiles();
  const app = new Hono();
  app.use(protectiveHeaders);
  app.use(withCopyableBody);
  app.use(refuseForeigners(token !== undefined, (reason) => metrics.refused(reason)));
  app.onError((thrown, c) => {
    log.error({ err: thrown, path: c.req.path }, "the page's server failed on a request");
    return c.text("Something went wrong on our side; please try again in a moment.", 500);
  });
  app.notFound((c) => c.text("There is nothing here; the page is at /.", 404));

  app.get("/healthz", async (c) => {
    const health = await parts.health();
    c.header("cache-control", "no-store");
    return c.json(mayEnter(c, token) ? health : { status: health.status });
  });
  app.get(
    "/page/*",
    (c) => pageFile(c.req.raw, files.get(c.req.path.slice("/page/".length))) ?? c.notFound(),
  );
  const login = files.get("login.html");
  if (token !== undefined && login) addLogin(app, token, login);
  app.use(keepDoor(token));

  app.get("/", (c) => pageFile(c.req.raw, files.get("index.html")) ?? c.notFound());
  app.get("/metrics", async (c) =>
    c.text(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
  app.get("/api/about", async (c) => c.json(await about(chat, window)));
  app.get("/api/complete", (c) => c.json(suggestions(c.req.query("line") ?? "", chat)));
  app.get("/pictures/:key/:id", async (c) => {
    const picture = await window.picture(c.req.param("id"));
    if (!picture) return c.text("There is no such product.", 404);
    // An address of an older catalogue still finds its product, but the next catalogue may show another picture there.
    const current = c.req.param("key") === window.key();
    return c.body(Uint8Array.from(picture.bytes), 200, {
      "content-type": picture.mediaType,
      "cache-control": current ? "private, max-age=31536000, immutable" : "no-store",
    });
  });
  addQuestions(app, parts);
  return app;
}

/**
 * `bodyLimit` copies a request whose length nobody said, by the platform's own constructor, which knows nothing of the
 * server's requests.
 */
const withCopyableBody: MiddlewareHandler = async (c, next) => {
  const { url, method, headers, body, signal } = c.req.raw;
  if (headers.has("transfer-encoding") && body !== null) {
    c.req.raw = new Request(url, { method, headers, body, signal, duplex: "half" });
  }
  await next();
};

/** Browsers ask again each time and get 304: a new version of the page shows at once. */
function pageFile(request: Request, file: PageFile | undefined): Response | undefined {
  if (!file) return undefined;
  const headers = { etag: file.etag, "cache-control": "no-cache", "content-type": file.type };
  if (request.headers.get("if-none-match") === file.etag) return new Response(null, { status: 304, headers });
  return new Response(file.bytes, { headers });
}

function suggestions(line: string, chat: Chat): readonly SuggestionMessage[] {
  return line.length > LINE_CHARACTERS ? [] : completeLine(line, chat);
}

async function about(chat: Chat, window: ShopWindow): Promise<AboutMessage> {
  const { catalogue, products, model } = chat.about();
  return {
    catalogue,
    products,
    model,
    examples: await window.examples(),
    window: await window.products(WINDOW_PRODUCTS),
    accept: ACCEPT,
    picturesPerRequest: LIMITS.picturesPerRequest,
    pictureBytes: LIMITS.pictureBytes,
  };
}
