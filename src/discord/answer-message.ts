import { setTimeout as sleep } from "node:timers/promises";
import { type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Asker } from "../chat/request.js";
import type { Logger } from "../log.js";
import { describe, isForbidden, isUnreadableReply } from "./errors.js";
import { limit } from "./limits.js";
import { persist } from "./persist.js";
import { messageBody, type Outgoing } from "./render/outgoing.js";
import { renderSentence } from "./render/reply.js";
import { type Answer, type Forms, isPrivate, messagesOf, sendFirst } from "./rendering.js";
import type { Services } from "./services.js";

/** The message that is answered. */
export interface Place {
  readonly channelId: string;
  readonly messageId: string;
  readonly inServer: boolean;
}

const DELIVER_MS = 60_000;
const TYPING_MS = 1000;
/** Discord takes a nonce of at most 25 characters and sends a message of the same nonce only once. */
const NONCE = 25;
const NO_PRIVATE_WAY =
  "That answer is private, and you take no direct messages from me: allow them for this server, or ask by a slash command.";

/**
 * Shows the bot typing until the work is done. That it could not be shown is no reason to stop; that it was slow must
 * not let it appear after the answer.
 */
async function whileTyping<T>(rest: REST, channelId: string, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const type = () => rest.post(Routes.channelTyping(channelId)).catch(() => undefined);
  const first = type();
  const again = setInterval(type, limit("typingMs") * 0.8);
  try {
    return await work();
  } finally {
    clearInterval(again);
    await Promise.race([first, sleep(TYPING_MS, undefined, { signal: done.signal }).catch(() => undefined)]);
    done.abort();
  }
}

/** One message into a channel. A repeated try is the same message to Discord, never a second one. */
function post(rest: REST, channelId: string, message: Outgoing, nonce: string, reference: object = {}) {
  const { body, files } = messageBody(message);
  return persist(DELIVER_MS, () =>
    rest.post(Routes.channelMessages(channelId), {
      body: { ...body, ...reference, nonce: nonce.slice(-NONCE), enforce_nonce: true },
      files,
    }),
  );
}

/** The same as a reply, or as a message of its own where the bot may not reply. */
async function postReply(
  rest: REST,
  { channelId, messageId }: Place,
  message: Outgoing,
  nonce: string,
): Promise<unknown> {
  const reference = { message_reference: { message_id: messageId, fail_if_not_exists: false } };
  try {
    return await post(rest, channelId, message, nonce, reference);
  } catch (thrown) {
    if (!isUnreadableReply(thrown)) throw thrown;
    return post(rest, channelId, message, nonce);
  }
}

/** The channel of direct messages with a person. */
async function directChannel(rest: REST, userId: string): Promise<string> {
  const channel = await rest.post(Routes.userChannels(), { body: { recipient_id: userId } });
  return z.object({ id: z.string() }).parse(channel).id;
}

type Send = (message: Outgoing, nonce: string) => Promise<unknown>;

/**
 * Where an answer goes, best first: errors on a server to the asker alone, everything else below the message; the
 * other place where Discord does not let us into the first. What was asked for privately is shown nowhere else.
 */
function ways(place: Place, { userId }: Asker, rest: REST, made: Answer): Send[] {
  const below: Send = (message, nonce) => postReply(rest, place, message, nonce);
  if (!place.inServer) return [below];
  const directly: Send = async (message, nonce) =>
    post(rest, await directChannel(rest, userId), message, nonce);
  if (!isPrivate(made) || made.kind === "help") return [below, directly];
  if (made.kind === "error") return [directly, below];
  // Said once of an answer in two messages.
  const why: Send = () => postReply(rest, place, renderSentence(NO_PRIVATE_WAY), `${place.messageId}-why`);
  return [directly, why];
}

async function sendFirstWay(ways: readonly Send[], forms: Forms, nonce: string, log: Logger) {
  for (const [index, send] of ways.entries()) {
    try {
      return await sendFirst(forms, log, (message) => send(message, nonce));
    } catch (thrown) {
      if (!isForbidden(thrown) || index === ways.length - 1) throw thrown;
      log.info(describe(thrown), "A message is answered elsewhere");
    }
  }
}

/** Answers a message, typing the while. Never rejects: what cannot be delivered is logged. */
export async function answerMessage(
  place: Place,
  asker: Asker,
  { rest, log }: Services,
  produce: () => Promise<Answer>,
): Promise<void> {
  try {
    const made = await whileTyping(rest, place.channelId, produce);
    const to = ways(place, asker, rest, made);
    const messages = await messagesOf(made, asker.userId, undefined, log);
    for (const [index, forms] of messages.entries()) {
      const nonce = `${place.messageId}-${index}`;
      await sendFirstWay(to, forms, nonce, log);
    }
  } catch (thrown) {
    log.warn({ ...describe(thrown), message: place.messageId }, "A message could not be answered");
  }
}
