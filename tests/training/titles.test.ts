import { describe, expect, it } from "vitest";
import { z } from "zod";
import { lines } from "./python.js";

describe("titles as they are learnt", () => {
  it("leaves out the words that few titles bear, of no title more than a third", async () => {
    const said = z.array(z.string()).parse(
      JSON.parse(
        await lines(`
import json, random
from captions import Captions
from concepts import build
titles = ["Acme Men Red Cotton Shirt"] * 400 + ["Acme Men Zorbian Red Cotton Shirt"] * 2
captions = Captions(build([{"kind": "Shirts", "sub": "Topwear", "master": "Apparel"}]), random.Random(3), titles)
print(json.dumps([captions.title(titles[-1]) for _ in range(2000)]))
`),
      ),
    );
    const share = (word: string) => said.filter((title) => !title.includes(word)).length / said.length;
    expect(share("Zorbian")).toBeGreaterThan(0.4);
    expect(share("Zorbian")).toBeLessThan(0.6);
    expect(share("Acme")).toBeGreaterThan(0.02);
    expect(share("Acme")).toBeLessThan(0.2);
    const lengths = said.map((title) => title.split(" ").length);
    expect(Math.min(...lengths)).toBe(4);
    expect(Math.max(...lengths)).toBe(6);
  }, 240_000);

  it("holds of every picture whose title has all of the words said", async () => {
    const table = z.array(z.array(z.number())).parse(
      JSON.parse(
        await lines(`
from loss import title_values, title_words
titles = ["Nike Men Black Tshirt", "Nike Men Red Tshirt", "Puma Men Black Tshirt", "Nike Men Black Tshirt"]
print(title_values(title_words(titles, ["nike men tshirt", "Nike Men Red Tshirt", "By Puma Men Black", "Nike Men Black Tshirt"])).tolist())
`),
      ),
    );
    // the third text says a word that no title bears: it holds of its own picture alone
    expect(table).toEqual([
      [1, 0, 0, 1],
      [1, 1, 0, 0],
      [0, 0, 1, 0],
      [1, 0, 0, 1],
    ]);
  }, 240_000);
});
