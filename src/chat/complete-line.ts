import type { Chat } from "./chat.js";
import type { Command, CommandOption } from "./command.js";
import { optionNamed } from "./option-values.js";

/** A way to go on with what was typed: replace `from`..`to` (UTF-16 offsets) of the line by `insert`. */
export interface Suggestion {
  readonly insert: string;
  readonly label: string;
  readonly hint?: string;
  readonly from: number;
  readonly to: number;
}

const LIMIT = 8;
/** `name:value` at the end of the line; the value may be an open quotation. */
const VALUE = /(?:^|\s)(?:--)?(\p{L}[\p{L}\p{N}_-]*)[:=](?:"([^"]*)|(\S*))$/u;

/**
 * What may come next in a typed line, up to the caret: commands, the command's options, an option's values.
 * At most eight, best first.
 */
export function completeLine(line: string, chat: Pick<Chat, "commands" | "complete">): readonly Suggestion[] {
  const [, slash = "", typedName = "", gap = ""] = /^\s*(\/?)(\S*)(\s*)/.exec(line) ?? [];
  if (slash && !gap) return commandsLike(line, typedName, chat.commands);
  const named = chat.commands.find(({ name }) => name === typedName.toLowerCase());
  const command = named ?? chat.commands.find(({ name }) => name === "find");
  if (!command) return [];
  const value = VALUE.exec(line);
  if (value) return valuesOf(line, value, command, chat);
  const word = /\S*$/.exec(line)?.[0] ?? "";
  const straightAfterName = named !== undefined && gap !== "" && line.trim() === slash + typedName;
  if (word === "" && !straightAfterName) return [];
  return [...restChoices(line, word, command, chat), ...optionsLike(line, word, command)].slice(0, LIMIT);
}

function commandsLike(line: string, typed: string, commands: readonly Command[]): Suggestion[] {
  const start = typed.toLowerCase();
  return commands
    .filter(({ name }) => name.startsWith(start))
    .map(({ name, description }) => ({
      insert: `/${name} `,
      label: `/${name}`,
      hint: description,
      from: line.indexOf("/"),
      to: line.length,
    }));
}

function valuesOf(
  line: string,
  [, name = "", quoted, plain = ""]: RegExpExecArray,
  command: Command,
  chat: Pick<Chat, "complete">,
): Suggestion[] {
  const option = optionNamed(command, name);
  if (!option) return [];
  const typed = quoted ?? plain;
  const from = line.length - typed.length - (quoted === undefined ? 0 : 1);
  return valuesLike(option, command, typed, chat).map((value) => ({
    insert: `${/\s/.test(value) ? `"${value}"` : value} `,
    label: value,
    from,
    to: line.length,
  }));
}

function valuesLike(
  option: CommandOption,
  command: Command,
  typed: string,
  chat: Pick<Chat, "complete">,
): readonly string[] {
  if (option.type === "boolean") return ["yes", "no"].filter((word) => word.startsWith(typed.toLowerCase()));
  return chat.complete(command.name, option.name, typed, LIMIT);
}

/** Values of the option that takes the line's plain words, where they are known: `/help fi…`, `/classify @out…`. */
function restChoices(
  line: string,
  word: string,
  command: Command,
  chat: Pick<Chat, "complete">,
): Suggestion[] {
  const rest = command.options.find((option) => option.type === "text" && option.rest);
  if (rest?.type !== "text" || !(rest.choices ?? (rest.labels && word.startsWith("@")))) return [];
  return valuesLike(rest, command, word, chat)
    .filter((value) => value !== word)
    .map((value) => ({ insert: value, label: value, from: line.length - word.length, to: line.length }));
}

/** Options whose name starts with the word; the one that takes plain words needs no name, pictures are not typed. */
function optionsLike(line: string, word: string, command: Command): Suggestion[] {
  const typed = word.replace(/^--/, "").toLowerCase();
  return command.options
    .filter((option) => option.type !== "picture" && !(option.type === "text" && option.rest))
    .filter((option) => [option.name, ...(option.aliases ?? [])].some((name) => name.startsWith(typed)))
    .map((option) => ({
      insert: `${option.name}:`,
      label: `${option.name}:`,
      hint: option.description,
      from: line.length - word.length,
      to: line.length,
    }));
}
