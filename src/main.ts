import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../commands/index.js";
import type { Adapter } from "./chat/adapter.js";
import { createChat } from "./chat/create-chat.js";
import { openSessions } from "./chat/sessions-on-disk.js";
import { fail } from "./cli/fail.js";
import { downloadNotices } from "./cli/shop-options.js";
import { type Config, readConfig } from "./config.js";
import { sourceFromUrl } from "./images/sources.js";
import { LIMITS } from "./limits.js";
import { createLogger, type Logger } from "./log.js";
import { createMetrics } from "./metrics.js";
import { openShop } from "./open-shop.js";
import { PACKAGE_ROOT } from "./package-root.js";
import { discordAdapter, platformAdapters } from "./service/adapters.js";
import { withEnvFile } from "./service/env-file.js";
import { adapterLine, foundLines, offLines } from "./service/greeting.js";
import { serviceHealth } from "./service/health.js";
import { liveUntilSignalled } from "./service/lifetime.js";
import { liveShop } from "./service/live-shop.js";
import { openCounters } from "./service/shared-counters.js";
import { createWebAdapter } from "./web/adapter.js";
import { shopWindow } from "./web/shop-window.js";

const say = (line: string) => process.stdout.write(`${line}\n`);

function version(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));
  return String(version);
}

/** The exact host and port of a platform whose address the settings changed: pictures there may be fetched, private or not. */
function trustedOrigins({ discord, slack }: Config): string[] {
  return [discord?.apiUrl, slack?.apiUrl].flatMap((url) => (url === undefined ? [] : [new URL(url).origin]));
}

/** One process: the shop, the chat, and every platform that is configured. */
async function serve(config: Config, log: Logger, shard: number | undefined): Promise<void> {
  const started = performance.now();
  const [opened, sessions] = await Promise.all([
    openShop(config, { log, onDownload: downloadNotices(process.stdout) }),
    openSessions(config.stateDir),
  ]);
  const shop = liveShop(opened, config, log);
  const metrics = createMetrics();
  const counters = openCounters(config.redisUrl, LIMITS.questionsPerMinute, log);
  const chat = createChat({
    shop: shop.current,
    commands: COMMANDS,
    sessions,
    counters,
    log,
    link: (address) => sourceFromUrl(address, { trustedOrigins: trustedOrigins(config) }),
    onAnswer: metrics.answered,
  });
  const adapters: Adapter[] = [];
  const closed = async (signal: AbortSignal) => {
    await Promise.allSettled(adapters.map((adapter) => adapter.stop(signal)));
    await Promise.allSettled([shop.close(), sessions.close(), counters.close()]);
  };
  liveUntilSignalled(closed, log);
  process.on("SIGHUP", () => void shop.reload());

  if (shard === undefined || shard === 0) {
    const web = createWebAdapter(config.web, {
      chat,
      window: shopWindow(shop.current),
      health: () => serviceHealth(adapters, shop.current(), counters.status()),
      metrics,
      log,
    });
    adapters.push(web, ...(await platformAdapters(config, chat, log)));
  } else if (config.discord) {
    // Every shard is a process with an engine of its own; the page and Slack need only one of them.
    adapters.push(await discordAdapter(config.discord, chat, log));
  }
  metrics.observe({
    engine: () => shop.current().engine.status(),
    products: () => shop.current().catalogue.size,
    adapters: () => adapters,
    limitsUp: () => counters.status().state === "up",
  });

  const greets = shard === undefined || shard === 0;
  if (greets) for (const line of [`Haberdasher ${version()}`, ...foundLines(chat.about())]) say(line);
  await Promise.all(
    adapters.map(async (adapter) => {
      await adapter.start();
      if (greets) say(adapterLine(adapter));
    }),
  );
  if (!greets) return;
  for (const line of offLines(config)) say(line);
  say(`Ready in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C ends it.`);
}

/** With DISCORD_SHARDS, this process only looks after the shards, each a process that serves. */
async function superviseShards(settings: NonNullable<Config["discord"]>, log: Logger): Promise<void> {
  const { runShards } = await import("./discord/shards.js");
  const stop = new AbortController();
  const running = runShards(settings, { log, signal: stop.signal });
  liveUntilSignalled(() => {
    stop.abort();
    return running;
  }, log);
  await running;
}

async function main(): Promise<void> {
  const config = readConfig(withEnvFile(process.env));
  const log = createLogger(config.logLevel, config.secrets);
  // A reader of standard output that went away (npm start | head) must not end the bot.
  process.stdout.on("error", () => undefined);
  if (config.discord?.shards === undefined) return serve(config, log, undefined);
  const { shardNumber } = await import("./discord/shards.js");
  const shard = shardNumber();
  return shard === undefined ? superviseShards(config.discord, log) : serve(config, log, shard);
}

main().catch((thrown: unknown) => {
  fail(thrown);
  process.exit();
});
