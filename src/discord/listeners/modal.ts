import type { ModalSubmitInteraction } from "discord.js";
import { answer, answerSentence } from "../answer.js";
import { speakerOf } from "../asker.js";
import { readCustomId } from "../custom-id.js";
import type { Services } from "../services.js";
import { staysPrivate } from "./component.js";

const UNKNOWN = "That form is not known any more; please ask again.";

/** What was typed into the form's one field. */
function typedWords({ fields }: ModalSubmitInteraction): string {
  for (const field of fields.fields.values()) {
    if ("value" in field && typeof field.value === "string") return field.value;
  }
  return "";
}

/** The words of a "Refine" form. */
export async function onModal(interaction: ModalSubmitInteraction, services: Services): Promise<void> {
  const { chat, signal } = services;
  const id = readCustomId(interaction.customId);
  if (!id) return answerSentence(interaction, services, UNKNOWN);
  await answer(interaction, services, { ephemeral: staysPrivate(interaction, id), slow: true }, () =>
    chat.act({ action: id.text, ...speakerOf(interaction), words: typedWords(interaction), signal }),
  );
}
