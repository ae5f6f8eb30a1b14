import { encodeAction } from "../chat/action.js";
import type { Command } from "../chat/command.js";
import type { Reply } from "../chat/reply.js";
import type { OptionValues } from "../chat/request.js";
import type { PictureSource } from "../images/picture.js";
import { LIMITS } from "../limits.js";
import type { Bot, Caller } from "./bot.js";
import type { Answer } from "./deliver.js";
import { linkedPicture, type SlackFile, uploadedPicture } from "./files.js";
import { encodeShare } from "./share.js";
import { withSlashNames } from "./slash-names.js";

/** Everything that is needed to ask the chat. */
export interface Question {
  readonly command: string;
  readonly options: OptionValues;
  readonly files: readonly SlackFile[];
  readonly links: readonly string[];
  /** The asker's own labels beside lookalikes. */
  readonly labels?: string;
  /** Where what is typed next goes on from the answer. */
  readonly turns?: string | undefined;
}

/** A picture that several requests use and that is fetched once. */
function fetchedOnce(source: PictureSource): PictureSource {
  let loading: ReturnType<PictureSource["load"]> | undefined;
  return {
    name: source.name,
    load(signal) {
      loading ??= source.load(signal);
      return loading;
    },
  };
}

function sourcesOf({ hosts }: Bot, { client, token }: Caller, { files, links }: Question): PictureSource[] {
  return [
    ...files.map((file) => uploadedPicture(file, { client, token, hosts })),
    ...links.map((link) => linkedPicture(link, hosts)),
  ].map(fetchedOnce);
}

function labelsAction({ actions = [] }: Reply) {
  return actions.find(({ action }) => action.verb === "labels");
}

/** Whoever shows a picture sees at once what it is, too: the "What is it?" button is pressed for them. */
async function withLabels(bot: Bot, { asker }: Caller, reply: Reply): Promise<Reply> {
  const press = labelsAction(reply);
  if (press === undefined || reply.labels !== undefined) return reply;
  const { labels } = await bot.chat.act({ action: encodeAction(press.action), asker, signal: bot.ending });
  if (labels === undefined || labels.length === 0) return reply;
  return { ...reply, labels, actions: (reply.actions ?? []).filter((action) => action !== press) };
}

/** The same with the asker's own labels, which need the picture itself. */
async function withOwnLabels(
  bot: Bot,
  { asker }: Caller,
  reply: Reply,
  labels: string,
  pictures: readonly PictureSource[],
): Promise<Reply> {
  const command = bot.chat.commands.find(({ options }) => options.some(({ name }) => name === "labels"));
  if (reply.kind !== "answer" || !command) return reply;
  const chosen = await bot.chat.handle({
    command: command.name,
    asker,
    options: { labels },
    pictures,
    signal: bot.ending,
  });
  if (chosen.kind === "error")
    return { ...reply, ...(chosen.text === undefined ? {} : { notice: chosen.text }) };
  return { ...reply, labels: chosen.labels ?? [] };
}

async function askOnce(
  bot: Bot,
  caller: Caller,
  question: Question,
  pictures: PictureSource[],
): Promise<Reply> {
  const { command, options, labels = "", turns } = question;
  const { asker } = caller;
  const place = turns === undefined ? {} : { place: turns };
  const reply = await bot.chat.handle({ command, asker, options, pictures, ...place, signal: bot.ending });
  if (reply.kind === "help")
    return { ...reply, ...(reply.text === undefined ? {} : { text: withSlashNames(reply.text) }) };
  if (labels.trim() !== "" && options.labels === undefined) {
    return withOwnLabels(bot, caller, reply, labels, pictures);
  }
  return pictures.length > 0 ? withLabels(bot, caller, reply) : reply;
}

function tooMany(left: number): Answer {
  const what = left === 1 ? "One picture was" : `${left} pictures were`;
  const text = `${what} too many: I look at ${LIMITS.picturesPerRequest} at once; please send the rest again.`;
  return { reply: { kind: "error", code: "bad-request", text, private: true } };
}

function isAboutOnePicture(commands: readonly Command[], name: string): boolean {
  return commands.some((command) => command.name === name && command.needsPicture);
}

/** Asks the chat: once, or for each picture where a command is about one. */
export async function askChat(bot: Bot, caller: Caller, question: Question): Promise<Answer[]> {
  const sources = sourcesOf(bot, caller, question);
  if (sources.length < 2 || !isAboutOnePicture(bot.chat.commands, question.command)) {
    const reply = await askOnce(bot, caller, question, sources);
    return [{ reply, share: encodeShare(question) }];
  }
  const looked = sources.slice(0, LIMITS.picturesPerRequest);
  const answers = await Promise.all(
    looked.map(async (source): Promise<Answer> => {
      const reply = await askOnce(bot, caller, question, [source]);
      return { reply, about: source.name };
    }),
  );
  const left = sources.length - looked.length;
  const last = answers.pop();
  return [
    ...answers,
    ...(last ? [{ ...last, share: encodeShare(question) }] : []),
    ...(left > 0 ? [tooMany(left)] : []),
  ];
}
