import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChanges } from "../../src/chat/conversation/changes.js";
import { readFollowUp } from "../../src/chat/conversation/follow-up.js";

describe("a line after an answer", () => {
  it.each([
    ["more", { verb: "more" }],
    ["/more", { verb: "more" }],
    ["show me more", { verb: "more" }],
    ["More, please!", { verb: "more" }],
    ["like 3 please", { verb: "like", number: 3 }],
    ["like 2", { verb: "like", number: 2 }],
    ["more like #2", { verb: "like", number: 2 }],
    ["the second one", { verb: "like", number: 2 }],
    ["I like number 3", { verb: "like", number: 3 }],
    ["more like the 2nd one please", { verb: "like", number: 2 }],
    ["show me the third", { verb: "like", number: 3 }],
    ["3", { verb: "like", number: 3 }],
    ["THE SECOND ONE!!", { verb: "like", number: 2 }],
    ["second one pls", { verb: "like", number: 2 }],
    ["I want the third one", { verb: "like", number: 3 }],
    ["more pls", { verb: "more" }],
    ["more please 🙏", { verb: "more" }],
    ["I don’t like these", { verb: "more" }],
    ["i dont like any of them", { verb: "more" }],
    ["whats this?", { verb: "labels" }],
    ["+ number 2", { verb: "up", number: 2 }],
    ["more like this", { verb: "more" }],
    ["something similar", { verb: "more" }],
    ["show me others", { verb: "more" }],
    ["what else do you have?", { verb: "more" }],
    ["none of these", { verb: "more" }],
    ["back", { verb: "back" }],
    ["go back, please", { verb: "back" }],
    ["undo", { verb: "back" }],
    ["variants of 3", { verb: "variants", number: 3 }],
    ["without 1", { verb: "drop", number: 1 }],
    ["what is it?", { verb: "labels" }],
    ["any more?", { verb: "more" }],
    ["show me more of these", { verb: "more" }],
    ["show me more like no. 2", { verb: "like", number: 2 }],
    ["like number 2 instead", { verb: "like", number: 2 }],
    ["like 2 but cheaper", { verb: "like", number: 2, words: "but cheaper" }],
    ["more like #12, in blue please", { verb: "like", number: 12, words: "in blue please" }],
    ["+3", { verb: "up", number: 3 }],
    ["-3", { verb: "down", number: 3 }],
    ["👍 3", { verb: "up", number: 3 }],
    ["👍🏽3", { verb: "up", number: 3 }],
    ["thumbs down 12", { verb: "down", number: 12 }],
  ])("“%s” presses a button", (line, press) => {
    expect(readFollowUp(line)).toEqual({ kind: "press", ...press });
  });

  it.each([
    "cheaper",
    "something cheaper, please",
    "too expensive",
    "dearer",
    "in blue",
    "in navy blue or black",
    "for kids",
    "more formal",
    "a bit warmer",
    "make it less sporty",
    "without stripes",
    "no sleeves",
    "not for men",
    "anything but black",
    "I don't like wool",
    "the same in green",
    "do you have it in red?",
    "blue instead",
    "but under 40",
    "how about something lighter?",
    "cheaper and in blue",
    "cheapest first",
    "cheaper than that",
    "max:50",
    'colour:"navy blue" max:50',
    "max 50",
    "min. £20",
    "at least 20",
    "brown ones",
    "the dark blue one, please",
    "something similar but in black",
    "more like these in black",
    "no, girls",
    "I mean dresses",
    "sorry, blue",
    "the cheapest, please",
    "sort by price",
    "which is the most expensive?",
    "between 20 and 40",
    "any in blue?",
    "got it in blue?",
    "cheaper pls",
    "that's too expensive",
    "thats way too expensive!",
    "they're all a bit too pricey",
    "these are too formal",
    "too dark",
    "does it come in blue?",
    "do u have this in blue",
    "can I see it in blue?",
    "can you show me blue ones",
    "what about blue?",
    "how about dark blue",
    "i’d prefer blue",
    "id rather have sneakers",
    "no i want red",
    "max50",
    "min 20 max 50",
    "over a shirt",
    "cheaper than the first one",
  ])("“%s” changes the question", (line) => {
    expect(readFollowUp(line)).toMatchObject({ kind: "refine" });
  });

  it.each([
    ["no, in blue", "in blue"],
    ["Nope – cheaper", "cheaper"],
    ["ok cheaper", "cheaper"],
    ["yes, please, in blue", "in blue"],
    ["thanks, now in blue", "now in blue"],
    ["Great! Without stripes", "Without stripes"],
    ["hmm, not so formal", "not so formal"],
  ])("“%s” says nothing but the change", (line, words) => {
    expect(readFollowUp(line)).toEqual({ kind: "refine", words, explicit: false });
  });

  it("may press a button after a word to the answer before", () => {
    expect(readFollowUp("thanks, more like 2")).toEqual({ kind: "press", verb: "like", number: 2 });
    expect(readFollowUp("no, start over")).toEqual({ kind: "start-over" });
  });

  it("refines by its own word, whatever follows", () => {
    expect(readFollowUp("refine red coat")).toEqual({ kind: "refine", words: "red coat", explicit: true });
  });

  it.each(["start over", "Start again!", "reset", "forget that", "new search", "start over, please."])(
    "“%s” forgets",
    (line) => {
      expect(readFollowUp(line)).toEqual({ kind: "start-over" });
    },
  );

  it.each([
    "red winter coat",
    "more coats",
    "Under Armour shorts",
    "over the knee boots",
    "do you have any red hats?",
    "not too expensive watch for my dad",
    "not too formal shoes for the office",
    "what about delivery?",
    "can I have it delivered?",
    "how about a red dress?",
    "can you show me red dresses",
    "that's a nice coat",
    "Nike Air Max 90",
    "like a coat",
    "refined shoes",
    "exit signs",
    "sweater",
    "leather blazer",
    "formal shoes",
    "show me red dresses",
    "the cheapest handbag",
    "the first communion dress",
    "number one fan t-shirt",
    "similar to a kimono",
    "back to coats",
    "backpack",
    "I mean it, where do you sell dresses?",
    "that one",
    "cheap red dresses",
    "any dresses?",
    "like 90s jeans",
    "like 3 striped shirts",
    "something for summer",
    "/find in blue",
    "https://example.com/coat.jpg",
    "for my sister's wedding in June I need a long blue dress",
    "no, a blue coat",
    "now a blue coat",
    "No thanks",
    "no thank you!",
    "no more",
    "nothing else, thanks",
    "no worries",
    "not bad",
    "",
  ])("“%s” asks for something by itself", (line) => {
    expect(readFollowUp(line)).toBeUndefined();
  });

  it("points at what is seen by its place, at any card by its number", () => {
    const page = { before: 6, shown: 4 };
    const number = (line: string) => readFollowUp(line, page);
    expect(number("the second one")).toEqual({ kind: "press", verb: "like", number: 8 });
    expect(number("the last one")).toEqual({ kind: "press", verb: "like", number: 10 });
    expect(number("like the 1st one but in blue")).toMatchObject({ number: 7, words: "but in blue" });
    expect(number("number 2")).toMatchObject({ number: 2 });
    expect(number("like 2")).toMatchObject({ number: 2 });
    expect(number("the fifth one")).toMatchObject({ number: 5 });
  });

  it("is read whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (line) => {
        const meant = readFollowUp(line);
        if (meant?.kind === "press" && meant.number !== undefined) expect(meant.number).toBeLessThan(1e6);
      }),
    );
  });
});

