import { COLOUR_NAMES, COLOURS, type ColourName } from "./colour.js";
import type { MaterialName } from "./fabric/material.js";
import type { PatternName } from "./fabric/print.js";
import type { Gender, Kind, Variant } from "./kind.js";
import { KINDS } from "./kinds/index.js";
import { type Companions, companionsOf } from "./palette.js";
import { type Random, randomFor } from "./random.js";
import { STAPLES } from "./staples.js";
import { descriptionOf, HOUSES, priceOf, titleOf, type Wording } from "./wording.js";

/** One line of products.jsonl. */
export interface ProductRow {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly price: number;
  readonly currency: "GBP";
  readonly type: string;
  readonly category: string;
  readonly variant: string;
  readonly colour: ColourName;
  readonly pattern: PatternName;
  readonly material: MaterialName;
  readonly gender: Gender;
  readonly season: string;
  readonly use: string;
  /** Shared by products that differ in colour alone. */
  readonly design: string;
  /** Relative to the catalogue's folder. */
  readonly picture: string;
}

/** A product and what its drawing needs. */
export interface Product {
  readonly row: ProductRow;
  readonly variant: Variant;
  readonly companions: Companions;
  readonly brass: boolean;
  /** Names of the random streams for the form, shared by a design, and for the dye of the cloth. */
  readonly formSeed: string;
  readonly dyeSeed: string;
}

interface Design {
  readonly variant: Variant;
  readonly material: MaterialName;
  readonly pattern: PatternName;
  readonly colours: readonly ColourName[];
}

