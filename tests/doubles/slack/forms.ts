import type { Json } from "./check-blocks.js";

/** What Slack sends for a field that nobody touched. */
export function emptyValue(element: Json): Json {
  if (element.type === "file_input") return { files: [] };
  if (element.type === "radio_buttons") return { selected_option: element.initial_option ?? null };
  return { value: element.initial_value ?? null };
}

/** Every button of these blocks, in order. */
export function buttonsOf(blocks: readonly Json[]): Json[] {
  return blocks.flatMap((block) => {
    const elements = Array.isArray(block.elements) ? (block.elements as Json[]) : [];
    const accessory = block.accessory ? [block.accessory as Json] : [];
    return [...elements, ...accessory].filter(({ type }) => type === "button");
  });
}
