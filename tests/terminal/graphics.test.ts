import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { graphicsOf, iterm2, kitty, sixel } from "../../src/terminal/graphics.js";

const png = await sharp({
  create: {
    width: 90,
    height: 60,
    channels: 3,
    noise: { type: "gaussian", mean: 120, sigma: 60 },
    background: "red",
  },
})
  .png()
  .toBuffer();

describe("pictures in terminals", () => {
  test("kitty gets the whole PNG in pieces of at most 4,096 bytes, all but the last marked as unfinished", () => {
    const messages = kitty(png).trimEnd().split("\u001b\\").slice(0, -1);
    const parts = messages.map((message) => /_G([^;]*);(.*)$/.exec(message) ?? []);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every(([, , payload = ""]) => payload.length > 0 && payload.length <= 4096)).toBe(true);
    expect(parts.map(([, control = ""]) => /m=(\d)/.exec(control)?.[1]).join("")).toMatch(/^1+0$/);
    expect(Buffer.from(parts.map(([, , payload]) => payload).join(""), "base64")).toEqual(png);
  });

  test("iTerm2 gets it in one, with its size", () => {
    const [, size, payload = ""] = /size=(\d+)[^:]*:([A-Za-z0-9+/=]*)/.exec(iterm2(png)) ?? [];
    expect(iterm2(png).trimEnd().endsWith("\u0007")).toBe(true);
    expect(Number(size)).toBe(png.length);
    expect(Buffer.from(payload, "base64")).toEqual(png);
  });

  test("sixel begins and ends as the VT340 wants it and states the picture's size", async () => {
    const text = await sixel(png);
    expect(text.startsWith("\u001bP")).toBe(true);
    expect(text.trimEnd().endsWith("\u001b\\")).toBe(true);
    expect(text).toContain('"1;1;90;60');
  });

  test("nothing but text goes to a pipe, a dumb terminal, or someone who set NO_COLOR", () => {
    expect(graphicsOf({ isTTY: false }, {})).toBeUndefined();
    expect(graphicsOf({}, {})).toBeUndefined();
    expect(graphicsOf({ isTTY: true }, { NO_COLOR: "1" })).toBeUndefined();
    expect(graphicsOf({ isTTY: true }, { TERM: "dumb" })).toBeUndefined();
  });
});
