import { isObject, type Json, objects, text } from "../json.js";
import { refuse } from "../refusal.js";

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const MAX = {
  customId: 100,
  title: 45,
  components: 5,
  label: 45,
  description: 100,
  input: 4000,
  placeholder: 100,
};

function length(value: unknown, most: number, path: string, least = 1): void {
  const count = [...text(value)].length;
  if (typeof value !== "string" || count < least || count > most) {
    throw refuse.form(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${most} in length.`);
  }
}

function checkInput(input: Json, path: string): void {
  length(input.custom_id, MAX.customId, `${path}.custom_id`);
  if (input.style !== 1 && input.style !== 2)
    throw refuse.form(`${path}.style`, "BASE_TYPE_CHOICES", "1 or 2");
  if (input.placeholder !== undefined) length(input.placeholder, MAX.placeholder, `${path}.placeholder`, 0);
  for (const bound of [input.min_length, input.max_length]) {
    if (bound !== undefined && (typeof bound !== "number" || bound < 0 || bound > MAX.input)) {
      throw refuse.form(
        `${path}.max_length`,
        "NUMBER_TYPE_MAX",
        "int value should be less than or equal to 4000.",
      );
    }
  }
}

/** Refuses what Discord refuses of a modal, and returns its text inputs. */
export function checkModal(modal: Json): Json[] {
  length(modal.custom_id, MAX.customId, "data.custom_id");
  length(modal.title, MAX.title, "data.title");
  const components = objects(modal.components);
  if (components.length < 1 || components.length > MAX.components) {
    throw refuse.form("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
  }
  const inputs: Json[] = [];
  for (const [index, component] of components.entries()) {
    const path = `data.components.${index}`;
    if (component.type === 18) {
      length(component.label, MAX.label, `${path}.label`);
      if (component.description !== undefined)
        length(component.description, MAX.description, `${path}.description`);
      if (!isObject(component.component))
        throw refuse.form(path, "BASE_TYPE_REQUIRED", "This field is required");
      inputs.push(component.component);
    } else if (component.type === 1) {
      for (const input of objects(component.components)) {
        length(input.label, MAX.label, `${path}.components.0.label`);
        inputs.push(input);
      }
    } else if (component.type !== 10) {
      throw refuse.form(
        `${path}.type`,
        "UNION_TYPE_CHOICES",
        "Value of field 'type' must be one of (1, 10, 18).",
      );
    }
  }
  const ids = inputs.map(({ custom_id }) => custom_id);
  if (new Set(ids).size < ids.length) {
    throw refuse.form(
      "data.components",
      "COMPONENT_CUSTOM_ID_DUPLICATED",
      "Component custom id cannot be duplicated",
    );
  }
  for (const [index, input] of inputs.entries()) checkInput(input, `data.components.${index}`);
  return inputs;
}
