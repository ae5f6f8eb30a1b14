import { errorCode, friendlySentence } from "../errors.js";
import type { Bot, Caller } from "./bot.js";
import { type Answer, deliver, tell } from "./deliver.js";
import type { Place } from "./place.js";
import { failureWords, isGone, mayNotWrite, refusesToken } from "./slack-error.js";

function sentenceFor(bot: Bot, thrown: unknown): string {
  if (mayNotWrite(thrown)) {
    return "I may not write there; invite me to the channel with /invite, or ask me in a direct message.";
  }
  if (isGone(thrown)) return "The message that I was to answer is gone; please post it again.";
  if (errorCode(thrown) === "internal")
    bot.log.error({ err: thrown, reason: failureWords(thrown) }, "An answer failed");
  return friendlySentence(thrown);
}

async function apologise(bot: Bot, caller: Caller, place: Place, thrown: unknown): Promise<void> {
  const sentence = sentenceFor(bot, thrown);
  try {
    await tell(bot, caller, place, sentence);
  } catch (first) {
    try {
      await tell(bot, caller, { kind: "private", user: caller.asker.userId }, sentence);
    } catch (second) {
      bot.log.error(
        { first: failureWords(first), second: failureWords(second) },
        "An apology could not be sent",
      );
      if (refusesToken(second)) bot.tokenRefused();
    }
  }
}

export interface AnswerOptions {
  /** The message that shows the working sign meanwhile. */
  readonly sign?: { readonly channel: string; readonly ts: string } | undefined;
}

/**
 * Asks and answers. Never rejects: whatever goes wrong, the asker learns of it in one friendly sentence that nobody
 * else sees.
 */
export async function answer(
  bot: Bot,
  caller: Caller,
  place: Place,
  ask: () => Promise<readonly Answer[]>,
  { sign }: AnswerOptions = {},
): Promise<void> {
  const work = async () => {
    try {
      await deliver(bot, caller, place, await ask());
    } catch (thrown) {
      await apologise(bot, caller, place, thrown);
    }
  };
  await bot.inFlight.track(sign === undefined ? work() : bot.signs.during(caller.client, sign, work));
}
