import { FACET_ROLES } from "../catalogue/catalogue.js";
import type { DatabaseCatalogue } from "../catalogue/postgres/database-catalogue.js";
import { type EntryRow, vectorText } from "../catalogue/postgres/database-entry.js";
import { roleColumn } from "../catalogue/postgres/layout.js";
import { tsqueryText } from "../catalogue/postgres/lexemes.js";
import type { LexicalQuery } from "./lexical-query.js";
import { Lexicon } from "./lexicon.js";
import type { Filters } from "./query.js";
import type { Agreement, Claim, RetrievalQuery, Retrieved, Retriever } from "./retriever.js";
import { thesaurusOf } from "./thesaurus/thesaurus.js";
import { normalWord } from "./words.js";

/**
 * Where filters leave at most so many products all of these are compared: a walk through the graph that a filter narrows
 * that far finds too few, or goes on for longer than the comparison takes.
 */
const EXACT_PRODUCTS = 10_000;
/** Counting stops here: nobody needs to know more than that there are enough. */
const COUNTED = 1_000;
/** Products that are asked what a word means. */
const ASKED = 1_000;

type CandidateRow = EntryRow & { readonly cosine: number; readonly lexical: number };

/** Collects a statement's values; `$1`, `$2` … stand for them. */
class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Retrieves from a database: look, words, filters and both scores in one statement. */
export class DatabaseRetriever implements Retriever {
  private lexicons: Promise<Lexicon> | undefined;

  /** @param exactProducts from how many products on the graph is walked */
  constructor(
    private readonly catalogue: DatabaseCatalogue,
    private readonly exactProducts = EXACT_PRODUCTS,
  ) {}

  async warmUp(): Promise<void> {
    await this.lexicon();
  }

  async retrieve(query: RetrievalQuery): Promise<Retrieved> {
    this.catalogue.checkQuery(query.vector, query.count);
    const lexical = query.wanted === "" ? undefined : (await this.lexicon()).read(query.wanted);
    const parameters = new Parameters();
    const statement = this.statement(query, lexical, parameters);
    const rows = await this.catalogue.database.query<CandidateRow>(statement, parameters.values);
    return {
      candidates: rows.map((row) => ({
        entry: this.catalogue.entry(row),
        cosine: row.cosine,
        lexical: row.lexical,
      })),
      known: lexical?.known ?? 0,
    };
  }

  async count(filters: readonly Filters[]): Promise<number[]> {
    const parameters = new Parameters();
    const counts = filters.map(
      (one, at) =>
        `(select count(*)::int from (select 1 from ${this.catalogue.table} p
          where ${this.conditions(one, parameters)} limit ${COUNTED}) fitting) as c${at}`,
    );
    const [row] = await this.catalogue.database.query<Record<string, number>>(
      `select ${counts.join(", ")}`,
      parameters.values,
    );
    return filters.map((_, at) => row?.[`c${at}`] ?? 0);
  }

  async agreements(claims: readonly Claim[]): Promise<Agreement[]> {
    const parameters = new Parameters();
    const asked = claims.map(({ role, values, word, neighbour }, at) => {
      const both = parameters.add(tsqueryText([normalWord(word), normalWord(neighbour)], "all"));
      return `select ${at} as claim, count(*)::int as products,
        (count(*) filter (where value = any(${parameters.add(values)}::text[])))::int as agreeing
        from (select ${roleColumn(role)} as value from ${this.catalogue.table}
          where words @@ ${both}::tsquery limit ${ASKED}) having_both`;
    });
    const rows = await this.catalogue.database.query<Agreement & { claim: number }>(
      `${asked.join(" union all ")} order by claim`,
      parameters.values,
    );
    return rows.map(({ products, agreeing }) => ({ products, agreeing }));
  }

