import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HaberdasherError } from "../../src/errors.js";
import { pictureFromBytes, pictureFromFile } from "../../src/images/read-picture.js";
import { LIMITS } from "../../src/limits.js";
import { bmpOf, stripes } from "./bmp.js";
import { gradient, isoFile, pngOf, sample, samples } from "./samples.js";

let folder: string;
let all: Readonly<Record<string, Buffer>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "haberdasher-"));
  all = await samples();
});
afterAll(() => rm(folder, { recursive: true }));

async function refusal(bytes: Uint8Array, name?: string): Promise<HaberdasherError> {
  const thrown: unknown = await pictureFromBytes(bytes, name).then(
    () => new Error("was let through"),
    (error: unknown) => error,
  );
  if (!(thrown instanceof HaberdasherError)) throw thrown;
  return thrown;
}

describe("what is taken", () => {
  it.each(["jpeg", "png", "webp", "gif", "avif", "tiff"])("%s, by its content alone", async (format) => {
    const bytes = all[format] ?? Buffer.alloc(0);
    expect(await pictureFromBytes(bytes, "something.exe")).toEqual({
      bytes,
      format,
      width: 120,
      height: 160,
      name: "something.exe",
    });
    expect(await pictureFromBytes(bytes)).not.toHaveProperty("name");
  });

  it.each(
    ([1, 4, 8, 16, 24, 32] as const).flatMap((bits) =>
      (["core", "info", "v5"] as const)
        .filter((header) => header !== "core" || (bits !== 16 && bits !== 32))
        .flatMap((header) => [false, true].map((topDown) => ({ bits, header, topDown })))
        .filter(({ header, topDown }) => header !== "core" || !topDown),
    ),
  )("BMP of $bits bits, header $header, top-down $topDown, in its own colours", async (shape) => {
    // A width that fills no byte and no word of a row.
    const size = { width: 41, height: 30 };
    const bmp = bmpOf({ ...size, ...shape }, stripes(shape.bits));
    const picture = await pictureFromBytes(bmp, "drawing.bmp");
    expect(picture).toMatchObject({ format: "png", ...size, name: "drawing.bmp" });
    const pixels = await sharp(picture.bytes).raw().toBuffer();
    for (const x of [0, 8, 17, 39, 40]) {
      const at = (29 * 41 + x) * 3;
      expect([...pixels.subarray(at, at + 3)], `column ${x}`).toEqual([...stripes(shape.bits)(x)]);
    }
  });

  it.each([24, 32] as const)("BMP of %i bits, to the last pixel", async (bits) => {
    const rgb = gradient(40, 30);
    const bmp = bmpOf({ width: 40, height: 30, bits }, (x, y) => {
      const [red = 0, green = 0, blue = 0] = rgb.subarray((y * 40 + x) * 3);
      return [red, green, blue];
    });
    const back = await sharp((await pictureFromBytes(bmp)).bytes)
      .raw()
      .toBuffer();
    expect(back.equals(rgb)).toBe(true);
  });

  it("a BMP's transparency, where its header knows of one, as white", async () => {
    const clear = [0, 0, 0, 0] as const;
    const shape = { width: 16, height: 8, bits: 32, header: "v5" } as const;
    const bmp = bmpOf(shape, (x) => (x < 8 ? clear : [248, 8, 16]));
    const pixels = await sharp((await pictureFromBytes(bmp)).bytes)
      .raw()
      .toBuffer();
    expect([...pixels.subarray(0, 3)]).toEqual([255, 255, 255]);
    expect([...pixels.subarray(45, 48)]).toEqual([248, 8, 16]);
  });

  it("an AVIF animation, of which its still picture is looked at", async () => {
    const animation = Buffer.from(all.avif ?? "");
    animation.write("avis", 8, "latin1");
    const picture = await pictureFromBytes(animation, "wink.avif");
    expect(picture).toMatchObject({ format: "avif", width: 120, height: 160 });
    expect((await sharp(picture.bytes).raw().toBuffer()).length).toBe(120 * 160 * 3);
  });

  it("turns width and height with the camera", async () => {
    const turned = await sample().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await pictureFromBytes(turned)).toMatchObject({ width: 160, height: 120 });
  });

  it("a JPEG with a thumbnail in its metadata, with scans, and with bytes behind its end", async () => {
    const progressive = await sample().jpeg({ progressive: true }).toBuffer();
    expect((await pictureFromBytes(progressive)).format).toBe("jpeg");
    const trailing = Buffer.concat([all.jpeg ?? Buffer.alloc(0), Buffer.from("camera's own notes")]);
    expect((await pictureFromBytes(trailing)).format).toBe("jpeg");
  });

  it("keeps of a name only what people may see", async () => {
    const bytes = all.png ?? Buffer.alloc(0);
    const name = async (given: string) => (await pictureFromBytes(bytes, given)).name;
    expect(await name("../../etc/passwd")).toBe("passwd");
    expect(await name("C:\\Users\\me\\coat.png")).toBe("coat.png");
    expect(await name("a\u202egnp.exe\n\u0000")).toBe("agnp.exe");
    expect(await name("🧥".repeat(300))).toBe("🧥".repeat(100));
    expect(await name(" \n")).toBeUndefined();
  });
});

