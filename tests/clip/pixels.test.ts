import { CLIPFeatureExtractor } from "@xenova/transformers";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { normaliser } from "../../src/clip/normalise.js";
import { pixelPlan, preprocessorSchema, resizedSize } from "../../src/clip/pixel-plan.js";
import { decodePixels } from "../../src/clip/pixels.js";
import { pictureFromBytes } from "../../src/images/read-picture.js";
import { brokenPng, sample } from "../images/samples.js";
import { readPicture } from "./reference.js";

const STARTER = {
  do_resize: true,
  size: { shortest_edge: 96, longest_edge: 96 },
  resample: 1,
  do_normalize: true,
  image_mean: [1, 1, 1],
  image_std: [0.5, 0.5, 0.5],
  do_pad: true,
  pad_size: { width: 96, height: 96 },
};

type Theirs = ConstructorParameters<typeof CLIPFeatureExtractor>[0];
type Config = Partial<Theirs> & Readonly<Record<string, unknown>>;

const THEIR_DEFAULTS: Theirs = {
  image_mean: [0, 0, 0],
  image_std: [1, 1, 1],
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: false,
  do_resize: false,
  resample: 2,
  size: undefined,
};

/** openai/clip-vit-base-patch32's own numbers. */
const OPENAI = {
  do_resize: true,
  size: { shortest_edge: 224 },
  resample: 3,
  do_center_crop: true,
  crop_size: { width: 224, height: 224 },
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: true,
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
};

async function ours(bytes: Uint8Array, config: Config): Promise<Float32Array> {
  const plan = pixelPlan(preprocessorSchema.parse(config));
  const pixels = await decodePixels(await pictureFromBytes(bytes), plan, () => false);
  return normaliser(plan)([pixels]);
}

async function theirs(bytes: Uint8Array, config: Config): Promise<Float32Array> {
  const processor = new CLIPFeatureExtractor({ ...THEIR_DEFAULTS, ...config });
  const { pixel_values } = await processor([await readPicture(bytes)]);
  return pixel_values.data;
}

function differences(a: Float32Array, b: Float32Array) {
  expect(a.length).toBe(b.length);
  const all = a.map((value, at) => Math.abs(value - (b[at] ?? Number.NaN)));
  return {
    largest: all.reduce((most, one) => Math.max(most, one), 0),
    mean: all.reduce((sum, one) => sum + one, 0) / all.length,
  };
}

/** One step of a byte, in the starter's normalised numbers. */
const STEP = 1 / 255 / 0.5;

describe("the starter's pixels", () => {
  it.each([
    [60, 80],
    [96, 96],
    [300, 200],
    [127, 501],
    [33, 7],
    [1, 1],
    [500, 9],
    [97, 96],
  ])("of %i × %i are those of transformers.js", async (width, height) => {
    const bytes = await sample(width, height).png().toBuffer();
    const { largest } = differences(await ours(bytes, STARTER), await theirs(bytes, STARTER));
    expect(largest).toBeLessThanOrEqual(STEP + 1e-6);
  });

  it("of a JPEG differ from theirs only by shrinking while loading", async () => {
    // libjpeg halves large pictures while it decodes them, which is what makes phone photos fast; theirs are decoded whole.
    const bytes = await sample(1200, 1600).jpeg({ quality: 92, chromaSubsampling: "4:4:4" }).toBuffer();
    const { largest, mean } = differences(await ours(bytes, STARTER), await theirs(bytes, STARTER));
    expect(mean).toBeLessThan(STEP / 2);
    expect(largest).toBeLessThan(8 * STEP);
  });
});

