import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withSlashNames } from "../../src/slack/slash-names.js";
import { escapeText, fit, inert, linksIn, plain, typedText, webAddress } from "../../src/slack/text.js";

describe("strangers' words", () => {
  test.each([
    ["<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;"],
    ["*bold* _it_ ~no~ `code`", "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ"],
    ["> quote", "\u2060&gt; quote"],
    [":smile: 10:30", ":\u2060smile: 10:30"],
    ["two\nlines\u0000", "two lines "],
  ])("%j are inert", (raw, safe) => expect(inert(raw)).toBe(safe));

  test("are cut to fit, never inside an entity or a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (text, max) => {
          const cut = fit(text, max, escapeText);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut.replace(/&(?:amp|lt|gt);/g, "")).not.toMatch(/[&<>]/);
          if (!/\p{Surrogate}/u.test(text)) expect(cut).not.toMatch(/\p{Surrogate}/u);
          if (escapeText(text).length <= max) expect(cut).toBe(escapeText(text));
        },
      ),
      { numRuns: 300, seed: 1 },
    );
    expect(fit("abcdef", 4)).toBe("abc…");
  });

  test("as plain text are never empty, which Slack refuses", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.integer({ min: 1, max: 75 }),
        (text, max) => {
          const { text: shown } = plain(text, max);
          expect(shown.length).toBeGreaterThan(0);
          expect(shown.length).toBeLessThanOrEqual(max);
        },
      ),
      { numRuns: 500, seed: 2 },
    );
  });
});

test.each([
  ["red &amp; blue &lt;3", "red & blue <3"],
  ["see <https://a.example/x?a=1&amp;b=2|a.example>", "see https://a.example/x?a=1&b=2"],
  ["<@U1> find <#C1|general> <!here>", "find general"],
  ["mail <mailto:a@b.example|a@b.example>", "mail a@b.example"],
  ["like on <http://shop.example|shop.example>", "like on shop.example"],
  [":+1: 3", "👍 3"],
  [":thumbsup::skin-tone-3:3", "👍3"],
  [":-1: 2", "👎 2"],
  ["a :coat: for 1:1", "a :coat: for 1:1"],
  ["`*red*` _coat_, (~blue~)", "red coat, (blue)"],
  ["&gt; red coat", "red coat"],
  ["size &gt; 3, 2*3*4, snake_case_word, a * b * c", "size > 3, 2*3*4, snake_case_word, a * b * c"],
  ["<https://a.example/_x_> *coat*", "https://a.example/_x_ coat"],
])("%j was typed as %j", (delivered, typed) => expect(typedText(delivered).replace(/\s+/g, " ")).toBe(typed));

test("links are found in either form, each once", () => {
  expect(
    linksIn("<https://a.example/1.jpg|one> https://b.example/2.png <https://a.example/1.jpg> <mailto:x@y>"),
  ).toEqual(["https://a.example/1.jpg", "https://b.example/2.png"]);
  expect(linksIn("<https://exa mple/> no link")).toEqual([]);
  expect(linksIn("a <http://coat.in|coat.in> red <http://a.example/c.jpg|a.example/c.jpg>")).toEqual([
    "http://a.example/c.jpg",
  ]);
});

test("only web addresses become links, and none can end its markup", () => {
  expect(webAddress("https://s.example/a|b>c<d", 1000)).toBe("https://s.example/a%7Cb%3Ec%3Cd");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "no", "https://"])
    expect(webAddress(url, 1000)).toBeUndefined();
  expect(webAddress(`https://s.example/${"a".repeat(2000)}`, 1000)).toBeUndefined();
});

test("help names commands as they are called here", () => {
  expect(withSlashNames("/help: what\nTry: /help find, /find help, or/help")).toBe(
    "/fashion-help: what\nTry: /fashion-help find, /find help, or/help",
  );
});
