import type { Entry, FacetRole, Product } from "../catalogue/catalogue.js";
import { isTelling } from "../catalogue/telling-values.js";
import { STOP_WORDS } from "../search/lexical/postings.js";
import { productWords } from "../search/product-words.js";
import type { Hit } from "../search/query.js";
import { normalWords, placedWords } from "../search/words.js";
import { priceText } from "./phrases.js";
import type { ReplyHit } from "./reply.js";
import type { Votes } from "./sessions.js";

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

function values(entry: Entry, roles: readonly FacetRole[]): string[] {
  return roles.map((role) => entry.value(role) ?? "").filter(isTelling);
}

/** The title, and what it leaves out of colour, kind and for whom. */
function altText(product: Product, telling: readonly string[]): string {
  const said = new Set(normalWords(product.title));
  const unsaid = telling.filter((value) => normalWords(value).some((word) => !said.has(word)));
  return [product.title, ...unsaid].join(", ");
}

/** A product's most telling attributes, joined for people: "Jackets · Red · Women · Winter". */
export function detailOf(entry: Entry): string {
  return values(entry, DETAIL_ROLES).join(" · ");
}

/** Where a hit stands. */
export interface HitPlace {
  /** Its number in the conversation, from 1. */
  readonly number: number;
  readonly session: string;
  /** The words that were searched for. */
  readonly text?: string;
  /** What the asker voted; absent where hits are not ranked, so that a vote would do nothing. */
  readonly votes?: Votes;
}

/** A hit as adapters show it. */
export function showHit(hit: Hit, { number, session, text = "", votes }: HitPlace): ReplyHit {
  const { entry } = hit;
  const { product } = entry;
  const why = matchedWords(product, text);
  return {
    number,
    id: product.id,
    title: product.title,
    alt: altText(product, values(entry, ALT_ROLES)),
    detail: detailOf(entry),
    ...(product.price === undefined ? {} : { price: priceText(product.price, product.currency) }),
    ...(why === "" ? {} : { why }),
    ...(hit.folded?.length
      ? { variants: { label: variantsLabel(hit), action: { verb: "variants", session, number } } }
      : {}),
    ...(product.url === undefined ? {} : { url: product.url }),
    ...(product.pictureUrl === undefined ? {} : { pictureUrl: product.pictureUrl }),
    score: hit.score,
    ...(hit.closeness === undefined ? {} : { closeness: hit.closeness }),
    picture: () => entry.picture(),
    like: { verb: "like", session, number },
    ...(votes
      ? {
          votes: {
            up: { verb: "up", session, number },
            down: { verb: "down", session, number },
            ...(votes.up.includes(product.id) ? { given: "up" } : {}),
          },
        }
      : {}),
  };
}

/** The words of the question that stand in the product's title or attributes: "red · coat". */
function matchedWords(product: Product, text: string): string {
  const has = productWords(product);
  const matched = placedWords(text).filter(({ normal }) => has.has(normal) && !STOP_WORDS.has(normal));
  return [...new Set(matched.map(({ raw }) => raw.toLocaleLowerCase("en")))].join(" · ");
}

/** "+4 colours", or "+2 alike" where the colour is the same. */
function variantsLabel({ entry, folded = [] }: Hit): string {
  const colours = new Set(folded.map((variant) => variant.value("colour") ?? ""));
  colours.delete(entry.value("colour") ?? "");
  colours.delete("");
  if (colours.size === 0) return `+${folded.length} alike`;
  return colours.size === 1 ? "+1 colour" : `+${colours.size} colours`;
}
