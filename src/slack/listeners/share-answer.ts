import { answer } from "../answer.js";
import type { Bot, Caller } from "../bot.js";
import { type Answer, deliver } from "../deliver.js";
import { type Place, publicly, turnsIn } from "../place.js";
import { askChat, type Question } from "../question.js";

/** Shows answers to everyone in the channel. Gives back those that have nobody else to be shown to. */
export async function showEveryone(
  bot: Bot,
  caller: Caller,
  place: Place,
  answers: readonly Answer[],
): Promise<readonly Answer[]> {
  const open = publicly(place);
  if (open.kind !== "open") return answers;
  await deliver(bot, caller, open, answers);
  return [];
}

/**
 * Asks a private answer's question once more, for everyone in the channel to see: once, however often the button is
 * pressed until that stands there.
 */
export async function shareAnswer(bot: Bot, caller: Caller, place: Place, question: Question): Promise<void> {
  const key = JSON.stringify([caller.asker, turnsIn(place), question]);
  if (bot.sharing.has(key)) return;
  bot.sharing.add(key);
  await answer(bot, caller, place, async () =>
    showEveryone(bot, caller, place, await askChat(bot, caller, question)),
  );
  bot.sharing.delete(key);
}
