import type { Command } from "../chat/command.js";
import type { Asker, OptionValues } from "../chat/request.js";
import type { Speaker } from "./asker.js";
import { PICK_MENU, writeCustomId } from "./custom-id.js";
import type { PictureLink } from "./pictures/message-pictures.js";
import { sourceOf } from "./pictures/sources.js";
import { renderChoice } from "./render/choice.js";
import type { Answer } from "./rendering.js";
import type { Services } from "./services.js";

/** The options of a question whose answer nobody else sees, so that what is typed after it stays private, too. */
export function privately({ options }: Pick<Command, "options">): OptionValues {
  return options.some(({ name }) => name === "private") ? { private: true } : {};
}

/** Applies a command to the picture of a message; of several, the asker is asked to choose one. */
export function askAboutPictures(
  command: Pick<Command, "name">,
  options: OptionValues,
  pictures: readonly PictureLink[],
  speaker: Speaker,
  services: Services,
): Promise<Answer> {
  if (pictures.length > 1) return Promise.resolve(choiceOf(command, pictures, speaker.asker, services));
  return askWithPictures(command, options, pictures, speaker, services);
}

/** Applies a command to all of these pictures together. */
export function askWithPictures(
  { name }: Pick<Command, "name">,
  options: OptionValues,
  pictures: readonly PictureLink[],
  speaker: Speaker,
  { chat, signal, trustedOrigins }: Services,
): Promise<Answer> {
  const sources = pictures.map((picture) => sourceOf(picture, trustedOrigins));
  return chat.handle({ command: name, ...speaker, options, pictures: sources, signal });
}

function choiceOf(
  { name }: Pick<Command, "name">,
  pictures: readonly PictureLink[],
  { userId }: Asker,
  { choices }: Services,
): Answer {
  const customId = writeCustomId({ text: `${PICK_MENU}:${name}:${choices.offer(pictures)}`, owner: userId });
  return {
    kind: "question",
    forms: [renderChoice(pictures, customId, true), renderChoice(pictures, customId, false)],
  };
}
