import { type Catalogue, type Entry, FACET_ROLES } from "../catalogue/catalogue.js";
import type { ClipEngine } from "../clip/engine.js";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { judgementFor } from "./closeness.js";
import { type FacetGuess, facetEvidence } from "./facet-evidence.js";
import { canonicalFilters } from "./facet-values.js";
import type { Folded } from "./fold.js";
import { lean, tellingFacet } from "./lean.js";
import { DEFAULT_WEIGHING, type Weighing } from "./match.js";
import type { Closeness, Filters, Hit, Searcher, SearchQuery, SearchResult } from "./query.js";
import { queryVector } from "./query-vector.js";
import { Ranking } from "./ranking.js";
import { WordReader } from "./read-words.js";
import type { Retriever } from "./retriever.js";
import { readWishes, type Wishes } from "./unwanted.js";

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/** Products, evenly spread over the catalogue, that tell how widely a vector's cosines scatter. */
const SAMPLE = 512;

/** The least that look counts once it was moved: half and half. */
const MOVED_ALPHA = 0.5;

/**
 * The searcher over an open catalogue, what retrieves from it, and the engine that its vectors were made with.
 * @param guess by default nobody guesses, and pictures are compared by their vectors alone
 */
export function createSearcher(
  engine: ClipEngine,
  catalogue: Catalogue,
  retriever: Retriever,
  guess: FacetGuess = async () => undefined,
): Searcher {
  return new CatalogueSearcher(engine, catalogue, retriever, guess);
}

class CatalogueSearcher implements Searcher {
  private readonly ranking: Ranking;
  private readonly reader: WordReader;
  private sampled: Promise<readonly Entry[]> | undefined;

  constructor(
    private readonly engine: ClipEngine,
    private readonly catalogue: Catalogue,
    private readonly retriever: Retriever,
    private readonly guess: FacetGuess,
  ) {
    this.ranking = new Ranking(catalogue, retriever);
    this.reader = new WordReader(catalogue, retriever);
  }

  async warmUp(): Promise<void> {
    await this.retriever.warmUp();
  }

  async search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResult> {
    const started = performance.now();
    const typed = readWishes(query.text ?? "");
    checkQuery(query, typed);
    const given = canonicalFilters(this.catalogue, query.filters ?? {});
    const [like, shown, liked, disliked] = await Promise.all([
      this.known(query.likeIds ?? []),
      this.catalogue.find(query.exceptIds ?? []),
      this.catalogue.find(query.likedIds ?? []),
      this.catalogue.find(query.dislikedIds ?? []),
    ]);
    const leanings = query.leanings ?? [];
    const byFacet = leanings.flatMap((leaning) => tellingFacet(leaning, this.catalogue.facets) ?? []);
    const byWords = leanings.filter((leaning) => !tellingFacet(leaning, this.catalogue.facets));
    const reading = query.readFilters ? this.readFilters(query, typed.wanted, given) : undefined;
    // Words alone are encoded while filters are read from them; beside a picture it takes the filters to know what is left.
    const wanted = !reading
      ? typed.wanted
      : looksOf(query) > 0
        ? (await reading).wanted
        : this.reader.withoutPrices(typed.wanted) || typed.wanted;
    const wishes = { wanted, unwanted: typed.unwanted };
    const made = queryVector(
      {
        ...wishes,
        unwanted: wishes.unwanted.join(" "),
        pictures: query.pictures ?? [],
        vector: query.vector,
        like,
        liked,
        disliked,
        leanings: byWords,
      },
      this.engine,
      () => this.sample(),
      signal,
    );
    const encoded = made.then(() => performance.now());
    const offset = query.offset ?? 0;
    const ranking = async () => {
      const filters = reading ? (await reading).filters : given;
      // What a picture shows need not be guessed where it is a product's own.
      const likely = async (same: readonly Entry[]) => {
        const { pictureVector } = await made;
        const unknown = pictureVector && same.length === 0 ? [pictureVector] : [];
        return facetEvidence(unknown, [...like, ...same], filters, this.guess);
      };
      const ranked = await this.ranking.rank({
        ...wishes,
        vector: made.then(({ vector }) => vector),
        filters,
        taken: [...like, ...shown, ...disliked],
        ...(looksOf(query) > 0 ? { likely } : {}),
        need: offset + query.limit + 1,
        fold: query.fold ?? false,
        diverse: query.diverse ?? false,
        whole: byFacet.length > 0,
        weighing: this.weighing(query.alpha, liked.length + disliked.length + byWords.length > 0),
      });
      return { ...ranked, filters };
    };
    const [{ vector, pictureVector }, encodedAt, { hits: candidates, best, filters }] = await Promise.all([
      made,
      encoded,
      ranking(),
    ]);
    const ranked = lean(candidates, byFacet);
    const page = ranked.slice(offset, offset + query.limit);
    const moved = liked.length + disliked.length + leanings.length > 0;
    // A question that was moved, or that asks nothing, has no calibration.
    const judgement =
      moved || best.vague
        ? undefined
        : judgementFor(this.catalogue.manifest.calibration, {
            words: wishes.wanted !== "",
            looks: pictureVector !== undefined || like.length > 0,
            alpha: query.alpha,
          });
    const nothingClose = page.length > 0 && judgement?.nothingClose(best) === true;
    const searched = performance.now();
    return {
      hits: page.map((hit) => hitOf(hit, nothingClose ? "loose" : judgement?.closeness(hit))),
      more: ranked.length > offset + query.limit,
      vector,
      ...(pictureVector ? { pictureVector } : {}),
      filters,
      text: [wanted, ...typed.unwanted.map((word) => `-${word}`)].filter(Boolean).join(" "),
      nothingClose,
      timings: {
        encodeMs: encodedAt - started,
        searchMs: searched - encodedAt,
        totalMs: searched - started,
      },
    };
  }

