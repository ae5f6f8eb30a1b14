import type { Command } from "../chat/command.js";
import { parseCommandLine, pictureCommand } from "../chat/parse.js";
import type { OptionValues } from "../chat/request.js";
import { commandOfSlash } from "./slash-names.js";
import { linksIn, typedText, withoutEmoji } from "./text.js";

/** What somebody wants: a command, its options, and links to pictures from among the words. */
export interface Ask {
  readonly command: string;
  readonly options: OptionValues;
  readonly links: readonly string[];
}

/** "/fashion-help find" as the command list calls it. */
function withCommandName(words: string, commands: readonly Command[]): string {
  const [first = ""] = words.split(/\s/, 1);
  const command = commandOfSlash(first.toLocaleLowerCase("en"), commands);
  return command ? `/${command.name}${words.slice(first.length)}` : words;
}

function namesCommand(words: string, commands: readonly Command[]): boolean {
  const [first = ""] = words.split(/\s/, 1);
  const name = first.replace(/^\//, "").toLocaleLowerCase("en");
  return commands.some((command) => command.name === name);
}

/** "Thanks 🙏": what is said without asking for anything. */
function isPleasantry(words: string, commands: readonly Command[]): boolean {
  return (
    words !== "" && !namesCommand(words, commands) && parseCommandLine(words, commands).command === "help"
  );
}

/** What may stand before a link: "link:", "url:", "image:". */
function pictureOptions(commands: readonly Command[]): string[] {
  return commands
    .flatMap(({ options }) => options)
    .filter((option) => option.type === "picture" || (option.type === "text" && option.link))
    .flatMap(({ name, aliases = [] }) => [name, ...aliases]);
}

function withoutLinks(words: string, links: readonly string[], commands: readonly Command[]): string {
  const named = `(?:(?:--)?\\b(?:${pictureOptions(commands).join("|")})[:=]\\s*)?`;
  return links
    .reduce((text, link) => {
      const literal = link.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      // An option's name before it, as in link:https://…, goes with it, and so does a comma behind it.
      return text.replace(new RegExp(`${named}${literal}(?:[.,;:!?]+(?=\\s|$))?`, "giu"), " ");
    }, words)
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * What words mean that come with or without a picture: a command by its name, else lookalikes of the picture, else a
 * search. Fails with `bad-request` or `not-found` and a sentence that explains.
 * @param text as Slack delivers it
 */
export function readAsk(text: string, hasFiles: boolean, commands: readonly Command[]): Ask {
  const links = linksIn(text);
  const words = withCommandName(withoutLinks(typedText(text), links, commands), commands);
  const hasPicture = hasFiles || links.length > 0;
  if (!hasPicture && words === "") return { command: "help", options: {}, links: [] };
  const named = namesCommand(words, commands);
  if (!hasPicture && isPleasantry(withoutEmoji(words), commands))
    return { command: "help", options: {}, links: [] };
  const line = hasPicture && !named ? `${pictureCommand(commands).name} ${words}` : words;
  const { command, options } = parseCommandLine(line, commands);
  return { command, options, links };
}

/** The words behind a slash command: `/find red coat colour:red` → find. Private unless somebody says otherwise. */
export function readSlashAsk(command: Command, text: string, commands: readonly Command[]): Ask {
  const links = command.options.some(({ type }) => type === "picture") ? linksIn(text) : [];
  const words = withoutLinks(typedText(text), links, commands);
  const parsed = parseCommandLine(`${command.name} ${words}`, commands);
  const hasPrivate = command.options.some(({ name }) => name === "private");
  return {
    command: command.name,
    options: hasPrivate ? { private: true, ...parsed.options } : parsed.options,
    links,
  };
}
