import { isJson, type Json } from "./check-blocks.js";

/** What Slack sends for a field that nobody touched. */
export function emptyValue(element: Json): Json {
  if (element.type === "file_input") return { files: [] };
  if (element.type === "radio_buttons") return { selected_option: element.initial_option ?? null };
  return { value: element.initial_value ?? null };
}

/** Every button of these blocks, in order, whether they are still the bot's own or went over the wire. */
export function buttonsOf(blocks: unknown): Json[] {
  return list(blocks).flatMap((block) =>
    [...list(block.elements), ...list([block.accessory])].filter(({ type }) => type === "button"),
  );
}

const list = (values: unknown): Json[] => (Array.isArray(values) ? values.filter(isJson) : []);
