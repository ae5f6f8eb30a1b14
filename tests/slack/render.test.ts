import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import type { About, Chat } from "../../src/chat/chat.js";
import type { Reply, ReplyHit } from "../../src/chat/reply.js";
import type { Place } from "../../src/slack/place.js";
import { homeView } from "../../src/slack/render/home.js";
import { bar, percent } from "../../src/slack/render/labels.js";
import { pictureModal, readPictureMemory, refineModal } from "../../src/slack/render/modals.js";
import { groupsOfOneMessage, joinMessages, needsSheet, renderReply } from "../../src/slack/render/reply.js";
import { checkBlocks, checkView, type Json } from "../doubles/slack/check-blocks.js";
import { buttonsOf } from "../doubles/slack/forms.js";

const RULES = { slackFile: (id: string) => id === "F012345678", imageUrl: () => true };
const NASTY = [
  "<!channel>",
  "<!here>",
  "<@U0ANNA0000>",
  "<#C0PUBLIC00>",
  "<https://evil.example|bank>",
  "*b* _i_ ~s~ `c`",
  "> quoted",
  ":smile:",
  "\u202egnp.exe",
  "\n\n",
  "",
];

const words = (max: number) =>
  fc.oneof(
    fc.constantFrom(...NASTY),
    fc.string({ maxLength: max, unit: "binary" }),
    fc.string({ maxLength: max }),
  );
const session = "0123456789abcdef";

const hit = (pictures: "linked" | "none" | "any"): fc.Arbitrary<ReplyHit> =>
  fc
    .record({
      number: fc.integer({ min: 1, max: 999_999 }),
      title: words(5000),
      alt: words(5000),
      price: fc.option(words(40), { nil: undefined }),
      detail: words(4000),
      url: fc.option(fc.oneof(fc.webUrl(), words(200), fc.constant("javascript:alert(1)")), {
        nil: undefined,
      }),
      pictureUrl:
        pictures === "none"
          ? fc.constant(undefined)
          : pictures === "linked"
            ? fc.webUrl().map((url) => `${new URL(url).origin}/p.jpg`)
            : fc.option(fc.oneof(fc.webUrl(), words(100)), { nil: undefined }),
      score: fc.double({ min: -1, max: 1, noNaN: true }),
      closeness: fc.constantFrom(undefined, "very close" as const, "close" as const, "loose" as const),
      variants: fc.boolean(),
    })
    .map(({ price, url, pictureUrl, closeness, variants, ...rest }) => ({
      ...rest,
      id: "p1",
      ...(price === undefined ? {} : { price }),
      ...(url === undefined ? {} : { url }),
      ...(pictureUrl === undefined ? {} : { pictureUrl }),
      ...(closeness === undefined ? {} : { closeness }),
      ...(variants
        ? {
            variants: {
              label: "+4 colours",
              action: { verb: "variants", session, number: rest.number },
            } as const,
          }
        : {}),
      picture: () => Promise.reject(new Error("not drawn here")),
      like: { verb: "like", session, number: rest.number } as const,
    }));

const reply = (pictures: "linked" | "none" | "any"): fc.Arbitrary<Reply> =>
  fc
    .record({
      title: words(600),
      text: words(9000),
      notice: words(4000),
      hits: fc.uniqueArray(hit(pictures), { maxLength: 20, selector: ({ number }) => number }),
      labels: fc.array(
        fc.record({
          name: words(200),
          labels: fc.array(
            fc.record({ label: words(300), probability: fc.double({ min: 0, max: 1, noNaN: true }) }),
            { maxLength: 5 },
          ),
        }),
        { maxLength: 12 },
      ),
      chips: fc.array(words(200), { maxLength: 30 }),
      private: fc.boolean(),
    })
    .map(({ chips, ...rest }) => ({
      ...rest,
      kind: "answer",
      chips: chips.map((label, at) => ({ label, action: { verb: "drop", session, number: at + 1 } })),
      actions: (["more", "refine", "labels"] as const).map((verb) => ({
        label: verb,
        action: { verb, session },
      })),
    }));

