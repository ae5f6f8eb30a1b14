import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../commands/index.js";
import type { Adapter } from "./chat/adapter.js";
import { createChat } from "./chat/create-chat.js";
import { openSessions } from "./chat/sessions-on-disk.js";
import { fail } from "./cli/fail.js";
import { downloadNotices } from "./cli/shop-options.js";
import { type Config, readConfig } from "./config.js";
import type { ShardProcess } from "./discord/shards/shard-process.js";
import { sourceFromUrl } from "./images/sources.js";
import { LIMITS } from "./limits.js";
import { createLogger, type Logger } from "./log.js";
import { createMetrics } from "./metrics.js";
import { openShop } from "./open-shop.js";
import { PACKAGE_ROOT } from "./package-root.js";
import { platformAdapters, servesSlack } from "./service/adapters.js";
import { withEnvFile } from "./service/env-file.js";
import { adapterLine, foundLines, offLines } from "./service/greeting.js";
import { serviceHealth } from "./service/health.js";
import { liveUntilSignalled } from "./service/lifetime.js";
import { liveShop } from "./service/live-shop.js";
import { isFirst, lookAfterShards, overAllShards } from "./service/shards.js";
import { openCounters } from "./service/shared-counters.js";
import { createWebAdapter } from "./web/adapter.js";
import { shopWindow } from "./web/shop-window.js";

const NOT_CONNECTED = { state: "starting", detail: "not connected yet" } as const;

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
async function serve(config: Config, log: Logger, shard: ShardProcess | undefined): Promise<void> {
  const started = performance.now();
  const metrics = createMetrics();
  const [opened, sessions] = await Promise.all([
    openShop(config, { log, onDownload: downloadNotices(process.stdout), onBatch: metrics.batch }),
    openSessions(config.stateDir),
  ]);
  const shop = liveShop(opened, config, log);
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
    counters.close();
    await Promise.allSettled([shop.close(), sessions.close()]);
  };
  liveUntilSignalled(closed, log, () => shop.current().engine.status().stuck > 0);
  process.on("SIGHUP", () => void shop.reload());

  const first = isFirst(shard, config.discord);
  if (first) {
    const health = () => serviceHealth(adapters, shop.current(), counters.status());
    const told = overAllShards(shard, health, metrics);
    adapters.push(createWebAdapter(config.web, { chat, window: shopWindow(shop.current), ...told, log }));
  }
  adapters.push(...(await platformAdapters(config, chat, log, shard)));
  metrics.observe({
    engine: () => shop.current().engine.status(),
    questions: () => chat.load(),
    products: () => shop.current().catalogue.size,
    adapters: () => adapters,
    limitsUp: () => counters.status().state === "up",
  });
  shard?.reports(async () => ({
    status: adapters.find(({ name }) => name === "discord")?.status() ?? NOT_CONNECTED,
    metrics: await metrics.data(),
  }));

  if (first) for (const line of [`Haberdasher ${version()}`, ...foundLines(chat.about())]) say(line);
  await Promise.all(
    adapters.map(async (adapter) => {
      await adapter.start();
      if (first) say(adapterLine(adapter));
    }),
  );
  if (!first) return;
  for (const line of offLines(config, servesSlack(shard))) say(line);
  say(`Ready in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C ends it.`);
}

async function main(): Promise<void> {
  const config = readConfig(withEnvFile(process.env));
  const log = createLogger(config.logLevel, config.secrets);
  // A reader of standard output that went away (npm start | head) must not end the bot.
  process.stdout.on("error", () => undefined);
  if (config.discord?.shards === undefined) return serve(config, log, undefined);
  const { ShardProcess, shardNumber } = await import("./discord/shards/shard-process.js");
  const number = shardNumber();
  return number === undefined
    ? lookAfterShards(config.discord, config, log)
    : serve(config, log, new ShardProcess(number));
}

main().catch((thrown: unknown) => {
  fail(thrown);
  process.exit();
});
