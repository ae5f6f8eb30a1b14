import { setNames } from "../labels/own-labels.js";
import { facetOf } from "../search/facet-values.js";
import type { Shop } from "../shop.js";
import type { Command } from "./command.js";
import { optionNamed } from "./option-values.js";

/** How well a value completes what was typed: 0 begins with it, 1 a later word does, 2 contains it; undefined: not. */
function rank(value: string, typed: string): number | undefined {
  const lower = value.toLocaleLowerCase("en");
  if (lower.startsWith(typed)) return 0;
  const at = lower.indexOf(typed);
  if (at < 0) return undefined;
  return /[\s/-]/.test(lower[at - 1] ?? "") ? 1 : 2;
}

/** What completion looks into. */
export type Completable = Pick<Shop, "catalogue" | "labelSets">;

function candidates(
  command: Command,
  option: string,
  { catalogue, labelSets }: Completable,
): readonly string[] {
  const described = optionNamed(command, option);
  if (described?.type !== "text") return [];
  if (described.choices) return described.choices;
  if (described.labels) return setNames({ facets: catalogue.facets, labelSets });
  const facet = described.facet && facetOf(catalogue, described.facet);
  return facet ? facet.values.map(({ value }) => value) : [];
}

/**
 * Values that complete what was typed, those that begin with it first, then the most frequent first. Behind a comma the
 * last piece is completed and the others stay: "red, bl" → "red, Blue".
 */
export function completions(
  command: Command,
  option: string,
  typed: string,
  limit: number,
  shop: Completable,
): string[] {
  const comma = typed.lastIndexOf(",") + 1;
  const before = comma === 0 ? "" : `${typed.slice(0, comma).trim()} `;
  const piece = typed.slice(comma).trim().toLocaleLowerCase("en");
  return candidates(command, option, shop)
    .flatMap((value) => {
      const position = rank(value, piece);
      return position === undefined ? [] : [{ value, position }];
    })
    .sort((a, b) => a.position - b.position)
    .slice(0, Math.max(0, limit))
    .map(({ value }) => before + value);
}
