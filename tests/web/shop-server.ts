import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS } from "../../commands/index.js";
import { createChat } from "../../src/chat/create-chat.js";
import { openSessions } from "../../src/chat/sessions-on-disk.js";
import type { Config } from "../../src/config.js";
import { createLogger } from "../../src/log.js";
import { createMetrics } from "../../src/metrics.js";
import { serviceHealth } from "../../src/service/health.js";
import { openCounters } from "../../src/service/shared-counters.js";
import { createWebAdapter } from "../../src/web/adapter.js";
import type { AnswerEvent, ReplyMessage } from "../../src/web/protocol.js";
import { shopWindow } from "../../src/web/shop-window.js";
import { checkNoSecrets } from "../fixtures/secrets.js";
import { openSmallShop } from "../fixtures/small-shop.js";

/** The page's server over the small shop, on a free port of loopback, with everything real. */
export async function openShopServer(config: Partial<Config["web"]> = {}) {
  const metrics = createMetrics();
  const shop = await openSmallShop({ onBatch: metrics.batch });
  const stateDir = await mkdtemp(join(tmpdir(), "web-state-"));
  const sessions = await openSessions(stateDir);
  const logged: string[] = [];
  const log = createLogger("debug", config.token ? [config.token] : [], {
    write: (line) => logged.push(line),
  });
  const counters = openCounters(undefined, { user: 10_000, server: 10_000 }, log);
  const chat = createChat({
    shop: () => shop,
    commands: COMMANDS,
    sessions,
    log,
    onAnswer: metrics.answered,
    counters,
  });
  const adapter = createWebAdapter(
    { host: "127.0.0.1", port: 0, portGiven: true, token: undefined, ...config },
    {
      chat,
      window: shopWindow(() => shop),
      health: () => serviceHealth([adapter], shop, counters.status()),
      metrics,
      log,
    },
  );
  metrics.observe({
    engine: () => shop.engine.status(),
    questions: () => chat.load(),
    products: () => shop.catalogue.size,
    adapters: () => [adapter],
    limitsUp: () => counters.status().state === "up",
  });
  await adapter.start();
  return {
    adapter,
    chat,
    shop,
    logged,
    url: adapter.status().detail,
    async close() {
      await adapter.stop(AbortSignal.timeout(2000));
      await sessions.close();
      await shop.close();
      await rm(stateDir, { recursive: true, force: true });
      checkNoSecrets(logged, config.token ? [config.token] : []);
    },
  };
}

export type ShopServer = Awaited<ReturnType<typeof openShopServer>>;

/** The events of an answer, in order. */
export async function eventsOf(response: Response): Promise<AnswerEvent[]> {
  const text = await response.text();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line): AnswerEvent => JSON.parse(line));
}

export async function replyOf(response: Response): Promise<ReplyMessage> {
  const last = (await eventsOf(response)).at(-1);
  if (last?.type !== "reply") throw new Error("The answer ended without a reply");
  return last.reply;
}

export function form(line: string, pictures: readonly { bytes: Uint8Array; name: string }[] = []): FormData {
  const body = new FormData();
  body.set("line", line);
  for (const { bytes, name } of pictures) body.append("picture", new File([Uint8Array.from(bytes)], name));
  return body;
}

/** Asks the server; keeps the visitor's cookie when one is given. */
export async function ask(
  url: string,
  line: string,
  pictures: readonly { bytes: Uint8Array; name: string }[] = [],
  headers: Record<string, string> = {},
): Promise<ReplyMessage> {
  return replyOf(await fetch(`${url}/api/ask`, { method: "POST", body: form(line, pictures), headers }));
}
