import sharp from "sharp";
import { bmpOf, stripes } from "../images/bmp.js";
import { isoFile, pngOf, sample } from "../images/samples.js";

/** Whole pictures to start from, in every format and many of their kinds, and files that are none. */
export async function seedPictures(): Promise<Readonly<Record<string, Buffer>>> {
  const picture = sample(60, 44);
  const clear = sample(60, 44, 4);
  const frames = await sharp(await sample(40, 120).png().toBuffer()).toBuffer();
  const animated = { raw: { width: 40, height: 120, channels: 3 as const, pageHeight: 40 } };
  const film = sharp(await sharp(frames).raw().toBuffer(), animated);
  const made = {
    jpeg: picture.clone().jpeg(),
    "jpeg, progressive": picture.clone().jpeg({ progressive: true }),
    "jpeg, grey": picture.clone().greyscale().jpeg(),
    "jpeg, CMYK": picture.clone().toColourspace("cmyk").jpeg(),
    "jpeg, turned, with a profile": picture.clone().withMetadata({ orientation: 6, icc: "p3" }).jpeg(),
    png: picture.clone().png(),
    "png, clear": clear.clone().png(),
    "png, 16 bits": picture.clone().toColourspace("rgb16").png(),
    "png, palette": picture.clone().png({ palette: true }),
    "png, interlaced": picture.clone().png({ progressive: true }),
    webp: picture.clone().webp(),
    "webp, lossless, clear": clear.clone().webp({ lossless: true }),
    "webp, animated": film.clone().webp({ effort: 0 }),
    gif: picture.clone().gif(),
    "gif, animated": film.clone().gif(),
    avif: picture.clone().avif({ effort: 0 }),
    "avif, clear": clear.clone().avif({ effort: 0 }),
    tiff: picture.clone().tiff({ compression: "none" }),
    "tiff, LZW": picture.clone().tiff({ compression: "lzw", predictor: "horizontal" }),
    "tiff, deflate, tiles": picture.clone().tiff({ compression: "deflate", tile: true }),
    "tiff, JPEG": picture.clone().tiff({ compression: "jpeg" }),
    "tiff, BigTIFF": picture.clone().tiff({ bigtiff: true }),
  };
  const encoded = await Promise.all(
    Object.entries(made).map(async ([name, one]) => [name, await one.toBuffer()] as const),
  );
  const avif = Object.fromEntries(encoded).avif ?? Buffer.alloc(0);
  return {
    ...Object.fromEntries(encoded),
    ...Object.fromEntries(
      ([1, 4, 8, 16, 24, 32] as const).map((bits) => [
        `bmp, ${bits} bits`,
        bmpOf({ width: 60, height: 44, bits }, stripes(bits)),
      ]),
    ),
    "bmp, OS/2": bmpOf({ width: 60, height: 44, bits: 8, header: "core" }, stripes(8)),
    "bmp, fifth header": bmpOf({ width: 60, height: 44, bits: 32, header: "v5" }, stripes(32)),
    "png, bomb": pngOf(9_000, 9_000, Buffer.alloc(2000)),
    "heic, by its brand": Buffer.concat([isoFile("heic", "mif1"), avif.subarray(32)]),
    svg: Buffer.from(
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='file:///etc/passwd'/></svg>",
    ),
    pdf: Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF"),
    page: Buffer.from("<!doctype html><html><body><img src=x onerror=alert(1)></body></html>"),
    jxl: Buffer.from("\xff\n\xfa\x1f\x01\x90\x08\x06\x01\0", "latin1"),
    netpbm: Buffer.from("P6 60 44 255\n".padEnd(8000, "x"), "latin1"),
  };
}
