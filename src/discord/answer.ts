import {
  type ChatInputCommandInteraction,
  type ContextMenuCommandInteraction,
  InteractionResponseType,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  Routes,
} from "discord.js";
import { errorReply } from "../chat/error-reply.js";
import type { Logger } from "../log.js";
import { describe, isAcknowledged, isTooLate } from "./errors.js";
import { persist } from "./persist.js";
import { messageBody, type Outgoing } from "./render/outgoing.js";
import { renderSentence } from "./render/reply.js";
import { type Answer, isPrivate, messagesOf, sendFirst } from "./rendering.js";
import type { Services } from "./services.js";

/** An interaction that shows a message in the end. */
export type Answerable =
  | ChatInputCommandInteraction
  | ContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/** What answering takes of the services. */
type Desk = Pick<Services, "acknowledgements" | "log">;

export interface AnswerOptions {
  /** Only the asker sees the answer. Errors are private in any case. */
  readonly ephemeral: boolean;
  /** "Thinking" is shown at once: what the command declares. */
  readonly slow: boolean;
  /** The answer takes the place of the message whose menu was used, instead of following it. */
  readonly replace?: boolean;
}

/** Within Discord's three seconds, with time to spare for the way there. */
const ACKNOWLEDGE_MS = 2500;
/** An answer is worth trying for as long as somebody may still be looking. */
const DELIVER_MS = 60_000;

/**
 * The one place where interactions are acknowledged and answered. Nothing here rejects: what Discord will not take any
 * more, because the interaction is over, is logged.
 */
export async function answer(
  interaction: Answerable,
  { acknowledgements, log }: Desk,
  options: AnswerOptions,
  produce: () => Promise<Answer>,
): Promise<void> {
  try {
    if (options.slow) await acknowledgements.send(() => acknowledge(interaction, options));
    const made = await produce().catch((thrown: unknown) => {
      log.warn({ ...describe(thrown), interaction: interaction.id }, "An answer could not be made");
      return errorReply(thrown);
    });
    await deliver(interaction, log, options, made);
  } catch (thrown) {
    const why = isTooLate(thrown)
      ? "An answer came too late for Discord"
      : "An answer could not be delivered";
    log.warn({ ...describe(thrown), interaction: interaction.id }, why);
  }
}

/** A private sentence, at once, instead of an answer. */
export function answerSentence(interaction: Answerable, desk: Desk, sentence: string): Promise<void> {
  const options = { ephemeral: true, slow: false };
  return answer(interaction, desk, options, () =>
    Promise.resolve({ kind: "question", forms: [renderSentence(sentence)] }),
  );
}

async function acknowledge(interaction: Answerable, { ephemeral, replace }: AnswerOptions): Promise<void> {
  const flags = ephemeral ? { flags: MessageFlags.Ephemeral as const } : {};
  try {
    await persist(ACKNOWLEDGE_MS, () =>
      replace && interaction.isMessageComponent() ? interaction.deferUpdate() : interaction.deferReply(flags),
    );
  } catch (thrown) {
    if (!isAcknowledged(thrown)) throw thrown;
    // An earlier try got through although its answer was lost.
    interaction.deferred = true;
  }
}

async function deliver(
  interaction: Answerable,
  log: Logger,
  options: AnswerOptions,
  made: Answer,
): Promise<void> {
  const hidden = options.ephemeral || isPrivate(made);
  const [first, ...others] = await messagesOf(
    made,
    interaction.user.id,
    interaction.attachmentSizeLimit,
    log,
  );
  if (!first) return;
  const followUp = (message: Outgoing) => persist(DELIVER_MS, () => follow(interaction, message, hidden));
  const opening = await openingMove(interaction, options, made, others.length);
  await sendFirst(first, log, (message) => {
    if (opening === "follow") return followUp(message);
    if (opening === "edit") return persist(DELIVER_MS, () => edit(interaction, message));
    return reply(interaction, message, hidden);
  });
  for (const forms of others) await sendFirst(forms, log, followUp);
}

/**
 * How the first message goes out. A public "thinking" cannot turn private: it is taken away, and only then a private
 * message follows, since Discord would make a message that follows sooner part of the public one.
 */
async function openingMove(
  interaction: Answerable,
  { ephemeral, replace }: AnswerOptions,
  made: Answer,
  others: number,
): Promise<"reply" | "edit" | "follow"> {
  if (!interaction.deferred) return "reply";
  // One message cannot take the place of an answer in two: the other would go on telling what was.
  if (replace) return made.kind === "error" || others > 0 ? "follow" : "edit";
  if (ephemeral || !isPrivate(made)) return "edit";
  await persist(DELIVER_MS, () => interaction.deleteReply()).catch(ignoreMissing);
  return "follow";
}

/** The message is gone already: somebody deleted it, or an earlier try of ours did. */
function ignoreMissing(thrown: unknown): void {
  if (isTooLate(thrown)) throw thrown;
}

// Past the library's own methods, which make objects of Discord's answers and fail where a field of one is missing,
// although the message has been sent.

function edit({ applicationId, client, token }: Answerable, message: Outgoing): Promise<unknown> {
  const { body, files } = messageBody(message);
  return client.rest.patch(Routes.webhookMessage(applicationId, token), { body, files, auth: false });
}

function follow({ applicationId, client, token }: Answerable, message: Outgoing, ephemeral: boolean) {
  const { body, files } = messageBody(message, ephemeral);
  return client.rest.post(Routes.webhook(applicationId, token), { body, files, auth: false });
}

async function reply(interaction: Answerable, message: Outgoing, ephemeral: boolean): Promise<void> {
  const { body: data, files } = messageBody(message, ephemeral);
  const body = { type: InteractionResponseType.ChannelMessageWithSource, data };
  const route = Routes.interactionCallback(interaction.id, interaction.token);
  try {
    await persist(ACKNOWLEDGE_MS, () => interaction.client.rest.post(route, { body, files, auth: false }));
  } catch (thrown) {
    if (!isAcknowledged(thrown)) throw thrown;
    await edit(interaction, message);
  }
}
