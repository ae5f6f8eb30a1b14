import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClipEngine } from "../../src/clip/engine.js";
import { openEngine } from "../../src/clip/open-engine.js";
import { dot } from "../../src/clip/unit-vectors.js";

const PHRASES = [
  "red dress",
  "black leather jacket",
  "navy blue t-shirt",
  "brown sandals",
  "white sneakers",
  "pink handbag",
  "blue jeans",
  "grey hoodie",
  "silver watch",
  "green skirt",
];

/** As people ask in a chat, in words that the model was not taught (scripts/train/talk.py). */
const SENTENCES = [
  "hi there, any chance you stock a {}?",
  "my colleague asked me to get a {}, can you assist",
  "i lost mine and now i have to replace it: {}",
  "where could one purchase a {} these days",
  "we would adore a {}!!",
  "good morning, {} in a uk 12",
  "something along the lines of a {}",
  "the {} from that tv show",
];

describe("the starter model", () => {
  let engine: ClipEngine;
  beforeAll(async () => {
    engine = await openEngine({
      model: "starter",
      workers: 1,
      modelCache: "/nowhere",
      hubEndpoint: "http://127.0.0.1:9",
    });
  }, 120_000);
  afterAll(() => engine.close());

  it("hears what is asked for through how it is asked", async () => {
    const phrases = await engine.encodeTexts(PHRASES);
    const unheard: string[] = [];
    const near: number[] = [];
    for (const [at, phrase] of PHRASES.entries()) {
      const said = SENTENCES.map((sentence) => sentence.replace("{}", phrase));
      for (const [n, vector] of (await engine.encodeTexts(said)).entries()) {
        const cosines = phrases.map((other) => dot(vector, other));
        near.push(cosines[at] ?? Number.NaN);
        if (Math.max(...cosines) !== cosines[at]) unheard.push(said[n] ?? "");
      }
    }
    expect(unheard).toEqual([]);
    expect(near.reduce((sum, one) => sum + one, 0) / near.length).toBeGreaterThan(0.8);
  }, 120_000);
});
