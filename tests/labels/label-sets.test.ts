import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";
import { readLabelSets } from "../../src/labels/label-sets.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-label-sets-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(content: string): Promise<string> {
  const path = join(folder, "sets.json");
  await writeFile(path, content);
  return path;
}

it("ships sets that can be used as they are", async () => {
  const sets = await readLabelSets(readConfig({}).labelSets);
  expect(sets.get("outerwear")).toContain("parka");
  for (const labels of sets.values()) expect(labels.length).toBeGreaterThan(1);
});

it("reads an operator's own, names in any case, labels trimmed", async () => {
  for (const mark of ["", "\uFEFF"]) {
    const path = await written(`${mark}{"Shoe-Makes": [" puma ", "adidas", "Puma"]}`);
    expect([...(await readLabelSets(path))]).toEqual([["shoe-makes", ["puma", "adidas"]]]);
  }
});

it.each([
  ['{"outerwear": ["coat"', /is not JSON/],
  ["[]", /the file should be like/],
  ['{"outerwear": "coat, parka"}', /@outerwear should be like/],
  ['{"outerwear": ["coat", 7]}', /@outerwear should be like/],
  ['{"outerwear": ["coat"]}', /@outerwear: Give at least 2/],
  ['{"outerwear": ["coat, parka", "cape"]}', /@outerwear: the label "coat, parka" has a comma/],
  ['{"my sets!": ["coat", "parka"]}', /"my sets!" is no name for a set/],
  ['{"Tops": ["a", "b"], "tops": ["c", "d"]}', /two sets @tops/],
])("says what is wrong with %s", async (content, sentence) => {
  await expect(written(content).then(readLabelSets)).rejects.toMatchObject({
    code: "settings",
    message: expect.stringMatching(sentence),
  });
});

it("says which setting to look at when there is no such file", async () => {
  await expect(readLabelSets(join(folder, "missing.json"))).rejects.toThrow(/LABEL_SETS/);
});
