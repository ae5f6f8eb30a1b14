import { type Json, objects, text } from "../json.js";
import { refuse } from "../refusal.js";

/** https://discord.com/developers/docs/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX = {
  chat: 100,
  menu: 15,
  options: 25,
  description: 100,
  choices: 25,
  choice: 100,
  text: 8000,
  length: 6000,
};

function fail(path: string, message: string) {
  return refuse.form(path, "APPLICATION_COMMAND_INVALID", message);
}

function checkDescription(value: unknown, path: string): void {
  const { length } = text(value);
  if (length < 1 || length > MAX.description)
    throw fail(`${path}.description`, "Must be between 1 and 100 in length.");
}

function checkOption(option: Json, path: string): void {
  const name = text(option.name);
  if (!NAME.test(name) || name !== name.toLowerCase()) throw fail(`${path}.name`, "Command name is invalid");
  checkDescription(option.description, path);
  if (![3, 4, 5, 6, 7, 8, 9, 10, 11].includes(Number(option.type)))
    throw fail(`${path}.type`, "Unknown option type");
  const choices = objects(option.choices);
  if (choices.length > MAX.choices) throw fail(`${path}.choices`, "Must be 25 or fewer in length.");
  if (choices.some(({ name: label }) => text(label).length < 1 || text(label).length > MAX.choice)) {
    throw fail(`${path}.choices`, "Must be between 1 and 100 in length.");
  }
  if (option.autocomplete === true && choices.length > 0) throw fail(path, "Autocomplete excludes choices");
  if (option.autocomplete === true && ![3, 4, 10].includes(Number(option.type)))
    throw fail(path, "No autocomplete here");
  if (
    option.max_length !== undefined &&
    (Number(option.max_length) < 1 || Number(option.max_length) > MAX.length)
  ) {
    throw fail(`${path}.max_length`, "int value should be between 1 and 6000.");
  }
}

function strings(value: unknown): number {
  if (typeof value === "string") return value.length;
  return typeof value === "object" && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + strings(one), 0)
    : 0;
}

function checkCommand(command: Json, path: string, global: boolean): void {
  const type = command.type ?? 1;
  const name = text(command.name);
  if (type === 1) {
    if (!NAME.test(name) || name !== name.toLowerCase())
      throw fail(`${path}.name`, "Command name is invalid");
    checkDescription(command.description, path);
  } else {
    if (name.length < 1 || name.length > 32)
      throw fail(`${path}.name`, "Must be between 1 and 32 in length.");
    if (text(command.description) !== "")
      throw fail(`${path}.description`, "Context menu commands cannot have description");
    if (objects(command.options).length > 0)
      throw fail(`${path}.options`, "Context menu commands cannot have options");
  }
  if (!global && (command.contexts !== undefined || command.integration_types !== undefined)) {
    throw fail(`${path}.contexts`, "Only for globally-scoped commands");
  }
  const options = objects(command.options);
  if (options.length > MAX.options) throw fail(`${path}.options`, "Must be 25 or fewer in length.");
  const names = options.map((option) => option.name);
  if (new Set(names).size < names.length) throw fail(`${path}.options`, "Option names must be unique");
  const firstOptional = options.findIndex(({ required }) => required !== true);
  if (firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required === true)) {
    throw fail(`${path}.options`, "Required options must be placed before non-required options");
  }
  for (const [index, option] of options.entries()) checkOption(option, `${path}.options.${index}`);
  if (strings(command) > MAX.text) throw fail(path, "Command exceeds maximum size (8000)");
}

/** Refuses what Discord refuses of a bulk overwrite. */
export function checkCommands(commands: readonly Json[], global: boolean): void {
  const keys = commands.map(({ type, name }) => `${Number(type ?? 1)} ${text(name)}`);
  if (new Set(keys).size < keys.length) throw fail("0.name", "Application command names must be unique");
  const chat = commands.filter(({ type }) => (type ?? 1) === 1);
  const menu = commands.filter(({ type }) => type === 3);
  if (chat.length > MAX.chat || menu.length > MAX.menu) throw fail("0", "Maximum number of commands reached");
  for (const [index, command] of commands.entries()) {
    if (command.type !== 4) checkCommand(command, String(index), global);
  }
}
