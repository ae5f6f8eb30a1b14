import { describe, expect, it } from "vitest";
import type { FacetRole } from "../../src/catalogue/catalogue.js";
import { LexicalIndex } from "../../src/search/lexical/lexical-index.js";
import { readOutline } from "../../src/search/thesaurus/outline.js";
import { kindsAtLarge, thesaurusOf } from "../../src/search/thesaurus/thesaurus.js";
import { normalWord } from "../../src/search/words.js";

const facet = (role: FacetRole, ...values: string[]) => ({
  attribute: role,
  role,
  values: values.map((value) => ({ value, count: 1 })),
});

/** A shop that knows no coats, as many do not. */
const SHOP = {
  facets: [
    facet(
      "kind",
      "Jackets",
      "Rain Jacket",
      "Casual Shoes",
      "Sports Shoes",
      "Formal Shoes",
      "Sandals",
      "Handbags",
    ),
    facet("colour", "Red", "Navy Blue", "Black", "Off White"),
    facet("gender", "Men", "Women", "Boys", "Girls"),
  ],
};
const thesaurus = thesaurusOf(SHOP);
const values = (role: FacetRole, word: string) => thesaurus.get(role)?.meaning(normalWord(word))?.values;

describe("the thesaurus", () => {
  it("finds what a catalogue calls otherwise", () => {
    expect(values("kind", "coats")).toEqual(expect.arrayContaining(["Jackets", "Rain Jacket"]));
    expect(values("kind", "purse")).toEqual(["Handbags"]);
    expect(values("colour", "navy")).toEqual(["Navy Blue"]);
    expect(values("colour", "ivory")).toEqual(["Off White"]);
    expect(values("gender", "dad")).toEqual(["Men"]);
    expect(values("gender", "kids")).toEqual(["Boys", "Girls"]);
  });

  it("takes what is narrower for a group, and what is wider where nothing else is there", () => {
    expect(values("kind", "shoes")).toEqual(["Casual Shoes", "Sports Shoes", "Formal Shoes"]);
    expect(thesaurus.get("kind")?.meaning("anorak")).toMatchObject({ values: ["Jackets"], wider: true });
    expect(thesaurus.get("colour")?.meaning("crimson")).toMatchObject({ values: ["Red"], wider: true });
  });

  it("knows what patterns are called, and a backpack by its other name", () => {
    const own = thesaurusOf({
      facets: [
        facet("pattern", "Checked", "Striped", "polka dot", "Floral", "solid"),
        facet("kind", "Backpacks"),
      ],
    });
    const meant = (role: FacetRole, word: string) => own.get(role)?.meaning(normalWord(word))?.values;
    expect(["plaid", "stripes", "spotted", "flowers", "plain"].map((word) => meant("pattern", word))).toEqual(
      [["Checked"], ["Striped"], ["polka dot"], ["Floral"], ["solid"]],
    );
    expect(meant("kind", "rucksack")).toEqual(["Backpacks"]);
  });

  it("lets a catalogue's own names go before all others", () => {
    const own = thesaurusOf({ facets: [facet("kind", "Coats", "Trench Coats", "Jackets")] }).get("kind");
    expect(own?.meaning("coat")).toEqual({
      values: ["Coats", "Trench Coats"],
      narrower: ["Jackets"],
      wider: false,
      exact: true,
    });
  });

  it("knows the kinds of what has a name of its own, and takes no shade for its colour", () => {
    const own = thesaurusOf({
      facets: [facet("kind", "Hats", "Beanies", "Caps", "Scarves"), facet("colour", "Blue", "Navy Blue")],
    });
    expect(own.get("kind")?.meaning("hat")?.narrower).toEqual(["Caps", "Beanies"]);
    expect(own.get("kind")?.meaning(normalWord("beanies"))?.narrower).toEqual([]);
    expect(own.get("colour")?.meaning("blue")?.narrower).toEqual([]);
  });

  it("makes nothing of what only clothing at large answers", () => {
    expect(values("kind", "swimsuit")).toBeUndefined();
    expect(values("kind", "piano")).toBeUndefined();
  });

  it("knows what a catalogue has of all that fashion shops sell, or something like it", () => {
    const kinds = kindsAtLarge(SHOP);
    for (const kind of ["coat", "parka", "sneaker", "footwear", "handbag", "tote bag"])
      expect(kinds.get(kind), kind).toBe(true);
    for (const kind of ["wallet", "lipstick", "saree", "jewellery", "dress"])
      expect(kinds.get(kind), kind).toBe(false);
    expect(kindsAtLarge({ facets: [facet("colour", "Red")] }).size).toBe(0);
  });

  it("is read from an outline by its indentation", () => {
    const [top, inner, other] = readOutline("clothes, wear\n  coat, overcoat\nshoe");
    expect(top?.wordings).toEqual(["clothe", "wear"]);
    expect(inner?.broader).toBe(top);
    expect(other?.broader).toBeUndefined();
  });
});

describe("words that a catalogue does not use", () => {
  const TITLES = ["Alba Backpack for Winter", "Alba Jacket", "Alba Sneakers"] as const;
  const KINDS = ["Handbags", "Jackets", "Casual Shoes"] as const;
  const COLOURS = ["Red", "Red", "Black"] as const;
  const products = {
    size: TITLES.length,
    title: (row: number) => TITLES[row] ?? "",
    value: (row: number, role: FacetRole) =>
      role === "kind" ? KINDS[row] : role === "colour" ? COLOURS[row] : undefined,
  };
  const best = async (text: string) =>
    (await LexicalIndex.build(products, thesaurus)).score(text)?.best(1)[0]?.row;

  it("are found by what they mean, before other words that happen to stand there", async () => {
    expect(await best("red winter coat")).toBe(1);
    expect(await best("crimson anorak")).toBe(1);
    expect(await best("ebony trainers")).toBe(2);
  });

  it("ask nothing of a product where they are what people say around a thing", async () => {
    const index = await LexicalIndex.build(products, thesaurus);
    const [plain, chatty] = [index.score("red coat"), index.score("a lovely red coat, nice and affordable")];
    expect(chatty?.heard.known).toBe(1);
    expect(chatty?.of(1)).toBeCloseTo(plain?.of(1) ?? Number.NaN, 6);
    expect(index.score("something nice")?.heard.vague).toBe(true);
    expect(chatty?.heard.vague).toBe(false);
    const names = (text: string) => index.score(text)?.heard.namesKind;
    expect([names("red coat"), names("red wedding outfit"), names("red sports car")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("say how old somebody is, and not what the thing is called", async () => {
    const titles = ["Alba Backpack", "Alba Jacket", "5 Year Old Malt Sneakers"];
    const named = { ...products, title: (row: number) => titles[row] ?? "" };
    const index = await LexicalIndex.build(named, thesaurus);
    const score = (text: string) => index.score(text)?.of(1) ?? Number.NaN;
    expect(score("red jacket for a 5-year-old")).toBeCloseTo(score("red jacket"), 6);
    expect(score("red jacket 5")).toBeLessThan(score("red jacket"));
  });

  it("may be misspelt", async () => {
    expect(await best("crimsn anorakk")).toBe(1);
  });

  it("count as known; others do not, and misspelt ones less", async () => {
    const index = await LexicalIndex.build(products, thesaurus);
    expect(index.score("crimson coat")?.heard.known).toBe(1);
    expect(index.score("crimson volcano")?.heard.known).toBe(0.5);
    expect(index.score("crimsn coat")?.heard.known).toBeLessThan(1);
    expect(index.score("quantum volcano")).toBeUndefined();
  });
});
