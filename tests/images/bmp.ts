type Colour = readonly [red: number, green: number, blue: number, alpha?: number];

export interface BmpShape {
  readonly width: number;
  readonly height: number;
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  /** OS/2's first header (`core`), Windows' usual one, or its fifth, which knows transparency. */
  readonly header?: "core" | "info" | "v5";
  /** First row first. */
  readonly topDown?: boolean;
}

/** Red, green, blue and light grey, which every number of bits can say, 1 bit the first two. */
export const PATCHES: readonly Colour[] = [
  [248, 8, 16],
  [8, 248, 24],
  [16, 24, 248],
  [232, 232, 232],
];

const HEADER_BYTES = { core: 12, info: 40, v5: 124 };
const MASKS = { 16: [0xf800, 0x07e0, 0x001f, 0], 32: [0xff0000, 0xff00, 0xff, 0xff000000] } as const;

function headerOf({ width, height, bits, header = "info", topDown = false }: BmpShape): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES[header]);
  bytes.writeUInt32LE(bytes.length, 0);
  if (header === "core") {
    for (const [at, value] of [width, height, 1, bits].entries()) bytes.writeUInt16LE(value, 4 + 2 * at);
    return bytes;
  }
  bytes.writeInt32LE(width, 4);
  bytes.writeInt32LE(topDown ? -height : height, 8);
  bytes.writeUInt16LE(1, 12);
  bytes.writeUInt16LE(bits, 14);
  const masks = bits === 16 || (bits === 32 && header === "v5") ? MASKS[bits] : undefined;
  bytes.writeUInt32LE(masks ? 3 : 0, 16);
  if (!masks) return bytes;
  if (header === "v5") {
    for (const [at, mask] of masks.entries()) bytes.writeUInt32LE(mask, 40 + 4 * at);
    return bytes;
  }
  const behind = Buffer.alloc(12);
  for (const [at, mask] of masks.slice(0, 3).entries()) behind.writeUInt32LE(mask, 4 * at);
  return Buffer.concat([bytes, behind]);
}

/** One row's pixels, filled up to whole words of 32 bits. */
function rowOf(bits: BmpShape["bits"], header: BmpShape["header"], colours: readonly Colour[]): Buffer {
  const row = Buffer.alloc(Math.ceil((colours.length * bits) / 32) * 4);
  for (const [x, colour] of colours.entries()) {
    const [red, green, blue, alpha = 255] = colour;
    const at = (x * bits) >> 3;
    if (bits <= 8) {
      const shift = 8 - bits - ((x * bits) & 7);
      row[at] = (row[at] ?? 0) | (Math.max(0, PATCHES.indexOf(colour)) << shift);
    } else if (bits === 16) row.writeUInt16LE(((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3), at);
    // The fourth byte of Windows' usual header means nothing, and is zero.
    else row.set([blue, green, red, header === "v5" ? alpha : 0].slice(0, bits >> 3), at);
  }
  return row;
}

/** A BMP; with 8 bits and fewer of `PATCHES`' colours. */
export function bmpOf(shape: BmpShape, colourAt: (x: number, y: number) => Colour): Buffer {
  const { width, height, bits, header = "info", topDown = false } = shape;
  const entry = header === "core" ? 3 : 4;
  const palette = Buffer.alloc(bits <= 8 ? 2 ** bits * entry : 0);
  for (const [at, [red, green, blue]] of PATCHES.entries()) {
    if (at * entry < palette.length) palette.set([blue, green, red], at * entry);
  }
  const rows = Array.from({ length: height }, (_, y) =>
    rowOf(
      bits,
      header,
      Array.from({ length: width }, (__, x) => colourAt(x, y)),
    ),
  );
  const start = Buffer.alloc(14);
  const info = headerOf(shape);
  const body = Buffer.concat(topDown ? rows : rows.reverse());
  start.write("BM");
  start.writeUInt32LE(start.length + info.length + palette.length + body.length, 2);
  start.writeUInt32LE(start.length + info.length + palette.length, 10);
  return Buffer.concat([start, info, palette, body]);
}

/** Upright stripes in the colours that so many bits can say. */
export const stripes =
  (bits: BmpShape["bits"]) =>
  (x: number): Colour =>
    PATCHES[(x >> 3) % (bits === 1 ? 2 : PATCHES.length)] ?? [0, 0, 0];
