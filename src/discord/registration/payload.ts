import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, CommandOption } from "../../chat/command.js";
import { HaberdasherError } from "../../errors.js";
import { limit } from "../limits.js";

export type CommandPayload = RESTPutAPIApplicationCommandsJSONBody[number];

/** Where commands are registered: everywhere, or in one server. */
export type Scope = { readonly guildId: string } | "global";

/** Slash commands' and options' names, from Discord's documentation of application command naming. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const wrong = (sentence: string) => new HaberdasherError("settings", sentence);

function checkLength(what: string, text: string, most: number): void {
  if (text.length < 1 || text.length > most) {
    throw wrong(`${what} has ${text.length} characters; Discord takes 1 to ${most}.`);
  }
}

function checkName(what: string, name: string): void {
  if (!NAME.test(name) || name !== name.toLowerCase()) {
    throw wrong(`${what} "${name}" is no name for Discord: lower-case letters, digits, - and _, 32 at most.`);
  }
}

function optionPayload(command: Command, option: CommandOption): APIApplicationCommandBasicOption {
  const what = `Option ${option.name} of /${command.name}`;
  checkName("Option", option.name);
  checkLength(`The description of ${what}`, option.description, limit("commandDescription"));
  const { name, description } = option;
  const base = { name, description, ...(option.required ? { required: true } : {}) };
  switch (option.type) {
    case "text": {
      const most = option.maxLength;
      const length = most === undefined ? {} : { max_length: Math.min(most, limit("optionText")) };
      const type = ApplicationCommandOptionType.String;
      if (option.choices) {
        if (option.choices.length > limit("choices")) throw wrong(`${what} has more than 25 choices.`);
        return { ...base, type, choices: option.choices.map((value) => ({ name: value, value })) };
      }
      return option.facet || option.labels
        ? { ...base, type, ...length, autocomplete: true }
        : { ...base, type, ...length };
    }
    case "integer":
    case "number": {
      const bounds = {
        ...(option.min === undefined ? {} : { min_value: option.min }),
        ...(option.max === undefined ? {} : { max_value: option.max }),
      };
      return option.type === "integer"
        ? { ...base, type: ApplicationCommandOptionType.Integer, ...bounds }
        : { ...base, type: ApplicationCommandOptionType.Number, ...bounds };
    }
    case "boolean":
      return { ...base, type: ApplicationCommandOptionType.Boolean };
    case "picture":
      return { ...base, type: ApplicationCommandOptionType.Attachment };
  }
}

/** On servers and on user accounts; in servers, in the bot's direct messages and in those between people. */
function reach(scope: Scope) {
  if (scope !== "global") return {};
  return {
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
  };
}

function slashCommand(command: Command, scope: Scope): CommandPayload {
  checkName("Command", command.name);
  checkLength(`The description of /${command.name}`, command.description, limit("commandDescription"));
  if (command.options.length > limit("options")) throw wrong(`/${command.name} has more than 25 options.`);
  // Discord wants the required options first; the order is otherwise ours.
  const options = [...command.options].sort(
    (a, b) => Number(b.required ?? false) - Number(a.required ?? false),
  );
  const payload: CommandPayload = {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.description,
    options: options.map((option) => optionPayload(command, option)),
    ...reach(scope),
  };
  checkLength(`/${command.name} with all its names and descriptions`, text(payload), limit("commandText"));
  return payload;
}

/** Every string of a payload, which Discord counts together. */
function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(text).join("");
}

function messageCommand(name: string, scope: Scope): CommandPayload {
  checkLength(`The menu entry "${name}"`, name, limit("commandName"));
  return { type: ApplicationCommandType.Message, name, ...reach(scope) };
}

/**
 * What is registered with Discord for these commands: a slash command each, and an entry in the menu of a message for
 * each that can be applied to somebody's picture. Fails with `settings` where a limit of Discord's is passed.
 */
export function registrationPayload(commands: readonly Command[], scope: Scope): CommandPayload[] {
  const actions = commands.flatMap(({ pictureAction }) => pictureAction ?? []);
  if (commands.length > limit("commands") || actions.length > limit("messageCommands")) {
    throw wrong(`Discord takes ${limit("commands")} commands and ${limit("messageCommands")} menu entries.`);
  }
  return [
    ...commands.map((command) => slashCommand(command, scope)),
    ...actions.map((name) => messageCommand(name, scope)),
  ];
}
