import type { FacetRole } from "../catalogue/catalogue.js";

/** What classification says of a picture, by its unit vector. */
export interface PictureGuess {
  /** How likely it shows each of the values of a facet: shares that sum to 1. Undefined where nobody can tell. */
  shares(role: FacetRole, vector: Float32Array): Promise<ReadonlyMap<string, number> | undefined>;
  /** How likely it shows a kind that the catalogue has, 0..1, rather than one that it lacks. Undefined where nobody can tell. */
  sold(vector: Float32Array): Promise<number | undefined>;
}

/** Nobody guesses: pictures are compared by their vectors alone. */
export const NO_GUESS: PictureGuess = {
  shares: async () => undefined,
  sold: async () => undefined,
};
