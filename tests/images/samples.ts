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
