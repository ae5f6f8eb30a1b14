import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import { parseCommandLine } from "../../src/chat/parse.js";
import { HaberdasherError } from "../../src/errors.js";

const parse = (line: string) => parseCommandLine(line, COMMANDS);

function refusal(line: string): string {
  try {
    parse(line);
  } catch (thrown) {
    if (thrown instanceof HaberdasherError) return thrown.message;
    throw thrown;
  }
  throw new Error(`"${line}" was not refused`);
}

describe("a typed line", () => {
  it("is a command, words and options in any order", () => {
    expect(parse("/find red winter coat colour:red for:women max:80")).toEqual({
      command: "find",
      options: { query: "red winter coat", colour: "red", for: "women", max: 80 },
      pictures: [],
    });
    expect(parse("find max:80 red coat").options).toEqual({ query: "red coat", max: 80 });
  });

  it("is searched for when it names no command", () => {
    expect(parse("red winter coat")).toEqual({
      command: "find",
      options: { query: "red winter coat" },
      pictures: [],
    });
    expect(parse('"find" me a coat').options).toEqual({ query: "find me a coat" });
    expect(parse("Help me choose a dress colour:red")).toMatchObject({
      command: "find",
      options: { query: "Help me choose a dress", colour: "red" },
    });
    expect(parse("help find")).toMatchObject({ command: "help", options: { command: "find" } });
  });

  it("is a question where it only begins like a command", () => {
    expect(parse("help me find a dress")).toEqual({
      command: "find",
      options: { query: "help me find a dress" },
      pictures: [],
    });
    expect(parse("help classify")).toMatchObject({ command: "help", options: { command: "classify" } });
    expect(parse("/help me out").command).toBe("help");
  });

  it.each([
    "hi",
    "Hello there!",
    "hey guys 👋🏽",
    "Good morning, everyone",
    "thanks",
    "Thank you so much!",
    "help!",
    "who are you?",
    "are you a bot?",
    "Can you help me?",
    "how do I use this?",
    "what can you do",
    "??",
    "No thanks",
    "nope",
    "No, that’s all, thanks!",
    "ok, thank you so much 🙏",
    "never mind",
    "nothing else for now",
    "perfect!",
  ])("is a greeting where it asks for nothing: %s", (line) => {
    expect(parse(line)).toEqual({ command: "help", options: {}, pictures: [] });
  });

  it.each(["what is it?", "What's this?", "what are these", "labels"])(
    "asks what a picture shows: %s",
    (line) => {
      expect(parse(line)).toEqual({ command: "classify", options: {}, pictures: [] });
    },
  );

  it.each([
    "hi-top sneakers",
    "help me find a red dress",
    "what is this in blue",
    "hey guys, do you have a red dress",
    "good morning t-shirt",
    "yo-yo",
    "find hi",
    "no sleeves",
    "nice coat",
    "perfect white t-shirt",
    "nothing but red",
    '"hello"',
  ])("is no greeting where it asks for something: %s", (line) => {
    expect(parse(line).command).toBe("find");
  });

  it("knows commands in any case, and the slash is optional", () => {
    for (const line of ["/Find coat", "FIND coat", "find coat"]) {
      expect(parse(line)).toMatchObject({ command: "find", options: { query: "coat" } });
    }
  });

  it.each([
    ['coat colour:"navy blue"', { query: "coat", colour: "navy blue" }],
    ["coat colour:“navy blue”", { query: "coat", colour: "navy blue" }],
    ["coat colour: red", { query: "coat", colour: "red" }],
    ["coat color:red", { query: "coat", colour: "red" }],
    ["coat --colour red", { query: "coat", colour: "red" }],
    ['coat --colour="navy blue"', { query: "coat", colour: "navy blue" }],
    ["coat —colour red", { query: "coat", colour: "red" }],
    ["coat colour:red colour:blue", { query: "coat", colour: "red, blue" }],
    ["coat Colour:red", { query: "coat", colour: "red" }],
    ["coat max:€80", { query: "coat", max: 80 }],
    ["coat max:79,50", { query: "coat", max: 79.5 }],
    ["coat private:yes", { query: "coat", private: true }],
    ["coat --private red", { query: "coat red", private: true }],
    ["coat private:no", { query: "coat", private: false }],
  ])("%s", (line, options) => {
    expect(parse(line).options).toEqual(options);
  });

  it.each([
    ['5" heels', '5" heels'],
    ["men's shoes", "men's shoes"],
    ["shirt from 10:30", "shirt from 10:30"],
    ["looking: shoes", "looking: shoes"],
    ["coat -floral", "coat -floral"],
    ['"re:zero" shirt', "re:zero shirt"],
    ['"red coat', "red coat"],
    ['see "https://example.com/x:y"', "see https://example.com/x:y"],
    ["pants :) 50% <b>", "pants :) 50% <b>"],
  ])("keeps %s as words", (line, query) => {
    expect(parse(line).options).toEqual({ query });
  });

  it("takes any other name for an attribute of the products", () => {
    expect(parse('find coat material:wool pattern:"polka dot"').options).toEqual({
      query: "coat",
      filter: "material=wool, pattern=polka dot",
    });
    expect(parse("find coat --filter year=2012").options).toEqual({ query: "coat", filter: "year=2012" });
  });

  it("takes labels as a list, quoted or not", () => {
    expect(parse('classify --labels "coat,puma"').options).toEqual({ labels: "coat,puma" });
    expect(parse("classify coat, puma, galaxy").options).toEqual({ labels: "coat, puma, galaxy" });
    expect(parse("classify labels:coat, puma, galaxy").options).toEqual({ labels: "coat, puma, galaxy" });
  });

  it("takes a web address for the picture where a picture is wanted", () => {
    expect(parse("similar https://example.com/a.jpg in red").options).toEqual({
      link: "https://example.com/a.jpg",
      words: "in red",
    });
    expect(parse("https://example.com/a.jpg")).toMatchObject({ command: "similar" });
    expect(parse("similar https://example.com/a.jpg, https://example.com/b.jpg!")).toEqual({
      command: "similar",
      options: { link: "https://example.com/a.jpg" },
      pictures: ["https://example.com/b.jpg"],
    });
    for (const line of ["in red https://example.com/x:y", "find in red, https://example.com/x:y."])
      expect(parse(line)).toMatchObject({ command: "find", pictures: ["https://example.com/x:y"] });
    expect(parse("https://example.com/x:y in red").options).toEqual({ query: "in red" });
    expect(parse("find https://example.com/a.jpg")).toEqual({
      command: "find",
      options: {},
      pictures: ["https://example.com/a.jpg"],
    });
  });

  it("hands over what was typed for a picture", () => {
    expect(parse("find coat image:photo.jpg")).toEqual({
      command: "find",
      options: { query: "coat" },
      pictures: ["photo.jpg"],
    });
  });

  it("searches for its filters when there is no word", () => {
    expect(parse("find colour:red kind:coats").options).toMatchObject({ query: "red coats" });
  });

  it.each([
    ["coat colr:red", /no option "colr"; did you mean colour\?/],
    ["coat --size 12", /no option "size"/],
    ["/fnd coat", /no command \/fnd; did you mean \/find\?/],
    ["/xyzzy", /no command \/xyzzy; there is \/find, \/similar/],
    ["coat max:cheap", /max is a number/],
    ["coat max:80 max:90", /max stands there twice/],
    ["coat colour:", /colour needs a value/],
    ["coat private:maybe", /private is yes or no/],
    ["", /Type what you are looking for/],
    ["  \t ", /Type what you are looking for/],
  ])("explains what is wrong with %s", (line, sentence) => {
    expect(refusal(line)).toMatch(sentence);
  });

  it("never fails with anything but a friendly sentence", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "find",
        "/similar",
        "colour:",
        "--",
        '"',
        "“",
        "max:",
        "private",
        ":",
        "=",
        " ",
        "—labels",
        "https://",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (line) => {
          try {
            parse(line);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(HaberdasherError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("never loses a word", () => {
    const word = fc.stringMatching(/^[a-z0-9.,;!?'%-]{1,8}$/).filter((text) => !text.startsWith("--"));
    const option = fc.constantFrom(
      "colour:red",
      "for:women",
      "--season winter",
      'kind:"track pants"',
      "min:10",
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.uniqueArray(option),
        fc.nat(),
        (words, options, seed) => {
          fc.pre(!COMMANDS.some(({ name }) => name === words[0]));
          // Options stand anywhere among the words; a quoted word could follow no option's name here.
          const at = options.map((_, index) => (seed >> index) % (words.length + 1));
          const line = words.flatMap((text, index) => [
            text,
            ...options.filter(
              (_, each) => at[each] === index + 1 || (at[each] === 0 && index === words.length - 1),
            ),
          ]);
          expect(parse(`find ${line.join(" ")}`).options.query).toBe(words.join(" "));
        },
      ),
    );
  });

  it("that is refused is repeated by its beginning alone, and no character of it is cut in two", () => {
    const long = "🧥".repeat(400);
    const beginning = `${"🧥".repeat(50)}…`;
    expect(refusal(`/find coat max:${long}`)).toBe(`max is a number, such as max:20, not "${beginning}".`);
    expect(refusal(`/find coat private:${long}`)).toBe(`private is yes or no, not "${beginning}".`);
    expect(refusal(`/${"x".repeat(400)}`)).toContain(
      `There is no command /${"x".repeat(50)}…; there is /find`,
    );
  });
});
