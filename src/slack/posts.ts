import { z } from "zod";
import { mayBePicture, type SlackFile } from "./files.js";
import { filesOfMessage } from "./message-pictures.js";
import { linksIn } from "./text.js";

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** A `message` or `app_mention` event. https://docs.slack.dev/reference/events/message */
const postSchema = z.object({
  type: z.enum(["message", "app_mention"]),
  subtype: optionalText,
  channel: z.string().min(1),
  channel_type: optionalText,
  user: z.string().min(1),
  bot_id: optionalText,
  text: optionalText,
  ts: z.string().min(1),
  thread_ts: optionalText,
});

/** Something that a person wrote and that we are to answer. */
export interface Post {
  readonly channel: string;
  readonly user: string;
  /** As Slack delivers it, without the mention of us. */
  readonly text: string;
  readonly ts: string;
  /** The thread that the answer goes into. */
  readonly threadTs: string;
  /** It stands in a thread, below another post. */
  readonly inThread: boolean;
  readonly direct: boolean;
  readonly files: readonly SlackFile[];
  /** Nobody spoke to us; it is a picture in a channel that the settings list. */
  readonly unasked: boolean;
}

export interface PostRules {
  readonly botUserId: string | undefined;
  readonly lookalikeChannels: ReadonlySet<string>;
}

/** Kinds of messages that people write; others are edits, joins, other bots. */
const WRITTEN = new Set([undefined, "file_share", "thread_broadcast"]);

const PICTURE_LINK = /\.(?:jpe?g|png|webp|gif|avif)$/i;

function isPictureLink(link: string): boolean {
  return PICTURE_LINK.test(new URL(link).pathname);
}

/** The post of an event that we are to answer; undefined for all others, and for events of another shape. */
export function readPost(event: unknown, { botUserId, lookalikeChannels }: PostRules): Post | undefined {
  const parsed = postSchema.safeParse(event);
  if (!parsed.success) return undefined;
  const { data } = parsed;
  if (!WRITTEN.has(data.subtype) || data.bot_id !== undefined || data.user === botUserId) return undefined;
  const text = data.text ?? "";
  const posted = filesOfMessage(event);
  const direct = data.channel_type === "im" || data.channel.startsWith("D");
  const mention = botUserId === undefined ? /^\s*<@[^>]+>/ : new RegExp(`<@${botUserId}(?:\\|[^>]*)?>`, "g");
  const spokenTo =
    direct || data.type === "app_mention" || (botUserId !== undefined && text.search(mention) >= 0);
  const post = {
    channel: data.channel,
    user: data.user,
    text: text.replace(mention, " ").trim(),
    ts: data.ts,
    threadTs: data.thread_ts ?? data.ts,
    inThread: data.thread_ts !== undefined && data.thread_ts !== data.ts,
    direct,
  };
  if (spokenTo) return { ...post, files: posted, unasked: false };
  if (!lookalikeChannels.has(data.channel)) return undefined;
  const files = posted.filter(mayBePicture);
  const links = linksIn(text).filter(isPictureLink);
  if (files.length === 0 && links.length === 0) return undefined;
  // What people say to each other beside a picture is not for us.
  return { ...post, text: links.join(" "), files, unasked: true };
}
