import type { Command } from "commander";
import { find } from "../../commands/find.js";
import { cleanText } from "../chat/check-options.js";
import { checkPictureCount } from "../chat/load-pictures.js";
import { wordsOfFilters } from "../chat/option-values.js";
import { HaberdasherError } from "../errors.js";
import { picturePath } from "../terminal/picture-paths.js";
import { pictureNamed } from "./named-picture.js";
import { jsonAnswer, printHits, printJson } from "./output.js";
import { addSearchOptions, type SearchOptions, searchQuery } from "./search-options.js";
import { withShop } from "./shop-options.js";

async function runFind(
  words: readonly string[],
  options: SearchOptions & { readonly image?: string },
): Promise<void> {
  // A picture's path among the words is a picture, as a chat in the terminal takes it.
  const paths = words.map(picturePath);
  const typed = cleanText(words.filter((_, at) => paths[at] === undefined).join(" "));
  const names = [options.image, ...paths].filter((name) => name !== undefined);
  checkPictureCount(find, names.length);
  const filters = names.length > 0 ? "" : wordsOfFilters(find.options, (name) => options[name]);
  const text = typed || filters;
  if (text === "" && names.length === 0) {
    throw new HaberdasherError("bad-request", 'Say what to find, for example: find "red winter coat".');
  }
  const pictures = await Promise.all(names.map((name) => pictureNamed(name, "find --image")));
  await withShop(options, async ({ searcher, catalogue }, openMs) => {
    const result = await searcher.search({ ...searchQuery(options, find, catalogue), text, pictures });
    if (options.json) printJson(jsonAnswer(text, result, openMs));
    else printHits(result, options.offset);
  });
}

export function addFind(program: Command): void {
  const command = program
    .command("find")
    .description(find.description)
    .argument(
      "[words...]",
      'what to look for, pictures\' paths too; what is not wanted has a minus before it within the quotation marks: "dress -floral"',
    )
    .option("--image <file>", "a picture, or a link to one, to combine with the words");
  addSearchOptions(command).action(runFind);
}
