#!/usr/bin/env node
import { Command } from "commander";
import { addBench } from "./bench.js";
import { addChat } from "./chat.js";
import { addClassify } from "./classify.js";
import { addEmbed } from "./embed.js";
import { addEval } from "./eval.js";
import { fail } from "./fail.js";
import { addFind } from "./find.js";
import { addIndex } from "./index-catalogue.js";
import { addSimilar } from "./similar.js";

// One file per command; each exports a function that adds itself to the program.
const COMMANDS: readonly ((program: Command) => void)[] = [
  addFind,
  addSimilar,
  addClassify,
  addIndex,
  addEmbed,
  addEval,
  addBench,
  addChat,
];

const program = new Command("haberdasher")
  .description("Fashion questions answered by CLIP, from the command line")
  .showHelpAfterError("(--help shows what there is)")
  .enablePositionalOptions();
for (const add of COMMANDS) add(program);

try {
  await program.parseAsync();
} catch (thrown) {
  fail(thrown);
}
