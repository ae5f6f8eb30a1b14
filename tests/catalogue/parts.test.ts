import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pace } from "../../src/catalogue/build/progress.js";
import {
  cutOff,
  lenientCutOff,
  ordered,
  quantile,
  trustedFrom,
} from "../../src/catalogue/calibration/thresholds.js";
import { csvRecords } from "../../src/catalogue/importers/csv-records.js";
import { readPrice } from "../../src/catalogue/importers/price.js";
import { sealOf } from "../../src/catalogue/manifest.js";
import { encodeProducts, ProductTable, type StoredProduct } from "../../src/catalogue/product-table.js";
import { rolesOf } from "../../src/catalogue/roles.js";
import { spread } from "../../src/catalogue/spread.js";
import { phraseFor, valuesByRole } from "../../src/search/calibration/captions.js";

describe("prices", () => {
  it("are read as shops write them", () => {
    const written: [string, number, string?][] = [
      ["39.90", 39.9],
      ["39,90 €", 39.9, "EUR"],
      ["1,299.00", 1299],
      ["1.299,00 EUR", 1299, "EUR"],
      ["1.299", 1299],
      ["1 299 ₽", 1299, "RUB"],
      ["CHF 1'299.50", 1299.5, "CHF"],
      ["$25", 25],
      ["£ 7", 7, "GBP"],
      ["0.999", 0.999],
      ["12.", 12],
      ["1,234,567.89", 1_234_567.89],
      ["1.234.567", 1_234_567],
      ["Rs. 2,499", 2499],
      ["0", 0],
    ];
    for (const [text, price, currency] of written) {
      expect(readPrice(text), text).toEqual(currency === undefined ? { price } : { price, currency });
    }
  });

  it("are nothing where a text is none, or more than one", () => {
    for (const text of ["", "on request", "10 – 20", "-5", "12.50/9.90"]) {
      expect(readPrice(text), text).toBeUndefined();
    }
  });

  it("never are negative or not a number, whatever is written", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const money = readPrice(text);
        expect(money === undefined || (Number.isFinite(money.price) && money.price >= 0)).toBe(true);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it("come back from any way to write them", () => {
    const cents = fc.integer({ min: 0, max: 99_999_999 });
    fc.assert(
      fc.property(cents, fc.constantFrom("en-US", "de-DE", "fr-FR", "de-CH"), (value, locale) => {
        const text = (value / 100).toLocaleString(locale, {
          minimumFractionDigits: 2,
          maximumFractionDigits: 2,
        });
        expect(readPrice(text)?.price).toBeCloseTo(value / 100, 6);
      }),
      { seed: 4 },
    );
  });
});

describe("the product table", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 12 });
  const product: fc.Arbitrary<StoredProduct> = fc.record(
    {
      id: text,
      title: text,
      description: text,
      price: fc.double({ min: 0, max: 1e6, noNaN: true }),
      currency: fc.constantFrom("EUR", "USD"),
      url: text,
      pictureUrl: text,
      attributes: fc.dictionary(fc.constantFrom("colour", "type", "brand", "__proto__x"), text),
      stored: fc.record({
        bytes: fc.nat(1000),
        mediaType: fc.constantFrom("image/jpeg" as const, "image/png" as const, "image/webp" as const),
      }),
    },
    { requiredKeys: ["id", "title", "attributes", "stored"] },
  );

  it("gives back every product and where its picture lies", () => {
    fc.assert(
      fc.property(fc.array(product, { maxLength: 20 }), (products) => {
        const table = new ProductTable(encodeProducts(products));
        let start = 0;
        for (const [row, { stored, ...rest }] of products.entries()) {
          const plain = {
            ...rest,
            attributes: { ...rest.attributes },
            ...(rest.price === undefined ? {} : { price: rest.price + 0 }),
          };
          expect(table.product(row)).toEqual(plain);
          expect(table.picture(row)).toEqual({ start, ...stored });
          start += stored.bytes;
        }
        expect(table.pictureBytes).toBe(start);
      }),
      { seed: 5 },
    );
  });

  it("counts facets, most frequent value first, and leaves out what tells nothing", () => {
    const products = Array.from(
      { length: 30 },
      (_, row): StoredProduct => ({
        id: `${row}`,
        title: "",
        attributes: { colour: row % 3 === 0 ? "red" : "blue", sku: `s${row}`, brand: `b${row}` },
        stored: { bytes: 1, mediaType: "image/jpeg" },
      }),
    );
    const facets = new ProductTable(encodeProducts(products)).facets(new Map([["brand", "brand" as const]]));
    expect(facets.map(({ attribute }) => attribute)).toEqual(["colour", "brand"]);
    expect(facets[0]?.values).toEqual([
      { value: "blue", count: 20 },
      { value: "red", count: 10 },
    ]);
  });

  it("may have an attribute called as what every object has", () => {
    const one = (id: string, attributes: Record<string, string>): StoredProduct => ({
      id,
      title: id,
      attributes,
      stored: { bytes: 1, mediaType: "image/webp" },
    });
    const table = new ProductTable(encodeProducts([one("a", { constructor: "Ferrari" }), one("b", {})]));
    expect(table.product(0).attributes).toEqual({ constructor: "Ferrari" });
    expect(table.value(1, "constructor")).toBeUndefined();
  });

  it("refuses columns that do not fit together", () => {
    const table: { title: string[] } = JSON.parse(encodeProducts([]));
    table.title.push("too many");
    expect(() => new ProductTable(JSON.stringify(table))).toThrow();
    expect(() => new ProductTable("{}")).toThrow();
    expect(() => new ProductTable("[")).toThrow();
  });
});

