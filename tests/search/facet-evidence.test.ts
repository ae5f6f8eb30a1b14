import fc from "fast-check";
import { expect, it } from "vitest";
import type { Entry } from "../../src/catalogue/catalogue.js";
import { type FacetGuess, facetEvidence } from "../../src/search/facet-evidence.js";
import { openSmallShop } from "../fixtures/small-shop.js";

const looks = [new Float32Array([1, 0])];
const guessing =
  (shares: Readonly<Record<string, number>>): FacetGuess =>
  async (role) =>
    role === "kind" ? new Map(Object.entries(shares)) : undefined;

async function entriesOfTwoKinds(): Promise<{ readonly coat: Entry; readonly other: Entry }> {
  const shop = await openSmallShop();
  const entries = await shop.catalogue.sample(shop.catalogue.size);
  await shop.close();
  const [coat] = entries;
  const other = entries.find((entry) => entry.value("kind") !== coat?.value("kind"));
  if (!coat || !other) throw new Error("The small shop has one kind only");
  return { coat, other };
}

it("ranks by what was guessed, never rules a kind out, and raises nothing above its cosine", async () => {
  const { coat, other } = await entriesOfTwoKinds();
  const [one = "", two = ""] = [coat.value("kind"), other.value("kind")];
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (share) => {
      const evidence = await facetEvidence(looks, [], {}, guessing({ [one]: share, [two]: 1 - share }));
      const [first, second] = [evidence(coat), evidence(other)];
      expect(Math.max(first, second)).toBeLessThanOrEqual(0);
      expect(Math.min(first, second)).toBeGreaterThan(-0.5);
      expect(Math.sign(first - second)).toBe(
        Math.sign(Math.min(1, share + 0.1) - Math.min(1, 1 - share + 0.1)),
      );
    }),
  );
});

const nobody: FacetGuess = async () => undefined;

it("believes the catalogue of a product of its own, and says nothing where nobody can tell", async () => {
  const { coat, other } = await entriesOfTwoKinds();
  const evidence = await facetEvidence([], [other], {}, nobody);
  expect(evidence(other)).toBe(0);
  expect(evidence(coat)).toBeLessThan(-0.1);
  expect((await facetEvidence(looks, [], {}, nobody))(coat)).toBe(0);
});

it("keeps silent about what filters speak of", async () => {
  const { coat, other } = await entriesOfTwoKinds();
  const filters = { facets: { kind: [coat.value("kind") ?? ""], colour: [coat.value("colour") ?? ""] } };
  expect((await facetEvidence([], [other], filters, nobody))(coat)).toBe(0);
});
