import { answerHits, hitsQuestion } from "../src/chat/answer-hits.js";
import type { Command } from "../src/chat/command.js";
import { LIMITS } from "../src/limits.js";
import { ANSWER_OPTIONS, FILTER_OPTIONS } from "./options.js";

export const find: Command = {
  name: "find",
  description: "Find products by words, such as: red winter coat",
  options: [
    {
      name: "query",
      description: "What you are looking for, in your own words",
      type: "text",
      required: true,
      rest: true,
      maxLength: LIMITS.queryCharacters,
    },
    { name: "image", description: "A picture to combine with the words", type: "picture" },
    ...FILTER_OPTIONS,
    ...ANSWER_OPTIONS,
  ],
  examples: [
    "find red winter coat",
    "find running shoes for:men max:80",
    'find dress colour:"navy blue" count:12',
    "find summer dress diverse:yes",
  ],
  needsPicture: false,
  slow: true,
  run(request, context) {
    return answerHits(hitsQuestion(request, "find", "query"), context, request.signal);
  },
};
