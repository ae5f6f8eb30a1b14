import { HaberdasherError } from "../../errors.js";
import type { Bot, Caller } from "../bot.js";
import { type PictureMemory, pictureModal } from "../render/modals.js";
import { slackErrorWord } from "../slack-error.js";

const LATE = new Set(["expired_trigger_id", "trigger_expired", "invalid_trigger_id", "exchanged_trigger_id"]);

/** Opens a modal. Fails with `expired` when Slack's three seconds for it were over. */
export async function openModal(open: () => Promise<unknown>): Promise<void> {
  try {
    await open();
  } catch (thrown) {
    if (!LATE.has(slackErrorWord(thrown) ?? "")) throw thrown;
    throw new HaberdasherError("expired", "That took Slack and me too long; please try once more.", {
      cause: thrown,
    });
  }
}

export function openPictureModal(
  bot: Bot,
  { client }: Caller,
  triggerId: string,
  memory: PictureMemory,
): Promise<void> {
  return openModal(() =>
    client.views.open({ trigger_id: triggerId, view: pictureModal(memory, bot.chat.commands) }),
  );
}
