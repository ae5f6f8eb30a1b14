import type { ColourName } from "./colour.js";
import type { MaterialName } from "./fabric/material.js";
import type { PatternName } from "./fabric/print.js";
import type { Sheet } from "./sheet.js";

export const GENDERS = ["Men", "Women", "Unisex", "Boys", "Girls"] as const;
export type Gender = (typeof GENDERS)[number];

export const SEASONS = ["Spring", "Summer", "Autumn", "Winter", "All seasons"] as const;
export type Season = (typeof SEASONS)[number];

export const USES = ["Casual", "Formal", "Sports", "Party", "Outdoor", "Work"] as const;
export type Use = (typeof USES)[number];

export const CATEGORIES = [
  "Outerwear",
  "Knitwear",
  "Tops",
  "Dresses",
  "Bottoms",
  "Shoes",
  "Bags",
  "Headwear",
  "Accessories",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** One form of a kind, as a person would name it: a *hooded* parka, an *ankle* boot. */
export interface Variant {
  /** Stands before the kind in a title. */
  readonly name: string;
  /** What the drawing shows, for the description: "with a hood and two flap pockets". */
  readonly detail: string;
  readonly materials: readonly MaterialName[];
  /** Solid alone where left out. */
  readonly patterns?: readonly PatternName[];
  /** All twenty where left out. */
  readonly colours?: readonly ColourName[];
  readonly genders: readonly Gender[];
  readonly season: Season;
  readonly use: Use;
  /** Stripes run down rather than across. */
  readonly upright?: boolean;
  /** Colour blocks are panels of the cut, not bands of the cloth. */
  readonly panels?: boolean;
  /** Size of printed motifs, 1 for a jumper. */
  readonly motif?: number;
  /** The drawing on the page, without its paper. */
  readonly draw: (sheet: Sheet) => string;
}

export interface Kind {
  /** As a person would type it. */
  readonly type: string;
  readonly category: Category;
  /** Pounds for plain cotton, cheapest and dearest. */
  readonly price: readonly [number, number];
  /** Share of the catalogue relative to a kind of weight 1. */
  readonly weight: number;
  readonly variants: readonly Variant[];
}
