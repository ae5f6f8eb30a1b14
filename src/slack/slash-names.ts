import type { Command } from "../chat/command.js";

/** Slack keeps `/help` for itself. */
const OTHER_NAMES: Readonly<Record<string, string>> = { help: "/fashion-help" };

/** What a command is called behind the slash: "/find". */
export function slashName(command: string): string {
  return OTHER_NAMES[command] ?? `/${command}`;
}

/** The command that a slash name stands for. */
export function commandOfSlash(slash: string, commands: readonly Command[]): Command | undefined {
  return commands.find(({ name }) => slashName(name) === slash);
}

/** Help texts name commands as the command list does; here they are called otherwise. */
export function withSlashNames(text: string): string {
  return Object.entries(OTHER_NAMES).reduce(
    (words, [name, slash]) => words.replace(new RegExp(`(?<![\\w/-])/${name}\\b`, "g"), slash),
    text,
  );
}
