import type {
  AllMiddlewareArgs,
  GlobalShortcut,
  MessageShortcut,
  SlackShortcutMiddlewareArgs,
} from "@slack/bolt";
import { z } from "zod";
import { HaberdasherError } from "../../errors.js";
import { answer } from "../answer.js";
import { type Bot, callerOf } from "../bot.js";
import { picturesOfMessage } from "../message-pictures.js";
import { type Place, turnsIn } from "../place.js";
import { askChat } from "../question.js";
import { openPictureModal } from "./picture-modal.js";

/** The global shortcut's callback id, as the manifest names it. */
export const GLOBAL_SHORTCUT = "ask_with_picture";

type Args<Shortcut extends GlobalShortcut | MessageShortcut> = SlackShortcutMiddlewareArgs<Shortcut> &
  AllMiddlewareArgs;

/** From anywhere in Slack: the picture modal; the answer comes as a direct message. */
export async function openFromAnywhere(
  bot: Bot,
  { shortcut, client, context }: Args<GlobalShortcut>,
): Promise<void> {
  const caller = callerOf(client, context, shortcut.user.id);
  const place: Place = { kind: "private", user: shortcut.user.id };
  await answer(bot, caller, place, async () => {
    await openPictureModal(bot, caller, shortcut.trigger_id, { options: {}, place });
    return [];
  });
}

const repliedSchema = z.object({ ts: z.string(), thread_ts: z.string() });

/** The thread in which a message is a reply: that is what whoever chose it looks at. */
function threadOf(message: unknown): string | undefined {
  const { data } = repliedSchema.safeParse(message);
  return data && data.thread_ts !== data.ts ? data.thread_ts : undefined;
}

/** "Find lookalikes" and "Classify picture" on somebody's message. The shortcut's id is the command's name. */
export async function answerMessageShortcut(
  bot: Bot,
  { shortcut, client, context }: Args<MessageShortcut>,
): Promise<void> {
  const { callback_id: command, channel, user, response_url: responseUrl } = shortcut;
  const caller = callerOf(client, context, user.id);
  const threadTs = threadOf(shortcut.message);
  const place: Place = { kind: "private", user: user.id, channel: channel.id, threadTs, responseUrl };
  await answer(bot, caller, place, async () => {
    const { files, links } = picturesOfMessage(shortcut.message);
    if (files.length === 0 && links.length === 0) {
      throw new HaberdasherError(
        "bad-request",
        "There is no picture in that message; choose one that has a picture.",
      );
    }
    return askChat(bot, caller, {
      command,
      options: { private: true },
      files,
      links,
      turns: turnsIn(place),
    });
  });
}
