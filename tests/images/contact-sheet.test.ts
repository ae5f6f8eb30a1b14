import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { StoredPicture } from "../../src/catalogue/catalogue.js";
import { contactSheet } from "../../src/images/contact-sheet.js";

/** A tile whose picture is at hand. */
const tile = (number: number, picture: StoredPicture) => ({ number, picture: async () => picture });

const flat = async (colour: string, mediaType: StoredPicture["mediaType"]): Promise<StoredPicture> => {
  const picture = sharp({ create: { width: 90, height: 120, channels: 3, background: colour } });
  const format = mediaType === "image/jpeg" ? "jpeg" : mediaType === "image/png" ? "png" : "webp";
  return { bytes: await picture.toFormat(format).toBuffer(), mediaType };
};

/** Mean colour of a small field around a point given as fractions of the whole. */
async function colourAt(sheet: Buffer, x: number, y: number): Promise<readonly number[]> {
  const { width, height } = await sharp(sheet).metadata();
  const area = { left: Math.round(x * width) - 4, top: Math.round(y * height) - 4, width: 8, height: 8 };
  const { channels } = await sharp(await sharp(sheet).extract(area).toBuffer()).stats();
  return channels.map(({ mean }) => Math.round(mean));
}

describe("contactSheet", () => {
  it("puts pictures of every kind in reading order on white", async () => {
    const pictures = await Promise.all([
      flat("#f00", "image/jpeg"),
      flat("#0a0", "image/png"),
      flat("#00f", "image/webp"),
    ]);
    const sheet = await contactSheet(pictures.map((picture, n) => tile(n + 1, picture)));
    const { format, width, height } = await sharp(sheet).metadata();
    expect(format).toBe("jpeg");
    expect(width).toBeGreaterThan(2 * height);
    const [red, green, blue] = await Promise.all([1, 3, 5].map((sixth) => colourAt(sheet, sixth / 6, 0.5)));
    expect(red?.[0]).toBeGreaterThan(240);
    expect(green?.[1]).toBeGreaterThan(150);
    expect(blue?.[2]).toBeGreaterThan(240);
    expect((await colourAt(sheet, 1 / 3, 0.5)).every((value) => value > 215)).toBe(true);
  });

  it("shows each number in its badge, without a font", async () => {
    const picture = await flat("#fff", "image/png");
    const sheets = await Promise.all(
      [1, 2, 7, 10, 88, 123].map((number) => contactSheet([tile(number, picture)])),
    );
    const badges = await Promise.all(
      sheets.map((sheet) =>
        sharp(sheet).extract({ left: 34, top: 34, width: 84, height: 54 }).greyscale().raw().toBuffer(),
      ),
    );
    for (const pixels of badges) {
      // White strokes on the dark disc: neither an empty disc nor a full one.
      const disc = [...pixels].filter((_, at) => at % 84 < 54);
      const bright = disc.filter((value) => value > 200).length / disc.length;
      expect(bright).toBeGreaterThan(0.2);
      expect(bright).toBeLessThan(0.6);
    }
    expect(new Set(badges.map((pixels) => pixels.toString("base64"))).size).toBe(badges.length);
  });

  it("takes one picture or fifty, and the columns that are asked for", async () => {
    const picture = await flat("#888", "image/webp");
    const tiles = Array.from({ length: 7 }, (_, n) => tile(n + 1, picture));
    const widths = await Promise.all(
      [undefined, 2, 0, 99].map(async (columns) => {
        const options = columns === undefined ? {} : { columns };
        return (await sharp(await contactSheet(tiles, options)).metadata()).width;
      }),
    );
    expect(widths).toEqual([1160, 780, 400, 2680]);
    await expect(contactSheet([])).rejects.toMatchObject({ code: "bad-request" });
  });

  it("keeps a number's place where the picture is broken or cannot be fetched, unless all are", async () => {
    const good = await flat("#0a0", "image/png");
    const broken: StoredPicture = { bytes: Buffer.from("broken"), mediaType: "image/png" };
    const away = { number: 1, picture: () => Promise.reject(new Error("the disk does not answer")) };
    for (const first of [tile(1, broken), away]) {
      const sheet = await contactSheet([first, tile(2, good)]);
      expect((await colourAt(sheet, 0.27, 0.5)).every((value) => value > 240)).toBe(true);
      expect((await colourAt(sheet, 0.75, 0.5))[1]).toBeGreaterThan(150);
      await expect(contactSheet([first])).rejects.toMatchObject({ code: "not-found" });
    }
  });
});
