import { LabelBuilder, ModalBuilder, TextInputBuilder, TextInputStyle } from "discord.js";
import { LIMITS } from "../../limits.js";

/** The form's one field. */
const WORDS_FIELD = "words";

/** The form behind "Refine": its id is the button's own, so that it knows what to refine after a restart too. */
export function refineForm(customId: string): ModalBuilder {
  const words = new TextInputBuilder()
    .setCustomId(WORDS_FIELD)
    .setStyle(TextInputStyle.Short)
    .setPlaceholder("cheaper, in red, without stripes")
    .setMinLength(1)
    .setMaxLength(LIMITS.queryCharacters)
    .setRequired(true);
  return new ModalBuilder()
    .setCustomId(customId)
    .setTitle("Refine the search")
    .addLabelComponents(
      new LabelBuilder()
        .setLabel("What should change?")
        .setDescription("Also: more formal, warmer, for kids, start over")
        .setTextInputComponent(words),
    );
}
