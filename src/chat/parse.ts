import { abridged, HaberdasherError } from "../errors.js";
import type { Command, CommandOption } from "./command.js";
import { asksWhatItIs } from "./conversation/follow-up.js";
import { isPleasantry } from "./conversation/small-talk.js";
import { lineTokens, type Token } from "./line-tokens.js";
import {
  isYesOrNo,
  optionNamed,
  readOptionValue,
  resemblesOption,
  unknownCommand,
  unknownOption,
  wordsOfFilters,
} from "./option-values.js";
import type { OptionValues } from "./request.js";

/** A typed line as a request's parts; the adapter adds who asked. */
export interface ParsedLine {
  readonly command: string;
  readonly options: OptionValues;
  /** What was typed for picture options: paths or addresses, for the adapter to make sources of. */
  readonly pictures: readonly string[];
}

/** What a line without a command asks for. */
const DEFAULT_COMMAND = "find";
/** A comma or full stop behind an address belongs to the sentence. */
const LINK = /^(https?:\/\/\S*[^\s.,;:!?])[.,;:!?]*$/i;

/** A picture's address without what belongs to its sentence; undefined for any other word. */
export function webAddressOf(word: string): string | undefined {
  return LINK.exec(word)?.[1];
}

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/**
 * Reads "/find red coat colour:red --max 80", "find red coat" or plain words, which are searched for unless they are a greeting or
 * ask what a picture shows.
 * Values may be quoted; words that belong to no option go to the command's rest option, in order, none lost.
 * A web address among them is a picture where the command takes one, and alone asks for lookalikes of it; in quotes it is words.
 * Fails with `bad-request` or `not-found` and a sentence that names what comes nearest.
 */
export function parseCommandLine(line: string, commands: readonly Command[]): ParsedLine {
  const help = isPleasantry(line) && commands.find(({ name }) => name === "help");
  if (help) return { command: help.name, options: {}, pictures: [] };
  const labels = asksWhatItIs(line) && commands.find(({ options }) => options.some(takesLabels));
  if (labels) return { command: labels.name, options: {}, pictures: [] };
  const tokens = lineTokens(line);
  const { command, rest } = chooseCommand(tokens, commands);
  return readTokens(command, rest);
}

/** The options among words that go on from an answer, such as "warmer max:80", and the other words. */
export interface ParsedOptions extends Pick<ParsedLine, "options"> {
  /** The command whose options they are. */
  readonly command: Command;
  readonly words: string;
}

/** Undefined where there are no options among the words. Fails as `parseCommandLine` does. */
export function parseOptions(line: string, commands: readonly Command[]): ParsedOptions | undefined {
  const tokens = lineTokens(line);
  if (!tokens.some(({ kind }) => kind === "option")) return undefined;
  const asked = commandOf([], commands);
  const takesWords = (option: CommandOption) => option.type === "text" && option.rest === true;
  const command = {
    ...asked,
    options: asked.options.filter((option) => option.type !== "picture" && !takesWords(option)),
  };
  const { values, words } = collected(command, tokens);
  return { command, options: Object.fromEntries(values), words: words.join(" ") };
}

function chooseCommand(
  tokens: readonly Token[],
  commands: readonly Command[],
): { command: Command; rest: readonly Token[] } {
  const [first, ...rest] = tokens;
  if (!first) throw wrong("Type what you are looking for, for example: find red winter coat.");
  if (first.kind === "word" && !first.quoted) {
    const slash = /^\/(?=[\p{L}\p{N}_-]+$)/u.test(first.text);
    const name = (slash ? first.text.slice(1) : first.text).toLocaleLowerCase("en");
    const named = commands.find((command) => command.name === name);
    if (named && (slash || mayMean(named, rest))) return { command: named, rest };
    if (slash) throw unknownCommand(commands, name);
  }
  return { command: commandOf(tokens, commands), rest: tokens };
}

/** "help me find a coat" is no question about help: a command that takes one of a few words takes no sentence. */
function mayMean(command: Command, rest: readonly Token[]): boolean {
  const chooses = command.options.some((option) => option.type === "text" && option.rest && option.choices);
  return !chooses || rest.length < 2;
}

