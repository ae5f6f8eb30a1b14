#!/usr/bin/env node
import { Command } from "commander";
import { fail } from "./fail.js";
import { addIndex } from "./index-catalogue.js";

// One file per command; each exports a function that adds itself to the program.
const COMMANDS: readonly ((program: Command) => void)[] = [addIndex];

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
