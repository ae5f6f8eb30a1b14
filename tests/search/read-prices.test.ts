import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPrices } from "../../src/search/read-prices.js";

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
  ])("%s", (text, read) => {
    expect(readPrices(text)).toEqual(read);
  });

  it.each([
    "underwear",
    "heels under 10 cm",
    "over the knee boots",
    "levis 501",
    "air max 90s",
    "air max 90",
    "size 40",
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