/** The command of a line that names none. */
function commandOf(tokens: readonly Token[], commands: readonly Command[]): Command {
  const [first] = tokens;
  const onlyLink = tokens.length === 1 && first?.kind === "word" && LINK.test(first.text);
  const byLink = onlyLink ? commands.find((command) => command.options.some(isLink)) : undefined;
  const chosen = byLink ?? commands.find(({ name }) => name === DEFAULT_COMMAND);
  if (!chosen) throw unknownCommand(commands, DEFAULT_COMMAND);
  return chosen;
}

/** The command that a picture without words asks for: lookalikes. */
export function pictureCommand(commands: readonly Command[]): Command {
  const found = commands.find(({ needsPicture }) => needsPicture);
  if (!found) throw new Error("No command takes a picture");
  return found;
}

function isLink(option: CommandOption): boolean {
  return option.type === "text" && option.link === true;
}

function takesLabels(option: CommandOption): boolean {
  return option.type === "text" && option.labels === true;
}

/** Collects a line's values; several for one text option are joined. */
class Values {
  readonly words: string[] = [];
  readonly pictures: string[] = [];
  readonly values = new Map<string, string | number | boolean>();

  has(option: CommandOption): boolean {
    return this.values.has(option.name);
  }

  set(option: CommandOption, typed: string): void {
    if (option.type === "picture") {
      this.pictures.push(typed);
      return;
    }
    const before = this.values.get(option.name);
    if (before === undefined) {
      this.values.set(option.name, readOptionValue(option, typed));
    } else if (option.type === "text" && typeof before === "string" && !option.link) {
      this.values.set(option.name, `${before}${option.rest ? " " : ", "}${typed}`);
    } else {
      throw wrong(`${option.name} stands there twice; once is enough.`);
    }
  }

  /** The options, with the words that belong to none in `rest`. */
  finish(command: Command): OptionValues {
    const rest = command.options.find((option) => option.type === "text" && option.rest);
    if (this.words.length > 0) {
      if (!rest)
        throw wrong(`/${command.name} takes no words, but there is "${abridged(this.words.join(" "))}".`);
      this.set(rest, this.words.join(" "));
    }
    if (rest?.required && !this.has(rest)) {
      const words = wordsOfFilters(command.options, (name) => this.values.get(name));
      if (words !== "") this.set(rest, words);
    }
    return Object.fromEntries(this.values);
  }
}

function readTokens(command: Command, tokens: readonly Token[]): ParsedLine {
  const values = collected(command, tokens);
  return { command: command.name, options: values.finish(command), pictures: values.pictures };
}

function collected(command: Command, tokens: readonly Token[]): Values {
  const values = new Values();
  const link = command.options.find(isLink);
  const picture = command.options.find(({ type }) => type === "picture");
  const attributes = command.options.find((option) => option.type === "text" && option.attribute);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.kind === "word") {
      const address = webAddressOf(token.text);
      if (address && link && !values.has(link)) values.set(link, address);
      else if (address && picture && !token.quoted) values.set(picture, address);
      else if (token.text !== "") values.words.push(token.text);
      continue;
    }
    const option = optionNamed(command, token.name);
    if (!option) {
      if (token.value === "" && !token.dashed) values.words.push(token.text);
      else if (attributes && !token.dashed && !resemblesOption(command, token.name))
        values.set(attributes, `${token.name}=${token.value}`);
      else throw unknownOption(command, token.name, ` To search for it as it stands, put it in quotes.`);
    } else if (token.value !== "") {
      values.set(option, token.value);
    } else {
      const next = tokens[at + 1];
      if (takesNext(option, next)) at++;
      values.set(option, valueBehind(option, next));
    }
  }
  return values;
}

/** Whether `name: value` or `--name value` takes the next word for its value. */
function takesNext(option: CommandOption, next: Token | undefined): next is Token & { kind: "word" } {
  if (next?.kind !== "word") return false;
  return option.type !== "boolean" || isYesOrNo(next.text);
}

function valueBehind(option: CommandOption, next: Token | undefined): string {
  if (takesNext(option, next) && next.text !== "") return next.text;
  if (option.type === "boolean") return "";
  throw wrong(`${option.name} needs a value behind it: ${option.name}:… .`);
}
