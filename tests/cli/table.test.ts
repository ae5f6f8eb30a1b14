import { afterAll, beforeAll, expect, it } from "vitest";
import type { Catalogue } from "../../src/catalogue/catalogue.js";
import { hitTable } from "../../src/cli/output.js";
import type { OpenShop } from "../../src/open-shop.js";
import { openSmallShop } from "../fixtures/small-shop.js";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

const hit = { row: 0, id: "a", score: 0.5, cosine: 0.5, lexical: 0 };

const hits = [0, 1, 2].map((row) => ({ ...hit, row, closeness: "very close" as const, folded: [3] }));
const words = ["10", "12", "Marlow", "Winter", "alike)", "€129.00", "coats-women-red", "Coats"];

it.each([100, 120, 200])("fits a terminal of %i columns as a table and loses no word", (width) => {
  const table = hitTable(hits, shop.catalogue, 9, width);
  for (const line of table.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
  for (const word of words) expect(table).toContain(word);
});

it("is three lines a hit where the terminal is narrow", () => {
  const lines = hitTable(hits, shop.catalogue, 9, 60).split("\n");
  expect(lines).toHaveLength(9);
  for (const word of words) expect(lines.join("\n")).toContain(word);
});

it("lets no title steer the terminal", () => {
  const title = "Coat\u001b[2J\u001b]0;owned\u0007\u202e\r\nlast";
  const { catalogue } = shop;
  const hostile: Catalogue = new Proxy(catalogue, {
    get(target, name) {
      if (name === "product") return (row: number) => ({ ...target.product(row), title });
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  for (const width of [60, 100]) {
    const table = hitTable([hit], hostile, 0, width);
    expect(table.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(table).toContain("Coat");
  }
});
