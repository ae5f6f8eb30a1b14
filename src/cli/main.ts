#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { PACKAGE_ROOT } from "../package-root.js";
import { fail, usageSentence } from "./fail.js";
import { lookAfter } from "./standard-output.js";

type AddCommand = (program: Command) => void;

// One file per command; each exports a function that adds itself to the program. Only the file of the command that was
// asked for is loaded: `find` need not wait for parquet, progress bars and the terminal chat.
const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ["find", async () => (await import("./find.js")).addFind],
  ["similar", async () => (await import("./similar.js")).addSimilar],
  ["classify", async () => (await import("./classify.js")).addClassify],
  ["index", async () => (await import("./index-catalogue.js")).addIndex],
  ["embed", async () => (await import("./embed.js")).addEmbed],
  ["eval", async () => (await import("./eval.js")).addEval],
  ["bench", async () => (await import("./bench.js")).addBench],
  ["chat", async () => (await import("./chat.js")).addChat],
]);

const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));

const program = new Command("haberdasher")
  .version(version)
  .description("Fashion questions answered by CLIP, from the command line")
  .configureOutput({ outputError: (text, write) => write(usageSentence(text)) })
  .enablePositionalOptions();

lookAfter(process.stdout);
try {
  const asked = COMMANDS.get(process.argv[2] ?? "");
  for (const load of asked ? [asked] : COMMANDS.values()) (await load())(program);
  await program.parseAsync();
} catch (thrown) {
  fail(thrown);
}