describe("roles", () => {
  it("are told by names, the most telling first", () => {
    expect(
      rolesOf([
        "gender",
        "masterCategory",
        "subCategory",
        "articleType",
        "baseColour",
        "season",
        "year",
        "usage",
      ]),
    ).toEqual({
      gender: "gender",
      masterCategory: "category",
      articleType: "kind",
      baseColour: "colour",
      season: "season",
      usage: "use",
    });
    expect(
      rolesOf([
        "type",
        "category",
        "variant",
        "colour",
        "pattern",
        "material",
        "gender",
        "season",
        "use",
        "design",
      ]),
    ).toEqual({
      type: "kind",
      category: "category",
      colour: "colour",
      pattern: "pattern",
      material: "material",
      gender: "gender",
      season: "season",
      use: "use",
    });
  });

  it("make the category the kind where there is no other", () => {
    expect(rolesOf(["Category", "Main Colour"])).toEqual({ Category: "kind", "Main Colour": "colour" });
  });

  it("given by hand win", () => {
    expect(rolesOf(["type", "group"], { group: "kind" })).toEqual({ group: "kind" });
    expect(rolesOf(["type", "Product Group"], { product_group: "kind" })).toEqual({
      "Product Group": "kind",
    });
  });

  it("given by hand to what is no attribute are refused, with what there is", () => {
    expect(() => rolesOf(["type", "group"], { grup: "kind" })).toThrow(
      'No product has the attribute "grup" (--role); the attributes are: type, group.',
    );
  });
});

