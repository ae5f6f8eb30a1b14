import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from "@slack/bolt";
import { answer } from "../answer.js";
import { readSlashAsk } from "../asks.js";
import { type Bot, type Caller, callerOf } from "../bot.js";
import { type Place, turnsIn } from "../place.js";
import { askChat } from "../question.js";
import { commandOfSlash } from "../slash-names.js";
import { openPictureModal } from "./picture-modal.js";
import { showEveryone } from "./share-answer.js";

/** `/find red coat`: searched at once. `/similar` and `/classify` without a link: a modal, because a command carries no file. */
export async function answerCommand(
  bot: Bot,
  { command: slash, client, context }: SlackCommandMiddlewareArgs & AllMiddlewareArgs,
): Promise<void> {
  const command = commandOfSlash(slash.command, bot.chat.commands);
  if (!command) return;
  const caller: Caller = callerOf(client, context, slash.user_id);
  const place: Place = {
    kind: "private",
    user: slash.user_id,
    channel: slash.channel_id,
    responseUrl: slash.response_url,
  };
  await answer(bot, caller, place, async () => {
    const { links, options } = readSlashAsk(command, slash.text ?? "", bot.chat.commands);
    if (command.needsPicture && links.length === 0 && options.link === undefined) {
      await openPictureModal(bot, caller, slash.trigger_id, { command: command.name, options, place });
      return [];
    }
    const answers = await askChat(bot, caller, {
      command: command.name,
      options,
      links,
      files: [],
      turns: turnsIn(place),
    });
    return options.private === false ? showEveryone(bot, caller, place, answers) : answers;
  });
}