/** How many of each kind: by weight, yet no kind below `least`. Sums to `count`. */
export function quotas(count: number, kinds: readonly Kind[] = KINDS): number[] {
  const least = Math.min(20, Math.floor(count / kinds.length));
  const spare = count - least * kinds.length;
  const extra = kinds.map((kind) => kind.weight - 0.9);
  const total = extra.reduce((sum, weight) => sum + weight, 0);
  const exact = extra.map((weight) => (spare * weight) / total);
  const whole = exact.map(Math.floor);
  const left = spare - whole.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, i) => ({ i, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  const bonus = new Set(byRemainder.slice(0, left).map(({ i }) => i));
  return whole.map((share, i) => least + share + (bonus.has(i) ? 1 : 0));
}

const weighted = (random: Random, weights: readonly number[]): number => {
  let rest = random.between(
    0,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  const found = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return Math.max(0, found);
};

/** Counts what is taken already, so that colours and patterns come out evenly. */
class Tally {
  private readonly counts = new Map<string, number>();
  add(key: string): void {
    this.counts.set(key, this.of(key) + 1);
  }
  of(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}

/** The printed pattern that the kind, and then the catalogue, has least of so far. */
function rarest(
  patterns: readonly PatternName[],
  random: Random,
  here: Tally,
  everywhere: Tally,
): PatternName {
  const ranked = patterns
    .filter((name) => name !== "solid")
    .map((name) => ({
      name,
      rank:
        here.of(`pattern ${name}`) +
        (12 * everywhere.of(`pattern ${name}`)) / Math.max(1, everywhere.of("printed")) +
        random.between(0, 1),
    }));
  return ranked.sort((a, b) => a.rank - b.rank)[0]?.name ?? "solid";
}

/** The designs of one kind, together `quota` products. */
function designsOf(kind: Kind, quota: number, random: Random, everywhere: Tally): Design[] {
  const here = new Tally();
  const designs: Design[] = [];
  let made = 0;
  const add = (
    variant: Variant,
    material: MaterialName,
    pattern: PatternName,
    colours: readonly ColourName[],
  ): void => {
    if (colours.length === 0) return;
    for (const colour of colours) {
      here.add(colour);
      here.add(`${variant.name} ${material} ${pattern} ${colour}`);
      everywhere.add(colour);
    }
    for (const _ of colours) {
      here.add(`pattern ${pattern}`);
      everywhere.add(`pattern ${pattern}`);
      if (pattern !== "solid") everywhere.add("printed");
    }
    here.add(`variant ${variant.name}`);
    made += colours.length;
    designs.push({ variant, material, pattern, colours });
  };
  for (const staple of STAPLES[kind.type] ?? []) {
    const variant = kind.variants.find((candidate) => candidate.name === staple.variant);
    if (variant === undefined) throw new RangeError(`no ${staple.variant} ${kind.type} to draw`);
    add(variant, staple.material, staple.pattern ?? "solid", staple.colours.slice(0, quota - made));
  }
  while (made < quota) {
    const variants = random
      .shuffle(kind.variants)
      .sort((a, b) => here.of(`variant ${a.name}`) - here.of(`variant ${b.name}`));
    const variant = variants[0];
    if (variant === undefined) throw new RangeError(`${kind.type} has no variants`);
    const material = random.pick(variant.materials);
    const patterns = variant.patterns ?? ["solid"];
    const pattern =
      patterns.includes("solid") && (patterns.length === 1 || random.chance(0.34))
        ? "solid"
        : rarest(patterns, random, here, everywhere);
    const allowed = variant.colours ?? COLOUR_NAMES;
    const size = Math.min(quota - made, 1 + weighted(random, [0.3, 0.3, 0.24, 0.16]));
    const ranked = allowed
      .map((colour) => ({
        colour,
        rank:
          here.of(`${variant.name} ${material} ${pattern} ${colour}`) * 4 +
          here.of(colour) * 1.2 +
          (everywhere.of(colour) * COLOUR_NAMES.length) / 260 +
          random.between(0, 1.3),
      }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ colour }) => colour);
    add(variant, material, pattern, ranked.slice(0, size));
  }
  return designs;
}

const slug = (words: string): string => words.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * The catalogue of a seed: `count` products in a stable order, the same for the same arguments.
 * @param count at least one for each kind
 * @throws RangeError when `count` is smaller than the number of kinds
 */
export function catalogue(seed: number, count: number, idPrefix = ""): Product[] {
  if (!Number.isInteger(count) || count < KINDS.length)
    throw new RangeError(`Draw at least ${KINDS.length} products: one of each kind.`);
  const everywhere = new Tally();
  const perKind = quotas(count);
  const products: Product[] = [];
  const digits = Math.max(4, String(count).length);
  for (const [k, kind] of KINDS.entries()) {
    const random = randomFor(`${seed}/${kind.type}`);
    const designs = designsOf(kind, perKind[k] ?? 0, random, everywhere);
    for (const [d, design] of designs.entries()) {
      const { variant, material, pattern } = design;
      const gender = random.pick(variant.genders);
      const house = random.chance(0.62) ? random.pick(HOUSES) : undefined;
      const namesGender =
        gender === "Boys" || gender === "Girls" || (gender !== "Unisex" && random.chance(0.35));
      const price = priceOf(kind, material, gender, random.between(0, 1));
      const brass = random.chance(0.5);
      const choice = random.between(0, 1);
      const shadeRank = random.between(0, 1);
      const designId = `${idPrefix}${slug(kind.type)}-${String(d + 1).padStart(2, "0")}`;
      for (const colour of design.colours) {
        const id = `${idPrefix}${String(products.length + 1).padStart(digits, "0")}`;
        const shades = COLOURS[colour].shades;
        const companions = companionsOf(colour, pattern, choice);
        const shade = shades[Math.floor(shadeRank * shades.length)] ?? upperFirst(colour);
        const wording: Wording = {
          kind,
          variant,
          material,
          pattern,
          colour,
          shade,
          companions,
          gender,
          namesGender,
          ...(house === undefined ? {} : { house }),
        };
        products.push({
          row: {
            id,
            title: titleOf(wording),
            description: descriptionOf(wording),
            price,
            currency: "GBP",
            type: kind.type,
            category: kind.category,
            variant: variant.name,
            colour,
            pattern,
            material,
            gender,
            season: variant.season,
            use: variant.use,
            design: designId,
            picture: `pictures/${id}.webp`,
          },
          variant,
          companions,
          brass,
          formSeed: `${seed}/${designId}/form`,
          dyeSeed: `${seed}/${id}/dye`,
        });
      }
    }
  }
  return products;
}
