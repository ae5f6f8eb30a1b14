import type { Random } from "./random.js";

/** The twenty colours that a product may be named by, each with what a shop calls it and how it is dyed. */
export const COLOURS = {
  black: { hex: "#232326", shades: ["Jet Black", "Midnight Black", "Black"] },
  white: { hex: "#f8f8f6", shades: ["Optic White", "Chalk White", "White"] },
  grey: { hex: "#8d9095", shades: ["Slate Grey", "Ash Grey", "Grey"] },
  beige: { hex: "#dfcdae", shades: ["Sand Beige", "Oat Beige", "Beige"] },
  tan: { hex: "#c2905a", shades: ["Camel Tan", "Saddle Tan", "Tan"] },
  brown: { hex: "#6a4128", shades: ["Chestnut Brown", "Walnut Brown", "Brown"] },
  red: { hex: "#cf1f2b", shades: ["Crimson Red", "Poppy Red", "Red"] },
  burgundy: { hex: "#6d1528", shades: ["Deep Burgundy", "Wine Burgundy", "Burgundy"] },
  pink: { hex: "#f09ab4", shades: ["Blush Pink", "Rose Pink", "Pink"] },
  orange: { hex: "#ef7a1e", shades: ["Tangerine Orange", "Burnt Orange", "Orange"] },
  yellow: { hex: "#fbdc3c", shades: ["Lemon Yellow", "Sunny Yellow", "Yellow"] },
  mustard: { hex: "#c2921f", shades: ["Dijon Mustard", "Ochre Mustard", "Mustard"] },
  green: { hex: "#1f8a4c", shades: ["Emerald Green", "Leaf Green", "Green"] },
  olive: { hex: "#69692f", shades: ["Field Olive", "Moss Olive", "Olive"] },
  teal: { hex: "#0f7f86", shades: ["Lagoon Teal", "Deep Teal", "Teal"] },
  "light blue": { hex: "#a3cdec", shades: ["Sky Light Blue", "Powder Light Blue", "Light Blue"] },
  blue: { hex: "#2360c4", shades: ["Cobalt Blue", "Royal Blue", "Blue"] },
  navy: { hex: "#1c2748", shades: ["Ink Navy", "Marine Navy", "Navy"] },
  purple: { hex: "#6b2c91", shades: ["Plum Purple", "Violet Purple", "Purple"] },
  lavender: { hex: "#bfa8e2", shades: ["Lilac Lavender", "Soft Lavender", "Lavender"] },
} as const;

export type ColourName = keyof typeof COLOURS;
export const COLOUR_NAMES = Object.keys(COLOURS).filter((name): name is ColourName => name in COLOURS);

type Rgb = readonly [number, number, number];

const rgb = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

const hexOf = (channels: readonly number[]): string =>
  `#${channels
    .map((channel) =>
      Math.round(Math.min(255, Math.max(0, channel)))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

/** `share` in [0, 1] of `b` in `a`, in sRGB. */
export function mix(a: string, b: string, share: number): string {
  const [from, to] = [rgb(a), rgb(b)];
  return hexOf(from.map((channel, i) => channel + ((to[i] ?? channel) - channel) * share));
}

/** Perceived lightness in [0, 1] (ITU-R BT.601 luma). */
export function luma(hex: string): number {
  const [r, g, b] = rgb(hex);
  return (0.299 * r + 0.587 * g + 0.114 * b) / 255;
}

/** A little of the dyer's chance: no two batches are quite alike. At most ±3 of 255 a channel, and ±3 together. */
export function dyed(name: ColourName, random: Random): string {
  const all = random.between(-3, 3);
  return hexOf(rgb(COLOURS[name].hex).map((channel) => channel + all + random.between(-3, 3)));
}

/** The inks that a garment of one colour is drawn with. */
export interface Tones {
  readonly base: string;
  /** In shade, and deep inside a neck or a sleeve. */
  readonly shade: string;
  readonly deep: string;
  /** Where light falls. */
  readonly light: string;
  /** Outlines and seams. */
  readonly line: string;
  /** How strong shade and light must be to show on this colour. */
  readonly shadeStrength: number;
  readonly lightStrength: number;
}

export function tonesOf(base: string): Tones {
  const lightness = luma(base);
  const dark = lightness < 0.22;
  const pale = lightness > 0.8;
  const night = pale ? "#4a4650" : "#0c0a14";
  return {
    base,
    shade: mix(base, night, pale ? 0.5 : 0.6),
    deep: mix(base, night, pale ? 0.48 : 0.66),
    light: mix(base, "#ffffff", 0.75),
    line: dark ? mix(base, "#000000", 0.72) : mix(base, night, pale ? 0.55 : 0.62),
    shadeStrength: pale ? 0.8 : dark ? 1.15 : 1,
    lightStrength: dark ? 0.5 : pale ? 1.2 : 0.85,
  };
}