const place: Place = {
  kind: "private",
  user: "U0ANNA0000",
  channel: "C0PUBLIC00",
  responseUrl: "https://hooks.slack.com/commands/T0/1/x",
};

class Shelf implements Chat {
  readonly commands = COMMANDS;
  constructor(private readonly said: About) {}
  about = () => this.said;
  handle = () => Promise.reject(new Error("not asked here"));
  act = () => Promise.reject(new Error("not asked here"));
  follow = () => Promise.reject(new Error("not asked here"));
  complete = () => [];
}

/** Everything that Slack would read markup in. */
function markupOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markupOf);
  if (typeof value !== "object" || value === null) return [];
  const text = value as Json;
  const own = typeof text.text === "string" ? [text.text] : [];
  return [...own, ...Object.values(text).flatMap(markupOf)];
}

describe("any reply", () => {
  test("fits Slack, whatever it says", () => {
    fc.assert(
      fc.property(
        reply("any"),
        fc.constantFrom("linked" as const, "none" as const, { sheet: "F012345678" }),
        words(3000),
        (answer, pictures, share) => {
          const { text, blocks } = renderReply(answer, {
            pictures,
            share: share === "" ? undefined : share.slice(0, 2000),
            about: share,
          });
          expect(checkBlocks(blocks, { surface: "message", ...RULES })).toEqual([]);
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(4000);
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });

  test("mentions, links and quotes nobody", () => {
    fc.assert(
      fc.property(reply("any"), (answer) => {
        const message = renderReply(answer, { pictures: "none" });
        const ours = /<https?:\/\/[^<>|]*\|[^<>]*>/g;
        for (const markup of markupOf(message)) expect(markup.replace(ours, "")).not.toMatch(/[<>]/);
        expect(message.text).not.toMatch(/[<>]/);
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  test("keeps its buttons, however much is in it", () => {
    fc.assert(
      fc.property(reply("linked"), (answer) => {
        const { blocks } = renderReply(answer, { pictures: "linked", share: "{}" });
        const ids = buttonsOf(blocks).map(({ action_id }) => action_id);
        expect(ids).toEqual(expect.arrayContaining(["hb:more", "hb:refine", "hb:share"]));
      }),
      { numRuns: 50, seed: 7 },
    );
  });
});

const twenty: Reply = {
  kind: "answer",
  title: "Red coats",
  text: "Here they are.",
  notice: "Nothing like that; the nearest are these.",
  private: false,
  labels: [{ name: "Colour", labels: [{ label: "red", probability: 1 }] }],
  chips: [{ label: "colour: red", action: { verb: "drop", session, number: 1 } }],
  actions: [{ label: "More", action: { verb: "more", session } }],
  hits: Array.from({ length: 20 }, (_, at) => ({
    number: at + 1,
    id: `p${at}`,
    title: `Coat & <b> ${at}`,
    alt: "Red coat",
    detail: "Coats · red",
    why: "red",
    url: "https://shop.example/?a=1&b=<2>|3",
    pictureUrl: `https://shop.example/${at}.jpg`,
    score: 0.312,
    closeness: "close",
    variants: { label: "+2 colours", action: { verb: "variants", session, number: at + 1 } },
    picture: () => Promise.reject(new Error("not drawn here")),
    like: { verb: "like", session, number: at + 1 },
  })),
};

test("twenty products with public pictures fit into one message, none left out", () => {
  const { blocks } = renderReply(twenty, { pictures: "linked", share: "{}" });
  expect(blocks.filter(({ type }) => type === "image")).toHaveLength(20);
  expect(buttonsOf(blocks).filter(({ action_id }) => /like/.test(String(action_id)))).toHaveLength(20);
  expect(blocks).toHaveLength(47);
});

test("a card says title, number, closeness in words and number, and escapes what strangers wrote", () => {
  const [card] = renderReply(
    { kind: "answer", private: false, hits: twenty.hits?.slice(0, 1) ?? [] },
    { pictures: "none" },
  ).blocks;
  expect(card).toMatchObject({
    text: {
      text: "*<https://shop.example/?a=1&amp;b=%3C2%3E%7C3|1. Coat &amp; &lt;b&gt; 0>*\nCoats · red\nmatches red\n_close (0.31)_",
      verbatim: true,
    },
    accessory: {
      action_id: "hb:like:1",
      value: `hb1:like:${session}:1`,
      accessibility_label: "More like number 1",
    },
  });
});

test("WebP pictures and pictures without an address need a contact sheet", () => {
  const [first] = twenty.hits ?? [];
  if (!first) throw new Error("no hit");
  const withPicture = (pictureUrl: string): Reply => ({ ...twenty, hits: [{ ...first, pictureUrl }] });
  expect(needsSheet(withPicture("https://shop.example/1.jpg"))).toBe(false);
  expect(needsSheet(withPicture("https://shop.example/1.webp?w=3"))).toBe(true);
  expect(needsSheet(withPicture("data:image/png;base64,AAAA"))).toBe(true);
  expect(needsSheet({ ...twenty, hits: [] })).toBe(false);
});

test("bars and percentages", () => {
  expect([0, 0.04, 0.5, 1, 7].map(bar)).toEqual(["░░░░░░░░", "░░░░░░░░", "████░░░░", "████████", "████████"]);
  expect([0, 0.004, 0.5, 1].map(percent)).toEqual(["0 %", "<1 %", "50 %", "100 %"]);
});

test("answers are joined into messages only as far as they fit", () => {
  expect(groupsOfOneMessage([20, 20, 20, 49, 1, 50, 3], (size) => size)).toEqual([
    [20, 20],
    [20],
    [49],
    [1],
    [50],
    [3],
  ]);
  const joined = joinMessages([
    renderReply(twenty, { pictures: "none" }),
    renderReply(twenty, { pictures: "none" }),
  ]);
  expect(joined.blocks.length).toBeGreaterThan(50);
  expect(joined.text.length).toBeLessThanOrEqual(4000);
});

test("modals fit Slack and remember where the answer belongs", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(undefined, "similar", "classify"),
      fc.dictionary(fc.constantFrom("words", "labels", "colour", "link"), words(7000)),
      (command, options) => {
        const view = pictureModal(
          { ...(command === undefined ? {} : { command }), options, place },
          COMMANDS,
        );
        expect(checkView(view, RULES)).toEqual([]);
        expect(readPictureMemory(view.private_metadata ?? "")?.place).toEqual(place);
      },
    ),
    { numRuns: 100, seed: 8 },
  );
  expect(checkView(refineModal({ action: `hb1:refine:${session}`, place }), RULES)).toEqual([]);
});

test("what a modal brings back that is none of ours is not believed", () => {
  for (const metadata of ["", "null", "[]", '{"place":{"kind":"home"}}', "{"])
    expect(readPictureMemory(metadata)).toBeUndefined();
});

test("the home page fits Slack with any catalogue and the largest answer", () => {
  fc.assert(
    fc.property(words(3000), words(3000), fc.nat(), (catalogue, model, products) => {
      const results = renderReply(twenty, { pictures: "linked" }).blocks;
      const view = homeView(new Shelf({ catalogue, model, products }), results);
      expect(checkView(view, RULES)).toEqual([]);
    }),
    { numRuns: 50, seed: 9 },
  );
  const view = JSON.stringify(
    homeView(new Shelf({ catalogue: "Starter shop", model: "starter", products: 12_345 })),
  );
  expect(view).toContain("12,345 products");
  expect(view).toContain("/fashion-help");
  expect(view).not.toMatch(/`\/help`/);
});
