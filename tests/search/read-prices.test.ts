import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPrices } from "../../src/search/reading/read-prices.js";

describe("prices in words", () => {
  it.each([
    ["red dress under 40", { maxPrice: 40, rest: "red dress" }],
    ["red dress under €40", { maxPrice: 40, rest: "red dress" }],
    ["dress below 39.90 euros", { maxPrice: 39.9, rest: "dress" }],
    ["dress up to 39,90 €", { maxPrice: 39.9, rest: "dress" }],
    ["coat over 100 for women", { minPrice: 100, rest: "coat for women" }],
    ["coat between 50 and 100", { minPrice: 50, maxPrice: 100, rest: "coat" }],
    ["coat between $100 and $50", { minPrice: 50, maxPrice: 100, rest: "coat" }],
    ["shoes at least 20 at most 60", { minPrice: 20, maxPrice: 60, rest: "shoes" }],
    ["bag < 30", { maxPrice: 30, rest: "bag" }],
    ["max €80 coat", { maxPrice: 80, rest: "coat" }],
    ["coat maximum 80 euros", { maxPrice: 80, rest: "coat" }],
    ["coat max. 80 €", { maxPrice: 80, rest: "coat" }],
    ["dress no more than 40", { maxPrice: 40, rest: "dress" }],
    ["dress, not over £40", { maxPrice: 40, rest: "dress," }],
    ["nothing above 40 please", { maxPrice: 40, rest: "please" }],
    ["coat not less than 100 euros", { minPrice: 100, rest: "coat" }],
    ["coat not under 100", { minPrice: 100, rest: "coat" }],
    ["coat under 1,000", { maxPrice: 1000, rest: "coat" }],
    ["coat under 1.000,50 €", { maxPrice: 1000.5, rest: "coat" }],
    ["coat under £1,000.50", { maxPrice: 1000.5, rest: "coat" }],
    ["coat under 1 000 €", { maxPrice: 1000, rest: "coat" }],
    ["coat over 1’250.00 CHF", { minPrice: 1250, rest: "coat" }],
    ["coat between 1,000 and 2,500", { minPrice: 1000, maxPrice: 2500, rest: "coat" }],
    ["dress 20-40 euros", { minPrice: 20, maxPrice: 40, rest: "dress" }],
    ["dress from £20 to £40", { minPrice: 20, maxPrice: 40, rest: "dress" }],
    ["dress $19.99 – $39.99 in red", { minPrice: 19.99, maxPrice: 39.99, rest: "dress in red" }],
    ["dress 20€-40€", { minPrice: 20, maxPrice: 40, rest: "dress" }],
    ["dress under 40 in red", { maxPrice: 40, rest: "dress in red" }],
    ["dress 40 to 20 €", { minPrice: 20, maxPrice: 40, rest: "dress" }],
  ])("%s", (text, read) => {
    expect(readPrices(text)).toEqual(read);
  });

  it.each([
    ["the cheapest handbag", { sort: "cheapest", rest: "handbag" }],
    ["what's your most affordable winter coat?", { sort: "cheapest", rest: "what's winter coat?" }],
    ["cheap red dress", { sort: "cheapest", rest: "red dress" }],
    ["shoes on a budget of 60", { maxPrice: 60, rest: "shoes" }],
    ["my budget is £60, running shoes", { maxPrice: 60, rest: ", running shoes" }],
    ["budget 501 jeans", { rest: "budget 501 jeans" }],
    ["budget €50 jeans", { maxPrice: 50, rest: "jeans" }],
    ["a coat, budget: 90", { maxPrice: 90, rest: "a coat," }],
    ["dresses on a tight budget", { sort: "cheapest", rest: "dresses" }],
    ["low cost boots", { sort: "cheapest", rest: "boots" }],
    ["the cheapest coats first", { sort: "cheapest", rest: "coats" }],
    ["red shoes sorted by price", { sort: "cheapest", rest: "red shoes" }],
    ["handbags, price: low to high", { sort: "cheapest", rest: "handbags," }],
    ["handbags price high to low", { sort: "dearest", rest: "handbags" }],
    ["the most expensive watch", { sort: "dearest", rest: "watch" }],
    ["priciest watches first", { sort: "dearest", rest: "watches" }],
    ["coats, dearest first", { sort: "dearest", rest: "coats," }],
    ["cheapest coat under 100", { sort: "cheapest", maxPrice: 100, rest: "coat" }],
    ["which is the cheapest?", { sort: "cheapest", rest: "" }],
    ["sort by price", { sort: "cheapest", rest: "" }],
  ])("order: %s", (text, read) => {
    expect(readPrices(text)).toEqual(read);
  });

  it.each([
    "my dearest friend's coat",
    "a coat that is not too cheap",
    "not the cheapest coat",
    "nothing cheap",
    "a cheap-looking coat",
    "first communion dress",
    "underwear",
    "heels under 10 cm",
    "heels under 4 in",
    "over the knee boots",
    "levis 501",
    "air max 90s",
    "air max 90",
    "size 40",
    "shoes from 38 to 42",
    "children aged 6-8",
    "not over the knee boots",
    "not too long, 501",
    "shorts for under 12 years",
  ])("are not in %s", (text) => {
    expect(readPrices(text)).toEqual({ rest: text });
  });

  it("are numbers whatever is typed", () => {
    const word = fc.constantFrom(
      "under",
      "over",
      "between",
      "and",
      "€",
      "12",
      "3,5",
      "9.99",
      "cm",
      "red",
      "max",
      "-",
      "…",
    );
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join(" ")),
        (text) => {
          const { minPrice = 0, maxPrice = 0 } = readPrices(text);
          return Number.isFinite(minPrice) && Number.isFinite(maxPrice);
        },
      ),
    );
  });
});
