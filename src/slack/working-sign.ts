import type { webApi } from "@slack/bolt";
import type { Logger } from "../log.js";
import { failureWords, mayNotWrite, slackErrorWord } from "./slack-error.js";

/** The reaction that says "I am looking". */
const WORKING = "eyes";

/** Puts the sign on a message while anything works on it, and always takes it away. */
export class WorkingSigns {
  private readonly users = new Map<string, number>();

  constructor(private readonly log: Logger) {}

  async during<T>(
    client: webApi.WebClient,
    message: { readonly channel: string; readonly ts: string },
    work: () => Promise<T>,
  ): Promise<T> {
    const key = `${message.channel}/${message.ts}`;
    const target = { channel: message.channel, timestamp: message.ts, name: WORKING };
    const before = this.users.get(key) ?? 0;
    this.users.set(key, before + 1);
    const shown = before === 0 ? this.quietly(client.reactions.add(target), "already_reacted") : undefined;
    try {
      return await work();
    } finally {
      const left = (this.users.get(key) ?? 1) - 1;
      if (left > 0) this.users.set(key, left);
      else {
        this.users.delete(key);
        await shown;
        await this.quietly(client.reactions.remove(target), "no_reaction");
      }
    }
  }

  /** An answer without the sign is better than none. */
  private async quietly(call: Promise<unknown>, expected: string): Promise<void> {
    try {
      await call;
    } catch (thrown) {
      // Where the bot is no member its answers come all the same, through a response URL.
      if (slackErrorWord(thrown) === expected || mayNotWrite(thrown)) return;
      this.log.warn({ reason: failureWords(thrown) }, "The working sign could not be changed");
    }
  }
}
