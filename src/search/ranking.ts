import type { Catalogue, Entry } from "../catalogue/catalogue.js";
import type { BestEvidence } from "./closeness.js";
import { diversified, poolFor } from "./diverse.js";
import type { FacetEvidence } from "./facet-evidence.js";
import { type Folded, Folding } from "./fold.js";
import { fuse, SAME_PICTURE, type Scored } from "./fuse.js";
import type { Weighing } from "./match.js";
import { byPrice, SAYS_ENOUGH } from "./price-order.js";
import { askedWords, productWords } from "./product-words.js";
import type { Candidate, RetrievalQuery, Retrieved, Retriever } from "./retrieval/retriever.js";

/** Candidates that look and words each put up before they are ranked together. */
const POOL = 200;
/** Candidates for each hit that is wanted: some fold into others. */
const SPARE = 2;
/** So many of the best per candidate that is needed are folded: a product's colours rank near each other. */
const REACH = 4;
/** And at least so many. */
const LEAST_REACH = 64;

/** What is to be ranked. */
export interface RankingQuery extends Omit<RetrievalQuery, "count"> {
  /**
   * What candidates' facets add to their looks, where a picture was shown.
   * @param same products whose picture it is
   */
  likely?(same: readonly Entry[]): Promise<FacetEvidence>;
  /** Products to leave out, and what folds into them. */
  readonly taken: readonly Entry[];
  /** Whether not even the best is an answer: then the nearest are, and nothing is sorted. */
  nothingClose(best: BestEvidence): Promise<boolean>;
  /** Hits needed. */
  readonly need: number;
  readonly fold: boolean;
  /** Whether hits should differ from each other, too; not where they are sorted. */
  readonly diverse: boolean;
  /** Whether every candidate is kept, because something else orders them anew. */
  readonly whole: boolean;
  /** How look and words are weighed; undefined: by look alone. */
  readonly weighing: Weighing | undefined;
}

export interface Ranked {
  /** Best first, or by price. */
  readonly hits: readonly Folded[];
  /** What all candidates together say of the question, whether or not they were shown before. */
  readonly best: BestEvidence;
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
  async rank(query: RankingQuery): Promise<Ranked> {
    const wanted = query.weighing ? query.wanted : "";
    const needed = (query.need + query.taken.length) * SPARE;
    const { sort, fold, diverse } = query;
    const byLook = !query.weighing || query.likely !== undefined;
    const pooled = wanted !== "" || query.likely !== undefined || fold || diverse || sort !== undefined;
    const count = pooled ? Math.max(POOL, needed) : needed;
    const retrieved = await this.retriever.retrieve({
      ...query,
      wanted,
      count,
      sort: byLook ? undefined : sort,
    });
    const same = retrieved.candidates.filter(({ cosine }) => cosine >= SAME_PICTURE);
    const likely = await query.likely?.(same.map(({ entry }) => entry));
    const ranked = fuse(
      retrieved,
      wanted === "" || retrieved.vague ? undefined : query.weighing,
      wanted,
      likely,
    );
    const best = bestOf(retrieved, wanted);
    const candidates = sort && !(await query.nothingClose(best)) ? byPrice(ranked, sort.by, byLook) : ranked;
    const enough = diverse ? poolFor(query.need) : query.need;
    let reach = query.whole ? candidates.length : Math.max(LEAST_REACH, REACH * needed);
    let open = this.open(query, candidates.slice(0, reach));
    while (open.length < enough && reach < candidates.length) {
      reach *= 2;
      open = this.open(query, candidates.slice(0, reach));
    }
    const shown = query.taken.map(({ vector }) => vector);
    return {
      hits: diverse && !sort ? diversified(open, shown, query.need) : open,
      best,
    };
  }

  /** Those that may be shown. */
  private open({ fold, taken }: RankingQuery, candidates: readonly Scored[]): Folded[] {
    return fold ? this.folding.fold(candidates, taken) : unfolded(candidates, taken);
  }
}

function unfolded(candidates: readonly Scored[], taken: readonly Entry[]): Folded[] {
  const rows = new Set(taken.map(({ row }) => row));
  return candidates
    .filter(({ entry }) => !rows.has(entry.row))
    .map((candidate) => ({ ...candidate, folded: [] }));
}

function bestOf({ candidates, known, namesKind, vague }: Retrieved, wanted: string): BestEvidence {
  const most = (of: "lexical" | "cosine") =>
    candidates.reduce<number | undefined>((best, one) => Math.max(best ?? one[of], one[of]), undefined);
  return {
    known,
    namesKind,
    vague,
    lexical: most("lexical") ?? 0,
    whole: () => saidWhole(candidates, wanted),
    cosine: most("cosine"),
  };
}

/** Whether one of the candidates has every word that was asked for. */
function saidWhole(candidates: readonly Candidate[], wanted: string): boolean {
  const words = askedWords(wanted);
  if (words.length === 0) return false;
  return candidates.some(({ lexical, entry }) => {
    if (lexical < SAYS_ENOUGH) return false;
    const has = productWords(entry.product);
    return words.every((word) => has.has(word));
  });
}
