import { answerLabels } from "../src/chat/answer-labels.js";
import type { Command } from "../src/chat/command.js";
import { PICTURE_OPTIONS } from "./options.js";

export const classify: Command = {
  name: "classify",
  description: "Say what a picture shows, in the catalogue's words or in yours",
  options: [
    ...PICTURE_OPTIONS,
    {
      name: "labels",
      description: "Labels to choose from: coat, puma, galaxy, or a named set such as @outerwear",
      type: "text",
      rest: true,
      labels: true,
      maxLength: 6000,
    },
    { name: "private", description: "Show the answer to me only", type: "boolean" },
  ],
  examples: [
    "classify",
    "classify coat, puma, galaxy",
    "classify @outerwear",
    'classify labels:"red, green, blue" link:https://example.com/coat.jpg',
  ],
  needsPicture: true,
  onePicture: true,
  slow: true,
  pictureAction: "Classify picture",
  run({ asker, options, pictures: [picture], picturesLeftOut, signal }, context) {
    return answerLabels(
      {
        asker,
        picture,
        picturesLeftOut,
        labels: typeof options.labels === "string" ? options.labels : "",
        private: options.private === true,
      },
      context,
      signal,
    );
  },
};
