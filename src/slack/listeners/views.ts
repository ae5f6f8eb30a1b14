import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import { z } from "zod";
import { parseCommandLine, pictureCommand } from "../../chat/parse.js";
import { answer } from "../answer.js";
import { type Bot, callerOf } from "../bot.js";
import { slackFilesSchema } from "../files.js";
import { turnsIn } from "../place.js";
import { askChat } from "../question.js";
import { FIELD, readPictureMemory, readRefineMemory, restOption } from "../render/modals.js";
import { acknowledge } from "./acknowledge.js";
import { showEveryone } from "./share-answer.js";

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

const field = z
  .object({
    value: z.string().nullish(),
    selected_option: z.object({ value: z.string() }).nullish(),
    files: slackFilesSchema,
  })
  .optional();

function fieldOf({ state }: Args["view"], { block, action }: { block: string; action: string }) {
  return field.safeParse(state?.values?.[block]?.[action]).data;
}

/** The picture modal was sent: it closes at once, and the answer comes where it was asked for. */
export async function answerPictureModal(
  bot: Bot,
  { view, body, ack, client, context }: Args,
): Promise<void> {
  const files = fieldOf(view, FIELD.picture)?.files ?? [];
  if (files.length === 0) {
    const errors = { [FIELD.picture.block]: "Please choose a picture." };
    return acknowledge(bot, () => ack({ response_action: "errors", errors }));
  }
  await acknowledge(bot, ack);
  const memory = readPictureMemory(view.private_metadata);
  const user = body.user.id;
  const caller = callerOf(client, context, user);
  const place = memory?.place ?? ({ kind: "private", user } as const);
  await answer(bot, caller, place, async () => {
    const { commands } = bot.chat;
    const name = memory?.command ?? fieldOf(view, FIELD.task)?.selected_option?.value ?? "";
    const command = commands.find((candidate) => candidate.name === name && candidate.needsPicture);
    const chosen = command ?? pictureCommand(commands);
    const words = fieldOf(view, FIELD.words)?.value?.trim() ?? "";
    const labels = fieldOf(view, FIELD.labels)?.value?.trim() ?? "";
    const rest = restOption(chosen)?.name;
    const typed = rest === "labels" ? {} : parseCommandLine(`${chosen.name} ${words}`, commands).options;
    const { [rest ?? ""]: _, labels: __, ...kept } = memory?.options ?? {};
    const ownLabels = rest === "labels" && labels !== "" ? { labels } : {};
    const options = { private: true, ...kept, ...typed, ...ownLabels };
    const answers = await askChat(bot, caller, {
      command: chosen.name,
      options,
      files,
      links: [],
      turns: turnsIn(place),
      ...(rest === "labels" ? {} : { labels }),
    });
    return options.private === false ? showEveryone(bot, caller, place, answers) : answers;
  });
}

/** Words to add to an earlier answer. */
export async function answerRefineModal(bot: Bot, { view, body, ack, client, context }: Args): Promise<void> {
  await acknowledge(bot, ack);
  const memory = readRefineMemory(view.private_metadata);
  const user = body.user.id;
  const caller = callerOf(client, context, user);
  const place = memory?.place ?? ({ kind: "private", user } as const);
  const words = fieldOf(view, FIELD.words)?.value ?? "";
  await answer(bot, caller, place, async () => {
    const { asker } = caller;
    const reply = await bot.chat.act({
      action: memory?.action ?? "",
      asker,
      words,
      place: turnsIn(place),
      signal: bot.ending,
    });
    return [{ reply }];
  });
}
