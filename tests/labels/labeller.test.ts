import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dot, unitMean } from "../../src/clip/unit-vectors.js";
import { pictureFromBytes } from "../../src/images/read-picture.js";
import { NONE } from "../../src/labels/fit.js";
import { createLabeller } from "../../src/labels/labeller.js";
import { checkOwnLabels, readOwnLabels } from "../../src/labels/own-labels.js";
import { labelPrompts } from "../../src/labels/prompts.js";
import { probabilities } from "../../src/labels/softmax.js";
import type { OpenShop } from "../../src/open-shop.js";
import { kindsAtLarge } from "../../src/search/thesaurus/thesaurus.js";
import { picture } from "../fixtures/drawn-products.js";
import { openSmallShop } from "../fixtures/small-shop.js";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openSmallShop();
});
afterAll(() => shop.close());

const draw = async (kind: string, colour: string) => pictureFromBytes(await picture(kind, colour));
const known = () => ({ facets: shop.catalogue.facets, labelSets: shop.labelSets });
const sum = (found: readonly { probability: number }[]) =>
  found.reduce((total, { probability }) => total + probability, 0);

describe("classifying", () => {
  it("weighs the asker's labels, best first, summing to one", async () => {
    const found = await shop.labeller.classify(await draw("Coats", "Red"), [
      "a blue thing",
      " Red  thing ",
      "RED THING",
    ]);
    expect(found.filter(({ label }) => label !== NONE).map(({ label }) => label)).toEqual([
      "Red thing",
      "a blue thing",
    ]);
    expect(found).toEqual([...found].sort((a, b) => b.probability - a.probability));
    expect(sum(found)).toBeCloseTo(1, 9);
  });

  it("is the softmax of logit scale times cosine, as CLIP defines it, each label the mean of its sentences", async () => {
    const coat = await draw("Coats", "Green");
    const labels = ["coat", "puma", "galaxy"];
    const [vector] = await shop.engine.encodeImages([coat]);
    const texts = await Promise.all(
      labels.map(async (label) => unitMean(await shop.engine.encodeTexts(labelPrompts(label)))),
    );
    const powers = texts.map((text) =>
      Math.exp(shop.engine.logitScale * dot(text, vector ?? new Float32Array())),
    );
    const found = new Map(
      (await shop.labeller.classify(coat, labels)).map(({ label, probability }) => [label, probability]),
    );
    // "None of these" takes its share of all of them alike.
    const share = 1 - (found.get(NONE) ?? 0);
    const all = powers.reduce((total, power) => total + power, 0);
    for (const [at, label] of labels.entries()) {
      expect(found.get(label)).toBeCloseTo((share * (powers[at] ?? 0)) / all, 5);
    }
  });

  it("says “none of these” once, also where the asker offers it", async () => {
    const coat = await draw("Coats", "Green");
    const found = await shop.labeller.classify(coat, ["puma", "None of these", "galaxy"]);
    expect(found).toEqual(await shop.labeller.classify(coat, ["puma", "galaxy"]));
    expect(found.map(({ label }) => label).sort()).toEqual(["galaxy", NONE, "puma"]);
    const yesOrNo = await shop.labeller.classify(coat, ["coat", NONE]);
    expect(yesOrNo.map(({ label }) => label)).toEqual(["coat", NONE]);
  });

  it("describes by the catalogue's facets, every value, each facet a question of its own", async () => {
    const found = await shop.labeller.describe(await draw("Coats", "Red"));
    expect(Object.keys(found).sort()).toEqual(["colour", "gender", "kind", "season", "use"]);
    expect(found.kind?.filter(({ label }) => label !== NONE)).toHaveLength(6);
    expect(found.colour?.[0]?.label).toBe("Red");
    for (const labels of Object.values(found)) expect(sum(labels)).toBeCloseTo(1, 9);
  });

  it("takes the vector that was kept of a picture instead of it", async () => {
    const coat = await draw("Coats", "Yellow");
    const [vector] = await shop.engine.encodeImages([coat]);
    if (!vector) throw new Error("no vector");
    expect(await shop.labeller.describe(vector)).toEqual(await shop.labeller.describe(coat));
  });
});

describe("what fashion shops sell", () => {
  const sold = async (kind: string, atLarge: ReadonlyMap<string, boolean>) => {
    const [vector] = await shop.engine.encodeImages([await draw(kind, "Blue")]);
    return vector && createLabeller(shop.engine, shop.catalogue, atLarge).sold(vector);
  };
  const kinds = () =>
    shop.catalogue.facets.find(({ role }) => role === "kind")?.values.map(({ value }) => value) ?? [];

  it("tells whether the catalogue has what a picture shows", async () => {
    const atLarge = kindsAtLarge(shop.catalogue);
    expect(atLarge.size).toBeGreaterThan(100);
    for (const kind of ["Coats", "Dresses", "Trousers"]) {
      const share = await sold(kind, atLarge);
      expect(share).toBeGreaterThan(0.5);
      expect(share).toBeLessThan(1);
    }
  });

  it("shares a picture with the catalogue's own kinds, and counts for it where it has such a thing", async () => {
    expect(await sold("Coats", new Map(kinds().map((kind) => [kind, false])))).toBeCloseTo(0.5, 6);
    expect(await sold("Coats", new Map(kinds().map((kind) => [kind, true])))).toBeCloseTo(1, 6);
  });

  it("is nothing to go by where nobody says", async () => {
    expect(await sold("Coats", new Map())).toBeUndefined();
  });
});

describe("own labels", () => {
  it("are separated by commas, semicolons or lines", () => {
    expect(readOwnLabels("coat, puma;galaxy\n,", known())).toEqual(["coat", "puma", "galaxy"]);
  });

  it("may be a facet of the catalogue", () => {
    expect(readOwnLabels("@colour", known()).sort()).toEqual(["Black", "Blue", "Green", "Red", "Yellow"]);
    expect(() => readOwnLabels("@hats", known())).toThrow(/no label set @hats; there are .*@kind/);
  });

  it("may be a set that the operator named, among others", () => {
    expect(readOwnLabels("@Outerwear, kimono", known())).toEqual(
      expect.arrayContaining(["trench coat", "kimono"]),
    );
  });

  it.each([
    [["coat"], /at least 2/],
    [["coat", "COAT ", ""], /at least 2/],
    [Array.from({ length: 101 }, (_, at) => `label ${at}`), /101 labels; 100 at most/],
    [["coat", "x".repeat(81)], /too long: 80 characters/],
  ])("are refused when they make no question", (labels, sentence) => {
    expect(() => checkOwnLabels(labels)).toThrow(sentence);
  });
});

it("softmax never overflows and always sums to one", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1 }), (logits) => {
      const shares = probabilities(logits);
      expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 9);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }),
  );
});
