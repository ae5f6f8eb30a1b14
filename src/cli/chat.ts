import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
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

const HISTORY_FILE = "terminal-history";
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
    onHistory: (lines) => history.keep(lines),
  });
  await history.kept();
  if (errors > 0 && !process.stdin.isTTY) process.exitCode = 1;
}

/**
 * Earlier lines, newest first, readable by their owner only. Losing them is no error; they are written after each line, since
 * most people leave by closing the window.
 */
class History {
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly folder: string) {}

  async read(): Promise<readonly string[]> {
    const text = await readFile(join(this.folder, HISTORY_FILE), "utf8").catch(() => "");
    return text.split("\n").filter(Boolean);
  }

  keep(lines: readonly string[]): void {
    const text = lines.join("\n");
    this.writing = this.writing.then(() => this.write(text)).catch(() => undefined);
  }

  /** Once everything is on the disk. */
  kept(): Promise<void> {
    return this.writing;
  }

  private async write(text: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, HISTORY_FILE), text, { mode: 0o600 });
  }
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
