import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { createLogger } from "../../src/log.js";
import { type OpenShop, openShop } from "../../src/open-shop.js";
import type { SearchResult } from "../../src/search/query.js";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop(readConfig({}), { log: createLogger("silent", []) });
});
afterAll(() => shop.close());

const find = (text: string, limit = 6) => shop.searcher.search({ text, readFilters: true, limit });
const valuesOf = ({ hits }: SearchResult, role: "kind" | "colour" | "pattern") =>
  hits.map(({ entry }) => entry.value(role));

describe("a group of kinds", () => {
  it.each([
    ["bags", "tote bag"],
    ["knitwear", "cardigan"],
    ["accessories", "beanie"],
    ["winter clothes", "puffer jacket"],
    ["gym clothes", "sweatpants"],
  ])("%s takes in a %s", async (group, kind) => {
    expect((await find(group)).filters.facets?.kind).toContain(kind);
  });

  it("brings children what is warm, and not the few kinds at the top of the outline", async () => {
    const { hits } = await find("winter clothes for kids");
    for (const { entry } of hits) expect(entry.value("season")).toBe("Winter");
  });
});

describe("a word for how a thing is", () => {
  it.each([
    ["short black dress", ["dress"]],
    ["tight black dress", ["dress"]],
    ["winter boots waterproof", ["boots"]],
    ["flat brown sandals", ["sandals"]],
    ["short sleeve dress", ["dress"]],
    ["shorts", ["shorts"]],
    ["flats", ["flats"]],
  ])("is no kind in %s", async (text, kind) => {
    const found = await find(text);
    expect(found.filters.facets?.kind).toEqual(kind);
    expect(new Set(valuesOf(found, "kind"))).toEqual(new Set(kind));
  });
});

it.each(["under 50", "something under 50", "show me something under £50 please", "anything under 50"])(
  "“%s” may be anything of that price, and nothing is said of how close it is",
  async (text) => {
    const { hits, nothingClose, filters } = await find(text);
    expect(filters).toEqual({ maxPrice: 50 });
    expect(nothingClose).toBe(false);
    expect(hits.map(({ closeness }) => closeness)).toEqual(Array(6).fill(undefined));
  },
);

describe("a word of everyday speech", () => {
  it.each([
    "thanks",
    "thank you!",
    "is this in stock?",
    "on the coast",
    "a table and chairs",
    "greek",
    "scary",
  ])("is no misspelt piece of clothing: %s", async (text) => {
    expect((await find(text)).nothingClose).toBe(true);
  });

  it("leaves what is misspelt to be understood", async () => {
    expect(new Set(valuesOf(await find("sneekers"), "kind"))).toEqual(new Set(["sneakers"]));
    expect(new Set(valuesOf(await find("jaket"), "kind"))).not.toContain("dress");
    expect(valuesOf(await find("grene coat"), "colour")[0]).toBe("green");
  });
});

it.each([
  ["long sleeve shirt", /long-sleeved/i],
  ["shirt with short sleeves", /short-sleeved/i],
  ["raincoat with a hood", /hooded/i],
])("%s is what titles call so", async (text, called) => {
  const { hits } = await find(text, 3);
  expect(hits[0]?.closeness).not.toBe("loose");
  for (const { entry } of hits) expect(entry.title).toMatch(called);
});

it.each([
  ["plaid shirt", "pattern", "checked"],
  ["spotted dress", "pattern", "polka dot"],
  ["rucksack", "kind", "backpack"],
  ["wellies", "kind", "boots"],
] as const)("%s is found by what the shop calls it", async (text, role, value) => {
  const found = await find(text, 2);
  expect(found.nothingClose).toBe(false);
  expect(valuesOf(found, role)).toEqual([value, value]);
});

