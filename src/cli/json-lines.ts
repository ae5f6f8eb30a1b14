import { once } from "node:events";
import type { Writable } from "node:stream";

/** One JSON document a line, no faster than the reader takes them. */
export class JsonLines {
  #gone = false;

  constructor(private readonly stream: Writable) {
    stream.once("error", () => {
      this.#gone = true;
    });
  }

  /** False once nothing can be written any more, because the reader is gone (`| head`) or the disk is full. */
  async write(document: unknown): Promise<boolean> {
    if (!this.#gone && !this.stream.write(`${JSON.stringify(document)}\n`)) await this.#room();
    return !this.#gone;
  }

  /** A reader that goes away never drains. */
  async #room(): Promise<void> {
    const waiting = new AbortController();
    const events = ["drain", "close", "error"].map((event) =>
      once(this.stream, event, { signal: waiting.signal }),
    );
    await Promise.race(events.map((one) => one.catch(() => {})));
    waiting.abort();
  }
}
