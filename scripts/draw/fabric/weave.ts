import { n } from "../svg.js";

/** Textures with a direction, laid over a piece of cloth in black and white that let its colour through. */
export const WEAVES = [
  "twill",
  "knit",
  "cable",
  "rib",
  "corduroy",
  "canvas",
  "straw",
  "tweed",
  "mesh",
] as const;
export type WeaveName = (typeof WEAVES)[number];

interface Tile {
  readonly width: number;
  readonly height: number;
  readonly marks: string;
}

const stroke = (d: string, ink: string, width: number, opacity: number): string =>
  `<path d="${d}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-opacity="${opacity}"/>`;
const dark = (d: string, width: number, opacity: number) => stroke(d, "#000", width, opacity);
const light = (d: string, width: number, opacity: number) => stroke(d, "#fff", width, opacity);

const TILES: Record<WeaveName, Tile> = {
  twill: {
    width: 4,
    height: 4,
    marks: light("M-1 5L5 -1M-1 1L1 -1M3 5L5 3", 1, 0.13) + dark("M-1 3L3 -1M1 5L5 1", 0.8, 0.11),
  },
  knit: {
    width: 7,
    height: 6,
    marks:
      dark("M0 -3v12M7 -3v12", 1.1, 0.24) +
      dark("M.4 1L3.500 4.600L6.600 1", 1, 0.2) +
      light("M.6 -.9L3.500 2.500L6.400 -.9M.6 5.100L3.500 8.500L6.400 5.100", 1.3, 0.2),
  },
  cable: {
    width: 44,
    height: 32,
    marks:
      dark("M3 -2v36M41 -2v36M6 -2v36M38 -2v36", 1.2, 0.22) +
      light("M4.500 -2v36M39.500 -2v36", 1.2, 0.2) +
      dark(
        "M12 0C12 10 32 8 32 17C32 25 12 24 12 32M32 0C32 4 28 7 24 8M20 9C15 10 12 13 12 17C12 21 16 23 20 24M24 26C29 27 32 29 32 32",
        2.4,
        0.26,
      ) +
      light(
        "M15 0C16 8 35 8 35 17C35 26 16 25 15 32M29 0C28 4 25 6 22 7M18 10C16 12 15 14 15 17",
        1.8,
        0.22,
      ) +
      dark("M9.500 -2v36M35.500 -2v36", 0.8, 0.12),
  },
  rib: { width: 6, height: 12, marks: dark("M0 -2v16M6 -2v16", 2, 0.26) + light("M3 -2v16", 1.6, 0.2) },
  corduroy: {
    width: 6,
    height: 12,
    marks: dark("M0 -2v16M6 -2v16", 1.9, 0.3) + light("M2.600 -2v16", 1.5, 0.2),
  },
  canvas: {
    width: 4,
    height: 4,
    marks: dark("M0 0h4M0 2h2M0 0v4M2 2v2", 0.6, 0.14) + light("M0 1h4M1 0v4", 0.6, 0.14),
  },
  straw: {
    width: 12,
    height: 10,
    marks:
      dark("M0 0L6 5L12 0M0 10L6 5L12 10", 1, 0.26) +
      light("M0 3L4 6.500M2 1.500L6 5M8 6.500L12 3M6 8L9 10.500", 1.1, 0.4) +
      dark("M0 5L3 7.500M9 7.500L12 5M3 0L6 2.500L9 0", 0.8, 0.18),
  },
  tweed: {
    width: 14,
    height: 14,
    marks:
      dark("M0 0L7 7L14 0M0 7L7 14L14 7M0 -7L7 0L14 -7M0 14L7 21L14 14", 1.3, 0.26) +
      light("M0 3L7 10L14 3M0 10L7 17L14 10M0 -4L7 3L14 -4", 1.2, 0.26),
  },
  mesh: {
    width: 5,
    height: 5,
    marks:
      '<circle cx="1.300" cy="1.300" r=".8" fill="#000" fill-opacity=".25"/><circle cx="3.800" cy="3.800" r=".8" fill="#000" fill-opacity=".25"/>',
  },
};

/** A pattern element; `angle` in degrees turns it with the piece, `scale` makes it coarser. */
export function weave(id: string, name: WeaveName, angle = 0, scale = 1): string {
  const { width, height, marks } = TILES[name];
  return `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse" patternTransform="rotate(${n(angle)}) scale(${n(scale)})">${marks}</pattern>`;
}
