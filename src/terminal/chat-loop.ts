import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Chat } from "../chat/chat.js";
import type { Reply } from "../chat/reply.js";
import { completer } from "./completer.js";
import { Conversation } from "./conversation.js";
import type { Graphics } from "./graphics.js";
import { HISTORY_LINES } from "./history.js";
import { plainLine } from "./plain-text.js";
import { renderReply } from "./render.js";
import { pictureStrip } from "./strip.js";

export interface TerminalParts {
  readonly chat: Chat;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly colour: boolean;
  /** It shows letters one after the other and obeys nothing else (`TERM=dumb`). */
  readonly dumb?: boolean;
  /** How pictures are shown; absent: not at all. */
  readonly graphics: Graphics | undefined;
  /** Earlier lines, newest first. */
  readonly history?: readonly string[];
  readonly onHistory?: (lines: readonly string[]) => void;
}

const PROMPT = "haberdasher> ";
const WAITING = "one moment … (Ctrl-C stops)";
const ERASE_LINE = "\r\u001b[K";

/**
 * Talks until the input ends or somebody leaves. Ctrl-C stops what runs; at an empty prompt, twice leaves.
 * @returns how many lines were answered with an error, for a script's exit code
 */
export async function chatLoop(parts: TerminalParts): Promise<number> {
  const loop = new ChatLoop(parts);
  return loop.run();
}

class ChatLoop {
  private readonly conversation: Conversation;
  private readonly terminal: boolean;
  private readonly readline: Interface;
  private running: AbortController | undefined;
  private wantsToLeave = false;
  /** Whoever read went away (`| head`), or the disk is full: nobody is left to talk to. */
  private unheard = false;
  private closed = false;

  constructor(private readonly parts: TerminalParts) {
    const { chat, input, output, history, onHistory } = parts;
    this.conversation = new Conversation(chat);
    this.terminal = Boolean(input.isTTY && output.isTTY);
    this.readline = createInterface({
      input,
      ...(this.terminal ? { output, completer: completer(chat) } : {}),
      terminal: this.terminal,
      prompt: PROMPT,
      historySize: HISTORY_LINES,
      removeHistoryDuplicates: true,
      ...(history ? { history: [...history] } : {}),
    });
    if (onHistory) this.readline.on("history", onHistory);
    this.readline.on("SIGINT", () => this.interrupt());
    this.readline.once("close", () => {
      this.closed = true;
    });
    output.once("error", () => {
      this.unheard = true;
      this.running?.abort();
      this.readline.close();
    });
  }

  async run(): Promise<number> {
    const { chat } = this.parts;
    let errors = 0;
    if (this.terminal) {
      const { catalogue, products } = chat.about();
      const count = new Intl.NumberFormat("en").format(products);
      this.write(
        `${plainLine(catalogue)}, ${count} products. Type what you are looking for, a picture's path, or /help.\n`,
      );
      this.prompt();
    }
    for await (const line of this.readline) {
      // What was read ahead still comes after the input was closed.
      if (this.unheard) break;
      this.wantsToLeave = false;
      if (line.trim() !== "") {
        const reply = await this.answer(line);
        if (!reply || this.unheard) {
          this.readline.close();
          return errors;
        }
        if (reply.kind === "error") errors += 1;
        await this.show(reply);
      }
      this.prompt();
    }
    // Whoever left by a key is still on the prompt's line.
    if (this.terminal && !this.unheard) this.write("\n");
    return errors;
  }

  /** What was typed while an answer came stands behind it, with the cursor where it was. */
  private prompt(): void {
    if (this.terminal && !this.closed) this.readline.prompt(true);
  }

  private async answer(line: string): Promise<Reply | undefined> {
    this.running = new AbortController();
    const { dumb } = this.parts;
    if (this.terminal) this.write(dumb ? `${WAITING}\n` : WAITING);
    try {
      return await this.conversation.say(line, this.running.signal);
    } finally {
      this.running = undefined;
      if (this.terminal && !dumb) this.write(ERASE_LINE);
    }
  }

  private async show(reply: Reply): Promise<void> {
    const { graphics, output, colour } = this.parts;
    const width = output.columns || 100;
    if (graphics && reply.hits?.length) {
      // A catalogue whose pictures cannot be read still has words to show.
      const strip = await pictureStrip(reply.hits, width).catch(() => undefined);
      if (strip) this.write(await graphics(strip));
    }
    const lines = renderReply(reply, { colour, width });
    this.write(`${lines.join("\n")}\n\n`);
  }

  private interrupt(): void {
    if (this.running) {
      this.running.abort();
    } else if (this.readline.line === "" && this.wantsToLeave) {
      this.readline.close();
    } else {
      this.wantsToLeave = this.readline.line === "";
      this.write(this.wantsToLeave ? "\n(Ctrl-C once more leaves)\n" : "\n");
      // Clears what was typed, as shells do.
      this.readline.write(null, { ctrl: true, name: "e" });
      this.readline.write(null, { ctrl: true, name: "u" });
      this.prompt();
    }
  }

  private write(text: string): void {
    this.parts.output.write(text);
  }
}
