import { type REST, Routes } from "discord.js";
import { z } from "zod";
import { HaberdasherError } from "../../errors.js";
import { isForbidden } from "../errors.js";
import { type LooseMessage, messageSchema, type PictureLink, picturesIn } from "./message-pictures.js";

/** How far back a picture counts as the last one. */
const LOOK_BACK = 50;

/** Undefined where Discord shows this application nothing. Fails with `unreachable` where it shows nobody anything. */
async function unlessHidden<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (cause) {
    if (isForbidden(cause)) return undefined;
    throw new HaberdasherError(
      "unreachable",
      "Discord does not let me look for a picture just now; please try again in a moment, or attach one.",
      { cause },
    );
  }
}

/**
 * The last picture in a channel that the application may see: without the privileged intent that is one in a direct
 * message, or in a message that mentions the bot. Its own answers do not count.
 */
export async function lastPicture(
  rest: REST,
  channelId: string,
  botId: string | undefined,
): Promise<PictureLink | undefined> {
  const query = new URLSearchParams({ limit: String(LOOK_BACK) });
  const answer = await unlessHidden(rest.get(Routes.channelMessages(channelId), { query }));
  const messages = z.array(messageSchema).safeParse(answer).data ?? [];
  for (const message of messages) {
    if (message.author?.id === botId) continue;
    const [picture] = picturesIn(message);
    if (picture) return picture;
  }
  return undefined;
}

/** The message that another replies to: as it came along, or fetched. Undefined where there is none or it is hidden. */
export async function repliedTo(rest: REST, message: LooseMessage): Promise<LooseMessage | undefined> {
  const along = messageSchema.safeParse(message.referenced_message);
  if (along.success) return along.data;
  const reference = message.message_reference;
  if (!reference) return undefined;
  const route = Routes.channelMessage(reference.channel_id ?? message.channel_id, reference.message_id);
  return messageSchema.safeParse(await unlessHidden(rest.get(route))).data;
}
