import type { Catalogue, Entry } from "../catalogue/catalogue.js";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { canonicalFilters } from "./facet-values.js";
import { tellingFacet } from "./lean.js";
import type { Leaning, LeaningFacet } from "./leanings.js";
import type { PriceOrder } from "./price-order.js";
import type { Filters, SearchQuery } from "./query.js";
import { ANYTHING, isBrowsing } from "./reading/browsing.js";
import type { WordReader, WordsRead } from "./reading/read-words.js";
import { readWishes, type Wishes } from "./reading/unwanted.js";

/** A question understood: its words read, its products looked up. */
export interface Asked {
  readonly wishes: Wishes;
  /** Those given, and those read from the words: read while the words are encoded. */
  readonly filters: Promise<Filters>;
  /** Whether the words said something of prices, and no product has one. */
  readonly unpriced: boolean;
  /** Whether hits should differ: where that was asked, or nothing in particular. */
  readonly diverse: boolean;
  /** Given, or read from the words. */
  readonly sort: PriceOrder | undefined;
  /** Products to look around. */
  readonly like: readonly Entry[];
  readonly liked: readonly Entry[];
  readonly disliked: readonly Entry[];
  /** Products that are not answered. */
  readonly taken: readonly Entry[];
  /** Wishes that the catalogue's own values tell, and those that only a direction in words can tell. */
  readonly byFacet: readonly LeaningFacet[];
  readonly byWords: readonly Leaning[];
  /** Whether its look was moved away from what was typed and shown. */
  readonly moved: boolean;
}

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/** Fails with `bad-request` for a question that cannot be asked, and with `not-found` for an unknown product or facet value. */
export async function understand(
  query: SearchQuery,
  catalogue: Catalogue,
  reader: WordReader,
): Promise<Asked> {
  const typed = readWishes(query.text ?? "");
  check(query, typed);
  if (!catalogue.hasPrices) checkUnpriced(query);
  const given = canonicalFilters(catalogue, query.filters ?? {});
  const [like, shown, liked, disliked] = await Promise.all([
    known(query.likeIds ?? [], catalogue),
    catalogue.find(query.exceptIds ?? []),
    catalogue.find(query.likedIds ?? []),
    catalogue.find(query.dislikedIds ?? []),
  ]);
  const leanings = query.leanings ?? [];
  const byWords = leanings.filter((leaning) => !tellingFacet(leaning, catalogue.facets));
  const asked = {
    sort: query.sort,
    unpriced: false,
    diverse: query.diverse ?? false,
    like,
    liked,
    disliked,
    taken: [...like, ...shown, ...disliked],
    byFacet: leanings.flatMap((leaning) => tellingFacet(leaning, catalogue.facets) ?? []),
    byWords,
    moved: liked.length + disliked.length + byWords.length > 0,
  };
  const literal = !query.readFilters || typed.wanted === "" || (await reader.isTitle(typed.wanted));
  if (literal) return { ...asked, wishes: typed, filters: Promise.resolve(given) };
  const { wanted: said, unwanted } = await reader.wished(typed);
  // Sorted by price, what is of another colour would stand among what was asked for.
  const fitting = ({ filters, sort = query.sort }: WordsRead) =>
    reader.fitting(given, filters, sort ? 1 : query.limit);
  const reading = reader.read(said, given);
  if (looksOf(query) > 0) {
    // Beside a picture it takes the filters to know which words are left.
    const read = await reading;
    const { rest, unpriced } = read;
    const sort = query.sort ?? read.sort;
    return { ...asked, wishes: { wanted: rest, unwanted }, filters: fitting(read), sort, unpriced };
  }
  const { rest, unpriced, ...prices } = reader.prices(said);
  const browsing = isBrowsing(rest);
  return {
    ...asked,
    wishes: { wanted: browsing || rest === "" ? ANYTHING : rest, unwanted },
    filters: reading.then(fitting),
    sort: query.sort ?? prices.sort,
    unpriced,
    diverse: asked.diverse || browsing,
  };
}

/** How many pictures and products a query looks around. */
export function looksOf({ pictures = [], likeIds = [], vector }: SearchQuery): number {
  return pictures.length + likeIds.length + (vector ? 1 : 0);
}

/** What only prices could answer. */
function checkUnpriced({ sort, filters = {} }: SearchQuery): void {
  if (sort) throw wrong("This catalogue has no prices to sort by.");
  if (filters.minPrice !== undefined || filters.maxPrice !== undefined)
    throw wrong("This catalogue has no prices; leave min and max out.");
}

async function known(ids: readonly string[], catalogue: Catalogue): Promise<Entry[]> {
  const entries = await catalogue.find(ids);
  const found = new Set(entries.map(({ id }) => id));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined)
    throw new HaberdasherError("not-found", `There is no product ${missing} in this catalogue.`);
  return entries;
}

function check(query: SearchQuery, { wanted, unwanted }: Wishes): void {
  const { limit, offset = 0, alpha } = query;
  if ((query.text?.length ?? 0) > LIMITS.queryCharacters) {
    throw wrong(`That is too long: ${query.text?.length} characters, ${LIMITS.queryCharacters} at most.`);
  }
  if (wanted === "" && looksOf(query) === 0) {
    throw wrong(
      unwanted.length > 0
        ? "Say also what you do want, for example: dress -floral."
        : "Type what you are looking for, for example: red winter coat.",
    );
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.cliHits) {
    throw wrong(`The number of hits is between 1 and ${LIMITS.cliHits}, not ${limit}.`);
  }
  if (!Number.isInteger(offset) || offset < 0) throw wrong("The offset is a whole number from 0 on.");
  if (alpha !== undefined && !(alpha >= 0 && alpha <= 1)) throw wrong("alpha is between 0 and 1.");
}
