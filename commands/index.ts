import type { Command } from "../src/chat/command.js";
import { classify } from "./classify.js";
import { find } from "./find.js";
import { helpAbout } from "./help.js";
import { similar } from "./similar.js";

const questions: readonly Command[] = [find, similar, classify];

/** What a person can ask, in the order in which help lists it. */
export const COMMANDS: readonly Command[] = [...questions, helpAbout(questions)];
