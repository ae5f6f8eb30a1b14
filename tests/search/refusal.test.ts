import { describe, expect, it } from "vitest";
import { belonging, type Evidence } from "../../src/search/belonging.js";
import { fitRefusal } from "../../src/search/calibration/refusal.js";

const evidence = (known: number, lexical: number, kind: number, look = 0.5): Evidence => ({
  known,
  lexical,
  kind,
  look,
});

/** Shares between two ends, evenly. */
const between = (from: number, to: number) =>
  Array.from({ length: 50 }, (_, at) => from + ((to - from) * at) / 49);

describe("a question about something else", () => {
  it("is told by the kind that it does not name, where its words are known all the same", () => {
    const here = between(0.3, 1).map((share) => evidence(share, share, 1));
    const elsewhere = between(0, 0.8).map((share) => evidence(share, share, 0));
    const refusal = fitRefusal(here, elsewhere);
    const refused = (one: Evidence) => belonging(one, refusal) < refusal.least;
    expect(refusal.kind).toBeGreaterThan(0);
    expect(elsewhere.filter(refused).length).toBeGreaterThanOrEqual(45);
    expect(here.filter(refused).length).toBeLessThanOrEqual(3);
  });

  it("is never told by more of what speaks for it", () => {
    const here = between(0, 0.5).map((share) => evidence(share, share, 0));
    const elsewhere = between(0.5, 1).map((share) => evidence(share, share, 1));
    const { known, lexical, kind, look } = fitRefusal(here, elsewhere);
    for (const weight of [known, lexical, kind ?? 0, look]) expect(weight).toBeGreaterThanOrEqual(0);
  });

  it("is judged without kinds in a catalogue that was built before they counted", () => {
    const weights = { bias: -3, known: 4, lexical: 2, look: 1 };
    expect(belonging(evidence(0.5, 0.5, 1), weights)).toBe(belonging(evidence(0.5, 0.5, 0), weights));
  });
});
