import type { webApi } from "@slack/bolt";
import type { Reply } from "../../chat/reply.js";
import { answer } from "../answer.js";
import { readAsk } from "../asks.js";
import { type Bot, type Caller, callerOf } from "../bot.js";
import { knownPictures, type SlackFile } from "../files.js";
import { filesOfMessage } from "../message-pictures.js";
import { type Place, turnsIn } from "../place.js";
import { type Post, readPost } from "../posts.js";
import { askChat, type Question } from "../question.js";
import { failureWords } from "../slack-error.js";
import { typedText, withoutEmoji } from "../text.js";

interface EventArgs {
  readonly event: unknown;
  readonly client: webApi.WebClient;
  readonly context: { botToken?: string; botUserId?: string; teamId?: string; enterpriseId?: string };
}

/** The pictures of the post that a thread began with: "@bot classify" below somebody's photo means that photo. */
async function filesAbove(bot: Bot, { client }: Caller, post: Post): Promise<SlackFile[]> {
  try {
    const { messages } = await client.conversations.replies({
      channel: post.channel,
      ts: post.threadTs,
      limit: 1,
    });
    return filesOfMessage(messages?.[0]);
  } catch (thrown) {
    bot.log.info({ reason: failureWords(thrown) }, "The beginning of a thread could not be read");
    return [];
  }
}

/** In a thread a bare mention, and a command that wants a picture, mean the one above. */
async function questionOf(bot: Bot, caller: Caller, post: Post): Promise<Question> {
  const { commands } = bot.chat;
  const { text, files: own, inThread } = post;
  const asked = readAsk(text, own.length > 0, commands);
  const wantsPicture =
    text === "" || commands.some(({ name, needsPicture }) => name === asked.command && needsPicture);
  const missing = wantsPicture && own.length === 0 && asked.links.length === 0 && inThread;
  if (!missing) return { ...asked, files: own };
  const files = await filesAbove(bot, caller, post);
  return { ...readAsk(text, files.length > 0, commands), files };
}

/** The answer to words that go on from an earlier one in the same place: "cheaper", "like 3". */
async function followUp(
  bot: Bot,
  { asker }: Caller,
  { text, files, unasked }: Post,
  turns: string,
): Promise<Reply | undefined> {
  if (unasked || files.length > 0) return undefined;
  const line = withoutEmoji(typedText(text));
  return bot.chat.follow({ line, asker, place: turns, signal: bot.ending });
}

/**
 * Answers what somebody wrote to us, or a picture in a listed channel. A post that comes as `message` and as
 * `app_mention` is answered once.
 */
export async function answerPost(bot: Bot, { event, client, context }: EventArgs): Promise<void> {
  const post = readPost(event, { botUserId: context.botUserId, lookalikeChannels: bot.lookalikeChannels });
  if (!post) return;
  const caller = callerOf(client, context, post.user);
  if (!bot.once.first(`post ${caller.asker.serverId} ${post.channel} ${post.ts}`)) return;
  const { channel, user, threadTs, direct } = post;
  const files = post.unasked ? await knownPictures(post.files, { ...caller, hosts: bot.hosts }) : post.files;
  if (post.unasked && files.length === 0 && post.text === "") return;
  const place: Place = { kind: "open", user, channel, threadTs, threadIsNew: !post.inThread, direct };
  const turns = turnsIn(place);
  await answer(
    bot,
    caller,
    place,
    async () => {
      const reply = await followUp(bot, caller, post, turns);
      if (reply) return [{ reply }];
      return askChat(bot, caller, { ...(await questionOf(bot, caller, { ...post, files })), turns });
    },
    { sign: { channel, ts: post.ts } },
  );
}