describe("calibration's statistic", () => {
  it("separates what can be separated, in the middle", () => {
    expect(cutOff([0.6, 0.7, 0.8], [0.1, 0.2, 0.3])).toBeCloseTo(0.45, 10);
  });

  it("keeps both errors within their tolerance wherever some cut can", () => {
    const scores = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(scores, scores, (onTopic, offTopic) => {
        const errors = (cut: number) =>
          Math.max(
            onTopic.filter((score) => score < cut).length / onTopic.length / 0.03,
            offTopic.filter((score) => score >= cut).length / offTopic.length / 0.1,
          );
        const all = [...onTopic, ...offTopic].sort((a, b) => a - b);
        const middles = all.slice(1).map((score, at) => (score + (all[at] ?? 0)) / 2);
        const best = Math.min(...middles.map(errors));
        expect(errors(cutOff(onTopic, offTopic))).toBeLessThanOrEqual(best + 1e-9);
      }),
      { seed: 6 },
    );
  });

  it("lets what belongs here pass where the two cannot be told apart", () => {
    const same = Array.from({ length: 100 }, (_, at) => at / 100);
    expect(same.filter((score) => score < lenientCutOff(same, same)).length).toBeLessThanOrEqual(2);
    expect(lenientCutOff([0.6, 0.7], [0.1, 0.2])).toBeCloseTo(0.4, 10);
  });

  it("trusts hits down to where too few of them fit, and none where not even the best does", () => {
    const hits = [0.9, 0.8, 0.7, 0.6, 0.5].map((score) => ({ score, fits: score !== 0.8 && score > 0.55 }));
    expect(trustedFrom(hits, 1)).toBe(0.9);
    expect(trustedFrom(hits, 0.75)).toBe(0.6);
    expect(trustedFrom(hits, 0.6)).toBe(0.5);
    expect(trustedFrom([{ score: 0.9, fits: false }], 0.5)).toBeUndefined();
    expect(trustedFrom([], 0.5)).toBeUndefined();
  });

  it("keeps the words in order", () => {
    expect(ordered({ veryClose: 0.2, close: 0.5, loose: 0.3 })).toEqual({
      veryClose: 0.5,
      close: 0.5,
      loose: 0.3,
    });
    expect(ordered({ veryClose: 0.9, close: 0.2, loose: 0.3 })).toEqual({
      veryClose: 0.9,
      close: 0.3,
      loose: 0.3,
    });
  });

  it("takes quantiles between numbers by proportion", () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });

  it("asks in ways in which people name a product", () => {
    const facet = valuesByRole({ type: "kind", colour: "colour", gender: "gender" });
    const coat = { id: "1", title: "", attributes: { type: "Coat", colour: "Red", gender: "Women" } };
    expect([0, 1, 2, 3].map((at) => phraseFor(coat, at, facet)?.text)).toEqual([
      "red coat",
      "coat",
      "red coat for women",
      "coat",
    ]);
    expect(phraseFor({ ...coat, attributes: { colour: "Red" } }, 0, facet)).toBeUndefined();
  });

  it("samples evenly", () => {
    expect(spread(3, 10)).toEqual([0, 1, 2]);
    expect(spread(100, 4)).toEqual([12, 37, 62, 87]);
    expect(spread(0, 4)).toEqual([]);
  });
});

describe("a manifest's seal", () => {
  it("depends on what it says, not on the order of its lines", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const turned = Object.fromEntries(Object.entries(fields).reverse());
        expect(sealOf(turned)).toBe(sealOf(fields));
        expect(sealOf({ ...fields, extra: "x" })).not.toBe(sealOf({ ...fields, extra: "y" }));
      }),
      { seed: 7 },
    );
  });
});

describe("CSV records", () => {
  async function* given(lines: readonly string[]) {
    yield* lines;
  }
  const read = async (text: string) => {
    const records = [];
    for await (const record of csvRecords(given(text.split("\n")), ",")) records.push(record);
    return records;
  };

  it("come back from any text that was quoted as it should be", async () => {
    const cell = fc.stringMatching(/^[a-z",\n ]{0,8}$/).map((text) => text.trim());
    const row = fc.array(cell, { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = ["a,b,c", ...rows.map((cells) => cells.map(quote).join(","))].join("\n");
        expect(await read(text)).toEqual([["a", "b", "c"], ...rows]);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it("never stop at anything that is written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a",\n ]{0,60}$/), async (text) => {
        await read(text);
      }),
      { seed: 9, numRuns: 500 },
    );
  });
});

describe("the pace of a build", () => {
  it("is of the last stretch, and tells the time left", () => {
    let now = 0;
    const pace = new Pace(1000, 200, () => now);
    expect(pace.step(200)).toEqual({ done: 200, total: 1000 });
    now = 10_000;
    expect(pace.step(300)).toEqual({ done: 300, total: 1000, perSecond: 10, secondsLeft: 70 });
    for (let step = 1; step <= 40; step++) {
      now += 1000;
      pace.step(300 + step * 2);
    }
    expect(pace.step(380).perSecond).toBeCloseTo(2, 5);
  });
});
