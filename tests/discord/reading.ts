import type { Interaction, StoredMessage } from "../doubles/discord/interaction.js";
import { isObject, type Json, number, objects, text } from "../doubles/discord/json.js";

/** All components of a message, nested ones included. */
export function components({ json }: StoredMessage): Json[] {
  const flat = (list: readonly Json[]): Json[] =>
    list.flatMap((one) => [one, ...flat(objects(one.components))]);
  return flat(objects(json.components));
}

/** Everything that its text displays say. */
export function words(message: StoredMessage): string {
  return components(message)
    .filter(({ type }) => type === 10)
    .map(({ content }) => text(content))
    .join("\n");
}

/** Items of its media galleries. */
export function gallery(message: StoredMessage): { url: string; alt: string }[] {
  return components(message)
    .filter(({ type }) => type === 12)
    .flatMap(({ items }) => objects(items))
    .map(({ media, description }) => ({
      url: isObject(media) ? text(media.url) : "",
      alt: text(description),
    }));
}

export function button(message: StoredMessage, label: string): string {
  const found = components(message).find((one) => one.type === 2 && one.label === label);
  if (!found) throw new Error(`No button "${label}" in ${JSON.stringify(message.json.components)}`);
  return text(found.custom_id);
}

export function menu(message: StoredMessage): { customId: string; options: Json[] } {
  const found = components(message).find(({ type }) => type === 3);
  if (!found) throw new Error(`No menu in ${JSON.stringify(message.json.components)}`);
  return { customId: text(found.custom_id), options: objects(found.options) };
}

export function isEphemeral({ json }: StoredMessage): boolean {
  return (number(json.flags) & 64) !== 0;
}

/** Waits for the message that answers an interaction: deferred, then filled, or followed by a private one. */
export async function answered(interaction: Interaction, ms?: number): Promise<StoredMessage> {
  const visible = () => interaction.history.findLast(({ json }) => objects(json.components).length > 0);
  await interaction.until(() => visible() !== undefined, "answer", ms);
  const message = visible();
  if (!message) throw new Error("unreachable");
  return message;
}