describe("OpenAI's pixels", () => {
  it("are those of transformers.js where nothing is shrunk", async () => {
    const bytes = await sample(224, 300).png().toBuffer();
    const { largest } = differences(await ours(bytes, OPENAI), await theirs(bytes, OPENAI));
    expect(largest).toBeLessThan(1e-5);
  });

  it("are near them where the bicubic filter shrinks, ours with antialiasing as Pillow's", async () => {
    // transformers.js samples four pixels for each one, whatever lies between; we average, as CLIP was trained.
    // On soft pictures the two come close; what is left is the half pixel by which their grid is off.
    const small = await sample(12, 9).png().toBuffer();
    const smooth = await sharp(small).resize(900, 700, { fit: "fill", kernel: "cubic" }).png().toBuffer();
    const { mean } = differences(await ours(smooth, OPENAI), await theirs(smooth, OPENAI));
    expect(mean).toBeLessThan(0.02);
  });
});

describe("other processors", () => {
  const base = {
    do_resize: true,
    resample: 1,
    do_normalize: true,
    image_mean: [0.5, 0.4, 0.3],
    image_std: [0.2, 0.3, 0.4],
  };
  it.each([
    ["an exact size", { ...base, size: { width: 64, height: 48 } }],
    ["an exact size, padded to itself", { ...base, size: { width: 64, height: 48 }, do_pad: true }],
    ["a number as size", { ...base, size: 80, do_pad: true, pad_size: 80 }],
    [
      "a crop larger than the picture",
      { ...base, size: { shortest_edge: 20 }, do_center_crop: true, crop_size: 90 },
    ],
    ["a longest edge alone", { ...base, size: { longest_edge: 50 }, do_pad: true, pad_size: 64 }],
    ["no resizing", { ...base, do_resize: false, do_center_crop: true, crop_size: 50 }],
    ["no rescaling", { ...base, do_rescale: false, size: { width: 32, height: 32 } }],
    ["no normalising", { ...base, do_normalize: false, size: { width: 32, height: 32 } }],
    ["blue first", { ...base, do_flip_channel_order: true, size: { width: 32, height: 32 } }],
  ])("%s", async (_, config) => {
    const bytes = await sample(120, 90).png().toBuffer();
    const { largest } = differences(await ours(bytes, config), await theirs(bytes, config));
    // One step of a byte, where lanczos rounds another way.
    expect(largest).toBeLessThanOrEqual(("do_rescale" in config ? 255 : 1) * (1 / 255 / 0.2) + 1e-5);
  });

  it("that crop one edge and fill up the other put the picture in the middle of black", async () => {
    // transformers.js itself fails here.
    const bytes = await sharp({ create: { width: 120, height: 90, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const config = { do_resize: true, size: { shortest_edge: 40 }, do_center_crop: true };
    const values = await ours(bytes, { ...config, crop_size: { width: 70, height: 30 } });
    const row = [...values.subarray(70 * 15, 70 * 16)];
    expect(row).toEqual([...Array(8).fill(0), ...Array(53).fill(1), ...Array(9).fill(0)]);
  });

  it("that name the shortest edge by a number, as CLIP's first ones did, are read as CLIP reads them", async () => {
    const bytes = await sample(120, 90).png().toBuffer();
    const crop = { do_center_crop: true, crop_size: 72 };
    const byNumber = await ours(bytes, { ...base, size: 80, ...crop });
    const byName = await ours(bytes, { ...base, size: { shortest_edge: 80 }, ...crop });
    expect(differences(byNumber, byName).largest).toBe(0);
  });

  it("that would give every picture another size are refused", () => {
    expect(() =>
      pixelPlan(preprocessorSchema.parse({ do_resize: true, size: { shortest_edge: 224 } })),
    ).toThrow(/another size/);
  });
});

describe("every kind of picture", () => {
  const size = { width: 48, height: 64 };
  const config = { do_resize: true, size, resample: 1 };
  const meanOf = (values: Float32Array, channel: number, from: number, to: number) => {
    const plane = values.subarray(
      channel * size.width * size.height,
      (channel + 1) * size.width * size.height,
    );
    const part = [...plane].filter((_, at) => at % size.width >= from && at % size.width < to);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  };

  it("is turned upright", async () => {
    const upright = await ours(await sample(240, 320).png().toBuffer(), config);
    for (const [orientation, turn] of [
      [3, 180],
      [6, 270],
      [8, 90],
    ] as const) {
      const turned = await sharp(await sample(240, 320).png().toBuffer())
        .rotate(turn)
        .toBuffer();
      const tagged = await sharp(turned)
        .withMetadata({ orientation })
        .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
        .toBuffer();
      expect(differences(await ours(tagged, config), upright).mean).toBeLessThan(0.01);
    }
  });

  it("has transparency on white", async () => {
    for (const format of ["png", "webp", "gif"] as const) {
      const values = await ours(await sample(240, 320, 4).toFormat(format).toBuffer(), config);
      for (const channel of [0, 1, 2]) expect(meanOf(values, channel, 28, 48)).toBeGreaterThan(0.98);
      expect(meanOf(values, 0, 0, 20)).toBeLessThan(0.5);
    }
  });

  it("comes out in 8-bit sRGB: CMYK, 16 bit, grey, palette", async () => {
    const red = sharp({ create: { width: 60, height: 80, channels: 3, background: "#d01010" } });
    const kinds = {
      cmyk: await red.clone().toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer(),
      "16 bit": await red.clone().toColourspace("rgb16").png().toBuffer(),
      palette: await red.clone().png({ palette: true }).toBuffer(),
      tiff: await red.clone().tiff({ compression: "lzw" }).toBuffer(),
    };
    expect((await sharp(kinds.cmyk).metadata()).space).toBe("cmyk");
    expect((await sharp(kinds["16 bit"]).metadata()).depth).toBe("ushort");
    for (const [name, bytes] of Object.entries(kinds)) {
      const values = await ours(bytes, config);
      expect(meanOf(values, 0, 0, 48), name).toBeGreaterThan(0.7);
      expect(meanOf(values, 1, 0, 48), name).toBeLessThan(0.25);
    }
    for (const depth of ["b-w", "grey16"] as const) {
      const values = await ours(await sample(60, 80).toColourspace(depth).png().toBuffer(), config);
      expect(meanOf(values, 0, 0, 48)).toBeCloseTo(meanOf(values, 2, 0, 48), 5);
    }
  });

  it("shows its first frame", async () => {
    const frame = (colour: string) =>
      sharp({ create: { width: 48, height: 64, channels: 3, background: colour } })
        .png()
        .toBuffer();
    const frames = await Promise.all([frame("#fff"), frame("#000"), frame("#f00")]);
    const animation = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [50, 50, 50] })
      .toBuffer();
    expect((await sharp(animation).metadata()).pages).toBe(3);
    expect(meanOf(await ours(animation, config), 0, 0, 48)).toBeGreaterThan(0.98);
  });

  it("is refused with advice that helps where it is a TIFF of a kind that is not read", async () => {
    const packed = await sample(40, 30).tiff({ compression: "none" }).toBuffer();
    // The entry of the compression, tag 259, a short: Zstandard instead of none.
    const entry = packed.indexOf(Buffer.from([3, 1, 3, 0, 1, 0, 0, 0]));
    packed.writeUInt16LE(50_000, entry + 8);
    await expect(ours(packed, config)).rejects.toMatchObject({
      code: "not-a-picture",
      message: expect.stringContaining("save it as JPEG or PNG"),
    });
    const raw = Buffer.concat([Buffer.from("II*\0\x10\0\0\0CR\x02\0", "latin1"), Buffer.alloc(400)]);
    await expect(ours(raw, config)).rejects.toMatchObject({
      message: expect.stringContaining("save it as JPEG or PNG"),
    });
  });

  it("is refused when its data is broken, although its header is not", async () => {
    await expect(ours(brokenPng(), config)).rejects.toMatchObject({ code: "not-a-picture" });
  });
});

describe("sizes", () => {
  it("never come out empty or beyond the box, for any picture", () => {
    const edge = fc.integer({ min: 1, max: 50_000 });
    fc.assert(
      fc.property(edge, edge, (width, height) => {
        const plan = pixelPlan(preprocessorSchema.parse(STARTER));
        const rule = plan.resize;
        if (rule === undefined) throw new Error("no rule");
        const size = resizedSize(rule, { width, height });
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(96);
      }),
    );
  });
});
