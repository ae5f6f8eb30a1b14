import type { Legs } from "../parts/legs.js";

/** How trousers, jeans and leggings are cut. Sizes in the drawing's units. */
export const CUTS = {
  skinny: { waist: 50, hip: 61, rise: 92, length: 356, knee: [47, 15], hem: [39, 17], band: 13 },
  straight: { waist: 50, hip: 63, rise: 92, length: 356, knee: [58, 9], hem: [56, 11], band: 13 },
  wide: { waist: 48, hip: 64, rise: 96, length: 352, knee: [74, 5], hem: [84, 6], band: 15 },
  flared: { waist: 47, hip: 60, rise: 90, length: 358, knee: [48, 13], hem: [74, 4], band: 13 },
  tapered: { waist: 51, hip: 66, rise: 98, length: 344, knee: [58, 10], hem: [42, 14], band: 14 },
  tight: { waist: 45, hip: 56, rise: 88, length: 350, knee: [42, 16], hem: [32, 17], band: 20 },
} as const satisfies Record<string, Legs>;

export const SHORT: Legs = {
  waist: 52,
  hip: 66,
  rise: 90,
  length: 172,
  knee: [70, 5],
  hem: [72, 6],
  band: 14,
};
