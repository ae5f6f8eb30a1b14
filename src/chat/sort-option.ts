import { PRICE_ORDERS, type PriceOrder } from "../search/price-order.js";
import type { OptionValues } from "./request.js";

/** What the option `sort` takes. */
export const SORT_CHOICES: readonly string[] = PRICE_ORDERS;

/** The order by price that checked options ask for. */
export function sortOption({ sort }: OptionValues): { readonly sort?: PriceOrder } {
  const order = PRICE_ORDERS.find((one) => one === sort);
  return order ? { sort: order } : {};
}
