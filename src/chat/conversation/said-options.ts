import type { Catalogue } from "../../catalogue/catalogue.js";
import { mergeFilters } from "../../search/filters.js";
import type { HitsQuestion } from "../answer-hits.js";
import { checkOptions, readFilters } from "../check-options.js";
import type { Command } from "../command.js";
import { parseOptions } from "../parse.js";
import { sortOption } from "../sort-option.js";

/** A question with what was said of it in options, and the words that are left to be said. */
export interface WithOptions {
  readonly question: HitsQuestion;
  readonly words: string;
}

/** "warmer max:80": the options replace what was asked before. Fails as a new question with these options would. */
export function withSaidOptions(
  question: HitsQuestion,
  said: string,
  commands: readonly Command[],
  catalogue: Catalogue,
): WithOptions {
  const parsed = parseOptions(said, commands);
  if (!parsed) return { question, words: said };
  const { command, words } = parsed;
  const options = checkOptions(command, parsed.options, 0);
  return {
    words,
    question: {
      ...question,
      filters: mergeFilters(question.filters, readFilters(command, options, catalogue)),
      ...sortOption(options),
      ...(typeof options.count === "number" ? { count: options.count } : {}),
      ...(typeof options.diverse === "boolean" ? { diverse: options.diverse } : {}),
      ...(typeof options.private === "boolean" ? { private: options.private } : {}),
    },
  };
}