describe("a kind, a colour and for whom", () => {
  it.each([
    ["running shoes mens", { kind: ["sneakers"], gender: ["Men", "Unisex"] }],
    ["running shoes for men", { kind: ["sneakers"], gender: ["Men", "Unisex"] }],
    ["running shoes black", { kind: ["sneakers"] }],
    ["baby blue cotton", { colour: ["light blue"] }],
    ["baby pink", { colour: ["pink"] }],
    ["boyfriend jeans", { kind: ["jeans"], gender: ["Women"] }],
    ["baby hat", { kind: ["hat", "cap", "beanie"], gender: ["Boys", "Girls"] }],
  ])("are told apart in %s", async (text, facets) => {
    expect((await find(text)).filters.facets).toEqual(facets);
  });
});

it.each([
  ["do you sell gloves?", "gloves"],
  ["can I get a pair of gloves?", "gloves"],
  ["I'd like a pair of gloves please", "gloves"],
  ["I'm looking for gloves, do you have any?", "gloves"],
])("“%s” is answered as “%s” is", async (sentence, words) => {
  const [said, typed] = [await find(sentence), await find(words)];
  expect(said.filters).toEqual(typed.filters);
  expect(said.nothingClose).toBe(false);
  expect(said.hits[0]?.closeness).toBe(typed.hits[0]?.closeness);
});

it.each([
  "hi there, any chance you stock a red dress?",
  "good morning, I was wondering whether you might have a red dress left",
  "need a red dress by tomorrow, what would you recommend?",
  "ok so basically I just want a red dress, nothing else",
  "hey guys, do you have a red dress",
  "any red dress please guys",
  "a red dress to wear",
  "I have no red dress",
  "3 red dresses please",
  "a red dress, size 42",
  "plus size red dress",
])("“%s” is answered as “red dress” is, and as close", async (sentence) => {
  const [said, typed] = [await find(sentence), await find("red dress")];
  expect(said.filters).toEqual(typed.filters);
  expect(
    said.hits
      .slice(0, 3)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    typed.hits
      .slice(0, 3)
      .map(({ id }) => id)
      .sort(),
  );
  expect(typed.hits[0]?.closeness).toBe("very close");
  expect(said.hits[0]?.closeness).toBe("very close");
});

it("takes a story around a kind for one unknown word, however long it is", async () => {
  const short = await find("red dress with unicorns");
  const long = await find("red dress with unicorns, zeppelins and chandeliers");
  expect(short.hits[0]?.closeness).not.toBe("very close");
  expect(long.hits[0]?.lexical).toBe(short.hits[0]?.lexical);
});

describe("a kind with too little that fits", () => {
  it.each([
    ["white sneakers for girls", "sneakers"],
    ["sports sandals men", "sandals"],
  ])("is followed by what it is a kind of: %s", async (text, kind) => {
    const found = await find(text);
    expect(found.filters.facets?.kind).toEqual(expect.arrayContaining([kind, "loafers", "boots"]));
    const kinds = valuesOf(found, "kind");
    expect(kinds[0]).toBe(kind);
    expect(["dress", "backpack", "sweatshirt"].filter((other) => kinds.includes(other))).toEqual([]);
  });

  it("gives way where there is nothing of the like", async () => {
    const { filters, hits } = await find("blue loafers for boys");
    expect(filters.facets).toEqual({ gender: ["Boys"] });
    expect(hits).toHaveLength(6);
  });
});

it.each([
  ["sneekers for women", { kind: ["sneakers"], gender: ["Women", "Unisex"] }],
  ["grean gloves", { kind: ["gloves"] }],
  ["striped long sleeve t-shirt women", { kind: ["T-shirt"], gender: ["Women"] }],
  ["striped polo shirt", { kind: ["polo shirt"] }],
])("“%s” is filtered by what is meant", async (text, facets) => {
  expect((await find(text, 4)).filters.facets).toEqual(facets);
});

it.each([
  ["a skirt I can wear with brown boots", { kind: ["skirt"] }],
  ["a scarf that goes well with a navy coat", { kind: ["scarf"] }],
  ["gloves matching with my red hat", { kind: ["gloves"] }],
  ["a coat with a hood to go with jeans", { kind: expect.arrayContaining(["coat"]) }],
  ["what goes with jeans", { kind: ["jeans"] }],
  ["a scarf that matches a navy coat", { kind: ["scarf"] }],
  ["a scarf to match my coat", { kind: ["scarf"] }],
  ["matching hat and scarf", { kind: expect.arrayContaining(["hat", "scarf"]) }],
])("“%s” is filtered by the thing, not by what it goes with", async (text, facets) => {
  const { filters } = await find(text);
  expect(filters.facets).toEqual(facets);
  if (text.startsWith("a coat")) expect(filters.facets?.kind).not.toContain("jeans");
});