describe("changes", () => {
  it("are read piece by piece, plain words together", () => {
    expect(readChanges("cheaper, in black and white but without stripes or dots, more formal")).toMatchObject(
      [
        { kind: "words", words: "in black white" },
        { kind: "price", towards: "cheaper" },
        { kind: "without", words: ["stripes", "dots"] },
        { kind: "lean", leaning: { label: "more formal" } },
      ],
    );
  });

  it("leave the bounds of a price together", () => {
    expect(readChanges("in blue and between £20 and £40 and cheaper")).toMatchObject([
      { kind: "words", words: "in blue between £20 and £40" },
      { kind: "price", towards: "cheaper" },
    ]);
  });

  it.each([
    ["not for kids", ["kids"]],
    ["anything other than black", ["black"]],
    ["apart from red", ["red"]],
    ["not with a hood or any buttons", ["hood", "buttons"]],
    ["anything but black", ["black"]],
    ["everything but red", ["red"]],
    ["I don't want stripes", ["stripes"]],
    ["please, do not like wool", ["wool"]],
    ["not wool for me", ["wool"]],
    ["i hate yellow", ["yellow"]],
  ])("shut out what is named, as a question does: %s", (words, unwanted) => {
    expect(readChanges(words)).toContainEqual({ kind: "without", words: unwanted });
  });

  it.each([
    ["any colour", "colour"],
    ["in any color", "colour"],
    ["other colours?", "colour"],
    ["the price doesn't matter", "price"],
    ["no price limit", "price"],
    ["for anyone", "gender"],
    ["any type", "kind"],
    ["any color is fine", "colour"],
    ["in another colour, pls", "colour"],
    ["different colours", "colour"],
    ["the price isnt important", "price"],
  ])("take back what was said: %s", (words, of) => {
    expect(readChanges(words)).toEqual([{ kind: "any", of }]);
    expect(readFollowUp(words)).toMatchObject({ kind: "refine" });
  });

  it.each(["I don't like it", "without a", "not that one", "nothing but red", "not for me"])(
    "shut out nothing where nothing is named: %s",
    (words) => {
      expect(readChanges(words).map(({ kind }) => kind)).toEqual(["words"]);
    },
  );

  it.each([
    ["not more than 50", "not more than 50"],
    ["do you have it in blue, pls!!", "in blue"],
    ["can you show me blue ones?", "blue"],
    ["same but red", "red"],
    ["i'd prefer red 🙏", "red"],
  ])("say in “%s” no more than “%s”", (line, words) => {
    expect(readChanges(line)).toEqual([{ kind: "words", words }]);
  });

  it("know which product something is to be cheaper than", () => {
    expect(readChanges("cheaper than #2")).toEqual([{ kind: "price", towards: "cheaper", than: 2 }]);
    expect(readChanges("more expensive than that")).toEqual([{ kind: "price", towards: "dearer" }]);
  });

  it("know opposites: less of one is more of the other", () => {
    const [more] = readChanges("more formal");
    const [less] = readChanges("not so casual");
    const direction = (change: typeof more) =>
      change?.kind === "lean" ? [change.leaning.toward, change.leaning.away] : [];
    expect(direction(less)?.[0]).toContain("formal");
    expect(direction(more)?.[0]).toContain("formal");
  });
});
