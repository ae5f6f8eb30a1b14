import { MessageType } from "discord.js";
import { z } from "zod";
import { readFollowUp } from "../../chat/conversation/follow-up.js";
import { errorReply } from "../../chat/error-reply.js";
import { type ParsedLine, parseCommandLine, pictureCommand, webAddressOf } from "../../chat/parse.js";
import type { Reply } from "../../chat/reply.js";
import type { Asker } from "../../chat/request.js";
import { sourceFromUrl } from "../../images/sources.js";
import { answerMessage } from "../answer-message.js";
import { sessionOfMessage } from "../answered-session.js";
import { asker } from "../asker.js";
import { askAboutPictures } from "../picture-question.js";
import { repliedTo } from "../pictures/history.js";
import {
  type LooseMessage,
  messageSchema,
  otherFiles,
  type PictureLink,
  picturesIn,
} from "../pictures/message-pictures.js";
import { previewsOf } from "../pictures/previews.js";
import { sourceOf } from "../pictures/sources.js";
import type { Answer } from "../rendering.js";
import type { Services } from "../services.js";
import { typedText } from "../typed-text.js";

const incomingSchema = messageSchema.extend({
  id: z.string().min(1),
  channel_id: z.string().min(1),
  author: z.object({ id: z.string().min(1), bot: z.boolean().nullish() }),
  content: z.string().catch(""),
  guild_id: z.string().nullish(),
  webhook_id: z.string().nullish(),
  type: z.number().catch(MessageType.Default),
});

type Incoming = z.infer<typeof incomingSchema>;

const WRITTEN = new Set<number>([MessageType.Default, MessageType.Reply]);

/** Whether a person speaks to the bot: directly, by its name, or by answering it with a picture or "cheaper". */
function isAddressed(message: Incoming, botId: string): boolean {
  if (message.author.bot || message.webhook_id || message.author.id === botId) return false;
  if (!WRITTEN.has(message.type)) return false;
  if (!message.guild_id || mention(botId).test(message.content)) return true;
  if (!isAnswerTo(message, botId)) return false;
  // What people say to each other below an answer is not for us, unless it can only be meant for us.
  return picturesIn(message).length > 0 || readFollowUp(message.content) !== undefined;
}

/** Whether it replies to a message of the bot's. */
function isAnswerTo({ referenced_message: answered }: Incoming, botId: string): boolean {
  return messageSchema.safeParse(answered).data?.author?.id === botId;
}

function mention(botId: string): RegExp {
  return new RegExp(`<@!?${botId}>`);
}

/** The message's own pictures, those of its links, or those of the message that it answers, unless that is the bot's. */
async function pictures(
  message: Incoming,
  botId: string,
  { rest, signal }: Services,
): Promise<PictureLink[]> {
  const own = picturesIn(message);
  if (own.length > 0) return own;
  const shown = await previewsOf(rest, message, message.content, signal);
  if (shown.length > 0) return shown;
  const answered: LooseMessage | undefined = await repliedTo(rest, message).catch(() => undefined);
  return answered && answered.author?.id !== botId ? picturesIn(answered) : [];
}

/**
 * The words without the links that pictures stand for: what Discord shows of a page is looked at, not the page. It names
 * a page as the page names itself, which need not be how the link was written.
 */
function withoutPages(words: string, found: readonly PictureLink[]): string {
  if (found.every(({ page }) => page === undefined)) return words;
  return words
    .split(/\s+/)
    .filter((word) => webAddressOf(word) === undefined)
    .join(" ");
}

/** The session of the answer that a message replies to, as the buttons of that answer name it. */
function answeredSession(message: Incoming, botId: string): string | undefined {
  return isAnswerTo(message, botId) ? sessionOfMessage(message.referenced_message) : undefined;
}

/** For whoever answers somebody's picture by the bot's name alone: on a server Discord keeps it from us. */
const UNSEEN: Reply = {
  kind: "error",
  code: "bad-request",
  text: "I see no picture in the message that you replied to: choose Apps → Find lookalikes in its menu, or send me the picture.",
  private: true,
};

/** For whoever sends a film, a voice message or a document. */
const noPicture = (name: string): Reply => ({
  kind: "error",
  code: "not-a-picture",
  text: `"${name}" is not a picture: send me a photo or a screenshot, as JPEG, PNG or WebP.`,
  private: true,
});

interface Turn {
  readonly from: Asker;
  readonly place: string;
  /** The session of the answer that is replied to. */
  readonly session: string | undefined;
  /** Whether somebody else's message is replied to. */
  readonly pointsElsewhere: boolean;
}

/** Words, pictures, both or neither. */
async function answerFor(
  words: string,
  found: readonly PictureLink[],
  { from, place, session, pointsElsewhere }: Turn,
  services: Services,
): Promise<Answer> {
  const { chat, signal, trustedOrigins } = services;
  // Asked only of what may go on: a question must reach the chat before what is said next, which may go on from it.
  if (found.length === 0 && readFollowUp(words)) {
    const after = session === undefined ? {} : { session };
    const followed = await chat.follow({ line: words, asker: from, place, signal, ...after });
    if (followed) return followed;
  }
  if (words === "" && found.length > 0) {
    return askAboutPictures(pictureCommand(chat.commands), {}, found, { asker: from, place }, services);
  }
  if (words === "") {
    if (pointsElsewhere) return UNSEEN;
    return chat.handle({ command: "help", asker: from, options: {}, pictures: [], signal });
  }
  let line: ParsedLine;
  try {
    line = parseCommandLine(words, chat.commands);
  } catch (thrown) {
    return errorReply(thrown);
  }
  const sources = [
    ...found.map((link) => sourceOf(link, trustedOrigins)),
    ...line.pictures.map((address) => sourceFromUrl(address, { trustedOrigins })),
  ];
  const { command, options } = line;
  const takes = chat.commands.some(
    (one) => one.name === command && one.options.some(({ type }) => type === "picture"),
  );
  return chat.handle({ command, asker: from, options, pictures: takes ? sources : [], place, signal });
}

/** A message in a channel or a direct message, as the gateway sends it. */
export async function onMessage(packet: unknown, services: Services): Promise<void> {
  const botId = services.botId();
  const { data: message } = incomingSchema.safeParse(packet);
  if (!message || botId === undefined || !isAddressed(message, botId)) return;
  const from = asker(message.author.id, message.guild_id);
  const place = { channelId: message.channel_id, messageId: message.id, inServer: Boolean(message.guild_id) };
  await answerMessage(place, from, services, async () => {
    const found = await pictures(message, botId, services);
    const words = withoutPages(typedText(message.content), found);
    const session = answeredSession(message, botId);
    const pointsElsewhere = message.type === MessageType.Reply && !isAnswerTo(message, botId);
    const [other] = found.length === 0 ? otherFiles(message) : [];
    if (other !== undefined) return noPicture(other);
    const turn = { from, place: message.channel_id, session, pointsElsewhere };
    return answerFor(words, found, turn, services);
  });
}