it("sorts by price what is called so, and the same of one colour as of all", async () => {
  const all = await find("what are the cheapest coats you have?", 100);
  expect(all.hits[0]?.entry.title).toMatch(/coat/i);
  expect(valuesOf(all, "kind")).not.toContain("denim jacket");
  const dearest = all.hits.at(-1)?.entry.product.price ?? 0;
  const red = await find("the cheapest red coats", 100);
  const ofAll = all.hits.filter(({ entry }) => entry.value("colour") === "red").map(({ id }) => id);
  const asFar = red.hits.filter(({ entry }) => (entry.product.price ?? 0) < dearest).map(({ id }) => id);
  expect(ofAll.length).toBeGreaterThan(1);
  expect(ofAll.slice(0, asFar.length)).toEqual(asFar);
});

it("takes a gift for a thing, whoever it is for and however old", async () => {
  const { hits, nothingClose, filters } = await find("gift for a 5 year old girl");
  expect(filters.facets).toEqual({ gender: ["Girls"] });
  expect(nothingClose).toBe(false);
  expect(hits[0]?.closeness).not.toBe("loose");
  for (const text of ["something for my 5 year old daughter", "something special for my mum"])
    expect((await find(text)).nothingClose, text).toBe(false);
  for (const text of ["toys for girls", "gift card", "something for my dad to read"])
    expect((await find(text)).nothingClose, text).toBe(true);
});

it.each([
  ["cardigan without buttons", /button/i],
  ["raincoat without a hood", /hood/i],
  ["coat without a belt", /belt/i],
  ["skirt -pleats", /pleat/i],
  ["skirt without pleats", /pleat/i],
  ["jacket without zip", /zip/i],
  ["leggings without a high waist", /waist/i],
])("%s has none, whatever form the title has", async (text, unwanted) => {
  const { hits } = await find(text, 20);
  expect(hits.length).toBeGreaterThan(0);
  for (const { entry } of hits) expect(entry.title).not.toMatch(unwanted);
});

it.each(["what do you have?", "show me everything", "hi, what do you sell", "surprise me"])(
  "“%s” shows things that differ",
  async (text) => {
    const { hits, nothingClose, filters, diverse } = await find(text);
    expect(filters).toEqual({});
    expect(nothingClose).toBe(false);
    expect(diverse).toBe(true);
    expect(new Set(hits.map(({ entry }) => entry.value("kind"))).size).toBeGreaterThan(3);
  },
);

it.each(["I have a question", "do you have a minute", "ok got it"])(
  "“%s” asks for no product",
  async (text) => {
    expect((await find(text)).nothingClose).toBe(true);
  },
);

it("asks nothing of things", async () => {
  const { hits, nothingClose } = await find("beach stuff", 3);
  expect(nothingClose).toBe(false);
  for (const { entry } of hits) expect(entry.title).toMatch(/beach/i);
});

it("speaks of people where they are not who is spoken to", async () => {
  expect((await find("guys jeans")).filters.facets?.gender).toEqual(["Men", "Unisex"]);
  expect((await find("hi, jeans for guys")).filters.facets?.gender).toEqual(["Men", "Unisex"]);
});

describe("a kind that has narrower ones", () => {
  it.each(["red winter coat", "red coat"])(
    "is followed by these before its own in other colours: %s",
    async (text) => {
      const { hits, filters } = await find(text);
      expect(filters.facets?.kind).toContain("parka");
      expect(new Set(hits.map(({ entry }) => entry.value("colour")))).toEqual(new Set(["red"]));
      const kinds = hits.map(({ entry }) => entry.value("kind"));
      expect(kinds.slice(0, 3)).toEqual(["coat", "coat", "coat"]);
      expect(kinds.slice(3)).not.toContain("coat");
    },
  );
});
