import { type Catalogue, FACET_ROLES } from "../catalogue/catalogue.js";
import type { Thresholds } from "../catalogue/manifest.js";
import type { ClipEngine } from "../clip/engine.js";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { closenessOf, isNothingClose } from "./closeness.js";
import { canonicalFilters } from "./facet-values.js";
import type { Folded } from "./fold.js";
import { LexicalIndex } from "./lexical-index.js";
import type { Filters, Hit, Searcher, SearchQuery, SearchResult } from "./query.js";
import { queryVector } from "./query-vector.js";
import { Ranking } from "./ranking.js";
import { WordReader } from "./read-words.js";
import { readWishes, type Wishes } from "./unwanted.js";

/** How much the look counts against the words where a catalogue says nothing of its own. */
const DEFAULT_ALPHA = 0.8;

const wrong = (sentence: string) => new HaberdasherError("bad-request", sentence);

/** The searcher over an open catalogue and the engine that its vectors were made with. */
export function createSearcher(engine: ClipEngine, catalogue: Catalogue): Searcher {
  return new CatalogueSearcher(engine, catalogue);
}

class CatalogueSearcher implements Searcher {
  private readonly ranking: Ranking;
  private words: Promise<LexicalIndex> | undefined;
  private reader: WordReader | undefined;

  constructor(
    private readonly engine: ClipEngine,
    private readonly catalogue: Catalogue,
  ) {
    this.ranking = new Ranking(catalogue, () => this.lexicalIndex());
  }

  async warmUp(): Promise<void> {
    await this.lexicalIndex();
  }

  async search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResult> {
    const started = performance.now();
    const typed = readWishes(query.text ?? "");
    checkQuery(query, typed);
    const given = canonicalFilters(this.catalogue, query.filters ?? {});
    const { wanted, filters } = query.readFilters
      ? await this.readFilters(query, typed.wanted, given)
      : { ...typed, filters: given };
    const wishes = { wanted, unwanted: typed.unwanted };
    const like = (query.likeIds ?? []).map((id) => this.knownRow(id));
    const { vector, pictureVector } = await queryVector(
      {
        ...wishes,
        unwanted: wishes.unwanted.join(" "),
        pictures: query.pictures ?? [],
        vector: query.vector,
        like,
      },
      this.engine,
      this.catalogue,
      signal,
    );
    const encoded = performance.now();
    const offset = query.offset ?? 0;
    const ranked = await this.ranking.rank({
      ...wishes,
      vector,
      filters,
      taken: [...like, ...this.rows(query.exceptIds ?? [])],
      need: offset + query.limit + 1,
      fold: query.fold ?? false,
      alpha: query.alpha ?? DEFAULT_ALPHA,
    });
    const page = ranked.slice(offset, offset + query.limit);
    const thresholds = this.thresholds(wishes.wanted !== "", pictureVector !== undefined || like.length > 0);
    const searched = performance.now();
    return {
      hits: page.map((hit) => this.hit(hit, thresholds)),
      more: ranked.length > offset + query.limit,
      vector,
      ...(pictureVector ? { pictureVector } : {}),
      filters,
      text: [wanted, ...typed.unwanted.map((word) => `-${word}`)].filter(Boolean).join(" "),
      nothingClose: thresholds !== undefined && page.length > 0 && isNothingClose(page, thresholds),
      timings: { encodeMs: encoded - started, searchMs: searched - encoded, totalMs: searched - started },
    };
  }

  async refine(
    text: string,
    filters: Filters,
    words: string,
    looks: boolean,
  ): Promise<{ text: string; filters: Filters }> {
    const reader = await this.wordReader();
    const read = reader.read(words);
    const roles = FACET_ROLES.filter((role) => read.filters.facets?.[role]);
    const before = roles.length === 0 ? text : reader.withoutRoles(text, roles);
    return {
      text: [before, looks ? read.rest : read.text].filter(Boolean).join(" "),
      filters: reader.fitting(canonicalFilters(this.catalogue, filters), read.filters, 1),
    };
  }

  private async readFilters(
    query: SearchQuery,
    wanted: string,
    given: Filters,
  ): Promise<{ wanted: string; filters: Filters }> {
    if (wanted === "") return { wanted, filters: given };
    const reader = await this.wordReader();
    const { filters, text, rest } = reader.read(wanted, given);
    return {
      wanted: looksOf(query) > 0 ? rest : text || wanted,
      filters: reader.fitting(given, filters, query.limit),
    };
  }

  private async wordReader(): Promise<WordReader> {
    this.reader ??= new WordReader(this.catalogue, await this.lexicalIndex(), this.ranking.filter);
    return this.reader;
  }

  /** Built once, at first use or by `warmUp`. */
  private lexicalIndex(): Promise<LexicalIndex> {
    this.words ??= LexicalIndex.build(this.catalogue).catch((thrown: unknown) => {
      this.words = undefined;
      throw thrown;
    });
    return this.words;
  }

  private knownRow(id: string): number {
    const row = this.catalogue.rowOf(id);
    if (row === undefined)
      throw new HaberdasherError("not-found", `There is no product ${id} in this catalogue.`);
    return row;
  }

  /** Those that the catalogue still has. */
  private rows(ids: readonly string[]): number[] {
    return ids.map((id) => this.catalogue.rowOf(id)).filter((row) => row !== undefined);
  }

  /** Words and pictures together have no calibration. */
  private thresholds(words: boolean, looks: boolean): Thresholds | undefined {
    if (words && looks) return undefined;
    return words ? this.catalogue.manifest.calibration?.text : this.catalogue.manifest.calibration?.picture;
  }

  private hit({ row, score, cosine, lexical, folded }: Folded, thresholds: Thresholds | undefined): Hit {
    return {
      row,
      id: this.catalogue.product(row).id,
      score,
      cosine,
      lexical,
      ...(thresholds ? { closeness: closenessOf(cosine, lexical, thresholds) } : {}),
      ...(folded.length > 0 ? { folded } : {}),
    };
  }
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
