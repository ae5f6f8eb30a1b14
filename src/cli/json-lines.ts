import { once } from "node:events";
import type { Writable } from "node:stream";
import { HaberdasherError } from "../errors.js";

/**
 * One JSON document a line, no faster than the reader takes them. `write` says false once the reader is gone
 * (`| head`), which is no error: there is only nobody left to write for.
 */
export class JsonLines {
  #gone = false;
  #failure: HaberdasherError | undefined;

  constructor(private readonly stream: Writable) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      this.#gone = true;
      if (error.code === "EPIPE") return;
      this.#failure = new HaberdasherError("internal", `The output cannot be written (${error.message}).`);
    });
  }

  async write(document: unknown): Promise<boolean> {
    if (!this.#gone && !this.stream.write(`${JSON.stringify(document)}\n`)) await this.#room();
    if (this.#failure !== undefined) throw this.#failure;
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
