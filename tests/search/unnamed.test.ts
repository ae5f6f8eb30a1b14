import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCatalogue } from "../../src/catalogue/open.js";
import { isTellingTitle } from "../../src/catalogue/telling-values.js";
import type { ClipEngine } from "../../src/clip/engine.js";
import { readConfig } from "../../src/config.js";
import { openShopWith } from "../../src/open-shop.js";
import { tuneAlpha } from "../../src/search/calibration/tune-alpha.js";
import { index, openStarter, temporaryFolder } from "../catalogue/workshop.js";

const PRODUCTS = 80;

let engine: ClipEngine;
let room: Awaited<ReturnType<typeof temporaryFolder>>;
/** What the pictures show, by their names. */
const shown = new Map<string, string>();

beforeAll(async () => {
  [engine, room] = await Promise.all([openStarter(), temporaryFolder()]);
  const starter = await openCatalogue(readConfig({}).catalogue, engine);
  const pictures = join(room.path, "pictures");
  await mkdir(pictures);
  for (const [at, entry] of (await starter.sample(PRODUCTS)).entries()) {
    const name = `IMG_${2000 + at}.webp`;
    shown.set(name, entry.title);
    await writeFile(join(pictures, name), (await entry.picture()).bytes);
  }
  await starter.close();
  await index(pictures, join(room.path, "unnamed"), engine);
  const rows = Array.from(shown, ([id, title]) => JSON.stringify({ id, title, image: `pictures/${id}` }));
  await writeFile(join(room.path, "titles.jsonl"), rows.join("\n"));
  await index(join(room.path, "titles.jsonl"), join(room.path, "titled"), engine);
}, 180_000);
afterAll(async () => {
  await engine.close();
  await room.remove();
});

/** For each question what the best hit shows, and whether it is said to be like nothing here. */
async function answers(catalogue: string, questions: readonly string[]) {
  const shop = await openShopWith(engine, { ...readConfig({}), catalogue: join(room.path, catalogue) });
  try {
    const found = [];
    for (const text of questions) {
      const { hits, nothingClose } = await shop.searcher.search({ text, limit: 3, readFilters: true });
      found.push({ text, best: shown.get(hits[0]?.entry.id ?? "") ?? "", nothingClose });
    }
    return found;
  } finally {
    await shop.catalogue.close();
  }
}

const KINDS = ["jeans", "sneakers", "coat", "t-shirt", "handbag", "skirt", "shorts", "backpack"];

describe("pictures that a camera named", () => {
  it("are found by what they show, and are not all said to be like nothing asked for", async () => {
    const found = await answers("unnamed", KINDS);
    const right = found.filter(({ text, best }) => best.toLowerCase().includes(text));
    expect(right.length).toBeGreaterThanOrEqual(6);
    expect(found.filter(({ nothingClose }) => nothingClose).length).toBeLessThanOrEqual(3);
  });

  it("are not offered for what no shop of clothes has, but one that is called by its name is", async () => {
    const elsewhere = ["washing machine", "pizza recipe", "weather tomorrow", "tax return", "guitar strings"];
    const found = await answers("unnamed", elsewhere);
    expect(found.filter(({ nothingClose }) => nothingClose).length).toBeGreaterThanOrEqual(4);
    const [named] = await answers("unnamed", ["IMG 2007"]);
    expect(named).toMatchObject({ best: shown.get("IMG_2007.webp"), nothingClose: false });
  });
});

describe("products with titles alone", () => {
  it("are found by how they look where none of the words stands in a title", async () => {
    const [first] = await answers("titled", ["trainers"]);
    expect(first?.best).toMatch(/sneakers/i);
  });
});

it("a title names something unless a camera, a counter or a program made it up", () => {
  for (const title of ["Coat", "帽子", "Abc", "T-Shirt 5"]) expect(isTellingTitle(title), title).toBe(true);
  for (const title of ["IMG 2041", "DSC 0001", "12", "👗✨", "00b8048d 635e 4e56 b182 071fb24eea32", ""])
    expect(isTellingTitle(title), title).toBe(false);
});

it("the look is never left out, though words alone answer every question that a catalogue asks itself", () => {
  const candidate = (row: number, lexical: number) => ({ row, look: 0, lexical, right: lexical === 1 });
  const question = { sort: "title", relevant: 1, candidates: [candidate(0, 1), candidate(1, 0)] };
  expect(tuneAlpha([question])).toBe(0.05);
});
