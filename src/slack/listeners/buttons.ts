import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import { z } from "zod";
import { decodeAction } from "../../chat/action.js";
import { HaberdasherError } from "../../errors.js";
import { answer } from "../answer.js";
import { readAsk } from "../asks.js";
import { type Bot, type Caller, callerOf } from "../bot.js";
import { isDirectChannel, type Place, turnsIn } from "../place.js";
import { askChat } from "../question.js";
import { SHARE } from "../render/buttons.js";
import { BY_PICTURE, SEARCH } from "../render/home.js";
import { refineModal } from "../render/modals.js";
import { decodeShare } from "../share.js";
import { openModal, openPictureModal } from "./picture-modal.js";
import { shareAnswer } from "./share-answer.js";

type Args = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;

/** What we need of a press. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const pressSchema = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string().catch(""),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).nullish(),
  container: z
    .object({
      type: z.string(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      channel_id: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional()
    .catch(undefined),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).nullish().catch(undefined),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().nullish() })).min(1),
});
type Press = z.infer<typeof pressSchema>;

const isHome = ({ container, channel }: Press) => container?.type === "view" && !channel;

/** Answers go where the button stands: the same thread, the same person, the same home page. */
function placeOf(press: Press): Place {
  const user = press.user.id;
  if (isHome(press)) return { kind: "home", user };
  const channel = press.channel?.id ?? press.container?.channel_id;
  const ts = press.message?.ts ?? press.container?.message_ts;
  const threadTs = press.message?.thread_ts ?? press.container?.thread_ts;
  if (channel === undefined || ts === undefined || press.container?.is_ephemeral || !press.message) {
    return { kind: "private", user, channel, threadTs, responseUrl: press.response_url };
  }
  return {
    kind: "open",
    user,
    channel,
    threadTs: threadTs ?? ts,
    threadIsNew: threadTs === undefined,
    direct: isDirectChannel(channel),
    responseUrl: press.response_url,
  };
}

function signOn(press: Press, place: Place) {
  return place.kind === "open" && press.message
    ? { channel: place.channel, ts: press.message.ts }
    : undefined;
}

function unknownButton(): never {
  throw new HaberdasherError("expired", "That button is from an older version of me; please ask again.");
}

/** A button of an answer: more, like, refine, labels, and whatever else the chat's actions are. */
async function pressChatAction(
  bot: Bot,
  caller: Caller,
  press: Press,
  place: Place,
  value: string,
): Promise<void> {
  const action = decodeAction(value);
  if (action?.verb === "refine") {
    return answer(bot, caller, place, async () => {
      await openModal(() =>
        caller.client.views.open({
          trigger_id: press.trigger_id,
          view: refineModal({ action: value, place }),
        }),
      );
      return [];
    });
  }
  // A vote ranks a private answer anew where it stands; in a channel others may be reading it.
  const votes = action?.verb === "up" || action?.verb === "down";
  await answer(
    bot,
    caller,
    votes && place.kind === "private" ? { ...place, inPlace: true } : place,
    async () => {
      if (!action) return unknownButton();
      const { asker } = caller;
      return [
        { reply: await bot.chat.act({ action: value, asker, place: turnsIn(place), signal: bot.ending }) },
      ];
    },
    { sign: signOn(press, place) },
  );
}

/** Words in the home page's search box. */
async function searchFromHome(bot: Bot, caller: Caller, place: Place, words: string): Promise<void> {
  await answer(bot, caller, place, async () => {
    const asked = readAsk(words, false, bot.chat.commands);
    return askChat(bot, caller, { ...asked, files: [], turns: turnsIn(place) });
  });
}

/** Everything that is pressed or entered in messages and on the home page. */
export async function answerPress(bot: Bot, { body, client, context }: Args): Promise<void> {
  const parsed = pressSchema.safeParse(body);
  if (!parsed.success) return;
  const press = parsed.data;
  const [pressed] = press.actions;
  const value = pressed?.value ?? "";
  const caller = callerOf(client, context, press.user.id);
  const place = placeOf(press);
  switch (pressed?.action_id) {
    case SEARCH:
      return searchFromHome(bot, caller, place, value);
    case BY_PICTURE:
      return answer(bot, caller, place, async () => {
        await openPictureModal(bot, caller, press.trigger_id, { options: {}, place });
        return [];
      });
    case SHARE: {
      const question = decodeShare(value);
      if (!question) return answer(bot, caller, place, unknownButton);
      return shareAnswer(bot, caller, place, question);
    }
    default:
      return pressChatAction(bot, caller, press, place, value);
  }
}
