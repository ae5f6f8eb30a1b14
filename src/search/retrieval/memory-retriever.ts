import type { FolderCatalogue } from "../../catalogue/folder-catalogue.js";
import { countAllowed } from "../../index/adaptive-index.js";
import { TopK } from "../../index/top-k.js";
import type { AllowedRows, VectorIndex } from "../../index/vector-index.js";
import { similarity } from "../../index/vectors.js";
import { isCalled } from "../fuse.js";
import { LexicalIndex } from "../lexical/lexical-index.js";
import { wordsHeard } from "../lexical/lexical-query.js";
import { tellingWords } from "../lexical/postings.js";
import { priceSign, SAYS_ENOUGH } from "../price-order.js";
import type { Filters } from "../query.js";
import { type Thesaurus, thesaurusOf } from "../thesaurus/thesaurus.js";
import { Turns } from "../turns.js";
import { wordForms } from "../words.js";
import { RowFilter } from "./allowed-rows.js";
import type { Agreement, Claim, PriceSort, RetrievalQuery, Retrieved, Retriever } from "./retriever.js";

/** Retrieves from a catalogue in memory: its vector index, a lexical index made at first use, and lists of rows by value. */
export class MemoryRetriever implements Retriever {
  private readonly filter: RowFilter;
  private readonly turns = new Turns();
  private words: Promise<LexicalIndex> | undefined;

  /**
   * @param thesaurus the catalogue's own by default; an empty one finds words as they are spelt only
   * @param index another one than the catalogue's own, over the same rows
   */
  constructor(
    private readonly catalogue: FolderCatalogue,
    private readonly thesaurus: Thesaurus = thesaurusOf(catalogue),
    private readonly index: VectorIndex = catalogue.index,
  ) {
    this.filter = new RowFilter(catalogue);
  }

  async warmUp(): Promise<void> {
    await this.lexicalIndex();
  }

  async retrieve(query: RetrievalQuery): Promise<Retrieved> {
    const count = Math.min(this.catalogue.size, query.count);
    const [vector, { allowed, lexical, saidMost, sorted }] = await Promise.all([
      query.vector,
      this.byWords(query, count),
    ]);
    if (this.catalogue.size === 0) return { candidates: [], ...wordsHeard(undefined) };
    await this.turns.next();
    const nearest = await this.index.search(vector, count, allowed);
    const cosines = new Map(nearest.map(({ row, score }) => [row, score]));
    for (const row of [...saidMost, ...sorted]) {
      if (!cosines.has(row)) cosines.set(row, similarity(vector, this.catalogue.vector(row), 0));
    }
    return {
      candidates: Array.from(cosines, ([row, cosine]) => ({
        entry: this.catalogue.entry(row),
        cosine,
        lexical: lexical?.of(row) ?? 0,
        sorted: sorted.has(row),
      })),
      ...(lexical?.heard ?? wordsHeard(undefined)),
    };
  }

  async count(filters: readonly Filters[]): Promise<number[]> {
    return filters.map((one) => {
      const rows = this.filter.rows(one);
      return rows ? countAllowed(rows) : this.catalogue.size;
    });
  }

  async isTitle(text: string): Promise<boolean> {
    const index = await this.lexicalIndex();
    const rows = tellingWords(text).map((word) => index.rowsWith(word));
    const [fewest] = rows.sort((a, b) => a.length - b.length);
    return fewest?.some((row) => isCalled(this.catalogue.title(row), text)) ?? false;
  }

  async corrections(words: readonly string[]): Promise<(string | undefined)[]> {
    const index = await this.lexicalIndex();
    return words.map((word) => index.correction(word));
  }

  async agreements(claims: readonly Claim[]): Promise<Agreement[]> {
    const index = await this.lexicalIndex();
    return claims.map(({ role, values, word, neighbour }) => {
      const { shown } = this.catalogue;
      const rows = inBoth(index.rowsWith(word), index.rowsWith(neighbour)).filter(
        (row) => shown?.[row] !== 0,
      );
      const agreeing = rows.filter((row) => values.includes(this.catalogue.value(row, role) ?? ""));
      return { products: rows.length, agreeing: agreeing.length };
    });
  }

  /** Everything that needs no vector: the best by words and by price. */
  private async byWords(query: RetrievalQuery, count: number) {
    const allowed = await this.allowed(query);
    const { wanted, sort } = query;
    const words = wanted === "" ? undefined : await this.lexicalIndex();
    if (words) await this.turns.next();
    const lexical = words?.score(wanted);
    const saidMost = (lexical?.best(count, allowed) ?? []).map(({ row }) => row);
    const sorted = sort ? await this.firstByPrice(sort, count, allowed) : [];
    return { allowed, lexical, saidMost, sorted: new Set(sorted) };
  }

  private async firstByPrice(
    { by, words }: PriceSort,
    count: number,
    allowed: AllowedRows | undefined,
  ): Promise<number[]> {
    const index = await this.lexicalIndex();
    await this.turns.next();
    const said = words === "" ? undefined : index.score(words);
    const [most] = said?.best(1, allowed) ?? [];
    const least = (most?.score ?? 0) * SAYS_ENOUGH;
    const top = new TopK(count);
    for (let row = 0; row < this.catalogue.size; row++) {
      if (allowed?.[row] === 0 || (said && said.of(row) < least)) continue;
      const price = this.catalogue.price(row);
      if (price !== undefined) top.offer(row, -priceSign(by) * price);
    }
    return top.sorted().map(({ row }) => row);
  }

  private async allowed({ filters, unwanted }: RetrievalQuery): Promise<AllowedRows | undefined> {
    const fitting = this.filter.rows(filters);
    if (unwanted.length === 0) return fitting;
    const allowed = fitting?.slice() ?? new Uint8Array(this.catalogue.size).fill(1);
    const words = await this.lexicalIndex();
    for (const word of unwanted.flatMap(wordForms)) for (const row of words.rowsWith(word)) allowed[row] = 0;
    return allowed;
  }

  /** Built once, at first use or by `warmUp`. */
  private lexicalIndex(): Promise<LexicalIndex> {
    this.words ??= LexicalIndex.build(this.catalogue, this.thesaurus).catch((thrown: unknown) => {
      this.words = undefined;
      throw thrown;
    });
    return this.words;
  }
}

/** Numbers that stand in both of two ascending lists. */
function inBoth(a: Uint32Array, b: Uint32Array): number[] {
  const both: number[] = [];
  let at = 0;
  for (const one of a) {
    while (at < b.length && (b[at] ?? 0) < one) at++;
    if (b[at] === one) both.push(one);
  }
  return both;
}
