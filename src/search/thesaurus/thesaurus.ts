import type { Catalogue, FacetRole } from "../../catalogue/catalogue.js";
import { COLOURS } from "./colours.js";
import { FacetWords } from "./facet-words.js";
import { KINDS } from "./kinds.js";
import { SEASONS, USES } from "./occasions.js";
import { type Concept, readOutline } from "./outline.js";
import { PATTERNS } from "./patterns.js";
import { PEOPLE } from "./people.js";

const OUTLINES = {
  kind: KINDS,
  colour: COLOURS,
  gender: PEOPLE,
  season: SEASONS,
  use: USES,
  pattern: PATTERNS,
} as const satisfies Partial<Record<FacetRole, string>>;

const read = new Map<string, readonly Concept[]>();

/** Nothing for facets whose values go by their own names only: brands, materials. */
function conceptsOf(role: FacetRole): readonly Concept[] {
  const outline = Object.entries(OUTLINES).find(([name]) => name === role)?.[1] ?? "";
  const known = read.get(role) ?? readOutline(outline);
  read.set(role, known);
  return known;
}

/** What people call this catalogue's values, by facet: coats where it says "Jackets", crimson where it says "Red". */
export type Thesaurus = ReadonlyMap<FacetRole, FacetWords>;

export function thesaurusOf({ facets }: Pick<Catalogue, "facets">): Thesaurus {
  const words = new Map<FacetRole, FacetWords>();
  for (const { role, values } of facets) {
    if (role === undefined) continue;
    const names = values.map(({ value }) => value);
    words.set(role, new FacetWords(conceptsOf(role), names, { heads: role === "kind" }));
  }
  return words;
}

/** What fashion shops sell, and whether this one has it or something like it. */
export function kindsAtLarge(catalogue: Pick<Catalogue, "facets">): ReadonlyMap<string, boolean> {
  return thesaurusOf(catalogue).get("kind")?.answered() ?? new Map();
}

/** Every single word that the thesaurus has, as words are compared. */
export function wordsOf(thesaurus: Thesaurus): ReadonlySet<string> {
  return new Set(
    [...thesaurus.values()].flatMap((facet) =>
      [...facet.wordings()].flatMap((wording) => wording.split(" ")),
    ),
  );
}
