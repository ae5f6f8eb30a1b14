import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCustomId, writeCustomId } from "../../src/discord/custom-id.js";
import { cut, escapeLine, escapeLines, markdownLink, plainLine } from "../../src/discord/render/escape.js";
import { hitList } from "../../src/discord/render/hits.js";
import { bar, barCharts, percent } from "../../src/discord/render/labels.js";
import { messageBody } from "../../src/discord/render/outgoing.js";
import { hitPictures, publicPicture } from "../../src/discord/render/pictures.js";
import { renderReply, renderSentence } from "../../src/discord/render/reply.js";
import { checkMessage } from "../doubles/discord/rules/message.js";

const text = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.constantFrom(
    "@everyone",
    "[a](http://b)",
    "```\n",
    "a".repeat(5000),
    "<@1>",
    "\u202Eevil",
    "\ud800",
    " ",
    "🧥".repeat(900),
  ),
);
const address = fc.oneof(
  text,
  fc.constantFrom(
    "https://shop.example/a?b=(c)",
    `https://shop.example/${"a".repeat(400)}`,
    "http://10.0.0.1/a.jpg",
  ),
);
const action = (number: number) => ({ verb: "like", session: "abcDEF123456-_xy", number }) as const;
const hit = (number: number) =>
  fc.record(
    {
      number: fc.constant(number),
      id: text,
      title: text,
      alt: text,
      detail: text,
      score: fc.double({ min: -1, max: 1, noNaN: true }),
      like: fc.constant(action(number)),
      picture: fc.constant(() =>
        Promise.resolve({ bytes: new Uint8Array(2000), mediaType: "image/jpeg" as const }),
      ),
      price: text,
      why: text,
      url: address,
      pictureUrl: address,
      closeness: fc.constantFrom("very close", "close", "loose"),
      variants: fc.record({ label: text, action: fc.constant(action(number)) }),
    },
    { requiredKeys: ["number", "id", "title", "alt", "detail", "score", "like", "picture"] },
  );
