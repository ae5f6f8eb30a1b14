import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PQueue from "p-queue";
import sharp from "sharp";
import type { Product } from "./catalogue.js";
import { COLOURS, dyed } from "./colour.js";
import { PAGE, page } from "./parts/scene.js";
import { randomFor } from "./random.js";
import { type Look, Sheet } from "./sheet.js";

/** The drawing of a product as an SVG document of 360 × 480 units: the same text for the same product. */
export function svgOf(product: Product): string {
  const { row, variant, companions, brass } = product;
  const look: Look = {
    material: row.material,
    brass,
    random: randomFor(product.formSeed),
    print: {
      pattern: variant.panels === true ? "solid" : row.pattern,
      base: dyed(row.colour, randomFor(product.dyeSeed)),
      accent: COLOURS[companions.accent].hex,
      second: COLOURS[companions.second].hex,
      upright: variant.upright ?? false,
      scale: variant.motif ?? 1,
    },
  };
  const sheet = new Sheet(look);
  const drawing = variant.draw(sheet);
  return page(sheet, drawing);
}

/**
 * The picture as WebP, `width` pixels wide and 4:3 as high. It is rasterised at full size before it is reduced, so that
 * small pictures show the same cloth as large ones.
 */
export async function pictureOf(svg: string, width: number = PAGE.width): Promise<Buffer> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: "#ffffff" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const full = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const sized = width === PAGE.width ? full : full.resize({ width, kernel: "lanczos3" });
  return sized.webp({ quality: 72, effort: 4, smartSubsample: true }).toBuffer();
}

export interface RenderOptions {
  readonly out: string;
  readonly width: number;
  readonly concurrency: number;
  readonly onProgress?: (done: number) => void;
}

/** Writes products.jsonl and pictures/ into `out`; gives the bytes of all pictures. */
export async function renderCatalogue(products: readonly Product[], options: RenderOptions): Promise<number> {
  await mkdir(join(options.out, "pictures"), { recursive: true });
  await writeFile(
    join(options.out, "products.jsonl"),
    `${products.map(({ row }) => JSON.stringify(row)).join("\n")}\n`,
  );
  const queue = new PQueue({ concurrency: options.concurrency });
  let bytes = 0;
  let done = 0;
  await Promise.all(
    products.map((product) =>
      queue.add(async () => {
        const picture = await pictureOf(svgOf(product), options.width);
        await writeFile(join(options.out, product.row.picture), picture);
        bytes += picture.length;
        done += 1;
        options.onProgress?.(done);
      }),
    ),
  );
  return bytes;
}
