import { isObject, type Json, objects, text } from "../json.js";
import { refuse } from "../refusal.js";

/** https://discord.com/developers/docs/components/reference */
const TYPE = {
  row: 1,
  button: 2,
  select: 3,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const;
const V2_ONLY = new Set<unknown>([
  TYPE.section,
  TYPE.text,
  TYPE.thumbnail,
  TYPE.gallery,
  TYPE.file,
  TYPE.separator,
  TYPE.container,
]);
const MESSAGE_TYPES = new Set<unknown>([...Object.values(TYPE), 5, 6, 7, 8]);
const MAX = {
  components: 40,
  text: 4000,
  gallery: 10,
  description: 1024,
  customId: 100,
  label: 80,
  url: 512,
  mediaUrl: 2048,
  options: 25,
  option: 100,
  placeholder: 150,
  buttons: 5,
} as const;

const tooLong = (path: string, most: number) =>
  refuse.form(path, "BASE_TYPE_BAD_LENGTH", `Must be between 1 and ${most} in length.`);

/** What is counted over a whole message. */
class Totals {
  components = 0;
  text = 0;
  readonly customIds = new Set<string>();
  readonly files: string[] = [];
}

function checkText(value: unknown, most: number, path: string, least = 1): void {
  const length = [...text(value)].length;
  if (typeof value !== "string" || length < least || length > most) throw tooLong(path, most);
}

function checkCustomId(component: Json, path: string, totals: Totals): void {
  checkText(component.custom_id, MAX.customId, `${path}.custom_id`);
  const id = text(component.custom_id);
  if (totals.customIds.has(id)) {
    throw refuse.form(
      `${path}.custom_id`,
      "COMPONENT_CUSTOM_ID_DUPLICATED",
      "Component custom id cannot be duplicated",
    );
  }
  totals.customIds.add(id);
}

function checkMedia(media: unknown, path: string, totals: Totals): void {
  const url = isObject(media) ? text(media.url) : "";
  if (url.startsWith("attachment://")) {
    totals.files.push(url.slice("attachment://".length));
  } else if (!/^https?:\/\/[^\s]+$/.test(url) || url.length > MAX.mediaUrl) {
    throw refuse.form(`${path}.media.url`, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
  }
}

function checkDescription(component: Json, path: string): void {
  if (component.description === undefined || component.description === null) return;
  checkText(component.description, MAX.description, `${path}.description`);
}

function checkButton(button: Json, path: string, totals: Totals): void {
  if (button.style === 5) {
    if (button.custom_id !== undefined) {
      throw refuse.form(path, "COMPONENT_CUSTOM_ID_NOT_ALLOWED", "A link button has no custom id");
    }
    checkText(button.url, MAX.url, `${path}.url`);
    return;
  }
  if (![1, 2, 3, 4].includes(Number(button.style))) {
    throw refuse.form(`${path}.style`, "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6).");
  }
  checkCustomId(button, path, totals);
  if (button.label === undefined && button.emoji === undefined) {
    throw refuse.form(path, "BUTTON_COMPONENT_INVALID_EMOJI_OR_LABEL", "A label or emoji must be given");
  }
  if (button.label !== undefined) checkText(button.label, MAX.label, `${path}.label`);
}

function checkSelect(select: Json, path: string, totals: Totals): void {
  checkCustomId(select, path, totals);
  const options = objects(select.options);
  if (options.length < 1 || options.length > MAX.options) {
    throw refuse.form(`${path}.options`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
  }
  if (select.placeholder !== undefined) checkText(select.placeholder, MAX.placeholder, `${path}.placeholder`);
  const values = new Set<string>();
  for (const [index, option] of options.entries()) {
    checkText(option.label, MAX.option, `${path}.options.${index}.label`);
    checkText(option.value, MAX.option, `${path}.options.${index}.value`);
    if (option.description !== undefined) {
      checkText(option.description, MAX.option, `${path}.options.${index}.description`);
    }
    if (values.has(text(option.value))) {
      throw refuse.form(
        `${path}.options`,
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        "The specified option value is already used",
      );
    }
    values.add(text(option.value));
  }
}

function checkRow(row: Json, path: string): void {
  const children = objects(row.components);
  const selects = children.filter(({ type }) => type !== TYPE.button);
  if (children.length < 1 || children.length > MAX.buttons || (selects.length > 0 && children.length > 1)) {
    throw refuse.form(`${path}.components`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
  }
  if (selects.some(({ type }) => type !== TYPE.select && ![5, 6, 7, 8].includes(Number(type)))) {
    throw refuse.form(
      `${path}.components`,
      "COMPONENT_TYPE_INVALID",
      "The specified component type is invalid",
    );
  }
}

function walk(
  component: Json,
  path: string,
  totals: Totals,
  inside: "message" | "container" | "other",
): void {
  totals.components++;
  if (!MESSAGE_TYPES.has(component.type)) {
    throw refuse.form(
      `${path}.type`,
      "UNION_TYPE_CHOICES",
      "The specified component type is invalid in this context",
    );
  }
  if (component.type === TYPE.container && inside !== "message") {
    throw refuse.form(`${path}.type`, "UNION_TYPE_CHOICES", "A container stands at the top only");
  }
  if (component.type === TYPE.row) checkRow(component, path);
  if (component.type === TYPE.button) checkButton(component, path, totals);
  if (component.type === TYPE.select) checkSelect(component, path, totals);
  if (component.type === TYPE.text) {
    checkText(component.content, MAX.text, `${path}.content`);
    totals.text += [...text(component.content)].length;
  }
  if (component.type === TYPE.thumbnail) {
    checkMedia(component.media, path, totals);
    checkDescription(component, path);
  }
  if (component.type === TYPE.gallery) {
    const items = objects(component.items);
    if (items.length < 1 || items.length > MAX.gallery) {
      throw refuse.form(`${path}.items`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.");
    }
    for (const [index, item] of items.entries()) {
      checkMedia(item.media, `${path}.items.${index}`, totals);
      checkDescription(item, `${path}.items.${index}`);
    }
  }
  if (component.type === TYPE.section) {
    const texts = objects(component.components);
    if (texts.length < 1 || texts.length > 3 || !isObject(component.accessory)) {
      throw refuse.form(path, "BASE_TYPE_BAD_LENGTH", "A section has one to three texts and an accessory");
    }
    walk(component.accessory, `${path}.accessory`, totals, "other");
  }
  if (component.type === TYPE.container && objects(component.components).length === 0) {
    throw refuse.form(`${path}.components`, "BASE_TYPE_REQUIRED", "This field is required");
  }
  const within = component.type === TYPE.container ? "container" : "other";
  for (const [index, child] of objects(component.components).entries()) {
    walk(child, `${path}.components.${index}`, totals, within);
  }
}

/** Refuses what Discord refuses of a message's components. `files` are the names of the message's files. */
export function checkComponents(components: readonly Json[], isV2: boolean, files: readonly string[]): void {
  const totals = new Totals();
  for (const [index, component] of components.entries()) {
    if (!isV2 && V2_ONLY.has(component.type)) {
      throw refuse.form(
        `components.${index}.type`,
        "UNION_TYPE_CHOICES",
        "Value of field 'type' must be one of (1,).",
      );
    }
    walk(component, `components.${index}`, totals, "message");
  }
  if (!isV2 && components.length > 5) throw tooLong("components", 5);
  if (totals.components > MAX.components) {
    throw refuse.form(
      "components",
      "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
      "The total number of components is over 40",
    );
  }
  if (totals.text > MAX.text) {
    throw refuse.form(
      "components",
      "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
      "Total displayable text is over 4000",
    );
  }
  for (const file of totals.files) {
    if (!files.includes(file)) {
      throw refuse.form(
        "components",
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
        `attachment://${file} is missing`,
      );
    }
    if (
      totals.files.filter((other) => other === file).length > 1 ||
      files.filter((other) => other === file).length > 1
    ) {
      throw refuse.form(
        "components",
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_DUPLICATED",
        `attachment://${file} stands there twice`,
      );
    }
  }
}
