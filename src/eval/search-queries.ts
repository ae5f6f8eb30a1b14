import type { Entry, FacetRole } from "../catalogue/catalogue.js";
import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import { HaberdasherError } from "../errors.js";
import { tellingWords } from "../search/lexical/postings.js";
import { sampleRows } from "./choose-rows.js";

/** A question in words and what answers it. */
export interface JudgedQuery {
  readonly text: string;
  isRight(entry: Entry): boolean;
}

/** Products with a colour, kind and gender that are enough for a fair question. */
const LEAST_RELEVANT = 5;

/** The titles of some rows; every product with that title is right. */
export function titleQueries(catalogue: FolderCatalogue, rows: readonly number[]): JudgedQuery[] {
  return rows.map((row) => {
    const title = catalogue.title(row);
    return { text: title, isRight: (entry) => entry.title === title };
  });
}

const PHRASE_ROLES = ["colour", "kind", "gender"] as const satisfies readonly FacetRole[];

/** "navy blue shirts for men": of what the rows have, each that enough of them have, at most `count`. */
export function facetQueries(
  catalogue: FolderCatalogue,
  rows: readonly number[],
  count: number,
  seed: number,
): JudgedQuery[] {
  const groups = new Map<string, { readonly values: readonly string[]; size: number }>();
  for (const row of rows) {
    const values = PHRASE_ROLES.flatMap((role) => catalogue.value(row, role) ?? []);
    if (values.length < PHRASE_ROLES.length) continue;
    const key = JSON.stringify(values);
    groups.set(key, { values, size: (groups.get(key)?.size ?? 0) + 1 });
  }
  const fair = [...groups.values()].filter(({ size }) => size >= LEAST_RELEVANT);
  const chosen = sampleRows([...fair.keys()], count, seed);
  return chosen.flatMap((at) => {
    const values = fair[at]?.values;
    if (!values) return [];
    const [colour = "", kind = "", gender = ""] = values;
    return {
      text: `${colour} ${kind} for ${gender}`.toLowerCase(),
      isRight: (entry) => PHRASE_ROLES.every((role, part) => entry.value(role) === values[part]),
    };
  });
}

/**
 * Queries from a table: the first column is the query, the others are named by attributes and list the values that are
 * right, separated by "|"; an empty cell allows all. A product whose title has a word of the query is not right: it would
 * be found by that word. Fails with `bad-request` for a file that is no such table.
 */
export function paraphraseQueries(text: string): JudgedQuery[] {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const [first, ...attributes] = head?.split("\t") ?? [];
  if (first !== "query" || attributes.length === 0) {
    throw new HaberdasherError(
      "bad-request",
      "Paraphrases are a table with tabs: a column query, and columns named by attributes.",
    );
  }
  return lines.map((line) => {
    const [query = "", ...cells] = line.split("\t");
    const words = new Set(tellingWords(query));
    const allowed = attributes.map((attribute, at) => ({
      attribute,
      values: cells[at]?.trim() ? cells[at].trim().split("|") : undefined,
    }));
    return {
      text: query,
      isRight: (entry) =>
        allowed.every(
          ({ attribute, values }) => !values || values.includes(entry.attribute(attribute) ?? ""),
        ) && !tellingWords(entry.title).some((word) => words.has(word)),
    };
  });
}
