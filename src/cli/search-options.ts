import { type Command as Commander, InvalidArgumentError, Option } from "commander";
import { FILTER_OPTIONS } from "../../commands/options.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import { checkOptions, readFilters } from "../chat/check-options.js";
import type { Command } from "../chat/command.js";
import type { OptionValues } from "../chat/request.js";
import { LIMITS } from "../limits.js";
import { PRICE_ORDERS, type PriceOrder } from "../search/price-order.js";
import type { Filters, SearchQuery } from "../search/query.js";
import { addShopOptions, type ShopOptions, wholeNumberBetween } from "./shop-options.js";

/** Hits without `--count`. */
const COUNT = 10;

/** What `find` and `similar` take, beside their own arguments. Filters come as they were typed. */
export type SearchOptions = ShopOptions & {
  readonly json?: boolean;
  readonly count: number;
  readonly offset: number;
  readonly sort?: PriceOrder;
  readonly alpha?: number;
  readonly fold?: boolean;
  readonly diverse?: boolean;
  readonly literal?: boolean;
  readonly [filter: string]: unknown;
};

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError("write a number from 0 to 1");
  return value;
}

/** An option that was given again adds to what it said before. */
function together(value: string, before: string | undefined): string {
  return before === undefined ? value : `${before}, ${value}`;
}

/** Adds the filters of the chat's commands, by the same names, and how the answer is to be cut. */
export function addSearchOptions(command: Commander): Commander {
  for (const { name, description } of FILTER_OPTIONS)
    command.option(`--${name} <value>`, description, together);
  return addShopOptions(command)
    .option("--count <n>", `hits, 1 to ${LIMITS.cliHits}`, wholeNumberBetween(1, LIMITS.cliHits), COUNT)
    .option("--offset <n>", "hits to leave out at the top", wholeNumberBetween(0, 1_000_000), 0)
    .addOption(new Option("--sort <order>", "by price instead of by fit").choices(PRICE_ORDERS))
    .option("--literal", 'read no filters out of the words: search for "red dress under 40" as it stands')
    .option("--fold", "show near-identical products and colour variants once")
    .option("--diverse", "show ideas that differ from each other")
    .option(
      "--alpha <share>",
      "weight of the look, 0 (BM25 alone) to 1 (CLIP alone); default: the catalogue's own",
      share,
    );
}

/** The filters of a chat command, read from the command line. Fails as the chat does. */
function filtersFrom(options: SearchOptions, command: Command, catalogue: Catalogue): Filters {
  const typed: Record<string, OptionValues[string]> = {};
  for (const { name } of FILTER_OPTIONS) {
    const value = options[name];
    if (typeof value === "string") typed[name] = value;
  }
  const filters: Command = { ...command, options: FILTER_OPTIONS };
  return readFilters(filters, checkOptions(filters, typed, 0), catalogue);
}

/** The part of a search that `find` and `similar` have in common. */
export function searchQuery(
  options: SearchOptions,
  command: Command,
  catalogue: Catalogue,
): Pick<SearchQuery, "filters" | "readFilters" | "sort" | "limit" | "offset" | "fold" | "diverse" | "alpha"> {
  return {
    filters: filtersFrom(options, command, catalogue),
    readFilters: options.literal !== true,
    limit: options.count,
    offset: options.offset,
    fold: options.fold === true,
    diverse: options.diverse === true,
    ...(options.sort ? { sort: options.sort } : {}),
    ...(options.alpha === undefined ? {} : { alpha: options.alpha }),
  };
}
