import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, decodeAction, encodeAction } from "../../src/chat/action.js";

const action: fc.Arbitrary<Action> = fc
  .record({
    verb: fc.constantFrom("more", "like", "refine", "labels", "drop", "variants"),
    session: fc.stringMatching(/^[\w-]{1,32}$/),
    number: fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: undefined }),
  })
  .map(({ number, ...rest }) => (number === undefined ? rest : { ...rest, number }));

describe("a button's text", () => {
  it("stands for its action, within 60 characters", () => {
    fc.assert(
      fc.property(action, (made) => {
        expect(encodeAction(made).length).toBeLessThanOrEqual(60);
        expect(decodeAction(encodeAction(made))).toEqual(made);
      }),
    );
  });

  it("is nothing when it is not ours", () => {
    fc.assert(fc.property(fc.string(), (text) => decodeAction(text) === undefined));
    for (const text of ["hb1:burn:abc", "hb0:more:abc", "hb1:more:", "hb1:like:abc:x", "hb1:toString:abc"]) {
      expect(decodeAction(text)).toBeUndefined();
    }
  });
});
