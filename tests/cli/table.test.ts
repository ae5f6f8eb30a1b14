import { afterAll, beforeAll, expect, it } from "vitest";
import type { Entry } from "../../src/catalogue/catalogue.js";
import { hitTable } from "../../src/cli/output.js";
import type { OpenShop } from "../../src/open-shop.js";
import type { Hit } from "../../src/search/query.js";
import { openSmallShop } from "../fixtures/small-shop.js";

const hitOf = (entry: Entry): Hit => ({ entry, id: entry.id, score: 0.5, cosine: 0.5, lexical: 0 });

let shop: OpenShop;
let first: Entry;
let hits: Hit[];
beforeAll(async () => {
  shop = await openSmallShop();
  const [one, two, three, folded] = await shop.catalogue.sample(60);
  if (!one || !two || !three || !folded) throw new Error("The small shop has fewer products");
  first = one;
  hits = [one, two, three].map((entry) => ({ ...hitOf(entry), closeness: "very close", folded: [folded] }));
});
afterAll(() => shop.close());

/** The first product, called otherwise. */
const titled = (title: string): Entry =>
  new Proxy(first, {
    get(target, name) {
      if (name === "product") return { ...target.product, title };
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

const words = ["10", "12", "Marlow", "Winter", "alike)", "€129.00", "coats-women-red", "Coats"];

it.each([100, 120, 200])("fits a terminal of %i columns as a table and loses no word", (width) => {
  const table = hitTable(hits, 9, width);
  for (const line of table.split("\n")) expect(line.length).toBeLessThanOrEqual(width);
  for (const word of words) expect(table).toContain(word);
});

it("is three lines a hit where the terminal is narrow", () => {
  const lines = hitTable(hits, 9, 60).split("\n");
  expect(lines).toHaveLength(9);
  for (const word of words) expect(lines.join("\n")).toContain(word);
});

it.each([
  "赤いウールのロングコートと青い帽子、冬のための暖かい靴とスカーフ",
  "Damenwintermantelkapuzenfellbesatzreinigungsanleitungsbuch",
])("cuts off no word that is longer than its column: %s", (title) => {
  for (const width of [100, 110, 120]) {
    const table = hitTable([hitOf(titled(title))], 0, width);
    expect(table).not.toContain("…");
    const shown = new Set(table);
    for (const character of title) expect(shown).toContain(character);
  }
});

it("lets no title steer the terminal", () => {
  const hostile = titled("Coat\u001b[2J\u001b]0;owned\u0007\u202e\r\nlast");
  for (const width of [60, 100]) {
    const table = hitTable([hitOf(hostile)], 0, width);
    expect(table.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(table).toContain("Coat");
  }
});

it.each(["赤いウールのロングコート", "롱 울 코트", "👗✨"])(
  "has room for letters that are two columns wide: %s",
  (title) => {
    expect(hitTable([hitOf(titled(title))], 0, 120)).toContain(title);
  },
);
