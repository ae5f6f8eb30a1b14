import type { MessageComponentInteraction, ModalBuilder } from "discord.js";
import type { Logger } from "../log.js";
import { describe, isAcknowledged } from "./errors.js";
import { persist } from "./persist.js";

/** A form must be the first answer to an interaction: there is nothing to defer. Never rejects. */
export async function showForm(
  interaction: MessageComponentInteraction,
  log: Logger,
  form: ModalBuilder,
): Promise<void> {
  try {
    await persist(2500, () => interaction.showModal(form));
  } catch (thrown) {
    if (!isAcknowledged(thrown)) {
      log.warn({ ...describe(thrown), interaction: interaction.id }, "A form could not be shown");
    }
  }
}
