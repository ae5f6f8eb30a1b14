import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { Reply, ReplyHit } from "../../src/chat/reply.js";
import { renderReply } from "../../src/terminal/render.js";

const hit = (number: number, more: Partial<ReplyHit> = {}): ReplyHit => ({
  number,
  id: `p${number}`,
  title: "Red wool coat",
  alt: "Red wool coat",
  price: "€129.00",
  detail: "Coats · Red",
  score: 0.8123,
  closeness: "close",
  picture: async () => ({ bytes: new Uint8Array(), mediaType: "image/png" }),
  like: { verb: "like", session: "s", number },
  ...more,
});
const answer = (more: Partial<Reply> = {}): Reply => ({ kind: "answer", private: false, ...more });
const plain = { colour: false, width: 100 };

describe("a reply in a terminal", () => {
  test("numbers its hits, with price, closeness and what they are", () => {
    const text = renderReply(answer({ title: "Coats", hits: [hit(9), hit(10)] }), plain).join("\n");
    expect(text).toContain("   9  Red wool coat  €129.00  close 0.81");
    expect(text).toContain("  10  Red wool coat");
    expect(text).toContain("Coats · Red");
  });

  test("tells the words that a product matches from what it is", () => {
    const [, about] = renderReply(answer({ hits: [hit(1, { why: "red · coat" })] }), plain);
    expect(about).toMatch(/^ +Coats · Red · matches red · coat$/);
    const [, narrow] = renderReply(answer({ hits: [hit(1, { why: "red · coat" })] }), {
      ...plain,
      width: 30,
    });
    expect(narrow).toMatch(/^ +Coats · Red$/);
  });

  test("draws labels as bars of their share", () => {
    const labels = [
      {
        name: "Colour",
        labels: [
          { label: "Red", probability: 0.75 },
          { label: "Navy blue", probability: 0.25 },
        ],
      },
    ];
    const [, red = "", navy = ""] = renderReply(answer({ labels }), plain);
    const length = (line: string) => line.match(/█/g)?.length ?? 0;
    expect(length(red)).toBe(3 * length(navy));
    expect(red).toMatch(/^ {2}Red {8}█.* 75 %$/);
  });

  test("counts letters that are two columns wide as two, and cuts none in half", () => {
    const titles = ["赤いウールのコート".repeat(9), "👩‍👩‍👧 family coat ".repeat(9)];
    for (const title of titles) {
      const [first = ""] = renderReply(answer({ hits: [hit(1, { title })] }), plain);
      expect(stringWidth(first)).toBeLessThanOrEqual(100);
      expect(stringWidth(first)).toBeGreaterThan(95);
      expect(first).toMatch(/(?:[ぁ-ん赤ー]|[ァ-ン]|👩‍👩‍👧|[a-z ])… {2}€129/u);
    }
    const labels = [
      {
        name: "Your labels",
        labels: [
          { label: "赤いコート", probability: 0.6 },
          { label: "hat", probability: 0.4 },
        ],
      },
    ];
    const [, red = "", hat = ""] = renderReply(answer({ labels }), plain);
    expect(stringWidth(red.slice(0, red.indexOf("█")))).toBe(stringWidth(hat.slice(0, hat.indexOf("█"))));
  });

  test("says whole what opens folded colours, however long the rest is", () => {
    const folded = { label: "+4 colours", action: { verb: "variants", session: "s", number: 1 } } as const;
    const reply = answer({ hits: [hit(1, { detail: "detail ".repeat(60), variants: folded })] });
    const [, detail = ""] = renderReply(reply, plain);
    expect(detail).toMatch(/… · \+4 colours: variants 1$/);
    expect(detail.length).toBeLessThanOrEqual(100);
  });

  test("keeps to the terminal's width and is plain where no colour is wanted", () => {
    const long = answer({
      hits: [hit(1, { title: "long ".repeat(60), detail: "detail ".repeat(60) })],
      labels: [{ name: "Your labels", labels: [{ label: "label ".repeat(13).trim(), probability: 1 }] }],
    });
    for (const width of [60, 80, 140]) {
      const lines = renderReply(long, { colour: false, width });
      expect(lines.every((line) => [...line].length <= width)).toBe(true);
      expect(lines.join("")).not.toContain("\u001b");
    }
    expect(renderReply(long, { colour: true, width: 80 }).join("")).toContain("\u001b[");
  });

  test("lets no text of strangers reach the terminal's own language", () => {
    const evil = "\u001b]0;owned\u0007\u001b[2J\u009b31mcoat\r\u202e";
    const lines = renderReply(
      answer({
        title: evil,
        text: evil,
        notice: evil,
        chips: [{ label: evil, action: { verb: "drop", session: "s", number: 1 } }],
        hits: [hit(1, { title: evil, detail: evil, price: evil, url: evil, why: evil })],
        labels: [{ name: evil, labels: [{ label: evil, probability: 1 }] }],
        actions: [{ label: evil, action: { verb: "more", session: "s" } }],
      }),
      plain,
    );
    expect([...lines.join("")].filter((letter) => /\p{Cc}/u.test(letter))).toEqual([]);
    expect(lines.join("")).not.toContain("\u202e");
  });
});
