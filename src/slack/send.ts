import type { Bot, Caller } from "./bot.js";
import { besideIt, isDirectChannel, type OpenPlace, type Place, type PrivatePlace } from "./place.js";
import { homeView } from "./render/home.js";
import type { Message } from "./render/reply.js";
import { respond } from "./respond.js";
import { mayNotWrite, slackErrorWord } from "./slack-error.js";
import { UNANSWERED } from "./slack-fetch.js";

/** Slack refused the blocks of a message: a picture that it could not fetch, or a file that it does not show. */
export class RefusedBlocks extends Error {}

/**
 * Slack took exception to no block, but to all of them together: from about 13,200 characters, which it documents nowhere.
 * https://github.com/slackapi/bolt-js/issues/2509
 */
class TooLong extends Error {}

const REFUSALS = new Set(["invalid_blocks", "invalid_blocks_format"]);

/** Fails where Slack's word is about a message's blocks; what else it may mean is the caller's business. */
function mindRefusal(word: string, alsoRefused?: string): void {
  if (word === "msg_blocks_too_long") throw new TooLong(word);
  if (REFUSALS.has(word) || word === alsoRefused) throw new RefusedBlocks(word);
}

const NO_UNFURLING = { unfurl_links: false, unfurl_media: false } as const;

async function mindingBlocks(send: Promise<unknown>, alsoRefused?: string): Promise<void> {
  try {
    await send;
  } catch (thrown) {
    const word = slackErrorWord(thrown);
    // Most likely it was said; an answer too few now and then is better than one too many.
    if (word === UNANSWERED) return;
    if (word !== undefined) mindRefusal(word, alsoRefused);
    throw thrown;
  }
}

function inThread(
  { client }: Caller,
  channel: string,
  threadTs: string | undefined,
  message: Message,
): Promise<void> {
  const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
  return mindingBlocks(client.chat.postMessage({ channel, ...thread, ...message, ...NO_UNFURLING }));
}

function ephemerally(
  { client }: Caller,
  place: PrivatePlace & { channel: string },
  message: Message,
): Promise<void> {
  const thread = place.threadTs === undefined ? {} : { thread_ts: place.threadTs };
  return mindingBlocks(
    client.chat.postEphemeral({ channel: place.channel, user: place.user, ...thread, ...message }),
  );
}

/** Beside a response URL: for one person in the channel; directly where the bot is not in it, as between two people. */
async function beside(bot: Bot, caller: Caller, place: PrivatePlace, message: Message): Promise<void> {
  const { user, channel, threadTs } = place;
  if (channel === undefined) return inThread(caller, user, undefined, message);
  try {
    if (isDirectChannel(channel)) await inThread(caller, channel, threadTs, message);
    else await ephemerally(caller, { ...place, channel }, message);
  } catch (thrown) {
    const word = slackErrorWord(thrown);
    if (word === undefined) throw thrown;
    bot.log.info({ reason: word }, "Not in the channel; answering in a direct message");
    await inThread(caller, user, undefined, message);
  }
}

/** Through the response URL while it lasts. */
async function privately(bot: Bot, caller: Caller, place: PrivatePlace, message: Message): Promise<void> {
  if (place.responseUrl !== undefined) {
    const { threadTs, inPlace } = place;
    const outcome = await respond(bot, place.responseUrl, message, { threadTs, inPlace });
    if (outcome === "ok") return;
    mindRefusal(outcome);
    bot.log.info({ reason: outcome }, "A response URL did not work; answering beside it");
  }
  return beside(bot, caller, place, message);
}

function onHome({ chat }: Bot, { client }: Caller, user: string, { blocks }: Message): Promise<void> {
  // Slack says nothing more precise about a view that it refuses.
  return mindingBlocks(
    client.views.publish({ user_id: user, view: homeView(chat, blocks) }),
    "invalid_arguments",
  );
}

/** For everyone; where the bot is not in the channel, through the response URL if there is one. */
async function openly(bot: Bot, caller: Caller, place: OpenPlace, message: Message): Promise<void> {
  const { channel, threadTs, responseUrl } = place;
  try {
    await inThread(caller, channel, threadTs, message);
  } catch (thrown) {
    if (responseUrl === undefined || !mayNotWrite(thrown)) throw thrown;
    const outcome = await respond(bot, responseUrl, message, { openly: true, threadTs });
    mindRefusal(outcome);
    if (outcome !== "ok") throw thrown;
  }
}

function sendWhole(bot: Bot, caller: Caller, place: Place, message: Message): Promise<void> {
  switch (place.kind) {
    case "open":
      return openly(bot, caller, place, message);
    case "private":
      return privately(bot, caller, place, message);
    case "home":
      return onHome(bot, caller, place.user, message);
  }
}

/**
 * Sends a message where it belongs, in as many parts as Slack takes it. Fails with `RefusedBlocks` when Slack takes the
 * words but not the pictures.
 */
export async function send(bot: Bot, caller: Caller, place: Place, message: Message): Promise<void> {
  try {
    await sendWhole(bot, caller, place, message);
  } catch (thrown) {
    const { text, blocks } = message;
    if (!(thrown instanceof TooLong) || blocks.length < 2) throw thrown;
    const half = Math.ceil(blocks.length / 2);
    await send(bot, caller, place, { text, blocks: blocks.slice(0, half) });
    await send(bot, caller, besideIt(place), { text: "The rest of the answer", blocks: blocks.slice(half) });
  }
}
