import type { DatabaseCatalogue } from "../../catalogue/postgres/database-catalogue.js";
import type { EntryRow } from "../../catalogue/postgres/database-entry.js";
import { roleColumn } from "../../catalogue/postgres/layout.js";
import { tsqueryText } from "../../catalogue/postgres/lexemes.js";
import { type LexicalQuery, wordsHeard } from "../lexical/lexical-query.js";
import { Lexicon } from "../lexical/lexicon.js";
import { tellingWords } from "../lexical/postings.js";
import type { Filters } from "../query.js";
import { thesaurusOf } from "../thesaurus/thesaurus.js";
import { normalWord } from "../words.js";
import { conditions, Parameters, retrievalStatement } from "./database-statement.js";
import type { Agreement, Claim, RetrievalQuery, Retrieved, Retriever } from "./retriever.js";

/** Counting stops here: nobody needs to know more than that there are enough. */
const COUNTED = 1_000;
/** Products that are asked what a word means. */
const ASKED = 1_000;

type CandidateRow = EntryRow & {
  readonly cosine: number;
  readonly lexical: number;
  readonly sorted: boolean;
};

/** Retrieves from a database: look, words, filters and both scores in one statement. */
export class DatabaseRetriever implements Retriever {
  private lexicons: Promise<Lexicon> | undefined;

  /** @param exactProducts from how many products on the graph is walked */
  constructor(
    private readonly catalogue: DatabaseCatalogue,
    private readonly exactProducts?: number,
  ) {}

  async warmUp(): Promise<void> {
    await this.lexicon();
  }

  async retrieve(query: RetrievalQuery): Promise<Retrieved> {
    const [vector, lexical, unsaid] = await Promise.all([
      query.vector,
      this.byWords(query.wanted),
      this.byWords(query.sort?.words ?? ""),
    ]);
    this.catalogue.checkQuery(vector, query.count);
    const asked = { ...query, vector };
    const heard = wordsHeard(lexical);
    const { text, values } = retrievalStatement(
      this.catalogue,
      asked,
      heard.vague ? undefined : lexical,
      this.exactProducts,
      wordsHeard(unsaid).vague ? undefined : unsaid,
    );
    const rows = await this.catalogue.database.query<CandidateRow>(text, values);
    return {
      candidates: rows.map((row) => ({
        entry: this.catalogue.entry(row),
        cosine: row.cosine,
        lexical: row.lexical,
        sorted: row.sorted,
      })),
      ...heard,
    };
  }

  async count(filters: readonly Filters[]): Promise<number[]> {
    const parameters = new Parameters();
    const counts = filters.map(
      (one, at) =>
        `(select count(*)::int from (select 1 from ${this.catalogue.table} p
          where ${conditions(one, parameters)} limit ${COUNTED}) fitting) as c${at}`,
    );
    const [row] = await this.catalogue.database.query<Record<string, number>>(
      `select ${counts.join(", ")}`,
      parameters.values,
    );
    return filters.map((_, at) => row?.[`c${at}`] ?? 0);
  }

  async isTitle(text: string): Promise<boolean> {
    const parameters = new Parameters();
    const words = parameters.add(tsqueryText(tellingWords(text), "all"));
    const [row] = await this.catalogue.database.query<{ found: boolean }>(
      `select exists (select 1 from ${this.catalogue.table} p where ${conditions({}, parameters)}
        and p.words @@ ${words}::tsquery
        and lower(p.product ->> 'title') = lower(${parameters.add(text)}::text)) as found`,
      parameters.values,
    );
    return row?.found ?? false;
  }

  async corrections(words: readonly string[]): Promise<(string | undefined)[]> {
    const lexicon = await this.lexicon();
    return words.map((word) => lexicon.correction(word));
  }

  async agreements(claims: readonly Claim[]): Promise<Agreement[]> {
    const parameters = new Parameters();
    const asked = claims.map(({ role, values, word, neighbour }, at) => {
      const both = parameters.add(tsqueryText([normalWord(word), normalWord(neighbour)], "all"));
      return `select ${at} as claim, count(*)::int as products,
        (count(*) filter (where value = any(${parameters.add(values)}::text[])))::int as agreeing
        from (select ${roleColumn(role)} as value from ${this.catalogue.table} p
          where words @@ ${both}::tsquery limit ${ASKED}) having_both`;
    });
    const rows = await this.catalogue.database.query<Agreement & { claim: number }>(
      `${asked.join(" union all ")} order by claim`,
      parameters.values,
    );
    return rows.map(({ products, agreeing }) => ({ products, agreeing }));
  }

  private async byWords(wanted: string): Promise<LexicalQuery | undefined> {
    return wanted === "" ? undefined : (await this.lexicon()).read(wanted);
  }

  /** The catalogue's words with their counts, read once. */
  private lexicon(): Promise<Lexicon> {
    this.lexicons ??= this.catalogue.words().then(
      (words) => new Lexicon(this.catalogue.size, words, thesaurusOf(this.catalogue)),
      (thrown: unknown) => {
        this.lexicons = undefined;
        throw thrown;
      },
    );
    return this.lexicons;
  }
}
