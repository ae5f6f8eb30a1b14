import type { AutocompleteInteraction } from "discord.js";
import { describe } from "../errors.js";
import { limit } from "../limits.js";
import type { Services } from "../services.js";

/** Values of the open catalogue for the option that is being typed. Too late an answer is one nobody waits for. */
export async function onAutocomplete(
  interaction: AutocompleteInteraction,
  { chat, log }: Services,
): Promise<void> {
  const { name, value } = interaction.options.data.find(({ focused }) => focused) ?? {};
  // Numbers are completed as well, and what names no option that is being typed is completed by nothing.
  const known = typeof name === "string" && (typeof value === "string" || typeof value === "number");
  const values = known ? chat.complete(interaction.commandName, name, String(value), limit("choices")) : [];
  const choices = values
    .filter((one) => one.length >= 1 && one.length <= limit("choiceText"))
    .map((one) => ({ name: one, value: one }));
  await interaction
    .respond(choices.slice(0, limit("choices")))
    .catch((thrown: unknown) => log.debug(describe(thrown), "Completions came too late"));
}