const labelled = fc.array(
  fc.record({
    label: text,
    action: fc.nat(9).map((number) => ({ verb: "drop", session: "abcDEF123456-_xy", number }) as const),
  }),
  { maxLength: 30 },
);
const group = fc.record({
  name: text,
  labels: fc.array(fc.record({ label: text, probability: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 5,
  }),
});
const replies = fc.nat(20).chain((count) =>
  fc.record(
    {
      kind: fc.constantFrom("answer", "error", "help"),
      title: text,
      text: text,
      notice: text,
      chips: labelled,
      actions: labelled,
      hits: fc.tuple(...Array.from({ length: count }, (_, index) => hit(index + 1))),
      labels: fc.array(group, { maxLength: 9 }),
      private: fc.boolean(),
    },
    { requiredKeys: ["kind", "hits", "private"] },
  ),
);

describe("any reply", () => {
  test("becomes messages that Discord takes, with no hit left out", async () => {
    await fc.assert(
      fc.asyncProperty(replies, fc.constantFrom(1500, 30_000, 10_000_000), async (reply, uploadBytes) => {
        const { hits } = reply;
        const pictures = await hitPictures(hits, uploadBytes, () => undefined);
        const messages = renderReply(reply, { pictures, owner: "123456789012345678" });
        expect(messages).toHaveLength(Math.max(1, Math.ceil(hits.length / 10)));
        let said = "";
        for (const message of messages) {
          const { body, files } = messageBody(message);
          const uploads = files.map(({ name, data }, id) => ({
            id: String(id),
            filename: name,
            contentType: "image/jpeg",
            bytes: data instanceof Uint8Array ? data : new Uint8Array(),
          }));
          checkMessage({ body: JSON.parse(JSON.stringify(body)), uploads }, uploadBytes);
          said += JSON.stringify(body);
        }
        for (const { number } of hits) expect(said).toContain(`**${number}.**`);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

test("the words that a product matches are called so", () => {
  const product = {
    number: 1,
    id: "p1",
    title: "Red wool coat",
    alt: "Red wool coat",
    detail: "Coats · red",
    score: 0.81,
    closeness: "close" as const,
    why: "red · coat",
    like: action(1),
    picture: () => Promise.reject(new Error("not drawn here")),
  };
  expect(hitList([product], 1000)).toContain("-# close (0.81) — matches red · coat");
});

describe("foreign text", () => {
  /** What Discord would make of escaped text: every backslash before a sign shows the sign. */
  const shown = (escaped: string) => escaped.replace(/\\([^0-9A-Za-z\s])/g, "$1");

  test("shows its own characters and nothing else", () => {
    fc.assert(
      fc.property(text, (foreign) => {
        expect(shown(escapeLine(foreign))).toBe(plainLine(foreign));
      }),
    );
  });

  test("keeps no live Markdown, mention or link", () => {
    const live = /(^|[^\\])(\*|_|`|<|@|\[|\]|\|\||~~|:\/\/)/;
    fc.assert(
      fc.property(text, (foreign) => {
        expect(escapeLine(foreign).replaceAll("\\\\", "")).not.toMatch(live);
      }),
    );
    expect(escapeLine("# h")).toBe("\\# h");
    expect(escapeLine("1. first")).toBe("1\\. first");
    expect(escapeLine("- item")).toBe("\\- item");
    expect(escapeLine("> quote :smile: a||b")).toBe("\\> quote \\:smile: a\\||b");
    expect(escapeLines("- a\n# b\u2028> c")).toBe("\\- a\n\\# b\n\\> c");
    expect(escapeLine("T-shirt, navy/white (2 pcs) 50% #1!")).toBe("T-shirt, navy/white (2 pcs) 50% #1!");
  });

  test("stays inside its link", () => {
    expect(markdownLink("a]b[c", "https://x.example/(a)?q=<b>")).toBe(
      "[a)b(c](https://x.example/%28a%29?q=%3Cb%3E)",
    );
    for (const address of [
      "javascript:alert(1)",
      "ftp://x",
      "https://u:p@x.example",
      "nonsense",
      undefined,
    ]) {
      expect(markdownLink("Coat", address)).toBe("Coat");
    }
  });

  test("is cut between characters", () => {
    expect(cut("🧥🧥", 3)).toBe("🧥…");
    expect(cut("coat", 4)).toBe("coat");
    expect(cut("winter coat", 8)).toBe("winter…");
  });
});

describe("labels", () => {
  test("are bars of ten blocks and percentages that hide nothing", () => {
    expect([bar(0), bar(0.5), bar(1)]).toEqual([" ".repeat(10), "█████     ", "██████████"]);
    expect([percent(0), percent(0.001), percent(0.5), percent(1)]).toEqual(["0%", "<1%", "50%", "100%"]);
    const charts = barCharts([{ name: "Colour", labels: [{ label: "na`vy", probability: 0.25 }] }], 1000);
    expect(charts).toBe("**Colour**\n```\nnaˋvy ██▌         25%\n```");
  });
});

describe("pictures", () => {
  test("are linked only where Discord can fetch them", () => {
    const linked = (pictureUrl: string) => publicPicture({ pictureUrl });
    expect(linked("https://img.example.com/a.jpg")).toBe("https://img.example.com/a.jpg");
    for (const hidden of [
      "http://localhost/a",
      "http://127.0.0.1/a",
      "http://[::1]/a",
      "http://10.0.0.3/a",
      "http://shop.internal/a",
      "http://nas/a",
      "file:///a",
    ]) {
      expect(linked(hidden), hidden).toBeUndefined();
    }
  });
});

test("custom ids are read as they were written, and nothing else is", () => {
  const id = { text: "hb1:more:abcDEF123456-_xy:12", owner: "123456789012345678" };
  expect(readCustomId(writeCustomId(id))).toEqual(id);
  expect(readCustomId("vote")).toBeUndefined();
  fc.assert(fc.property(fc.string(), (any) => readCustomId(any) === undefined || any.startsWith("hb1")));
});

test("a sentence is one message", () => {
  expect(renderSentence("Too *bad*.").components).toMatchObject([
    { components: [{ content: "Too \\*bad\\*." }] },
  ]);
});
