import { type MessageComponentInteraction, MessageFlags } from "discord.js";
import { decodeAction } from "../../chat/action.js";
import { answer, answerSentence } from "../answer.js";
import { speakerOf } from "../asker.js";
import { type CustomId, LIKE_MENU, PICK_MENU, readCustomId, VOTE_MENU } from "../custom-id.js";
import { askWithPictures, privately } from "../picture-question.js";
import { refineForm } from "../render/refine-form.js";
import type { Services } from "../services.js";
import { showForm } from "../show-form.js";

const UNKNOWN = "That button is not known any more; please ask again.";
const GONE = "That picture is not there any more; please ask again.";

/**
 * Whether only the presser sees what comes of it: below a private message, and when somebody presses a button of
 * another person's answer, which must not speak for that person.
 */
export function staysPrivate(
  interaction: {
    readonly user: { readonly id: string };
    readonly message: { readonly flags: { has(flag: MessageFlags): boolean } } | null;
  },
  { owner }: CustomId,
): boolean {
  return interaction.user.id !== owner || (interaction.message?.flags.has(MessageFlags.Ephemeral) ?? false);
}

/** A button, or a choice of a menu. */
export async function onComponent(
  interaction: MessageComponentInteraction,
  services: Services,
): Promise<void> {
  const { log } = services;
  const id = readCustomId(interaction.customId);
  if (!id) return answerSentence(interaction, services, UNKNOWN);
  const [chosen = ""] = interaction.isStringSelectMenu() ? interaction.values : [];
  if (id.text.startsWith(`${PICK_MENU}:`)) return pick(interaction, services, id, chosen);
  const text = [LIKE_MENU, VOTE_MENU].includes(id.text) ? chosen : id.text;
  if (decodeAction(text)?.verb === "refine") {
    return showForm(interaction, log, refineForm(interaction.customId));
  }
  return act(interaction, services, id, text);
}

function act(
  interaction: MessageComponentInteraction,
  services: Services,
  id: CustomId,
  action: string,
): Promise<void> {
  const { chat, signal } = services;
  const votes = ["up", "down"].includes(decodeAction(action)?.verb ?? "");
  // A vote ranks the answer anew where it stands; somebody else's vote is answered beside it.
  const replace = votes && interaction.user.id === id.owner;
  const options = { ephemeral: staysPrivate(interaction, id), slow: true, replace };
  return answer(interaction, services, options, () =>
    chat.act({ action, ...speakerOf(interaction), signal }),
  );
}

/** The asker's choice takes the question's place; somebody else's choice is answered beside it. */
function pick(
  interaction: MessageComponentInteraction,
  services: Services,
  id: CustomId,
  chosen: string,
): Promise<void> {
  const { chat, choices, rawMessages } = services;
  const [, name = "", key = ""] = id.text.split(":");
  const command = chat.commands.find((one) => one.name === name);
  const message = rawMessages.take(interaction.id);
  const picture = choices.chosen(key, Number(chosen), message);
  if (!command || !picture) return answerSentence(interaction, services, GONE);
  const ephemeral = staysPrivate(interaction, id);
  const shown = { ephemeral, slow: true, replace: interaction.user.id === id.owner };
  const options = ephemeral ? privately(command) : {};
  return answer(interaction, services, shown, () =>
    askWithPictures(command, options, [picture], speakerOf(interaction), services),
  );
}
