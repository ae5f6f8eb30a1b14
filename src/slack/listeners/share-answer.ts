import { answer } from "../answer.js";
import type { Bot, Caller } from "../bot.js";
import { deliver } from "../deliver.js";
import { isDirectChannel, type Place } from "../place.js";
import { askChat, type Question } from "../question.js";

/** Asks a private answer's question once more, for everyone in the channel to see. */
export async function shareAnswer(bot: Bot, caller: Caller, place: Place, question: Question): Promise<void> {
  await answer(bot, caller, place, async () => {
    const answers = await askChat(bot, caller, question);
    if (place.kind !== "private" || place.channel === undefined) return answers;
    const { user, channel, threadTs, responseUrl } = place;
    await deliver(
      bot,
      caller,
      { kind: "open", user, channel, threadTs, responseUrl, direct: isDirectChannel(channel) },
      answers,
    );
    return [];
  });
}
