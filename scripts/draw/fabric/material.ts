import type { WeaveName } from "./weave.js";

/** Noise lit from the upper left: the hand of a cloth. Frequencies per pixel, height in pixels. */
interface Grain {
  readonly kind: "fractalNoise" | "turbulence";
  readonly frequency: string;
  readonly octaves: number;
  readonly height: number;
}

export interface Material {
  readonly grain?: Grain;
  readonly weave?: WeaveName;
  /** How deep folds look, 1 for cotton. */
  readonly fold: number;
  /** How soft the edge of a fold is, in pixels of blur. */
  readonly soft: number;
  /** How much it shines, 0 (felt) to 1 (patent leather). */
  readonly gloss: number;
  /** Seams are sewn in this colour rather than in a darker one of the cloth. */
  readonly thread?: string;
  /** Price relative to cotton. */
  readonly worth: number;
  /** As a title says it. */
  readonly word: string;
}

const fine: Grain = { kind: "fractalNoise", frequency: "0.9", octaves: 1, height: 0.36 };

export const MATERIALS = {
  cotton: { grain: fine, fold: 1.2, soft: 2, gloss: 0, worth: 1, word: "Cotton" },
  linen: {
    grain: { kind: "fractalNoise", frequency: "0.55 0.12", octaves: 2, height: 0.6 },
    weave: "canvas",
    fold: 1.3,
    soft: 1.3,
    gloss: 0,
    worth: 1.3,
    word: "Linen",
  },
  denim: {
    grain: { kind: "fractalNoise", frequency: "0.6", octaves: 2, height: 0.6 },
    weave: "twill",
    fold: 1.15,
    soft: 1.8,
    gloss: 0,
    thread: "#d9963f",
    worth: 1.3,
    word: "Denim",
  },
  wool: {
    grain: { kind: "fractalNoise", frequency: "0.62", octaves: 3, height: 0.48 },
    fold: 0.8,
    soft: 3.2,
    gloss: 0,
    worth: 2.2,
    word: "Wool",
  },
  tweed: {
    grain: { kind: "fractalNoise", frequency: "0.7", octaves: 2, height: 0.9 },
    weave: "tweed",
    fold: 0.95,
    soft: 3,
    gloss: 0,
    worth: 2.4,
    word: "Tweed",
  },
  knit: {
    grain: { kind: "fractalNoise", frequency: "0.5", octaves: 1, height: 0.7 },
    weave: "knit",
    fold: 1.05,
    soft: 3,
    gloss: 0,
    worth: 1.5,
    word: "Knit",
  },
  fleece: {
    grain: { kind: "fractalNoise", frequency: "0.6", octaves: 2, height: 0.75 },
    fold: 1.15,
    soft: 3,
    gloss: 0,
    worth: 1.1,
    word: "Fleece",
  },
  leather: {
    grain: { kind: "fractalNoise", frequency: "0.42", octaves: 2, height: 0.3 },
    fold: 1.7,
    soft: 1.4,
    gloss: 0.9,
    worth: 3,
    word: "Leather",
  },
  suede: {
    grain: { kind: "fractalNoise", frequency: "0.2 0.26", octaves: 4, height: 0.55 },
    fold: 1,
    soft: 2.6,
    gloss: 0,
    worth: 2.6,
    word: "Suede",
  },
  satin: { fold: 1.5, soft: 3.4, gloss: 0.85, worth: 1.8, word: "Satin" },
  corduroy: {
    grain: fine,
    weave: "corduroy",
    fold: 1,
    soft: 2.2,
    gloss: 0.1,
    worth: 1.3,
    word: "Corduroy",
  },
  canvas: {
    grain: { kind: "fractalNoise", frequency: "0.7", octaves: 2, height: 0.55 },
    weave: "canvas",
    fold: 1,
    soft: 1.8,
    gloss: 0,
    worth: 1,
    word: "Canvas",
  },
  straw: { grain: fine, weave: "straw", fold: 0.6, soft: 2, gloss: 0.1, worth: 0.9, word: "Straw" },
  nylon: {
    grain: { kind: "fractalNoise", frequency: "0.045", octaves: 3, height: 1.1 },
    fold: 1,
    soft: 1.6,
    gloss: 0.45,
    worth: 1.2,
    word: "Nylon",
  },
  jersey: { grain: fine, fold: 1.15, soft: 2.4, gloss: 0.12, worth: 0.9, word: "Jersey" },
  silk: {
    grain: { kind: "fractalNoise", frequency: "0.9", octaves: 1, height: 0.25 },
    fold: 1.25,
    soft: 2.6,
    gloss: 0.6,
    worth: 2.4,
    word: "Silk",
  },
  velvet: {
    grain: { kind: "fractalNoise", frequency: "0.05 0.09", octaves: 2, height: 1.1 },
    fold: 1.6,
    soft: 4,
    gloss: 0.5,
    worth: 2,
    word: "Velvet",
  },
  rubber: { fold: 0.6, soft: 2.4, gloss: 1, worth: 0.9, word: "Rubber" },
  acetate: { fold: 0, soft: 1.5, gloss: 0.9, worth: 1, word: "Acetate" },
  steel: { fold: 0, soft: 1.5, gloss: 1, worth: 1.6, word: "Steel" },
} as const satisfies Record<string, Material>;

export type MaterialName = keyof typeof MATERIALS;
export const MATERIAL_NAMES = Object.keys(MATERIALS).filter(
  (name): name is MaterialName => name in MATERIALS,
);

export const materialOf = (name: MaterialName): Material => MATERIALS[name];

/**
 * The filter that gives a layer its cloth. The lit noise is centred on mid-grey (0.577 · sin 60° = 0.5) and blended as hard
 * light, which leaves the colour as it was named, and shows on black as well as on white.
 */
export function clothFilter(id: string, { grain }: Material, seed: number): string {
  if (grain === undefined) return "";
  return (
    `<filter id="${id}" x="-1%" y="-1%" width="102%" height="102%" color-interpolation-filters="sRGB">` +
    `<feTurbulence type="${grain.kind}" baseFrequency="${grain.frequency}" numOctaves="${grain.octaves}" seed="${seed}"/>` +
    `<feDiffuseLighting lighting-color="#fff" surfaceScale="${grain.height}" diffuseConstant=".577"><feDistantLight azimuth="225" elevation="60"/></feDiffuseLighting>` +
    `<feComposite in2="SourceAlpha" operator="in" result="t"/>` +
    `<feBlend in="t" in2="SourceGraphic" mode="hard-light"/></filter>`
  );
}
