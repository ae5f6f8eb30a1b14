import { answerHits, hitsQuestion } from "../src/chat/answer-hits.js";
import type { Command } from "../src/chat/command.js";
import { LIMITS } from "../src/limits.js";
import { ANSWER_OPTIONS, FILTER_OPTIONS, PICTURE_OPTIONS } from "./options.js";

export const similar: Command = {
  name: "similar",
  description: "Find products that look like a picture",
  options: [
    ...PICTURE_OPTIONS,
    {
      name: "words",
      description: "What should be different, such as: in red, with long sleeves",
      type: "text",
      rest: true,
      maxLength: LIMITS.queryCharacters,
    },
    ...FILTER_OPTIONS,
    ...ANSWER_OPTIONS,
  ],
  examples: ["similar", "similar in red", "similar link:https://example.com/coat.jpg max:100"],
  needsPicture: true,
  slow: true,
  pictureAction: "Find lookalikes",
  run(request, context) {
    return answerHits(hitsQuestion(request, "similar", "words"), context, request.signal);
  },
};
