import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../scripts/draw/catalogue.js";
import { pictureOf, svgOf } from "../../scripts/draw/render.js";
import { offTopicPictures } from "../../src/catalogue/calibration/off-topic-pictures.js";
import { inMemory } from "../../src/catalogue/folder-catalogue.js";
import { pictureFromBytes } from "../../src/images/read-picture.js";
import type { OpenShop } from "../../src/open-shop.js";
import type { Searcher } from "../../src/search/query.js";
import { MemoryRetriever } from "../../src/search/retrieval/memory-retriever.js";
import { createSearcher } from "../../src/search/searcher.js";
import { openSmallShop } from "../fixtures/small-shop.js";

// The small shop's products are plain outlines. What another hand draws is like none of them, and may be of their kinds all
// the same, as a photo on a floor is. The bounds lie below what was measured.

/** Kinds that the small shop has, whatever it calls them, and kinds that it lacks. */
const HAD = ["coat", "T-shirt", "dress", "jeans", "trousers", "loafers"];
const LACKED = ["hat", "beanie", "gloves", "scarf", "tie", "sunglasses", "watch"];
/** So many pictures of other things the calibration sees; later ones are of other seeds. */
const SEEN = 200;

let shop: OpenShop;
/** The same without anybody to tell kinds: pictures are judged by their cosines. */
let byCosine: Searcher;
let had: Float32Array[];
let lacked: Float32Array[];
beforeAll(async () => {
  shop = await openSmallShop();
  byCosine = createSearcher(shop.engine, shop.catalogue, new MemoryRetriever(inMemory(shop.catalogue)));
  const products = catalogue(5151, 141);
  const drawn = async (types: readonly string[]) => {
    const ofThem = products.filter(({ row }) => types.includes(row.type));
    const pictures = ofThem.map(async (one) => pictureFromBytes(await pictureOf(svgOf(one), 160)));
    return shop.engine.encodeImages(await Promise.all(pictures));
  };
  [had, lacked] = [await drawn(HAD), await drawn(LACKED)];
}, 120_000);
afterAll(() => shop.close());

/** The share of pictures that are refused. */
async function refused(searcher: Searcher, vectors: readonly Float32Array[]): Promise<number> {
  const found = await Promise.all(vectors.map((vector) => searcher.search({ vector, limit: 3 })));
  return found.filter(({ nothingClose }) => nothingClose).length / found.length;
}

describe("pictures that are like no product's", () => {
  it("are answered where they show a kind that the catalogue has", async () => {
    expect(await refused(byCosine, had)).toBeGreaterThan(0.5);
    expect(await refused(shop.searcher, had)).toBeLessThan(0.45);
  });

  it("are refused where they show one that it lacks", async () => {
    expect(await refused(shop.searcher, lacked)).toBeGreaterThan(0.85);
  });

  it("are refused where they show no product at all", async () => {
    const others = await shop.engine.encodeImages((await offTopicPictures(SEEN + 100)).slice(SEEN));
    expect(await refused(shop.searcher, others)).toBeGreaterThan(0.75);
  });
});
