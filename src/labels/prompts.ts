import type { FacetRole } from "../catalogue/catalogue.js";

/**
 * Sentences whose mean vector stands for a label (Radford et al., "Learning transferable visual models", 2021, section
 * 3.1.4). One place, so that a better set, measured by `eval`, reaches every classification.
 */
export function labelPrompts(label: string): string[] {
  return [label, `a photo of a ${label}`];
}

type Template = (value: string) => string;

/**
 * A facet's value as people say it: a colour is not an object, and nobody photographs "a Casual". Each set was the best of
 * several on drawn products, and held on products of another seed.
 */
const FACET_PROMPTS: Readonly<Record<FacetRole, readonly Template[]>> = {
  kind: [(kind) => kind, (kind) => `a photo of a ${kind}`],
  category: [(category) => category, (category) => `a photo of a ${category}`],
  colour: [(colour) => colour, (colour) => `a ${colour} item`, (colour) => `a photo of a ${colour} garment`],
  gender: [(gender) => `${gender}'s`, (gender) => `a photo of something for ${gender}`],
  season: [(season) => `a photo of a product for ${season}`],
  use: [(use) => `a photo of a product for ${use} use`],
  pattern: [
    (pattern) => pattern,
    (pattern) => `a photo of something ${pattern}`,
    (pattern) => `a photo of a ${pattern} product`,
    (pattern) => `${pattern} fabric`,
  ],
  material: [(material) => material, (material) => `a photo of a ${material} product`],
  brand: [(brand) => `a photo of a ${brand} product`],
};

export function facetPrompts(role: FacetRole, value: string): string[] {
  return FACET_PROMPTS[role].map((template) => template(value.toLowerCase()));
}
