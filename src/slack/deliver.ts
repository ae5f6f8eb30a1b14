import type { Reply } from "../chat/reply.js";
import { INTERNAL_SENTENCE } from "../errors.js";
import type { Bot, Caller } from "./bot.js";
import { besideIt, type Place, privately, threadBegun } from "./place.js";
import { roomAtHome } from "./render/home.js";
import {
  groupsOfOneMessage,
  joinMessages,
  type Message,
  needsSheet,
  type Pictures,
  renderReply,
  sentencesMessage,
} from "./render/reply.js";
import { RefusedBlocks, send } from "./send.js";
import { postSheets, uploadSheet } from "./sheet.js";
import { failureWords } from "./slack-error.js";
import { withSlashNames } from "./slash-names.js";

/** A reply, with what its rendering needs beside it. */
export interface Answer {
  readonly reply: Reply;
  /** Which of several pictures it is about. */
  readonly about?: string | undefined;
  /** The question, for a "Share" button where the answer is private. */
  readonly share?: string | undefined;
}

function render(answers: readonly Answer[], pictures: (answer: Answer) => Pictures, place: Place): Message {
  // Directly there is nobody else to share with.
  const shareable = place.kind === "private" && place.channel !== undefined;
  return joinMessages(
    answers.map((answer) =>
      renderReply(answer.reply, {
        pictures: pictures(answer),
        about: answer.about,
        share: shareable && answer.reply.kind === "answer" ? answer.share : undefined,
      }),
    ),
  );
}

/**
 * Brings contact sheets to where the answers will be: into the thread, beside the cards; or, where only one person
 * may see them or the bot is not in the channel, as files that the blocks name. Answers without pictures are better than none.
 */
async function bringSheets(
  bot: Bot,
  { client }: Caller,
  place: Place,
  answers: readonly Answer[],
): Promise<Map<Answer, Pictures>> {
  const hits = answers.map(({ reply }) => reply.hits ?? []);
  if (hits.length === 0) return new Map();
  try {
    if (place.kind === "open" && (await postSheets(client, place, hits))) return new Map();
    const files = await Promise.all(hits.map((some) => uploadSheet(client, some, bot.ending)));
    return new Map(answers.map((answer, at) => [answer, { sheet: files[at]?.id ?? "" }]));
  } catch (thrown) {
    bot.log.warn({ reason: failureWords(thrown) }, "The pictures of an answer could not be uploaded");
    return new Map();
  }
}

/** One message: with linked pictures where there are any; where Slack refuses them with a sheet; at last with words alone. */
async function showGroup(bot: Bot, caller: Caller, place: Place, answers: readonly Answer[]): Promise<void> {
  const linked = new Set(answers.filter(({ reply }) => !needsSheet(reply)));
  const sheets = await bringSheets(
    bot,
    caller,
    place,
    answers.filter((answer) => !linked.has(answer)),
  );
  const attempt = (pictures: (answer: Answer) => Pictures) =>
    send(bot, caller, place, render(answers, pictures, place));
  const sheetOf = (answer: Answer) => sheets.get(answer) ?? "none";
  try {
    return await attempt((answer) => (linked.has(answer) ? "linked" : sheetOf(answer)));
  } catch (thrown) {
    if (!(thrown instanceof RefusedBlocks)) throw thrown;
  }
  const refused = [...linked].filter(({ reply }) => (reply.hits ?? []).length > 0);
  for (const [answer, pictures] of await bringSheets(bot, caller, place, refused))
    sheets.set(answer, pictures);
  try {
    return await attempt(sheetOf);
  } catch (thrown) {
    if (!(thrown instanceof RefusedBlocks)) throw thrown;
  }
  await attempt(() => "none");
}

/** Sentences for the asker's eyes only. */
export async function tell(bot: Bot, caller: Caller, place: Place, sentences: string): Promise<void> {
  await send(
    bot,
    caller,
    place.kind === "home" ? place : privately(place),
    sentencesMessage(withSlashNames(sentences)),
  );
}

/** What went wrong, each sentence once. */
function troubles(answers: readonly Answer[]): string[] {
  const sentences = answers.flatMap(({ reply, about }) => {
    if (reply.kind !== "error") return [];
    const sentence = reply.text ?? INTERNAL_SENTENCE;
    return [about === undefined || sentence.includes(about) ? sentence : `${about}: ${sentence}`];
  });
  return [...new Set(sentences)];
}

const blocksOf = ({ reply }: Answer) => renderReply(reply, { pictures: "linked" }).blocks.length + 2;

/** All on the page at once, since it forgets what was on it before; what has no room there comes directly. */
async function deliverHome(
  bot: Bot,
  caller: Caller,
  place: Place,
  good: readonly Answer[],
  sentences: readonly string[],
): Promise<void> {
  const wrong: Answer[] =
    sentences.length === 0
      ? []
      : [{ reply: { kind: "error", text: withSlashNames(sentences.join("\n")), private: true } }];
  const [page = [], ...rest] = groupsOfOneMessage([...wrong, ...good], blocksOf, roomAtHome(bot.chat));
  await showGroup(bot, caller, place, page);
  for (const group of rest) await showGroup(bot, caller, privately(place), group);
}

/** Shows what was found where it belongs, and what went wrong to the asker alone. */
export async function deliver(
  bot: Bot,
  caller: Caller,
  place: Place,
  answers: readonly Answer[],
): Promise<void> {
  if (answers.length === 0) return;
  const good = answers.filter(({ reply }) => reply.kind !== "error");
  const sentences = troubles(answers);
  if (place.kind === "home") return deliverHome(bot, caller, place, good, sentences);
  const open = place.kind !== "open" || place.direct || good.every(({ reply }) => !reply.private);
  const target = open ? place : privately(place);
  const groups = groupsOfOneMessage(good, blocksOf);
  for (const [at, group] of groups.entries())
    await showGroup(bot, caller, at === 0 ? target : besideIt(target), group);
  if (sentences.length === 0) return;
  const begun = open && groups.length > 0 ? threadBegun(place) : place;
  await tell(bot, caller, begun, sentences.join("\n"));
}