  private statement(
    query: RetrievalQuery,
    lexical: LexicalQuery | undefined,
    parameters: Parameters,
  ): string {
    const { table } = this.catalogue;
    const distance = `p.vector <#> ${this.catalogue.vectorParameter(parameters.add(vectorText(query.vector)))}`;
    const count = `${parameters.add(query.count)}::int`;
    const fits = this.conditions(query.filters, parameters, query.unwanted);
    const score = lexical ? scoreExpression(lexical, parameters) : "0::float8";
    const words = lexical && `p.words @@ ${parameters.add(termsOf(lexical))}::tsquery`;
    const walks = atMost(this.catalogue, query.filters) > this.exactProducts;
    // The walk may end with too few behind a filter; then all that fit are compared after all.
    const walk = walks
      ? `walk as materialized (select p.place from ${table} p where ${fits} order by ${distance} limit ${count}),`
      : "walk as materialized (select 0 as place where false),";
    return `
      with ${walk}
      scan as materialized (
        select p.place from ${table} p where ${fits} and (select count(*) from walk) < ${count}
        order by (${distance}) + 0, p.place limit ${count}
      ),
      spoken as materialized (
        ${
          words
            ? `select p.place from ${table} p where ${fits} and ${words} order by ${score} desc, p.place limit ${count}`
            : "select 0 as place where false"
        }
      ),
      chosen as (select place from walk union select place from scan union select place from spoken)
      select ${this.catalogue.entryColumns}, -(${distance}) as cosine, ${score} as lexical
      from chosen join ${table} p using (place)`;
  }

  private conditions(filters: Filters, parameters: Parameters, unwanted: readonly string[] = []): string {
    const { facets, attributes, minPrice, maxPrice } = filters;
    const conditions = FACET_ROLES.flatMap((role) => {
      const values = facets?.[role];
      return values?.length ? [`p.${roleColumn(role)} = any(${parameters.add(values)}::text[])`] : [];
    });
    for (const [name, values] of Object.entries(attributes ?? {})) {
      if (values.length === 0) continue;
      const attribute = `p.product -> 'attributes' ->> ${parameters.add(name)}::text`;
      conditions.push(`${attribute} = any(${parameters.add(values)}::text[])`);
    }
    if (minPrice !== undefined) conditions.push(`p.price >= ${parameters.add(minPrice)}`);
    if (maxPrice !== undefined) conditions.push(`p.price <= ${parameters.add(maxPrice)}`);
    if (unwanted.length > 0) {
      const shutOut = parameters.add(tsqueryText(unwanted.map(normalWord), "any"));
      conditions.push(`not p.words @@ ${shutOut}::tsquery`);
    }
    return conditions.length === 0 ? "true" : conditions.join(" and ");
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

/** How many products fit a filter at most, by the counts of its values. */
function atMost({ size, facets }: DatabaseCatalogue, filters: Filters): number {
  const bounds = FACET_ROLES.flatMap((role) => {
    const wanted = filters.facets?.[role];
    const facet = facets.find((one) => one.role === role);
    if (!wanted?.length || !facet) return [];
    return facet.values.reduce((sum, { value, count }) => sum + (wanted.includes(value) ? count : 0), 0);
  });
  return Math.min(size, ...bounds);
}

function termsOf({ readings }: LexicalQuery): string {
  return tsqueryText(
    readings.flatMap(({ words }) => words.flatMap((word) => word.map(({ term }) => term))),
    "any",
  );
}

/** `LexicalQuery`'s formula over a product's shares. */
function scoreExpression({ readings }: LexicalQuery, parameters: Parameters): string {
  const share = (term: string) => `coalesce((p.shares ->> ${parameters.add(term)}::text)::float8, 0)`;
  const best = (expressions: readonly string[]) =>
    expressions.length === 1 ? expressions[0] : `greatest(${expressions.join(", ")})`;
  const scores = readings.map(({ words, attainable, weight }) => {
    const sums = words
      .filter((word) => word.length > 0)
      .map((word) => best(word.map((one) => `${share(one.term)} * ${parameters.add(one.weight)}::float8`)));
    const factor = `${parameters.add(attainable)}::float8`;
    return `${parameters.add(weight)}::float8 * least(1, (${sums.join(" + ")}) / ${factor})`;
  });
  return best(scores) ?? "0::float8";
}