  async refine(
    text: string,
    filters: Filters,
    words: string,
    looks: boolean,
  ): Promise<{ text: string; filters: Filters }> {
    const read = await this.reader.read(words);
    const roles = FACET_ROLES.filter((role) => read.filters.facets?.[role]);
    const before = roles.length === 0 ? text : await this.reader.withoutRoles(text, roles);
    const given = canonicalFilters(this.catalogue, filters);
    return {
      text: [before, looks ? read.rest : read.text].filter(Boolean).join(" "),
      filters: await this.reader.fitting(given, read.filters, 1),
    };
  }

  private async readFilters(
    query: SearchQuery,
    wanted: string,
    given: Filters,
  ): Promise<{ wanted: string; filters: Filters }> {
    if (wanted === "") return { wanted, filters: given };
    const { filters, text, rest } = await this.reader.read(wanted, given);
    return {
      wanted: looksOf(query) > 0 ? rest : text || wanted,
      filters: await this.reader.fitting(given, filters, query.limit),
    };
  }

  /** Fetched once, when a query first has several parts. */
  private sample(): Promise<readonly Entry[]> {
    this.sampled ??= this.catalogue.sample(SAMPLE).catch((thrown: unknown) => {
      this.sampled = undefined;
      throw thrown;
    });
    return this.sampled;
  }

  private async known(ids: readonly string[]): Promise<Entry[]> {
    const entries = await this.catalogue.find(ids);
    const found = new Set(entries.map(({ id }) => id));
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined)
      throw new HaberdasherError("not-found", `There is no product ${missing} in this catalogue.`);
    return entries;
  }

  /**
   * The catalogue's own, or with another alpha; undefined by look alone.
   * @param moved whether the look was moved by votes or towards a quality: then it counts, however well words find products here
   */
  private weighing(alpha: number | undefined, moved: boolean): Weighing | undefined {
    if (alpha === 1) return undefined;
    const { words = DEFAULT_WEIGHING } = this.catalogue.manifest.calibration ?? {};
    const own = moved ? Math.max(words.alpha, MOVED_ALPHA) : words.alpha;
    return { cosines: words.cosines, alpha: alpha ?? own };
  }
}

/** @param closeness where nothing is close, no hit is: one that looks the part by chance is the nearest of what does not fit */
function hitOf({ entry, score, cosine, lexical, folded }: Folded, closeness: Closeness | undefined): Hit {
  return {
    entry,
    id: entry.id,
    score: Math.min(1, score),
    cosine,
    lexical,
    ...(closeness ? { closeness } : {}),
    ...(folded.length > 0 ? { folded } : {}),
  };
}

/** How many pictures and products a query looks around. */
function looksOf({ pictures = [], likeIds = [], vector }: SearchQuery): number {
  return pictures.length + likeIds.length + (vector ? 1 : 0);
}

function checkQuery(query: SearchQuery, { wanted, unwanted }: Wishes): void {
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
