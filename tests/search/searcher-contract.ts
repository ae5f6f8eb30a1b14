import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { offTopicPictures } from "../../src/catalogue/calibration/off-topic-pictures.js";
import type { Entry } from "../../src/catalogue/catalogue.js";
import { dot } from "../../src/clip/unit-vectors.js";
import { pictureFromBytes } from "../../src/images/read-picture.js";
import type { OpenShop } from "../../src/open-shop.js";
import { readAttributeFilters } from "../../src/search/facet-values.js";
import { filterParts } from "../../src/search/filters.js";
import type { Filters, SearchQuery } from "../../src/search/query.js";
import { PRODUCTS, picture } from "../fixtures/drawn-products.js";

export type SearchedShop = Pick<OpenShop, "searcher" | "catalogue" | "close">;

/**
 * What a search over the small shop answers, wherever its catalogue is kept and however that finds the nearest.
 * @param digits to which a hit's cosine is that of its own vector: fewer at half precision
 */
export function searcherContract(where: string, open: () => Promise<SearchedShop>, digits = 5): void {
  describe(`over a catalogue ${where}:`, () => {
    let shop: SearchedShop;
    beforeAll(async () => {
      shop = await open();
    });
    afterAll(() => shop.close());

    async function ids(query: Partial<SearchQuery>): Promise<string[]> {
      const { hits } = await shop.searcher.search({ limit: 6, ...query });
      return hits.map(({ id }) => id);
    }

    const values = async (ids: readonly string[], role: "kind" | "colour" | "gender") =>
      (await shop.catalogue.find(ids)).map((entry) => entry.value(role));

    describe("a search by words", () => {
      it("finds what they name", async () => {
        expect((await ids({ text: "red winter coat" })).slice(0, 2).sort()).toEqual([
          "coats-men-red",
          "coats-women-red",
        ]);
      });

      it("finds what is called so before anything else", async () => {
        const everything = await shop.catalogue.sample(1000);
        for (const { title } of everything) {
          const [first = ""] = await ids({ text: title.toUpperCase(), limit: 1 });
          const [found] = await shop.catalogue.find([first]);
          expect(found?.title).toBe(title);
        }
      });

      it("answers what asks nothing of a product, and says of no hit how close it is", async () => {
        const { hits, nothingClose } = await shop.searcher.search({ text: "something nice", limit: 3 });
        expect(hits).toHaveLength(3);
        expect(nothingClose).toBe(false);
        for (const { closeness } of hits) expect(closeness).toBeUndefined();
      });

      it("forgives typing errors, plurals and capitals", async () => {
        for (const text of ["yellow handbag", "Yellow HANDBAGS", "yelow handbag", "yellow handbga"]) {
          const found = await ids({ text, limit: 2 });
          expect(found.sort(), text).toEqual(["handbags-men-yellow", "handbags-women-yellow"]);
        }
      });

      it("finds a brand that no picture shows", async () => {
        const { hits } = await shop.searcher.search({ text: "Marlow", limit: 10 });
        for (const { entry } of hits) expect(entry.title).toMatch(/^Marlow/);
      });

      it("leaves out what a minus shuts out", async () => {
        const found = await ids({ text: "coat -red", limit: 8 });
        expect(await values(found, "kind")).toEqual(Array(8).fill("Coats"));
        expect(await values(found, "colour")).not.toContain("Red");
      });

      it("is pure look with alpha 1 and pure words with alpha 0", async () => {
        const look = await shop.searcher.search({ text: "red winter coat", limit: 5, alpha: 1 });
        for (const { score, cosine } of look.hits) expect(score).toBeCloseTo(cosine, 6);
        const words = await shop.searcher.search({ text: "red winter coat", limit: 2, alpha: 0 });
        for (const { score, lexical } of words.hits) expect(score).toBeCloseTo(lexical, 6);
      });

      it("gives every hit the cosine of its own vector", async () => {
        const { hits, vector } = await shop.searcher.search({ text: "blue dress", limit: 20 });
        for (const { entry, cosine } of hits) expect(cosine).toBeCloseTo(dot(vector, entry.vector), digits);
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
      });
    });

    describe("a search by picture", () => {
      const red = async () => [await pictureFromBytes(await picture("Coats", "Red", 0))];

      it("finds the product it shows, then its likes", async () => {
        const found = await ids({ pictures: await red() });
        expect(found[0]).toBe("coats-women-red");
        expect(await values(found.slice(1, 2), "kind")).toEqual(["Coats"]);
      });

      it("hears words beside it", async () => {
        const found = await ids({ pictures: await red(), text: "in blue", limit: 2, readFilters: true });
        expect(await values(found, "colour")).toEqual(["Blue", "Blue"]);
      });

      it("keeps to its kind where the words name none, and follows them where they do", async () => {
        const page = { readFilters: true, limit: 2 };
        const like = { likeIds: ["coats-women-red"], ...page };
        const found = await ids({ ...like, text: "in yellow" });
        expect(await values(found, "colour")).toEqual(["Yellow", "Yellow"]);
        expect(await values(found, "kind")).toEqual(["Coats", "Coats"]);
        const bags = await ids({ ...like, text: "yellow handbag" });
        expect(await values(bags, "kind")).toEqual(["Handbags", "Handbags"]);
      });

      it("goes on with other kinds where its own is used up, without a repetition", async () => {
        const found = await ids({
          likeIds: ["coats-women-red"],
          text: "in yellow",
          readFilters: true,
          limit: 5,
        });
        expect(new Set(found).size).toBe(5);
        expect((await values(found, "kind")).slice(0, 2)).toEqual(["Coats", "Coats"]);
        expect(new Set(await values(found, "colour"))).toEqual(new Set(["Yellow"]));
      });

      it("can be asked again by the vector it left", async () => {
        const first = await shop.searcher.search({ pictures: await red(), limit: 6 });
        if (!first.pictureVector) throw new Error("no vector");
        expect(await ids({ vector: first.pictureVector })).toEqual(first.hits.map(({ id }) => id));
      });

      it("calls no hit closer than one of a higher score, whatever the cosines are", async () => {
        const words = ["very close", "close", "loose"];
        const asked = PRODUCTS.filter((_, at) => at % 4 === 0);
        const cosinesDiffer: boolean[] = [];
        for (const { id, articleType, baseColour } of asked) {
          const own = [await pictureFromBytes(await picture(articleType, baseColour, 3))];
          for (const query of [{ pictures: own }, { likeIds: [id] }]) {
            const { hits } = await shop.searcher.search({ ...query, limit: 10 });
            const said = hits.map(({ closeness = "" }) => words.indexOf(closeness));
            expect(said).not.toContain(-1);
            expect(said).toEqual([...said].sort());
            cosinesDiffer.push(hits.some(({ cosine }, at) => cosine > (hits[at - 1]?.cosine ?? 1)));
          }
        }
        expect(cosinesDiffer).toContain(true);
      });

      it("says so where it shows nothing that is sold", async () => {
        const others = await offTopicPictures(240);
        const found = await Promise.all(
          others.slice(200).map((other) => shop.searcher.search({ pictures: [other], limit: 2 })),
        );
        const refused = found.filter(({ nothingClose }) => nothingClose);
        expect(refused.length).toBeGreaterThan(28);
        for (const { hits } of refused)
          expect(hits.map(({ closeness }) => closeness)).toEqual(["loose", "loose"]);
      });

      it("looks around products without answering them", async () => {
        const found = await ids({ likeIds: ["coats-women-red"], limit: 20 });
        expect(found).not.toContain("coats-women-red");
        expect(found).toHaveLength(20);
        await expect(ids({ likeIds: ["nothing"] })).rejects.toMatchObject({ code: "not-found" });
      });
    });

    describe("filters", () => {
      it("keep only what fits, and fill the page", async () => {
        const found = await ids({
          text: "coat",
          filters: { facets: { colour: ["red"], gender: ["Women"] } },
          limit: 10,
        });
        expect(found).toHaveLength(6);
        expect(found[0]).toBe("coats-women-red");
        expect(await values(found, "colour")).toEqual(Array(6).fill("Red"));
        expect(await values(found, "gender")).toEqual(Array(6).fill("Women"));
      });

      it("take several values of a facet and a price range", async () => {
        const { hits } = await shop.searcher.search({
          text: "something",
          filters: { facets: { colour: ["Red", "Blue"] }, minPrice: 50, maxPrice: 60 },
          limit: 50,
        });
        const prices = hits.map(({ entry }) => entry.product.price ?? 0);
        expect(prices.length).toBeGreaterThan(0);
        for (const price of prices) expect(price >= 50 && price <= 60).toBe(true);
      });

      it("may fit nothing", async () => {
        const result = await shop.searcher.search({ text: "coat", filters: { maxPrice: 1 }, limit: 5 });
        expect(result).toMatchObject({ hits: [], more: false, nothingClose: false });
      });

      it.each([
        [{ facets: { colour: ["rde"] } }, /no colour "rde"; did you mean Red\?/],
        [{ facets: { brand: ["Puma"] } }, /says nothing about brand/],
        [{ minPrice: 10, maxPrice: 5 }, /swap min and max/],
      ])("are explained when they make no sense: %j", async (filters, sentence) => {
        await expect(ids({ text: "coat", filters })).rejects.toThrow(sentence);
      });
    });

    describe("filters by any attribute", () => {
      it("go by its name or by what it means, and can be taken away one by one", async () => {
        const given = readAttributeFilters(shop.catalogue, "season=winter, base colour=red, blue");
        expect(given).toEqual({ facets: { season: ["Winter"], colour: ["Red", "Blue"] } });
        const filters = { attributes: { design: ["coats-women"] }, maxPrice: 130 };
        const { hits, filters: inForce } = await shop.searcher.search({ text: "coat", filters, limit: 10 });
        expect(hits.map(({ entry }) => entry.attribute("design"))).toEqual(["Coats-Women", "Coats-Women"]);
        const [design, price] = filterParts(inForce);
        expect([design?.label, price?.label]).toEqual(["design: Coats-Women", "price ≤ 130"]);
        expect(design?.without).toEqual({ maxPrice: 130 });
      });

      it.each([
        ["dezign=x", /says nothing about "dezign"; did you mean design\?/],
        ["season=wintr", /no season "wintr"; did you mean Winter\?/],
        ["wool", /such as filter:material=wool, not "wool"/],
      ])("are explained when they make no sense: %s", (typed, sentence) => {
        expect(() => readAttributeFilters(shop.catalogue, typed)).toThrow(sentence);
      });
    });

    describe("an order by price", () => {
      const sorted = async (query: Partial<SearchQuery>) => {
        const { hits, ...result } = await shop.searcher.search({ limit: 6, readFilters: true, ...query });
        return { ...result, ids: hits.map(({ id }) => id), prices: hits.map(pricesOf) };
      };
      const pricesOf = ({ entry }: { entry: Entry }) => entry.product.price ?? Number.NaN;
      const inOrder = (prices: readonly number[], sign: number) => [...prices].sort((a, b) => sign * (a - b));
      /** Of all products of a kind, whatever a search finds. */
      const allPrices = (kind: string) =>
        PRODUCTS.filter(({ articleType }) => articleType === kind).map(({ price }) => price);

      it("is read from the words, and goes by all that fits", async () => {
        for (const [text, sort, sign] of [
          ["the cheapest coats", "cheapest", 1],
          ["the most expensive coats", "dearest", -1],
        ] as const) {
          const result = await sorted({ text });
          expect(result).toMatchObject({ sort, text: "coats", filters: { facets: { kind: ["Coats"] } } });
          expect(result.prices, text).toEqual(inOrder(allPrices("Coats"), sign).slice(0, 6));
        }
      });

      it("turns its pages without a gap or a repetition", async () => {
        const whole = await sorted({ text: "cheapest coat", limit: 10 });
        const first = await sorted({ text: "cheapest coat", limit: 4 });
        const second = await sorted({ text: "cheapest coat", limit: 4, offset: 4 });
        const third = await sorted({
          text: "coat",
          sort: "cheapest",
          limit: 4,
          exceptIds: [...first.ids, ...second.ids],
        });
        expect([...first.ids, ...second.ids, ...third.ids]).toEqual(whole.ids);
        expect(new Set(whole.ids).size).toBe(10);
      });

      it("keeps to what was asked for, however few these are", async () => {
        const { ids: found, filters } = await sorted({ text: "cheapest red coat" });
        expect(filters.facets).toEqual({ colour: ["Red"], kind: ["Coats"] });
        expect(found.length).toBeGreaterThan(0);
        expect(await values(found, "colour")).toEqual(found.map(() => "Red"));
        const { ids: marlow } = await sorted({ text: "cheapest marlow", limit: 20 });
        for (const { title } of await shop.catalogue.find(marlow)) expect(title).toMatch(/^Marlow/);
      });

      it("is one over everything where nothing else is said", async () => {
        const lowest = inOrder(
          PRODUCTS.map(({ price }) => price),
          1,
        ).slice(0, 6);
        expect((await sorted({ text: "which is the cheapest?" })).prices).toEqual(lowest);
      });

      it("sorts the most alike around a product", async () => {
        const { prices, ids: found } = await sorted({ likeIds: ["coats-women-red"], sort: "dearest" });
        expect(prices).toEqual(inOrder(prices, -1));
        expect(found).not.toContain("coats-women-red");
      });

      it("is not read from words that are to be searched for as they stand", async () => {
        expect((await sorted({ text: "cheapest coat", readFilters: false })).sort).toBeUndefined();
      });
    });

    describe("filters in words", () => {
      const read = (text: string, query: Partial<SearchQuery> = {}) =>
        shop.searcher.search({ text, limit: 1, readFilters: true, ...query });

      it("are read, said and searched by", async () => {
        const { filters, hits, text } = await read("red dresses for women under €60");
        expect(filters).toEqual({
          facets: { colour: ["Red"], kind: ["Dresses"], gender: ["Women"] },
          maxPrice: 60,
        });
        expect(hits.map(({ id }) => id)).toEqual(["dresses-women-red"]);
        expect(text).toBe("red dresses for women");
      });

      it("are read in no title, which is found by its name", async () => {
        const everything = await shop.catalogue.sample(1000);
        const long = everything.filter(({ title }) => title.split(" ").length >= 4);
        expect(long.length).toBeGreaterThan(3);
        for (const { title } of long) {
          const { filters, hits } = await read(title.toUpperCase());
          expect(filters, title).toEqual({});
          expect(hits[0]?.entry.title).toBe(title);
          expect((await read(`${title} please`)).filters, title).not.toEqual({});
        }
      });

      it("leave alone what was given", async () => {
        const { filters } = await read("red coat", { filters: { facets: { colour: ["Blue"] } } });
        expect(filters.facets).toEqual({ colour: ["Blue"], kind: ["Coats"] });
      });

      it("only rank, and are not said, where too few would be left", async () => {
        const { filters, hits } = await read("red dress for women", { limit: 4 });
        expect(filters.facets).toEqual({ kind: ["Dresses"], gender: ["Women"] });
        expect(hits[0]?.id).toBe("dresses-women-red");
        const none = await read("red dress", { filters: { minPrice: 140 } });
        expect(none.filters).toEqual({ minPrice: 140 });
        expect(none.hits).toHaveLength(1);
      });

      it("of a price or for whom stay where nothing fits, and are never passed over", async () => {
        const cheap = await read("red dress under 1");
        expect(cheap.filters).toEqual({ maxPrice: 1 });
        expect(cheap.hits).toEqual([]);
        const never = await read("dress under 50 and over 100");
        expect(never.filters).toEqual({ minPrice: 100, maxPrice: 50 });
        expect(never.hits).toEqual([]);
        const given = { facets: { kind: ["Dresses"] }, maxPrice: 1 };
        const forMen = await shop.searcher.refine("dress", given, "for men", false);
        expect(forMen.filters).toEqual({ facets: { kind: ["Dresses"], gender: ["Men"] }, maxPrice: 1 });
      });

      it("leave out what a sentence shuts out", async () => {
        const { hits, text, filters } = await read("a coat, but not red or blue", { limit: 6 });
        expect(text).toBe("a coat, -red -blue");
        expect(filters).toEqual({ facets: { kind: ["Coats"] } });
        for (const { entry } of hits) expect(["Red", "Blue"]).not.toContain(entry.value("colour"));
        expect((await read("a coat, not too long")).text).toBe("a coat, not too long");
      });

      it("of a price replace what was said of it before", async () => {
        const refined = async (before: Filters, words: string) =>
          (await shop.searcher.refine("coat", before, words, false)).filters;
        expect(await refined({ maxPrice: 50 }, "over 100")).toEqual({ minPrice: 100 });
        expect(await refined({ minPrice: 200, maxPrice: 300 }, "under 100")).toEqual({ maxPrice: 100 });
        expect(await refined({ minPrice: 50 }, "under 200")).toEqual({ minPrice: 50, maxPrice: 200 });
        expect(await refined({ minPrice: 100, maxPrice: 50 }, "under 200")).toEqual({
          minPrice: 100,
          maxPrice: 200,
        });
      });

      it("are read only when wanted", async () => {
        const { filters } = await shop.searcher.search({ text: "red dress", limit: 5 });
        expect(filters).toEqual({});
      });

      it("change with the conversation", async () => {
        const first = await read("red dress for women");
        const blue = await shop.searcher.refine(first.text, first.filters, "in blue under 70", false);
        expect(blue).toEqual({
          text: "dress for women in blue",
          filters: { facets: { colour: ["Blue"], kind: ["Dresses"], gender: ["Women"] }, maxPrice: 70 },
          unpriced: false,
          unwanted: [],
        });
        const men = await shop.searcher.refine("a red dress for my women", first.filters, "for men", false);
        expect(men.text).toBe("a red dress for men");
        const green = await shop.searcher.refine("dress in a red for women", {}, "in green", false);
        expect(green.text).toBe("dress for women in green");
        const not = await shop.searcher.refine(first.text, first.filters, "in blue not in red", false);
        expect(not).toMatchObject({ text: "dress for women in blue", unwanted: ["red"] });
      });
    });

    describe("pages", () => {
      it("go on where the last one ended, without a gap or a repetition", async () => {
        for (const fold of [false, true]) {
          const whole = await ids({ text: "red dress", limit: 30, fold });
          const paged: string[] = [];
          while (paged.length < whole.length) {
            const page = await shop.searcher.search({ text: "red dress", limit: 7, exceptIds: paged, fold });
            expect(page.hits.length).toBeGreaterThan(0);
            paged.push(...page.hits.map(({ id }) => id));
          }
          expect(paged.slice(0, whole.length)).toEqual(whole);
          expect(await ids({ text: "red dress", limit: 5, offset: 7, fold })).toEqual(whole.slice(7, 12));
        }
      });

      it("say when there are no more", async () => {
        const all = await shop.searcher.search({ text: "coat", limit: 100 });
        expect(all.hits).toHaveLength(shop.catalogue.size);
        expect(all.more).toBe(false);
        expect((await shop.searcher.search({ text: "coat", limit: 59 })).more).toBe(true);
      });
    });

    describe("folding", () => {
      it("shows a design once, however many colours it has", async () => {
        const { hits } = await shop.searcher.search({ text: "red coat", limit: 50, fold: true });
        expect(hits).toHaveLength(12);
        expect(hits[0]?.folded).toHaveLength(4);
        const shown = hits.flatMap(({ id, folded = [] }) => [id, ...folded.map((one) => one.id)]);
        expect(new Set(shown).size).toBe(60);
      });
    });

    describe("a question that makes no sense", () => {
      it.each([
        [{}, /Type what you are looking for/],
        [{ text: "  " }, /Type what you are looking for/],
        [{ text: "-floral" }, /Say also what you do want/],
        [{ text: "x".repeat(501) }, /too long: 501 characters, 500 at most/],
        [{ text: "coat", limit: 0 }, /between 1 and 100/],
        [{ text: "coat", limit: 1.5 }, /between 1 and 100/],
        [{ text: "coat", offset: -1 }, /offset/],
        [{ text: "coat", alpha: 2 }, /alpha/],
      ])("is refused: %j", async (query, sentence) => {
        await expect(ids(query)).rejects.toMatchObject({
          code: "bad-request",
          message: expect.stringMatching(sentence),
        });
      });

      it("stops when the asker goes away", async () => {
        const search = shop.searcher.search({ text: "never asked before", limit: 5 }, AbortSignal.abort());
        await expect(search).rejects.toMatchObject({ code: "cancelled" });
      });
    });
  });
}
