import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { cropped } from "../../src/images/crop.js";
import { pictureFromBytes } from "../../src/images/read-picture.js";
import { brokenPng, sample } from "./samples.js";

const HALVES = [
  { left: 0, top: 0, width: 0.5, height: 1 },
  { left: 0.5, top: 0, width: 0.5, height: 1 },
];

describe("parts of a picture", () => {
  it("are cut upright, and from pictures of one pixel, too", async () => {
    const red = { create: { width: 40, height: 80, channels: 3 as const, background: "#f00" } };
    const blue = { input: { create: { ...red.create, height: 40, background: "#00f" } }, left: 0, top: 0 };
    // Blue above red as it lies in the file, blue on the right as it is to be seen.
    const lying = await sharp(red).composite([blue]).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const parts = await cropped(await pictureFromBytes(lying), HALVES);
    expect(parts.map(({ width, height }) => [width, height])).toEqual([
      [40, 40],
      [40, 40],
    ]);
    const means = await Promise.all(
      parts.map(async ({ bytes }) => (await sharp(bytes).stats()).channels.map(({ mean }) => mean)),
    );
    expect(means[0]?.[0]).toBeGreaterThan(240);
    expect(means[1]?.[2]).toBeGreaterThan(240);
    const dot = await pictureFromBytes(await sample(1, 1).png().toBuffer());
    expect((await cropped(dot, HALVES)).map(({ width, height }) => [width, height])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it("of a picture that only decoding shows to be broken are refused in a sentence that names it", async () => {
    const broken = await pictureFromBytes(brokenPng(), "coat.png");
    await expect(cropped(broken, HALVES)).rejects.toMatchObject({
      code: "not-a-picture",
      message: expect.stringContaining('"coat.png" is damaged'),
    });
  });
});
