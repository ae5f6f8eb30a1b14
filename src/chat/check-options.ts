import type { Catalogue, FacetRole } from "../catalogue/catalogue.js";
import { abridged, HaberdasherError } from "../errors.js";
import { canonicalFilters, readAttributeFilters, readFacetValues } from "../search/facet-values.js";
import { mergeFilters } from "../search/filters.js";
import { nearestWords } from "../search/lexical/nearest-words.js";
import type { Filters } from "../search/query.js";
import type { Command, CommandOption, TextOption } from "./command.js";
import { optionNamed, readOptionValue, unknownOption } from "./option-values.js";
import type { OptionValues } from "./request.js";

type Value = OptionValues[string];

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/** Control characters are no words; a line break in a question is a space. Text of which nothing can be seen is none. */
export function cleanText(text: string): string {
  if (/^[\p{C}\p{Z}\p{M}]*$/u.test(text)) return "";
  return text.replace(/\p{Cc}+/gu, " ").trim();
}

/**
 * The options by their own names, of their own types, within their limits; empty ones left out.
 * Fails with `bad-request` and a sentence that says what to type instead.
 */
export function checkOptions(command: Command, given: OptionValues, pictures: number): OptionValues {
  const values = new Map<string, Value>();
  for (const [name, value] of Object.entries(given)) {
    const option = optionNamed(command, name);
    if (!option) throw unknownOption(command, name);
    const checked = checkValue(option, value);
    if (checked !== undefined) values.set(option.name, checked);
  }
  const missing = command.options.find((option) => option.required && !values.has(option.name));
  if (missing && pictures === 0)
    throw wrong(`${missing.description}: please give that, for example: ${example(command)}`);
  return Object.fromEntries(values);
}

function example(command: Command): string {
  return `/${command.examples[0] ?? command.name}`;
}

function checkValue(option: CommandOption, given: Value): Value | undefined {
  switch (option.type) {
    case "text":
      if (typeof given !== "string") throw wrong(`${option.name} is a text.`);
      return checkText(option, cleanText(given));
    case "picture":
      throw wrong(`${option.name} is a picture: attach it.`);
    case "boolean":
    case "integer":
    case "number": {
      const value = typeof given === "string" ? readOptionValue(option, given.trim()) : given;
      return option.type === "boolean" ? checkBoolean(option.name, value) : checkNumber(option, value);
    }
  }
}

function checkText(option: TextOption, text: string): string | undefined {
  if (text === "") return undefined;
  if (option.maxLength !== undefined && text.length > option.maxLength) {
    throw wrong(`${option.name} is too long: ${text.length} characters, ${option.maxLength} at most.`);
  }
  return option.choices ? choice(option.name, option.choices, text) : text;
}

function choice(name: string, choices: readonly string[], text: string): string {
  const wanted = text.toLocaleLowerCase("en").replace(/^\//, "");
  const chosen = choices.find((known) => known.toLocaleLowerCase("en") === wanted);
  if (chosen !== undefined) return chosen;
  const [near] = nearestWords(wanted, choices, 1);
  throw wrong(
    near
      ? `There is no ${name} "${abridged(text)}"; did you mean ${near}?`
      : `${name} is one of ${choices.join(", ")}.`,
  );
}

function checkBoolean(name: string, value: Value): boolean {
  if (typeof value !== "boolean") throw wrong(`${name} is yes or no.`);
  return value;
}

function checkNumber(option: Extract<CommandOption, { type: "integer" | "number" }>, value: Value): number {
  const { name, type, min, max } = option;
  if (typeof value !== "number" || !Number.isFinite(value))
    throw wrong(`${name} is a number, such as ${name}:20.`);
  if (type === "integer" && !Number.isInteger(value)) throw wrong(`${name} is a whole number, not ${value}.`);
  const low = min !== undefined && value < min;
  const high = max !== undefined && value > max;
  if (!low && !high) return value;
  if (min !== undefined && max !== undefined)
    throw wrong(`${name} is between ${min} and ${max}, not ${value}.`);
  throw wrong(low ? `${name} is at least ${min}, not ${value}.` : `${name} is at most ${max}, not ${value}.`);
}

/** The filters that checked options ask for, in the catalogue's own spelling. Fails with `not-found` or `bad-request`. */
export function readFilters(command: Command, options: OptionValues, catalogue: Catalogue): Filters {
  const facets: Partial<Record<FacetRole, readonly string[]>> = {};
  const prices: { minPrice?: number; maxPrice?: number } = {};
  let others: Filters = {};
  for (const option of command.options) {
    const value = options[option.name];
    if (option.type === "text" && option.facet && typeof value === "string") {
      facets[option.facet] = readFacetValues(catalogue, option.facet, option.name, value);
    }
    if (option.type === "text" && option.attribute && typeof value === "string") {
      others = readAttributeFilters(catalogue, value);
    }
    if (
      (option.type === "number" || option.type === "integer") &&
      option.price &&
      typeof value === "number"
    ) {
      prices[option.price === "min" ? "minPrice" : "maxPrice"] = value;
    }
  }
  return canonicalFilters(catalogue, mergeFilters(others, { ...prices, facets }));
}
