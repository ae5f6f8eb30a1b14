import type { Catalogue, Entry } from "../catalogue/catalogue.js";
import { type Folded, Folding } from "./fold.js";
import { fuse } from "./fuse.js";
import type { RetrievalQuery, Retriever } from "./retriever.js";

/** Candidates that look and words each put up before they are ranked together. */
const POOL = 200;
/** Candidates for each hit that is wanted: some fold into others. */
const SPARE = 2;

/** What is to be ranked. */
export interface RankingQuery extends Omit<RetrievalQuery, "count"> {
  /** Products to leave out, and what folds into them. */
  readonly taken: readonly Entry[];
  /** Hits needed. */
  readonly need: number;
  readonly fold: boolean;
  /** How much the look counts against the words, 0..1. */
  readonly alpha: number;
}

/** Ranks a catalogue's products. Pages agree with each other: the same query ranks alike, and ties go to the lower row. */
export class Ranking {
  private readonly folding: Folding;

  constructor(
    catalogue: Catalogue,
    private readonly retriever: Retriever,
  ) {
    this.folding = new Folding(catalogue);
  }

  /** At least `need` products, where there are so many; best first. */
  async rank(query: RankingQuery): Promise<readonly Folded[]> {
    const wanted = query.alpha < 1 ? query.wanted : "";
    const needed = (query.need + query.taken.length) * SPARE;
    const count = wanted !== "" || query.fold ? Math.max(POOL, needed) : needed;
    const candidates = fuse(await this.retriever.retrieve({ ...query, wanted, count }), query.alpha);
    if (query.fold) return this.folding.fold(candidates, query.taken);
    const taken = new Set(query.taken.map(({ row }) => row));
    return candidates
      .filter(({ entry }) => !taken.has(entry.row))
      .map((candidate) => ({ ...candidate, folded: [] }));
  }
}
