import sharp, { type Sharp } from "sharp";

/** A colourful picture with structure in every channel: gradients, no flat areas that would hide a mistake. */
export function gradient(width: number, height: number, channels: 3 | 4 = 3): Buffer {
  const pixels = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      pixels[at] = Math.round((255 * x) / width);
      pixels[at + 1] = Math.round((255 * y) / height);
      pixels[at + 2] = Math.round(127 + 127 * Math.sin((x + y) / 9));
      if (channels === 4) pixels[at + 3] = x < width / 2 ? 255 : 0;
    }
  }
  return pixels;
}

export function sample(width = 120, height = 160, channels: 3 | 4 = 3): Sharp {
  return sharp(gradient(width, height, channels), { raw: { width, height, channels } });
}

/** The same picture in every format that is taken as it is. */
export async function samples(): Promise<Readonly<Record<string, Buffer>>> {
  const picture = sample();
  return {
    jpeg: await picture.clone().jpeg().toBuffer(),
    png: await picture.clone().png().toBuffer(),
    webp: await picture.clone().webp().toBuffer(),
    gif: await picture.clone().gif().toBuffer(),
    avif: await picture.clone().avif({ effort: 0 }).toBuffer(),
    tiff: await picture.clone().tiff().toBuffer(),
  };
}

/** A PNG that is well formed on the outside, with whatever data: none of it need fit the size in its header. */
export function pngOf(width: number, height: number, data: Buffer): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A picture that only decoding shows to be broken. */
export const brokenPng = (): Buffer => pngOf(64, 64, Buffer.alloc(1000, 0x55));

/** The head of an ISO base media file with these brands, and nothing behind it. */
export function isoFile(brand: string, ...compatible: string[]): Buffer {
  const brands = [brand, "\0\0\0\0", ...compatible].join("");
  const box = Buffer.from(`\0\0\0\0ftyp${brands}`, "latin1");
  box.writeUInt32BE(box.length);
  return Buffer.concat([box, Buffer.alloc(64)]);
}
