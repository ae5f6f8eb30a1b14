import type { MessageContextMenuCommandInteraction } from "discord.js";
import type { Reply } from "../../chat/reply.js";
import { answer, answerSentence } from "../answer.js";
import { speakerOf } from "../asker.js";
import { askAboutPictures, privately } from "../picture-question.js";
import { repliedTo } from "../pictures/history.js";
import { picturesIn } from "../pictures/message-pictures.js";
import type { Services } from "../services.js";

const GONE = "That menu entry has changed: whoever runs this bot must register its commands anew.";

const NO_PICTURE: Reply = {
  kind: "error",
  code: "bad-request",
  text: "There is no picture in that message, nor in the one it replies to; try it on a message with one.",
  private: true,
};

/** "Find lookalikes" on somebody's message. The answer is private: the picture may belong to somebody else. */
export async function onContextMenu(
  interaction: MessageContextMenuCommandInteraction,
  services: Services,
): Promise<void> {
  const { chat, rest, rawMessages } = services;
  const command = chat.commands.find(({ pictureAction }) => pictureAction === interaction.commandName);
  const message = rawMessages.take(interaction.id);
  if (!command) return answerSentence(interaction, services, GONE);
  await answer(interaction, services, { ephemeral: true, slow: command.slow }, async () => {
    if (!message) return NO_PICTURE;
    const own = picturesIn(message);
    const replied = own.length === 0 ? await repliedTo(rest, message) : undefined;
    const pictures = replied ? picturesIn(replied) : own;
    if (pictures.length === 0) return NO_PICTURE;
    return askAboutPictures(command, privately(command), pictures, speakerOf(interaction), services);
  });
}
