import { expect, it } from "vitest";
import { photoRows, searchRows } from "../../src/eval/report.js";

const nothing = { queries: 0, kind: 0, colour: 0, both: 0 };

it("gives no share of nothing", () => {
  const classes = { items: 0, classes: 0, accuracy: 0, weightedF1: 0 };
  expect(photoRows({ ...classes, skipped: 3, perClass: {} })).toEqual([
    ["photos, zero-shot", "0 in 0 classes", "nothing here to measure it by"],
  ]);
  const search = {
    gallery: 87,
    titles: 87,
    facets: 0,
    paraphrases: 0,
    variants: [{ name: "hybrid", titles: { queries: 87, r1: 1, r10: 1, mrr: 1 }, facets: 0 }],
    combined: { look: nothing, words: { ...nothing, queries: 87, kind: 0.5 } },
  };
  expect(searchRows(search)).toEqual([
    ["search: hybrid", "87 titles, 0 phrases, 0 paraphrases among 87", "titles R@1 1.000  MRR 1.000"],
    ["lookalikes, judged by another colour", "0 products", "nothing here to measure it by"],
    ["lookalikes “in COLOUR”, P@10", "87 products", "kind 0.500  colour 0.000  both 0.000"],
  ]);
});
