import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestWords } from "../../src/search/lexical/nearest-words.js";
import { minusWords } from "../../src/search/reading/minus-words.js";
import { readWishes } from "../../src/search/reading/unwanted.js";
import { normalWords, sameWords } from "../../src/search/words.js";

describe("words", () => {
  it.each([
    ["Women's Dresses", "women dress"],
    ["T-shirts, t shirt & TSHIRT", "tshirt tshirt tshirt"],
    ["T-SHIRT, t–Shirts & T\u2011shirt", "tshirt tshirt tshirt"],
    ["Gray Blouses", "grey blouse"],
    ["Watches and scarves", "watch and scarf"],
    ["beanie hoodie tie", "beany hoody tie"],
    ["Beanies, Hoodies, Ties", "beany hoody tie"],
    ["long-sleeved, with long sleeves", "long sleeve with long sleeve"],
    ["Hooded Coat with a hood", "hood coat with a hood"],
    ["Crème brûlée", "creme brulee"],
    ["Levi’s 501", "levi 501"],
    ["ladies' shoes for girls", "women shoe for girls"],
    ["😀 — !", ""],
  ])("%s are compared as %s", (text, normal) => {
    expect(normalWords(text).join(" ")).toBe(normal);
  });

  it("stay as they are when compared again", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}( [a-z]{1,12})*$/), (text) => {
        const once = normalWords(text).join(" ");
        return normalWords(once).length === normalWords(text).length;
      }),
    );
  });

  it("are the same in any number and spelling", () => {
    expect(sameWords("Jackets", "jacket")).toBe(true);
    expect(sameWords("Navy Blue", "blue navy")).toBe(false);
  });
});

describe("the nearest words", () => {
  const colours = ["Red", "Maroon", "Navy Blue", "Turquoise Blue"];
  it.each([
    ["rde", ["Red"]],
    ["navy", ["Navy Blue"]],
    ["turqoise blue", ["Turquoise Blue"]],
    ["galaxy", []],
    ["", []],
  ])("to %s", (typed, near) => {
    expect(nearestWords(typed, colours, 1)).toEqual(near);
  });
});

describe("words that shut out", () => {
  const facets = [
    { attribute: "pattern", role: "pattern" as const, values: ["Striped", "Checked", "Floral", "Polka Dot"] },
    { attribute: "colour", role: "colour" as const, values: ["Red", "Off White"] },
  ].map((facet) => ({ ...facet, values: facet.values.map((value) => ({ value, count: 1 })) }));
  it.each([
    ["stripes", ["stripes", "Striped"]],
    ["plaid", ["plaid", "Checked"]],
    ["flowers", ["flowers", "Floral"]],
    ["crimson", ["crimson"]],
    ["floral", ["floral"]],
  ])("with %s", (said, minus) => {
    expect(minusWords([said], facets)).toEqual(minus);
  });
});

describe("unwanted words", () => {
  it.each([
    ["red dress -floral", "red dress", ["floral"]],
    ["-red -blue coat", "coat", ["red", "blue"]],
    ['dress -"floral"', "dress", ["floral"]],
    ["long-sleeved t-shirt", "long-sleeved t-shirt", []],
    ["coat - red", "coat - red", []],
    ["minus 5 -5", "minus 5 -5", []],
  ])("of %s", (text, wanted, unwanted) => {
    expect(readWishes(text)).toEqual({ wanted, unwanted });
  });
});
