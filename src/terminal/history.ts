import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const HISTORY_FILE = "terminal-history";
/** How many earlier lines are kept. */
export const HISTORY_LINES = 500;

/**
 * Earlier lines, newest first, readable by their owner only. Losing them is no error; they are written after each line, since
 * most people leave by closing the window.
 */
export class History {
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly folder: string) {}

  async read(): Promise<readonly string[]> {
    const text = await readFile(join(this.folder, HISTORY_FILE), "utf8").catch(() => "");
    return text.split("\n").filter(Boolean);
  }

  /** Beside what other terminals kept meanwhile. */
  keep(line: string | undefined): void {
    if (line === undefined) return;
    this.writing = this.writing.then(() => this.write(line)).catch(() => undefined);
  }

  /** Once everything is on the disk. */
  kept(): Promise<void> {
    return this.writing;
  }

  private async write(line: string): Promise<void> {
    const others = (await this.read()).filter((other) => other !== line);
    const lines = [line, ...others].slice(0, HISTORY_LINES);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, HISTORY_FILE), lines.join("\n"), { mode: 0o600 });
  }
}
