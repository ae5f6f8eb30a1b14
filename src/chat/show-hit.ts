import type { Catalogue, FacetRole, Product } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import type { Hit } from "../search/query.js";
import { normalWords } from "../search/words.js";
import { priceText } from "./phrases.js";
import type { ReplyHit } from "./reply.js";

const DETAIL_ROLES: readonly FacetRole[] = [
  "kind",
  "colour",
  "material",
  "pattern",
  "gender",
  "season",
  "use",
];
const ALT_ROLES: readonly FacetRole[] = ["colour", "kind", "gender"];

function values(catalogue: Catalogue, row: number, roles: readonly FacetRole[]): string[] {
  return roles.map((role) => catalogue.value(row, role) ?? "").filter(isTelling);
}

/** The title, and what it leaves out of colour, kind and for whom. */
function altText(product: Product, telling: readonly string[]): string {
  const said = new Set(normalWords(product.title));
  const unsaid = telling.filter((value) => normalWords(value).some((word) => !said.has(word)));
  return [product.title, ...unsaid].join(", ");
}

/** The most telling attributes of a row, joined for people: "Jackets · Red · Women · Winter". */
export function detailOf(catalogue: Catalogue, row: number): string {
  return values(catalogue, row, DETAIL_ROLES).join(" · ");
}

/** A hit as adapters show it. `number` is its number in the conversation, from 1. */
export function showHit(catalogue: Catalogue, hit: Hit, number: number, session: string): ReplyHit {
  const product = catalogue.product(hit.row);
  return {
    number,
    id: product.id,
    title: product.title,
    alt: altText(product, values(catalogue, hit.row, ALT_ROLES)),
    detail: detailOf(catalogue, hit.row),
    ...(product.price === undefined ? {} : { price: priceText(product.price, product.currency) }),
    ...(product.url === undefined ? {} : { url: product.url }),
    ...(product.pictureUrl === undefined ? {} : { pictureUrl: product.pictureUrl }),
    score: hit.score,
    ...(hit.closeness === undefined ? {} : { closeness: hit.closeness }),
    picture: () => catalogue.picture(hit.row),
    like: { verb: "like", session, number },
  };
}
