import type { Catalogue } from "../catalogue/catalogue.js";
import { facetOf } from "../search/facet-values.js";
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

function candidates(command: Command, option: string, catalogue: Catalogue): readonly string[] {
  const described = optionNamed(command, option);
  if (described?.type !== "text") return [];
  if (described.choices) return described.choices;
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
  catalogue: Catalogue,
): string[] {
  const comma = typed.lastIndexOf(",") + 1;
  const before = comma === 0 ? "" : `${typed.slice(0, comma).trim()} `;
  const piece = typed.slice(comma).trim().toLocaleLowerCase("en");
  return candidates(command, option, catalogue)
    .flatMap((value) => {
      const position = rank(value, piece);
      return position === undefined ? [] : [{ value, position }];
    })
    .sort((a, b) => a.position - b.position)
    .slice(0, Math.max(0, limit))
    .map(({ value }) => before + value);
}
