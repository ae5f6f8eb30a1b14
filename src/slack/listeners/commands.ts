import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from "@slack/bolt";
import { HaberdasherError } from "../../errors.js";
import { answer } from "../answer.js";
import { readSlashAsk } from "../asks.js";
import { type Bot, type Caller, callerOf } from "../bot.js";
import { type Place, turnsIn } from "../place.js";
import { askChat } from "../question.js";
import { commandOfSlash, slashName } from "../slash-names.js";
import { openPictureModal } from "./picture-modal.js";
import { showEveryone } from "./share-answer.js";

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs;

function placeOf(slash: Args["command"]): Place {
  return {
    kind: "private",
    user: slash.user_id,
    channel: slash.channel_id,
    responseUrl: slash.response_url,
  };
}

/** Somebody renamed a command in the app's settings, perhaps because another app has a `/find`. */
export async function answerUnknownCommand(
  bot: Bot,
  { command: slash, client, context }: Args,
): Promise<void> {
  const { commands } = bot.chat;
  if (commandOfSlash(slash.command, commands)) return;
  const names = commands.map(({ name }) => slashName(name)).join(", ");
  await answer(bot, callerOf(client, context, slash.user_id), placeOf(slash), async () => {
    throw new HaberdasherError(
      "not-found",
      `I have no command ${slash.command}; in the Slack app's settings mine must be called: ${names}.`,
    );
  });
}

/** `/find red coat`: searched at once. `/similar` and `/classify` without a link: a modal, because a command carries no file. */
export async function answerCommand(bot: Bot, { command: slash, client, context }: Args): Promise<void> {
  const command = commandOfSlash(slash.command, bot.chat.commands);
  if (!command) return;
  const caller: Caller = callerOf(client, context, slash.user_id);
  const place = placeOf(slash);
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
