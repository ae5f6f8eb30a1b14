import { FACET_ROLES } from "../../catalogue/catalogue.js";
import type { DatabaseCatalogue } from "../../catalogue/postgres/database-catalogue.js";
import { vectorText } from "../../catalogue/postgres/database-entry.js";
import { roleColumn } from "../../catalogue/postgres/layout.js";
import { tsqueryText } from "../../catalogue/postgres/lexemes.js";
import type { LexicalQuery } from "../lexical/lexical-query.js";
import { SAYS_ENOUGH } from "../price-order.js";
import type { Filters } from "../query.js";
import { wordForms } from "../words.js";
import type { PriceSort, RetrievalQuery } from "./retriever.js";

/**
 * Where filters leave at most so many products all of these are compared: a walk through the graph that a filter narrows
 * that far finds too few, or goes on for longer than the comparison takes.
 */
const EXACT_PRODUCTS = 10_000;
/** Ways to find products that a question does not take. */
const NOTHING = "select 0 as place";

/** Collects a statement's values; `$1`, `$2` … stand for them. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A statement with what stands for its `$1`, `$2` … */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What of a catalogue decides how it is asked. */
type Asked = Pick<DatabaseCatalogue, "table" | "entryColumns" | "vectorParameter" | "shown" | "facets">;

/**
 * Look, words, filters, order by price and both scores in one statement. Its rows are an `EntryRow` with `cosine` and `lexical`.
 * @param lexical the wanted words as the catalogue reads them; undefined: by look alone
 * @param exactProducts from how many products on the graph is walked
 * @param unsaid the same of the words of an order by price; undefined: all that fit are sorted
 */
export function retrievalStatement(
  catalogue: Asked,
  query: RetrievalQuery & { readonly vector: Float32Array },
  lexical: LexicalQuery | undefined,
  exactProducts = EXACT_PRODUCTS,
  unsaid?: LexicalQuery,
): Statement {
  const { table } = catalogue;
  const parameters = new Parameters();
  const distance = `p.vector <#> ${catalogue.vectorParameter(parameters.add(vectorText(query.vector)))}`;
  const count = `${parameters.add(query.count)}::int`;
  const fits = conditions(query.filters, parameters, query.unwanted);
  const score = lexical ? scoreExpression(lexical, parameters) : "0::float8";
  const words = lexical && `p.words @@ ${parameters.add(termsOf(lexical))}::tsquery`;
  const walks = atMost(catalogue, query.filters) > exactProducts;
  // The walk may end with too few behind a filter; then all that fit are compared after all. A limit of 0 begins nothing, where a
  // condition has the server start workers that look at it; the limit around it is what the planner reckons with.
  const walk = walks
    ? `walk as materialized (select p.place from ${table} p where ${fits} order by ${distance} limit ${count}),`
    : `walk as materialized (${NOTHING} where false),`;
  const text = `
    with ${walk}
    scan as materialized (
      select place from (
        select p.place from ${table} p where ${fits} order by (${distance}) + 0, p.place
        limit case when (select count(*) from walk) < ${count} then ${count} else 0 end
      ) compared limit ${count}
    ),
    spoken as materialized (
      ${
        words
          ? `select p.place from ${table} p where ${fits} and ${words} order by ${score} desc, p.place limit ${count}`
          : `${NOTHING} where false`
      }
    ),
    priced as materialized (${query.sort ? pricedRows(table, query.sort, unsaid, fits, count, parameters) : `${NOTHING} where false`}),
    chosen as (
      select place from walk union select place from scan union select place from spoken union select place from priced
    )
    select ${catalogue.entryColumns}, -(${distance}) as cosine, ${score} as lexical,
      p.place in (select place from priced) as sorted
    from chosen join ${table} p using (place)`;
  return { text, values: parameters.values };
}

/** Those that say enough and come first by price. */
function pricedRows(
  table: string,
  { by }: PriceSort,
  unsaid: LexicalQuery | undefined,
  fits: string,
  count: string,
  parameters: Parameters,
): string {
  const direction = by === "cheapest" ? "asc" : "desc";
  const rows = `select p.place from ${table} p where ${fits} and p.price is not null`;
  const order = `order by p.price ${direction}, p.place limit ${count}`;
  if (!unsaid) return `${rows} ${order}`;
  const score = scoreExpression(unsaid, parameters);
  const has = `p.words @@ ${parameters.add(termsOf(unsaid))}::tsquery`;
  // Where no product that fits says anything of it, all are sorted.
  return `with said as materialized (select p.place, p.price, ${score} as said from ${table} p where ${fits} and ${has}),
      enough as (select max(said) * ${SAYS_ENOUGH} as least from said)
    (select p.place from said p, enough where p.said >= least and p.price is not null ${order})
    union all
    (${rows} and not exists (select from said) ${order})`;
}

/** What a product, `p`, must be to fit. */
export function conditions(
  filters: Filters,
  parameters: Parameters,
  unwanted: readonly string[] = [],
): string {
  const { facets, attributes, minPrice, maxPrice } = filters;
  const all = FACET_ROLES.flatMap((role) => {
    const values = facets?.[role];
    return values?.length ? [`p.${roleColumn(role)} = any(${parameters.add(values)}::text[])`] : [];
  });
  for (const [name, values] of Object.entries(attributes ?? {})) {
    if (values.length === 0) continue;
    const attribute = `p.product -> 'attributes' ->> ${parameters.add(name)}::text`;
    all.push(`${attribute} = any(${parameters.add(values)}::text[])`);
  }
  if (minPrice !== undefined) all.push(`p.price >= ${parameters.add(minPrice)}`);
  if (maxPrice !== undefined) all.push(`p.price <= ${parameters.add(maxPrice)}`);
  if (unwanted.length > 0) {
    const shutOut = parameters.add(tsqueryText(unwanted.flatMap(wordForms), "any"));
    all.push(`not p.words @@ ${shutOut}::tsquery`);
  }
  return all.length === 0 ? "true" : all.join(" and ");
}

/** How many products fit a filter at most, by the counts of its values. */
function atMost({ shown, facets }: Asked, filters: Filters): number {
  const bounds = FACET_ROLES.flatMap((role) => {
    const wanted = filters.facets?.[role];
    const facet = facets.find((one) => one.role === role);
    if (!wanted?.length || !facet) return [];
    return facet.values.reduce((sum, { value, count }) => sum + (wanted.includes(value) ? count : 0), 0);
  });
  return Math.min(shown, ...bounds);
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
