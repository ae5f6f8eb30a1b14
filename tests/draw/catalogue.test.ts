import { describe, expect, it } from "vitest";
import { catalogue, quotas } from "../../scripts/draw/catalogue.js";
import { COLOUR_NAMES } from "../../scripts/draw/colour.js";
import { MATERIAL_NAMES } from "../../scripts/draw/fabric/material.js";
import { PATTERNS } from "../../scripts/draw/fabric/print.js";
import { CATEGORIES, GENDERS, SEASONS, USES } from "../../scripts/draw/kind.js";
import { KINDS } from "../../scripts/draw/kinds/index.js";

const products = catalogue(20, 1040);
const rows = products.map(({ row }) => row);
const count = (key: (row: (typeof rows)[number]) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
};

describe("the rows of a catalogue", () => {
  it("are the same for the same seed and others for another", () => {
    expect(JSON.stringify(catalogue(20, 1040))).toBe(JSON.stringify(products));
    expect(JSON.stringify(catalogue(21, 1040))).not.toBe(JSON.stringify(products));
  });

  it("number what was asked for, with ids and pictures of their own", () => {
    expect(rows).toHaveLength(1040);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1040);
    expect(rows.every(({ id, picture }) => picture === `pictures/${id}.webp`)).toBe(true);
    expect(
      catalogue(3, 60, "x-").every(({ row }) => row.id.startsWith("x-") && row.design.startsWith("x-")),
    ).toBe(true);
  });

  it("refuse to be fewer than the kinds", () => {
    expect(() => catalogue(1, KINDS.length - 1)).toThrow(RangeError);
    expect(catalogue(1, KINDS.length)).toHaveLength(KINDS.length);
  });

  it("stay within the closed lists", () => {
    const types = KINDS.map(({ type }) => type);
    const lists = {
      type: types,
      colour: COLOUR_NAMES,
      pattern: PATTERNS,
      material: MATERIAL_NAMES,
      category: CATEGORIES,
      gender: GENDERS,
      season: SEASONS,
      use: USES,
    } as const;
    for (const [field, list] of Object.entries(lists)) {
      const said = new Set(
        rows.flatMap((row) => Object.entries(row).flatMap(([key, value]) => (key === field ? [value] : []))),
      );
      expect([...said].filter((value) => !list.some((known) => known === value))).toEqual([]);
    }
    expect(rows.filter(({ price }) => price < 3 || price > 600)).toEqual([]);
  });

  it("say in words what the attributes say", () => {
    const untold = rows.filter((row) => {
      const title = row.title.toLowerCase();
      const told = [row.type, row.variant, row.colour, row.pattern === "solid" ? "" : row.pattern];
      const sentence =
        row.description.toLowerCase().includes(`${row.colour} `) && /^[A-Z].*\.$/.test(row.description);
      return !sentence || told.some((part) => !title.includes(part.toLowerCase()));
    });
    expect(untold).toEqual([]);
  });

  it("give every kind at least twenty, every colour and pattern its share", () => {
    expect(count(({ type }) => type).size).toBe(KINDS.length);
    expect(KINDS.length).toBeGreaterThanOrEqual(32);
    for (const [type, number] of count(({ type }) => type)) expect(number, type).toBeGreaterThanOrEqual(20);
    for (const colour of COLOUR_NAMES)
      expect(count((row) => row.colour).get(colour), colour).toBeGreaterThanOrEqual(40);
    for (const pattern of PATTERNS)
      expect(count((row) => row.pattern).get(pattern), pattern).toBeGreaterThanOrEqual(50);
  });

  it("answer what people ask for first", () => {
    const asked = [
      { type: "coat", colour: "red", season: "Winter" },
      { type: "boots", colour: "black", material: "leather" },
      { type: "T-shirt", pattern: "striped" },
      { type: "dress", pattern: "floral", season: "Summer" },
      { type: "jeans", colour: "blue" },
      { type: "sneakers", colour: "white" },
      { type: "trench coat", colour: "beige" },
      { type: "leather jacket", colour: "black" },
    ];
    for (const wish of asked) {
      const found = rows.filter((row) =>
        Object.entries(wish).every(([key, value]) =>
          Object.entries(row).some(([k, v]) => k === key && v === value),
        ),
      );
      expect(found.length, JSON.stringify(wish)).toBeGreaterThanOrEqual(1);
    }
  });

  it("share a design only where colour alone differs", () => {
    const designs = new Map<string, (typeof rows)[number][]>();
    for (const row of rows) designs.set(row.design, [...(designs.get(row.design) ?? []), row]);
    const several = [...designs.values()].filter((group) => group.length > 1);
    expect(several.length).toBeGreaterThan(200);
    for (const group of several) {
      expect(group.length).toBeLessThanOrEqual(4);
      expect(new Set(group.map(({ colour }) => colour)).size).toBe(group.length);
      const rest = group.map(({ id, picture, title, description, colour, ...same }) => JSON.stringify(same));
      expect(new Set(rest).size).toBe(1);
    }
  });
});

describe("quotas", () => {
  it("add up to the count and keep the least", () => {
    for (const total of [47, 100, 940, 1040, 6001]) {
      const shares = quotas(total);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(Math.min(20, Math.floor(total / KINDS.length)));
    }
  });
});
