import type { ChatInputCommandInteraction, CommandInteractionOption } from "discord.js";
import type { Command } from "../../chat/command.js";
import { parseCommandLine } from "../../chat/parse.js";
import type { Reply } from "../../chat/reply.js";
import type { OptionValues } from "../../chat/request.js";
import { friendlySentence } from "../../errors.js";
import type { PictureSource } from "../../images/picture.js";
import { sourceFromUrl } from "../../images/sources.js";
import { answer, answerSentence } from "../answer.js";
import { speakerOf } from "../asker.js";
import { lastPicture } from "../pictures/history.js";
import type { PictureLink } from "../pictures/message-pictures.js";
import { sourceOf } from "../pictures/sources.js";
import type { Services } from "../services.js";

const GONE = "That command has changed: whoever runs this bot must register its commands anew.";

function optionValues(given: readonly CommandInteractionOption[]): OptionValues {
  return Object.fromEntries(
    given.flatMap(({ name, value, attachment }) =>
      value === undefined || attachment ? [] : [[name, value] as const],
    ),
  );
}

function attachedPictures(given: readonly CommandInteractionOption[]): PictureLink[] {
  return given.flatMap(({ attachment }) =>
    attachment
      ? [
          {
            url: attachment.url,
            proxyUrl: attachment.proxyURL,
            name: attachment.name,
            size: attachment.size,
          },
        ]
      : [],
  );
}

interface Typed {
  readonly options: OptionValues;
  readonly addresses: readonly string[];
}

/**
 * Options and pictures' addresses among the words are what they are in a typed line, as the examples have them; what stands
 * in a field of its own wins. Fails as `parseCommandLine` does.
 */
function readTyped(command: Command, given: OptionValues, commands: readonly Command[]): Typed {
  const rest = command.options.find((option) => option.type === "text" && option.rest && !option.choices);
  const { [rest?.name ?? ""]: words, ...fields } = given;
  if (typeof words !== "string") return { options: given, addresses: [] };
  const { options, pictures } = parseCommandLine(`/${command.name} ${words}`, commands);
  return { options: { ...options, ...fields }, addresses: pictures };
}

function gaveLink(command: Command, options: OptionValues): boolean {
  return command.options.some((option) => option.type === "text" && option.link && options[option.name]);
}

function noPicture(command: Command): Reply {
  const text = `/${command.name} needs a picture: attach one, give a link to one, or post one here that I may see, mentioning me.`;
  return { kind: "error", code: "bad-request", text, private: true };
}

/** `/find red winter coat`. */
export async function onSlashCommand(
  interaction: ChatInputCommandInteraction,
  services: Services,
): Promise<void> {
  const { chat, rest, signal, trustedOrigins } = services;
  const command = chat.commands.find(({ name }) => name === interaction.commandName);
  if (!command) return answerSentence(interaction, services, GONE);
  let typed: Typed;
  try {
    typed = readTyped(command, optionValues(interaction.options.data), chat.commands);
  } catch (thrown) {
    return answerSentence(interaction, services, friendlySentence(thrown));
  }
  const { options, addresses } = typed;
  const shown = { ephemeral: options.private === true, slow: command.slow };
  await answer(interaction, services, shown, async () => {
    const links = attachedPictures(interaction.options.data);
    if (command.needsPicture && links.length + addresses.length === 0 && !gaveLink(command, options)) {
      const { channelId } = interaction;
      const last = channelId === null ? undefined : await lastPicture(rest, channelId, services.botId());
      if (!last) return noPicture(command);
      links.push(last);
    }
    const pictures: PictureSource[] = [
      ...links.map((link) => sourceOf(link, trustedOrigins)),
      ...addresses.map((address) => sourceFromUrl(address, { trustedOrigins })),
    ];
    return chat.handle({ command: command.name, ...speakerOf(interaction), options, pictures, signal });
  });
}
