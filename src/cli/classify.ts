import type { Command } from "commander";
import { classify } from "../../commands/classify.js";
import { FACET_ROLES, type FacetRole } from "../catalogue/catalogue.js";
import { ROLE_NAMES } from "../chat/phrases.js";
import type { LabelProbability } from "../labels/labeller.js";
import { readOwnLabels } from "../labels/own-labels.js";
import { pictureNamed } from "./named-picture.js";
import { printJson, printLabels } from "./output.js";
import { addShopOptions, type ShopOptions, withShop } from "./shop-options.js";

interface ClassifyOptions extends ShopOptions {
  readonly labels?: string;
  readonly json?: boolean;
}

interface Labels {
  readonly labels: readonly LabelProbability[];
  readonly facets: Readonly<Partial<Record<FacetRole, readonly LabelProbability[]>>>;
}

async function runClassify(name: string, options: ClassifyOptions): Promise<void> {
  const picture = await pictureNamed(name);
  await withShop(options, async ({ labeller, catalogue }) => {
    const found: Labels =
      options.labels === undefined
        ? { labels: [], facets: await labeller.describe(picture) }
        : { labels: await labeller.classify(picture, readOwnLabels(options.labels, catalogue)), facets: {} };
    if (options.json) printJson(found);
    else printFound(found);
  });
}

function printFound({ labels, facets }: Labels): void {
  if (labels.length > 0) printLabels("Your labels", labels);
  for (const role of FACET_ROLES) {
    const found = facets[role];
    if (found) printLabels(ROLE_NAMES[role], found);
  }
  if (labels.length === 0 && Object.keys(facets).length === 0) {
    process.stdout.write(
      "This catalogue has no facets to choose from; give labels of your own with --labels.\n",
    );
  }
}

export function addClassify(program: Command): void {
  const command = program
    .command("classify")
    .description(classify.description)
    .argument("<picture>", "a file or a link")
    .option(
      "--labels <list>",
      'labels to choose from, separated by commas: "coat,puma,galaxy"; @colour: the catalogue\'s',
    );
  addShopOptions(command).action(runClassify);
}
