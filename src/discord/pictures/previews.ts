import { setTimeout as sleep } from "node:timers/promises";
import { MessageFlags, type REST, Routes } from "discord.js";
import { type LooseMessage, messageSchema, type PictureLink, picturesIn } from "./message-pictures.js";

/** When a message with a link is looked at again. A page that Discord has not shown for a while takes it a second or two. */
const LOOKS_MS = [1000, 2000];
/** A link that Discord shows something of: one in angle brackets is shown as it is. */
const LINK = /(?<!<)https?:\/\/[^\s<>]+/i;
const PICTURE_FILE = /\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/i;

function awaitsPreview({ embeds, flags }: LooseMessage, content: string): boolean {
  if (embeds.length > 0 || ((flags ?? 0) & MessageFlags.SuppressEmbeds) !== 0) return false;
  const [link] = LINK.exec(content) ?? [];
  // A picture's own address needs no preview.
  return link !== undefined && !PICTURE_FILE.test(link);
}

/**
 * The pictures that Discord shows of a message's links. They are no part of a message when it arrives but are added a moment
 * later, of which applications without the privileged intent are told with nothing in it: so the message is fetched again.
 * Empty where there are none, in time or at all.
 */
export async function previewsOf(
  rest: REST,
  message: LooseMessage,
  content: string,
  signal: AbortSignal,
): Promise<PictureLink[]> {
  if (!awaitsPreview(message, content)) return [];
  for (const ms of LOOKS_MS) {
    try {
      await sleep(ms, undefined, { signal });
      const { data } = messageSchema.safeParse(
        await rest.get(Routes.channelMessage(message.channel_id, message.id), { signal }),
      );
      if (data && data.embeds.length > 0) return picturesIn(data);
    } catch {
      return [];
    }
  }
  return [];
}
