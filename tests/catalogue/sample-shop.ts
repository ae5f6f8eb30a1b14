import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

export const KINDS: Readonly<Record<string, string>> = {
  Dress: "M70 20H110L120 70L150 210H30L60 70Z",
  Shirt: "M60 30L90 40L120 30L165 60L150 100L130 90V200H50V90L30 100L15 60Z",
  Skirt: "M55 50H125L155 190H25Z",
  Shorts: "M45 50H135L145 150H98L90 95L82 150H35Z",
  Bag: "M40 90H140V200H40ZM60 90Q60 40 90 40T120 90H108Q108 55 90 55T72 90Z",
};
export const COLOURS: Readonly<Record<string, string>> = {
  Red: "#c8202c",
  Blue: "#2450b8",
  Green: "#2f8a3c",
  Yellow: "#e8c030",
  Black: "#1c1c1e",
  Pink: "#e87fa8",
};

export interface SampleProduct {
  readonly id: string;
  readonly title: string;
  readonly price: number;
  readonly currency: string;
  readonly type: string;
  readonly colour: string;
  readonly gender: string;
  readonly picture: string;
}

export const drawing = (path: string, colour: string, shift = 0) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="180" height="240"><rect width="180" height="240" fill="#fff"/><path transform="translate(${shift} ${shift})" d="${path}" fill="${colour}" stroke="#333" stroke-width="2"/></svg>`,
    ),
  );

/** A shop of 60 drawn products in `products.jsonl` and `pictures/`: five kinds in six colours, twice each. */
export async function makeSampleShop(folder: string): Promise<SampleProduct[]> {
  await mkdir(join(folder, "pictures"), { recursive: true });
  const products: SampleProduct[] = [];
  for (const round of [0, 1]) {
    for (const [type, path] of Object.entries(KINDS)) {
      for (const [colour, hex] of Object.entries(COLOURS)) {
        const id = `${type}-${colour}-${round}`.toLowerCase();
        const picture = `pictures/${id}.webp`;
        await drawing(path, hex, round * 6)
          .webp({ quality: 90 })
          .toFile(join(folder, picture));
        const gender = round === 0 ? "Women" : "Men";
        const title = `${colour} ${type} ${round === 0 ? "Anna" : "Bert"}`;
        products.push({
          id,
          title,
          price: 20 + products.length,
          currency: "EUR",
          type,
          colour,
          gender,
          picture,
        });
      }
    }
  }
  await writeFile(
    join(folder, "products.jsonl"),
    products.map((product) => `${JSON.stringify(product)}\n`).join(""),
  );
  return products;
}
