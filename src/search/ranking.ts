import type { Catalogue } from "../catalogue/catalogue.js";
import type { AllowedRows } from "../index/vector-index.js";
import { RowFilter } from "./allowed-rows.js";
import { type Folded, Folding } from "./fold.js";
import { type Candidate, fuse } from "./fuse.js";
import type { LexicalIndex } from "./lexical-index.js";
import type { Filters } from "./query.js";

/** Candidates that look and words each put up before they are ranked together. */
const POOL = 200;
/** Candidates for each hit that is wanted: some fold into others. */
const SPARE = 2;

/** What is to be ranked. */
export interface RankingQuery {
  readonly vector: Float32Array;
  /** Words to find in titles and attributes; empty: by look alone. */
  readonly wanted: string;
  /** Products that have one of these words are left out. */
  readonly unwanted: readonly string[];
  readonly filters: Filters;
  /** Rows to leave out, and what folds into them. */
  readonly taken: readonly number[];
  /** Hits needed. */
  readonly need: number;
  readonly fold: boolean;
  /** How much the look counts against the words, 0..1. */
  readonly alpha: number;
}

/** Ranks a catalogue's rows. Pages agree with each other: the same query ranks alike, and ties go to the lower row. */
export class Ranking {
  readonly filter: RowFilter;
  private foldings: Folding | undefined;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly lexicalIndex: () => Promise<LexicalIndex>,
  ) {
    this.filter = new RowFilter(catalogue);
  }

  /** At least `need` rows, where there are so many; best first. */
  async rank(query: RankingQuery): Promise<readonly Folded[]> {
    if (this.catalogue.size === 0) return [];
    const candidates = await this.candidates(query);
    if (query.fold) {
      this.foldings ??= new Folding(this.catalogue);
      return this.foldings.fold(candidates, query.taken);
    }
    const taken = new Set(query.taken);
    return candidates.filter(({ row }) => !taken.has(row)).map((candidate) => ({ ...candidate, folded: [] }));
  }

  private async candidates(query: RankingQuery): Promise<Candidate[]> {
    const { vector, wanted, alpha } = query;
    const byWords = wanted !== "" && alpha < 1;
    const needed = (query.need + query.taken.length) * SPARE;
    const k = Math.min(this.catalogue.size, byWords || query.fold ? Math.max(POOL, needed) : needed);
    const allowed = await this.allowed(query);
    const nearest = await this.catalogue.index.search(vector, k, allowed);
    const lexical = byWords ? (await this.lexicalIndex()).score(wanted) : undefined;
    return fuse(nearest, lexical, lexical?.best(k, allowed) ?? [], vector, this.catalogue, alpha);
  }

  private async allowed({ filters, unwanted }: RankingQuery): Promise<AllowedRows | undefined> {
    const fitting = this.filter.rows(filters);
    if (unwanted.length === 0) return fitting;
    const allowed = fitting?.slice() ?? new Uint8Array(this.catalogue.size).fill(1);
    const words = await this.lexicalIndex();
    for (const word of unwanted) for (const row of words.rowsWith(word)) allowed[row] = 0;
    return allowed;
  }
}
