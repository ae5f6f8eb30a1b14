import { abridged, HaberdasherError } from "../errors.js";
import { nearestWords } from "../search/lexical/nearest-words.js";
import type { Command, CommandOption } from "./command.js";

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

const YES = new Set(["", "yes", "y", "true", "on", "1"]);
const NO = new Set(["no", "n", "false", "off", "0"]);

export function isYesOrNo(typed: string): boolean {
  const word = typed.toLocaleLowerCase("en");
  return word !== "" && (YES.has(word) || NO.has(word));
}

/** "80", "€80", "80 EUR", "79,50". */
function readNumber(typed: string): number {
  const plain = typed
    .replace(/^\p{Sc}\s*|\s*(?:\p{Sc}|[A-Za-z]{3})$/gu, "")
    .replace(/^(\d+),(\d{1,2})$/, "$1.$2");
  return /^[+-]?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** The option's value from what was typed for it. Fails with `bad-request` when it is of another type. */
export function readOptionValue(option: CommandOption, typed: string): string | number | boolean {
  switch (option.type) {
    case "text":
    case "picture":
      return typed;
    case "boolean": {
      const word = typed.toLocaleLowerCase("en");
      if (YES.has(word)) return true;
      if (NO.has(word)) return false;
      throw wrong(`${option.name} is yes or no, not "${abridged(typed)}".`);
    }
    case "integer":
    case "number": {
      const value = readNumber(typed);
      if (Number.isNaN(value))
        throw wrong(`${option.name} is a number, such as ${option.name}:20, not "${abridged(typed)}".`);
      return value;
    }
  }
}

/** The option that goes by this name or alias. */
export function optionNamed(command: Command, name: string): CommandOption | undefined {
  const wanted = name.toLocaleLowerCase("en");
  return command.options.find((option) => option.name === wanted || option.aliases?.includes(wanted));
}

function optionMeant(command: Command, name: string): CommandOption | undefined {
  const names = command.options.flatMap((option) => [option.name, ...(option.aliases ?? [])]);
  const [near] = nearestWords(name, names, 1);
  return near === undefined ? undefined : optionNamed(command, near);
}

/** Whether a name is near one of the command's: "colur" is a slip, "material" is something else. */
export function resemblesOption(command: Command, name: string): boolean {
  return optionMeant(command, name) !== undefined;
}

/** The error for an option that the command does not have. */
export function unknownOption(command: Command, name: string, advice = ""): HaberdasherError {
  const meant = optionMeant(command, name);
  const hint = meant
    ? `did you mean ${meant.name}?`
    : `it takes ${command.options.map((option) => option.name).join(", ")}.`;
  return wrong(`/${command.name} has no option "${abridged(name)}"; ${hint}${advice}`);
}

/** The error for a command that does not exist. */
export function unknownCommand(commands: readonly Command[], name: string): HaberdasherError {
  const names = commands.map((command) => command.name);
  const [near] = nearestWords(name, names, 1);
  const hint = near ? `did you mean /${near}?` : `there is ${names.map((known) => `/${known}`).join(", ")}.`;
  return new HaberdasherError("not-found", `There is no command /${abridged(name)}; ${hint}`);
}

/** "colour:red kind:coats" without a word means red coats: the words that are searched for then. */
export function wordsOfFilters(options: readonly CommandOption[], given: (name: string) => unknown): string {
  return options
    .filter((option) => option.type === "text" && option.facet)
    .map(({ name }) => given(name))
    .filter((value) => typeof value === "string")
    .join(" ");
}
