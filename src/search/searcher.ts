import { type Catalogue, type Entry, FACET_ROLES, type FacetRole } from "../catalogue/catalogue.js";
import type { ClipEngine } from "../clip/engine.js";
import { type Asked, looksOf, understand } from "./asked.js";
import { type BestEvidence, inWords, type Judgement, judgementFor, type OwnPicture } from "./closeness.js";
import { facetEvidence } from "./facet-evidence.js";
import { canonicalFilters } from "./facet-values.js";
import { withoutReplacedPrices } from "./filters.js";
import type { Folded } from "./fold.js";
import { lean } from "./lean.js";
import { DEFAULT_WEIGHING, type Weighing } from "./match.js";
import { NO_GUESS, type PictureGuess } from "./picture-guess.js";
import type { Closeness, Filters, Hit, RefinedWords, Searcher, SearchQuery, SearchResult } from "./query.js";
import { type QueryVector, queryVector } from "./query-vector.js";
import { type Ranked, Ranking } from "./ranking.js";
import { WordReader } from "./reading/read-words.js";
import type { Retriever } from "./retrieval/retriever.js";

/** Products, evenly spread over the catalogue, that tell how widely a vector's cosines scatter. */
const SAMPLE = 512;

/** The least that look counts once it was moved: half and half. */
const MOVED_ALPHA = 0.5;

/**
 * The searcher over an open catalogue, what retrieves from it, and the engine that its vectors were made with.
 * @param guess by default nobody guesses
 */
export function createSearcher(
  engine: ClipEngine,
  catalogue: Catalogue,
  retriever: Retriever,
  guess: PictureGuess = NO_GUESS,
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
    private readonly guess: PictureGuess,
  ) {
    this.ranking = new Ranking(catalogue, retriever);
    this.reader = new WordReader(catalogue, retriever);
  }

  async warmUp(): Promise<void> {
    await this.retriever.warmUp();
  }

  async search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResult> {
    const started = performance.now();
    const asked = await understand(query, this.catalogue, this.reader);
    const made = queryVector(
      {
        ...asked,
        wanted: asked.wishes.wanted,
        unwanted: asked.wishes.unwanted.join(" "),
        pictures: query.pictures ?? [],
        vector: query.vector,
        leanings: asked.byWords,
      },
      this.engine,
      () => this.sample(),
      signal,
    );
    const encoded = made.then(() => performance.now());
    const shown = made.then(({ pictureVector }) => pictureVector && this.ownPicture(pictureVector));
    const [vectors, encodedAt, ranked, filters, picture] = await Promise.all([
      made,
      encoded,
      this.rank(query, asked, made, shown),
      asked.filters,
      shown,
    ]);
    const searched = performance.now();
    return {
      ...this.page(query, asked, picture, ranked),
      ...vectors,
      filters,
      ...(asked.sort ? { sort: asked.sort } : {}),
      unpriced: asked.unpriced,
      diverse: asked.diverse,
      text: [asked.wishes.wanted, ...asked.wishes.unwanted.map((word) => `-${word}`)]
        .filter(Boolean)
        .join(" "),
      timings: {
        encodeMs: encodedAt - started,
        searchMs: searched - encodedAt,
        totalMs: searched - started,
      },
    };
  }

  /** Words are scored while the vector is still being made. */
  private async rank(
    query: SearchQuery,
    asked: Asked,
    made: Promise<QueryVector>,
    shown: Promise<OwnPicture | undefined>,
  ): Promise<Ranked> {
    const filters = await asked.filters;
    // What a picture shows need not be guessed where it is a product's own.
    const likely = async (same: readonly Entry[]) => {
      const { pictureVector } = await made;
      const unknown = pictureVector && same.length === 0 ? [pictureVector] : [];
      const guess = this.guess.shares.bind(this.guess);
      return facetEvidence(unknown, [...asked.like, ...same], filters, guess);
    };
    return this.ranking.rank({
      ...asked.wishes,
      vector: made.then(({ vector }) => vector),
      filters,
      taken: asked.taken,
      sort: asked.sort && {
        by: asked.sort,
        words: await this.reader.besides(asked.wishes.wanted, filters),
      },
      nothingClose: async (best) =>
        this.judgement(query, asked, await shown, best)?.nothingClose(best) === true,
      ...(looksOf(query) > 0 ? { likely } : {}),
      need: (query.offset ?? 0) + query.limit + 1,
      fold: query.fold ?? false,
      diverse: asked.diverse,
      whole: asked.byFacet.length > 0,
      weighing: this.weighing(query.alpha, asked.moved),
    });
  }

  /** The hits that were asked for, each with its closeness in a word. */
  private page(
    query: SearchQuery,
    asked: Asked,
    picture: OwnPicture | undefined,
    { hits, best }: Ranked,
  ): Pick<SearchResult, "hits" | "more" | "nothingClose"> {
    const { offset = 0, limit } = query;
    const ranked = asked.sort ? hits : lean(hits, asked.byFacet);
    const end = offset + limit;
    const page = ranked.slice(offset, end);
    const judgement = this.judgement(query, asked, picture, best);
    const nothingClose = page.length > 0 && judgement?.nothingClose(best) === true;
    const words = judgement && inWords(ranked.slice(0, end), judgement);
    return {
      hits: page.map((hit) => hitOf(hit, nothingClose ? "loose" : words?.get(hit))),
      more: ranked.length > end,
      nothingClose,
    };
  }

  /** A question that was moved, or that asks nothing, has no calibration. */
  private judgement(
    { alpha }: SearchQuery,
    { wishes, like, byFacet, moved }: Asked,
    picture: OwnPicture | undefined,
    { vague }: BestEvidence,
  ): Judgement | undefined {
    if (moved || byFacet.length > 0 || vague) return undefined;
    return judgementFor(this.catalogue.manifest.calibration, {
      words: wishes.wanted !== "",
      looks: picture !== undefined || like.length > 0,
      picture,
      alpha,
    });
  }

  async refine(text: string, filters: Filters, words: string, looks: boolean): Promise<RefinedWords> {
    const { wanted, unwanted } = await this.reader.wished({ wanted: words, unwanted: [] });
    const read = await this.reader.read(wanted);
    const roles = FACET_ROLES.filter((role) => read.filters.facets?.[role]);
    const before = roles.length === 0 ? text : await this.reader.withoutRoles(text, roles);
    const given = canonicalFilters(this.catalogue, withoutReplacedPrices(filters, read.filters));
    return {
      text: [before, looks ? read.rest : read.text].filter(Boolean).join(" "),
      filters: await this.reader.fitting(given, read.filters, 1),
      ...(read.sort ? { sort: read.sort } : {}),
      unpriced: read.unpriced,
      unwanted,
    };
  }

  withoutRoles(text: string, roles: readonly FacetRole[]): Promise<string> {
    return this.reader.withoutRoles(text, roles);
  }

  private async ownPicture(vector: Float32Array): Promise<OwnPicture> {
    return { vector, sold: await this.guess.sold(vector) };
  }

  /** Fetched once, when a query first has several parts. */
  private sample(): Promise<readonly Entry[]> {
    this.sampled ??= this.catalogue.sample(SAMPLE).catch((thrown: unknown) => {
      this.sampled = undefined;
      throw thrown;
    });
    return this.sampled;
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