describe("what is refused, with a sentence that helps", () => {
  it.each([
    ["HEIC", isoFile("heic", "mif1"), "share it as JPEG"],
    ["HEIF of the general brand", isoFile("mif1", "heic"), "share it as JPEG"],
    ["JPEG XL", Buffer.from("\xff\x0a................", "latin1"), "JPEG XL"],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), "SVG"],
    [
      "SVG behind a prologue",
      Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- x -->\n<svg width="9"/>'),
      "SVG",
    ],
    ["SVG in UTF-16", Buffer.from("\ufeff<svg width='9' height='9'></svg>", "utf16le"), "SVG"],
    ["PDF", Buffer.from("%PDF-1.7\n%âãÏÓ\n"), "PDF"],
    ["a web page", Buffer.from("\n<!DOCTYPE html><html><body>hello</body></html>"), "web page"],
    [
      "a web page with a drawing in it",
      Buffer.from('<!doctype html><html><head><link rel=icon href="data:image/svg+xml,<svg></svg>"></head>'),
      "web page",
    ],
    ["words", Buffer.from("red winter coat"), "not a picture"],
    ["a video", isoFile("isom", "mp42"), "not a picture"],
    ["an archive", Buffer.from("PK\x03\x04..............", "latin1"), "not a picture"],
    ["a netpbm picture", Buffer.from("P6 1 1 255\n\0\0\0", "latin1"), "not a picture"],
    ["nothing", Buffer.alloc(0), "empty"],
    ["one byte", Buffer.of(0xff), "not a picture"],
    ["a PNG's signature alone", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "cut off"],
    ["a BMP's signature alone", Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)]), "damaged"],
    ["a GIF's signature alone", Buffer.from("GIF89a", "latin1"), "damaged"],
  ])("%s", async (_, bytes, words) => {
    const error = await refusal(bytes, "upload.jpg");
    expect(error.code).toBe("not-a-picture");
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/^"upload\.jpg" [^\n]+\.$/);
  });

  it.each(["jpeg", "png", "webp"])("a %s that is cut off anywhere", async (format) => {
    const bytes = all[format] ?? Buffer.alloc(0);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: bytes.length - 2 }), async (length) => {
        expect((await refusal(bytes.subarray(0, length))).message).toContain("cut off");
      }),
      { numRuns: 40 },
    );
  });

  it("too many bytes, before anything reads them", async () => {
    const huge = new Uint8Array(LIMITS.pictureBytes + 1);
    huge.set(all.jpeg ?? []);
    expect(await refusal(huge)).toMatchObject({
      code: "too-large",
      message: expect.stringContaining("25 MB"),
    });
  });

  it.each([
    [20_000, 15_000],
    [1_000_000, 101],
  ])("a bomb of %i × %i pixels in a small file", async (width, height) => {
    const error = await refusal(pngOf(width, height, deflateSync(Buffer.alloc(1000))), "bomb.png");
    expect(error.code).toBe("too-large");
    expect(error.message).toMatch(/megapixels/);
  });

  it("a little too many pixels, in a sentence that does not contradict itself", async () => {
    const { message } = await refusal(pngOf(10_000, 10_001, Buffer.alloc(9)), "large.png");
    expect(message).toContain("has 101 megapixels: at most 100 megapixels");
    const bmp = Buffer.concat([bmpOf({ width: 10_000, height: 1, bits: 1 }, stripes(1)), Buffer.alloc(1e6)]);
    bmp.writeInt32LE(5_001, 22);
    expect((await refusal(bmp, "scan.bmp")).message).toContain("has 51 megapixels: at most 50 megapixels");
  });

  it("a BMP that claims more than its bytes can hold", async () => {
    const bmp = Buffer.alloc(200);
    bmp.write("BM");
    bmp.writeUInt32LE(54, 10);
    bmp.writeUInt32LE(40, 14);
    bmp.writeInt32LE(9_000, 18);
    bmp.writeInt32LE(-9_000, 22);
    expect((await refusal(bmp)).code).toBe("not-a-picture");
    bmp.writeInt32LE(90_000, 18);
    expect((await refusal(bmp)).code).toBe("too-large");
  });
});

describe("a file on disk", () => {
  it("is read with its name", async () => {
    const path = join(folder, "coat.png");
    await writeFile(path, all.png ?? "");
    expect(await pictureFromFile(path)).toMatchObject({ format: "png", name: "coat.png" });
  });

  it("that is missing, a folder or too big is named in the sentence", async () => {
    const missing = join(folder, "none.jpg");
    await expect(pictureFromFile(missing)).rejects.toMatchObject({
      code: "not-found",
      message: `There is no file ${missing}: check the path.`,
    });
    await expect(pictureFromFile(folder)).rejects.toMatchObject({ code: "not-a-picture" });
    const big = join(folder, "big.jpg");
    await writeFile(big, Buffer.alloc(LIMITS.pictureBytes + 1));
    await expect(pictureFromFile(big)).rejects.toMatchObject({ code: "too-large" });
  });
});

describe("mutated pictures", () => {
  it("give a picture or a refusal, never anything else", async () => {
    const mutation = fc.record({
      format: fc.constantFrom("jpeg", "png", "webp", "gif", "avif", "tiff"),
      edits: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
      cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ format, edits, cut }) => {
        const bytes = Buffer.from(all[format] ?? Buffer.alloc(0));
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        const kept = cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length));
        const thrown: unknown = await pictureFromBytes(kept).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (thrown !== undefined) expect(thrown).toBeInstanceOf(HaberdasherError);
      }),
      { numRuns: 400 },
    );
  });
});
