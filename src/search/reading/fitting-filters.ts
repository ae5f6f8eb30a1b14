import { mergeFilters, withoutRoles } from "../filters.js";
import type { Filters } from "../query.js";
import type { Retriever } from "../retrieval/retriever.js";
import type { Thesaurus } from "../thesaurus/thesaurus.js";

/**
 * The given filters and those that were read. Where fewer than `enough` products fit, what is for everybody fits as well, and
 * then what was said of colour and kind only ranks and shuts nothing out: the products that fit still come first, and others
 * follow. What was said of a price or for whom stays, even where nothing fits it: an answer that passes over it would be another one.
 */
export async function fittingFilters(
  given: Filters,
  read: Filters,
  enough: number,
  thesaurus: Thesaurus,
  retriever: Pick<Retriever, "count">,
): Promise<Filters> {
  if (Object.keys(read).length === 0) return given;
  const whole = mergeFilters(given, read);
  const [fitting = 0] = await retriever.count([whole]);
  if (fitting >= enough) return whole;
  const relaxed = relaxations(forEverybody(read, thesaurus), thesaurus).map((one) =>
    mergeFilters(given, one),
  );
  const counts = await retriever.count(relaxed);
  const enoughFit = relaxed.find((_, at) => (counts[at] ?? 0) >= enough);
  return enoughFit ?? relaxed.at(-1) ?? whole;
}

/** From all that was read to less and less: a coat of another colour is nearer than a jacket, and that than what is no coat at all. */
function relaxations(read: Filters, thesaurus: Thesaurus): Filters[] {
  const anyColour = withoutRoles(read, ["colour"]);
  return [
    read,
    anyColour,
    ...families(read, thesaurus).map((kind) => mergeFilters(anyColour, { facets: { kind } })),
    withoutRoles(anyColour, ["kind"]),
  ];
}

/** What is of the like of the kinds that were read, from near to far; that all of it is clothing makes nothing alike. */
function families({ facets }: Filters, thesaurus: Thesaurus): string[][] {
  const kinds = thesaurus.get("kind");
  if (!kinds || !facets?.kind) return [];
  const clothing = kinds.valuesUnder("clothing");
  return kinds
    .families(facets.kind)
    .filter((family) => clothing.length === 0 || clothing.some((value) => !family.includes(value)));
}

/** What is for everybody is for women, too, and for men; whether children can wear it nobody says. */
function forEverybody(read: Filters, thesaurus: Thesaurus): Filters {
  const people = thesaurus.get("gender");
  const wanted = read.facets?.gender ?? [];
  const children = people?.meaning("child")?.values ?? [];
  if (wanted.length === 0 || wanted.some((value) => children.includes(value))) return read;
  const everybody = people?.meaning("unisex")?.values ?? [];
  return { ...read, facets: { ...read.facets, gender: [...new Set([...wanted, ...everybody])] } };
}
