import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { train, workFolder } from "./python.js";

const pairs = z.array(z.tuple([z.string(), z.string()]));
const understood = z.object({
  facets: z.record(
    z.string(),
    z.object({ wordings: z.record(z.string(), z.array(z.string())), open: pairs, holds: pairs }),
  ),
  titles: z.array(z.string()),
  parts: z.array(z.enum(["train", "choose", "report"])),
});
type Understood = z.infer<typeof understood>;

const KINDS = ["Shoes", "Trainers", "coat", "Zorb"];
const COLOURS = ["Navy", "Ember", "Red"];
const ROWS = 400;

/** A shop in the form that gathering leaves: every tenth row shares its picture with the one before it, thirty rows one title. */
function rows() {
  return Array.from({ length: ROWS }, (_, at) => ({
    row: at,
    id: `p${at}`,
    title: at < 30 ? "Sale" : `Velmora piece no. ${at}`,
    attributes: {
      type: KINDS[at % KINDS.length] ?? "",
      colour: COLOURS[at % COLOURS.length] ?? "",
      sex: at % 2 ? "Male" : "Ladies'",
      fit: at % 3 ? "Slim" : "Loose",
      year: String(2000 + (at % 20)),
      organic: at % 2 ? "yes" : "no",
    },
    sha1: `s${at % 10 === 9 ? at - 1 : at}`,
    width: 60,
    height: 80,
  }));
}

describe("what training makes of a shop's labels", () => {
  let shop: Understood;

  beforeAll(async () => {
    const folder = await workFolder();
    const roles = { type: "kind", colour: "colour", sex: "gender" };
    await writeFile(
      join(folder, "shop.json"),
      JSON.stringify({ size: 96, count: ROWS, roles, rows: rows() }),
    );
    shop = understood.parse(JSON.parse(await train("shop", "--data", folder)));
  }, 240_000);

  const facet = (name: string) => {
    const found = shop.facets[name];
    if (!found) throw new Error(`no facet ${name}`);
    return found;
  };

  it("keeps the shop's own names first, and adds what the starter calls them", () => {
    const { wordings } = facet("kind");
    expect(wordings.Trainers?.[0]).toBe("trainers");
    expect(wordings.Trainers).toContain("running shoes");
    expect(wordings.coat).toContain("overcoat");
    expect(wordings.Zorb).toEqual(["zorb"]);
    expect(facet("colour").wordings.Navy).toEqual(expect.arrayContaining(["navy", "navy blue"]));
    expect(facet("colour").wordings.Ember).toEqual(["ember"]);
  });

  it("says nothing of one kind with another kind's name", () => {
    const said = Object.entries(facet("kind").wordings).filter(([name]) => !name.startsWith("group:"));
    for (const [name, words] of said)
      for (const other of KINDS)
        if (other !== name)
          expect(words.map((word) => word.toLowerCase())).not.toContain(other.toLowerCase());
  });

  it("leaves open whether shoes are trainers, and nothing else between kinds that it knows", () => {
    const open = facet("kind").open.filter(([a, b]) => KINDS.includes(a) && KINDS.includes(b));
    expect(open).toEqual(
      expect.arrayContaining([
        ["Shoes", "Trainers"],
        ["Trainers", "Shoes"],
      ]),
    );
    expect(open.flat()).not.toContain("coat");
    expect(facet("kind").holds).toContainEqual(["coat", "group:outerwear"]);
  });

  it("reads whom a product is for in the shop's words, and what only this shop records", () => {
    expect(Object.keys(facet("gender").wordings)).toEqual(["Men", "Women"]);
    expect(facet("own:fit").wordings.Slim).toEqual(["slim", "slim fit"]);
    expect(shop.facets).not.toHaveProperty("own:year");
    expect(shop.facets).not.toHaveProperty("own:organic");
  });

  it("asks for no title that many rows bear, and never parts rows that share a picture", () => {
    expect(shop.titles.slice(0, 31)).toEqual([
      ...Array.from({ length: 30 }, () => ""),
      "Velmora piece no. 30",
    ]);
    for (let at = 9; at < ROWS; at += 10) expect(shop.parts[at]).toBe(shop.parts[at - 1]);
    for (const part of ["choose", "report"])
      expect(shop.parts.filter((one) => one === part).length).toBeGreaterThan(12);
  });
});
