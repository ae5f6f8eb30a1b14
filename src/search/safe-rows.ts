import type { FolderCatalogue } from "../catalogue/folder-catalogue.js";
import { thesaurusOf } from "./thesaurus/thesaurus.js";
import { normalWords } from "./words.js";

/** What a workplace's catalogue leaves out, as the thesaurus calls it. */
const PRIVATE_KINDS = ["underwear", "nightwear", "swimwear"];

/** Words of categories that hold nothing else, as words are compared. */
const PRIVATE_WORDS: ReadonlySet<string> = new Set(
  [
    "underwear innerwear intimates lingerie undergarments",
    "nightwear sleepwear loungewear",
    "swimwear beachwear swimsuits",
  ].flatMap(normalWords),
);

/**
 * The rows that may be shown at a workplace: everything but innerwear, swimwear and sleepwear, told by the values of kinds
 * and categories. One byte per row, 1 = shown.
 */
export function safeRows(catalogue: FolderCatalogue): Uint8Array {
  const kinds = thesaurusOf(catalogue).get("kind");
  const privateKinds = new Set(PRIVATE_KINDS.flatMap((concept) => kinds?.valuesUnder(concept) ?? []));
  const telling = catalogue.facets.filter(
    ({ role }) => role === undefined || role === "category" || role === "kind",
  );
  const hidden = telling.map(({ attribute, role, values }) => ({
    attribute,
    values: new Set(
      values
        .map(({ value }) => value)
        .filter(
          (value) =>
            (role === "kind" && privateKinds.has(value)) ||
            normalWords(value).some((word) => PRIVATE_WORDS.has(word)),
        ),
    ),
  }));
  return Uint8Array.from({ length: catalogue.size }, (_, row) =>
    hidden.some(({ attribute, values }) => values.has(catalogue.attribute(row, attribute) ?? "")) ? 0 : 1,
  );
}
