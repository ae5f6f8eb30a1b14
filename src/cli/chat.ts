import type { Command } from "commander";
import { COMMANDS } from "../../commands/index.js";
import { createChat } from "../chat/create-chat.js";
import type { Sessions } from "../chat/sessions.js";
import { openSessions } from "../chat/sessions-on-disk.js";
import type { Config } from "../config.js";
import { createLogger, type Logger } from "../log.js";
import { openShop } from "../open-shop.js";
import type { Shop } from "../shop.js";
import { chatLoop } from "../terminal/chat-loop.js";
import { graphicsOf } from "../terminal/graphics.js";
import { History } from "../terminal/history.js";
import {
  addCatalogueOption,
  addModelOption,
  downloadNotices,
  type ShopOptions,
  shopConfig,
} from "./shop-options.js";

interface ChatOptions extends ShopOptions {
  readonly pictures: boolean;
}

/** One person at a prompt needs no limits against a crowd. */
const LIMITS = { questionsPerMinute: { user: 100_000, server: 100_000 } };

async function talk(options: ChatOptions): Promise<void> {
  const config = shopConfig(options);
  // Answers say what went wrong; only what they leave out is worth a line between them.
  const log = createLogger(config.logLevel === "info" ? "error" : config.logLevel, config.secrets);
  const sessions = await openSessions(config.stateDir);
  try {
    const shop = await openShop(config, { log, onDownload: downloadNotices(process.stderr) });
    try {
      await converse(shop, sessions, config, log, options.pictures);
    } finally {
      await shop.close();
    }
  } finally {
    await sessions.close();
  }
}

async function converse(
  shop: Shop,
  sessions: Sessions,
  { stateDir }: Config,
  log: Logger,
  pictures: boolean,
): Promise<void> {
  const chat = createChat({
    shop: () => shop,
    commands: COMMANDS,
    sessions,
    log,
    limits: LIMITS,
  });
  const history = new History(stateDir);
  const dumb = process.env.TERM === "dumb";
  const errors = await chatLoop({
    chat,
    input: process.stdin,
    output: process.stdout,
    colour: Boolean(process.stdout.isTTY) && !dumb && !process.env.NO_COLOR,
    dumb,
    graphics: pictures ? graphicsOf(process.stdout, process.env) : undefined,
    history: await history.read(),
    onHistory: ([line]) => history.keep(line),
  });
  await history.kept();
  if (errors > 0 && !process.stdin.isTTY) process.exitCode = 1;
}

export function addChat(program: Command): void {
  const command = program
    .command("chat")
    .description(
      "Ask at a prompt, as in a chat: /find, /similar photo.jpg, /classify; more, like 3, refine …",
    );
  addModelOption(addCatalogueOption(command))
    .option("--no-pictures", "never show pictures, also where the terminal could")
    .action(talk);
}
