import type { FacetRole } from "../catalogue/catalogue.js";

/**
 * Sentences whose mean vector stands for a label (Radford et al., "Learning transferable visual models", 2021, section
 * 3.1.4). One place, so that a better set, measured by `eval`, reaches every classification.
 */
export function labelPrompts(label: string): string[] {
  return [`a photo of a ${label}`];
}

/** A facet's value as people say it: a colour is not an object, and nobody photographs "a Casual". */
const FACET_PROMPTS: Readonly<Record<FacetRole, (value: string) => string>> = {
  kind: (kind) => `a photo of ${kind}`,
  category: (category) => `a photo of ${category}`,
  colour: (colour) => `a photo of a ${colour} product`,
  gender: (gender) => `a photo of a product for ${gender}`,
  season: (season) => `a photo of a product for ${season}`,
  use: (use) => `a photo of a product for ${use} use`,
  pattern: (pattern) => `a photo of a product with a ${pattern} pattern`,
  material: (material) => `a photo of a product made of ${material}`,
  brand: (brand) => `a photo of a ${brand} product`,
};

export function facetPrompts(role: FacetRole, value: string): string[] {
  return [FACET_PROMPTS[role](value.toLowerCase())];
}
