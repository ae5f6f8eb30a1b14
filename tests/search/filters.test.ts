import { describe, expect, it } from "vitest";
import { filterParts } from "../../src/search/filters.js";

describe("the parts of filters", () => {
  const filters = { facets: { colour: ["Red", "Blue"], gender: ["Women"] }, minPrice: 10, maxPrice: 40 };

  it("are named in a fixed order", () => {
    expect(filterParts(filters).map(({ label }) => label)).toEqual([
      "colour: Red or Blue",
      "for: Women",
      "price ≥ 10",
      "price ≤ 40",
    ]);
    expect(filterParts({})).toEqual([]);
  });

  it("name two values of many, and three where there are three", () => {
    const label = (...kind: string[]) => filterParts({ facets: { kind } })[0]?.label;
    expect(label("coat", "parka", "cape")).toBe("kind: coat or parka or cape");
    expect(label("coat", "parka", "cape", "gilet")).toBe("kind: coat, parka or 2 more");
  });

  it("can be taken away one by one, until nothing is left", () => {
    let left = filterParts(filters);
    for (let count = 4; count > 0; count--) {
      expect(left).toHaveLength(count);
      left = filterParts(left[0]?.without ?? {});
    }
    expect(filterParts(filters).at(-1)?.without).toEqual({ facets: filters.facets, minPrice: 10 });
    expect(filterParts({ facets: { colour: ["Red"] } })[0]?.without).toEqual({});
  });
});
