import type { Scored } from "./fuse.js";

/** By price: the lowest or the highest first. */
export const PRICE_ORDERS = ["cheapest", "dearest"] as const;
export type PriceOrder = (typeof PRICE_ORDERS)[number];

/**
 * Share of the most that any product covers of the words, from which on a product is what was asked for, however long its title.
 * Measured over 41,236 products: one that lacks a word of two covers .62 and less ("leather handbag", handbags that are not called
 * leather), one that has them in a long title .67 and more.
 */
export const SAYS_ENOUGH = 0.65;

/** Of those that look alike so many are sorted: further down is what is not alike, however cheap. */
const ALIKE = 48;

/** +1 where the lower price comes first, -1 where the higher does. */
export const priceSign = (order: PriceOrder) => (order === "cheapest" ? 1 : -1);

/**
 * Ranked candidates by price, those without one left out.
 * @param byLook whether they were ranked by look, too: then the best are sorted; else what the retriever found first by price
 */
export function byPrice(ranked: readonly Scored[], order: PriceOrder, byLook: boolean): Scored[] {
  const fitting = byLook ? ranked.slice(0, ALIKE) : ranked.filter(({ sorted }) => sorted);
  const sign = priceSign(order);
  return fitting
    .flatMap((candidate) => {
      const { price } = candidate.entry.product;
      return price === undefined ? [] : [{ candidate, price }];
    })
    .sort((a, b) => sign * (a.price - b.price) || a.candidate.entry.row - b.candidate.entry.row)
    .map(({ candidate }) => candidate);
}
