import type { Catalogue, FacetRole, Product } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import { STOP_WORDS } from "../search/postings.js";
import type { Hit } from "../search/query.js";
import { normalWords, placedWords } from "../search/words.js";
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

/** Where a hit stands. */
export interface HitPlace {
  /** Its number in the conversation, from 1. */
  readonly number: number;
  readonly session: string;
  /** The words that were searched for. */
  readonly text?: string;
}

/** A hit as adapters show it. */
export function showHit(catalogue: Catalogue, hit: Hit, { number, session, text = "" }: HitPlace): ReplyHit {
  const product = catalogue.product(hit.row);
  const why = matchedWords(product, text);
  return {
    number,
    id: product.id,
    title: product.title,
    alt: altText(product, values(catalogue, hit.row, ALT_ROLES)),
    detail: detailOf(catalogue, hit.row),
    ...(product.price === undefined ? {} : { price: priceText(product.price, product.currency) }),
    ...(why === "" ? {} : { why }),
    ...(hit.folded?.length
      ? { variants: { label: variantsLabel(catalogue, hit), action: { verb: "variants", session, number } } }
      : {}),
    ...(product.url === undefined ? {} : { url: product.url }),
    ...(product.pictureUrl === undefined ? {} : { pictureUrl: product.pictureUrl }),
    score: hit.score,
    ...(hit.closeness === undefined ? {} : { closeness: hit.closeness }),
    picture: () => catalogue.picture(hit.row),
    like: { verb: "like", session, number },
  };
}

/** The words of the question that stand in the product's title or attributes: "red · coat". */
function matchedWords(product: Product, text: string): string {
  const has = new Set(normalWords([product.title, ...Object.values(product.attributes)].join(" ")));
  const matched = placedWords(text).filter(({ normal }) => has.has(normal) && !STOP_WORDS.has(normal));
  return [...new Set(matched.map(({ raw }) => raw.toLocaleLowerCase("en")))].join(" · ");
}

/** "+4 colours", or "+2 alike" where the colour is the same. */
function variantsLabel(catalogue: Catalogue, { row, folded = [] }: Hit): string {
  const colours = new Set(folded.map((variant) => catalogue.value(variant, "colour") ?? ""));
  colours.delete(catalogue.value(row, "colour") ?? "");
  colours.delete("");
  if (colours.size === 0) return `+${folded.length} alike`;
  return colours.size === 1 ? "+1 colour" : `+${colours.size} colours`;
}
