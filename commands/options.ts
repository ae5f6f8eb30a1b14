import type { CommandOption } from "../src/chat/command.js";
import { SORT_CHOICES } from "../src/chat/sort-option.js";
import { LIMITS } from "../src/limits.js";

/** Where the one picture that a command is about comes from. */
export const PICTURE_OPTIONS: readonly CommandOption[] = [
  { name: "image", description: "The picture", type: "picture" },
  {
    name: "link",
    description: "The picture's address on the web, instead of a file",
    type: "text",
    link: true,
    maxLength: 2000,
    aliases: ["url"],
  },
];

/** The filters that every search takes. */
export const FILTER_OPTIONS: readonly CommandOption[] = [
  {
    name: "colour",
    description: "Only this colour, such as red",
    type: "text",
    facet: "colour",
    maxLength: 100,
    aliases: ["color"],
  },
  {
    name: "kind",
    description: "Only this kind of product, such as jackets",
    type: "text",
    facet: "kind",
    maxLength: 100,
    aliases: ["type"],
  },
  {
    name: "for",
    description: "For whom, such as women",
    type: "text",
    facet: "gender",
    maxLength: 100,
    aliases: ["gender"],
  },
  {
    name: "season",
    description: "For which season, such as winter",
    type: "text",
    facet: "season",
    maxLength: 100,
  },
  {
    name: "use",
    description: "For which use, such as casual or sports",
    type: "text",
    facet: "use",
    maxLength: 100,
    aliases: ["usage"],
  },
  {
    name: "filter",
    description: "Any other attribute of the products, such as material=wool",
    type: "text",
    attribute: true,
    maxLength: 300,
  },
  { name: "min", description: "Lowest price", type: "number", min: 0, price: "min", aliases: ["from"] },
  { name: "max", description: "Highest price", type: "number", min: 0, price: "max", aliases: ["under"] },
];

/** How an answer is to be shown. */
export const ANSWER_OPTIONS: readonly CommandOption[] = [
  {
    name: "count",
    description: `How many products to show, ${LIMITS.hits.min} to ${LIMITS.hits.max}`,
    type: "integer",
    min: LIMITS.hits.min,
    max: LIMITS.hits.max,
  },
  {
    name: "sort",
    description: "By price, the cheapest or the dearest first",
    type: "text",
    choices: SORT_CHOICES,
  },
  { name: "diverse", description: "Show ideas that differ from each other", type: "boolean" },
  { name: "private", description: "Show the answer to me only", type: "boolean" },
];
