import fc from "fast-check";
import { expect, it } from "vitest";
import { categoriesOfKinds, coarserByName, inLevels } from "../../src/labels/hierarchy.js";
import type { LabelProbability } from "../../src/labels/labeller.js";
import { probabilities } from "../../src/labels/softmax.js";

const shares = (named: Readonly<Record<string, number>>) =>
  Object.entries(named).map(([label, probability]) => ({ label, probability }));

it("finds the coarsest label by the end of a name, whatever its number", () => {
  expect([...coarserByName(["Jackets", "rain jacket", "Hooded rain jacket", "coat", "jacket tie"])]).toEqual([
    ["rain jacket", "Jackets"],
    ["Hooded rain jacket", "Jackets"],
  ]);
});

it.each([
  ["Shoes", "running shoe"],
  ["Dresses", "summer dress"],
  ["Dress", "summer dresses"],
  ["blouse", "silk blouses"],
  ["watches", "sports watch"],
])("knows %s and %s for one kind", (coarse, fine) => {
  expect([...coarserByName([coarse, fine])]).toEqual([[fine, coarse]]);
});

it("asks first for the coarse label, then within it", () => {
  const labels = shares({ "denim jacket": 0.4, coat: 0.35, "rain jacket": 0.2, jacket: 0.05 });
  const levels = inLevels(labels, coarserByName(labels.map(({ label }) => label)));
  expect(levels?.coarse.map(({ label }) => label)).toEqual(["jacket", "coat"]);
  expect(levels?.coarse[0]?.probability).toBeCloseTo(0.65);
  expect(levels?.fine.map(({ label }) => label)).toEqual(["denim jacket", "rain jacket", "jacket"]);
});

it("has one step where the best label has nothing finer", () => {
  const labels = shares({ coat: 0.9, jacket: 0.06, "rain jacket": 0.04 });
  expect(inLevels(labels, coarserByName(labels.map(({ label }) => label)))).toBeUndefined();
});

it("takes the catalogue's word for a kind's category, also where names of kinds and of categories are the same", async () => {
  const pair = (one: string, other: string) => ({ one, other, count: 1 });
  const pairs = [pair("Bags", "Accessories"), pair("Accessories", "Bags"), pair("Totes", "Bags")];
  const categories = await categoriesOfKinds({ together: async () => pairs });
  const levels = inLevels(shares({ Totes: 0.5, Bags: 0.3, Accessories: 0.2 }), categories);
  expect(levels?.coarse.map(({ label, probability }) => [label, probability])).toEqual([
    ["Bags", 0.7],
    ["Accessories", 0.3],
  ]);
  expect(levels?.fine.map(({ label }) => label)).toEqual(["Totes", "Accessories"]);
});

it("keeps both steps sums of one", () => {
  const words = fc.constantFrom("coat", "rain coat", "wool coat", "hat", "sun hat", "red sun hat", "tie");
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(words, fc.double({ min: -9, max: 9, noNaN: true })), {
        selector: ([word]) => word,
        minLength: 1,
      }),
      (weighed) => {
        const given = probabilities(weighed.map(([, logit]) => logit));
        const labels = weighed.map(([label], at) => ({ label, probability: given[at] ?? 0 }));
        const levels = inLevels(labels, coarserByName(labels.map(({ label }) => label)));
        const total = (list: readonly LabelProbability[]) =>
          list.reduce((sum, { probability }) => sum + probability, 0);
        expect(total(levels?.coarse ?? labels)).toBeCloseTo(1, 9);
        expect(total(levels?.fine ?? labels)).toBeCloseTo(1, 9);
      },
    ),
  );
});
