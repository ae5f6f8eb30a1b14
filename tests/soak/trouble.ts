import { cp, mkdtemp, readFile, rename, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { type Manifest, sealManifest } from "../../src/catalogue/manifest.js";
import type { BotProcess } from "../discord/bot-process.js";
import type { SlackDouble } from "../doubles/slack/double.js";

export interface Victims {
  readonly bot: BotProcess;
  readonly slack: SlackDouble;
  /** The page's address. */
  readonly page: string;
  readonly catalogues: Catalogues;
}

/** Two catalogues of the same products that take turns in one place. */
export class Catalogues {
  private turn = 0;

  private constructor(
    readonly folder: string,
    private readonly room: string,
  ) {}

  /** @param original is copied, never touched */
  static async make(original: string, room: string): Promise<Catalogues> {
    const catalogues = new Catalogues(join(room, "catalogue"), await mkdtemp(join(room, "swaps-")));
    await cp(original, catalogues.folder, { recursive: true });
    return catalogues;
  }

  /** Puts a catalogue of another name in place of the present one, as a build does: by rename. */
  async swap(): Promise<void> {
    this.turn += 1;
    const next = join(this.room, `next-${this.turn}`);
    await cp(this.folder, next, { recursive: true });
    const path = join(next, "manifest.json");
    const { seal: _, ...fields }: Manifest = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify(sealManifest({ ...fields, name: `Shop ${this.turn}` })));
    await rename(this.folder, join(this.room, `old-${this.turn}`));
    await rename(next, this.folder);
  }
}

const SLOW_MS = 8_000;

/** Uploads that begin and never end, and bytes that are no HTTP. */
function strangers(page: string): void {
  const { hostname, port } = new URL(page);
  const head = `POST /api/ask HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 90000\r\n\r\n--x\r\n`;
  for (const bytes of [head, "\x16\x03\x01\x02\x00\x01", "GET / HTTP/9.9\r\n\r\n", `${head}\r\n`]) {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on("error", () => {});
    setTimeout(() => socket.destroy(), SLOW_MS);
  }
}

/** What goes wrong, one after the other. */
export const TROUBLE: Readonly<Record<string, (victims: Victims) => void | Promise<void>>> = {
  "Discord's gateway drops": ({ bot }) => bot.discord.gateway.drop(),
  "a worker crashes": ({ bot }) => void bot.child.kill("SIGUSR2"),
  "Slack's sockets drop": ({ slack }) => {
    for (const socket of slack.server.sockets) socket.terminate();
  },
  "Discord limits and fails": ({ bot }) => {
    const { faults } = bot.discord.state;
    faults.add({ method: "PATCH", path: /@original/, kind: "429", retryAfterS: 1 });
    faults.add({ method: "PATCH", path: /@original/, kind: "5xx" });
    faults.add({ method: "POST", path: /callback/, kind: "5xx" });
  },
  "the catalogue is swapped": async ({ bot, catalogues }) => {
    await catalogues.swap();
    bot.child.kill("SIGHUP");
  },
  "Slack limits and fails": ({ slack }) => {
    slack.server.faults.push(
      { method: "chat.postMessage", status: 429, retryAfter: 1, times: 1 },
      { method: "chat.postEphemeral", status: 500, times: 1 },
      { method: "files.completeUploadExternal", status: 503, times: 1 },
      { method: "download", status: 503, times: 1 },
    );
  },
  "a worker hangs": ({ bot }) => void bot.child.kill("SIGUSR2"),
  "pictures come slowly": ({ bot, slack }) => {
    bot.discord.state.fileMs = 3000;
    slack.server.fileMs = 3000;
    setTimeout(() => {
      bot.discord.state.fileMs = 0;
      slack.server.fileMs = 0;
    }, SLOW_MS);
  },
  "Discord's answers get lost": ({ bot }) => {
    const { faults } = bot.discord.state;
    faults.add({ method: "POST", path: /callback/, kind: "drop" });
    faults.add({ method: "PATCH", path: /@original/, kind: "lost-answer" });
  },
  "Slack renews its sockets": ({ slack }) => {
    for (const socket of slack.server.sockets)
      socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
  },
  "strangers come to the page": ({ page }) => strangers(page),
  "a worker runs out of memory": ({ bot }) => void bot.child.kill("SIGUSR2"),
  "Discord asks to come back": ({ bot }) => bot.discord.gateway.reconnect(),
};
