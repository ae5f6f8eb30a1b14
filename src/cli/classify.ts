import type { Command } from "commander";
import { classify } from "../../commands/classify.js";
import { facetGroups, inSteps, partsText } from "../chat/answer-labels.js";
import type { Picture } from "../images/picture.js";
import type { Description, LabelProbability, PicturePart } from "../labels/labeller.js";
import { readOwnLabels } from "../labels/own-labels.js";
import type { Shop } from "../shop.js";
import { pictureNamed } from "./named-picture.js";
import { printJson, printLabels } from "./output.js";
import { addShopOptions, type ShopOptions, withShop } from "./shop-options.js";

interface ClassifyOptions extends ShopOptions {
  readonly labels?: string;
  readonly json?: boolean;
}

interface Labels {
  readonly labels: readonly LabelProbability[];
  readonly facets: Description;
  readonly parts: readonly PicturePart[];
}

async function labelsOf(
  picture: Picture,
  typed: string | undefined,
  { engine, labeller, catalogue, labelSets }: Shop,
): Promise<Labels> {
  if (typed !== undefined) {
    const own = readOwnLabels(typed, { facets: catalogue.facets, labelSets });
    return { labels: await labeller.classify(picture, own), facets: {}, parts: [] };
  }
  const [vector] = await engine.encodeImages([picture]);
  if (!vector) throw new Error("The engine returned no vector for a picture");
  const [facets, parts] = [await labeller.describe(vector), await labeller.partsOf(picture, vector)];
  return { labels: [], facets, parts };
}

async function runClassify(name: string | undefined, options: ClassifyOptions): Promise<void> {
  const picture = await pictureNamed(name ?? "", "classify");
  await withShop(options, async (shop) => {
    const found = await labelsOf(picture, options.labels, shop);
    if (options.json) printJson(found);
    else printFound(found);
  });
}

function printFound({ labels, facets, parts }: Labels): void {
  const groups = labels.length > 0 ? inSteps("Your labels", labels) : facetGroups(facets);
  for (const group of groups) printLabels(group.name, group.labels);
  const several = partsText(parts);
  if (several !== undefined) process.stdout.write(`${several}\n`);
  if (groups.length === 0) {
    process.stdout.write(
      "This catalogue has no facets to choose from; give labels of your own with --labels.\n",
    );
  }
}

export function addClassify(program: Command): void {
  const command = program
    .command("classify")
    .description(classify.description)
    .argument("[picture]", "a file or a link")
    .option(
      "--labels <list>",
      'labels to choose from, separated by commas: "coat,puma,galaxy"; @outerwear: a named set; @colour: the catalogue\'s',
    );
  addShopOptions(command).action(runClassify);
}
