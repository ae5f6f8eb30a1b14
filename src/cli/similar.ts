import type { Command } from "commander";
import { similar } from "../../commands/similar.js";
import { cleanText } from "../chat/check-options.js";
import { checkPictureCount } from "../chat/load-pictures.js";
import { pictureNamed, unnamed } from "./named-picture.js";
import { jsonAnswer, printHits, printJson } from "./output.js";
import { addSearchOptions, type SearchOptions, searchQuery } from "./search-options.js";
import { withShop } from "./shop-options.js";

async function runSimilar(
  names: readonly string[],
  options: SearchOptions & { readonly words?: string },
): Promise<void> {
  if (names.length === 0) throw unnamed("similar");
  checkPictureCount(similar, names.length);
  const pictures = await Promise.all(names.map((name) => pictureNamed(name, "similar")));
  await withShop(options, async ({ searcher, catalogue }, openMs) => {
    const text = cleanText(options.words ?? "");
    const result = await searcher.search({ ...searchQuery(options, similar, catalogue), text, pictures });
    if (options.json) printJson(jsonAnswer(names.join(" "), result, openMs));
    else printHits(result, options.offset);
  });
}

export function addSimilar(program: Command): void {
  const command = program
    .command("similar")
    .description(similar.description)
    .argument("[pictures...]", "files or links; several are searched for together")
    .option("--words <text>", 'what should be different: "in red, with long sleeves"');
  addSearchOptions(command).action(runSimilar);
}
