import type { ColourName } from "./colour.js";
import { type MaterialName, materialOf } from "./fabric/material.js";
import type { PatternName } from "./fabric/print.js";
import type { Gender, Kind, Variant } from "./kind.js";
import type { Companions } from "./palette.js";

/** Invented houses; each keeps to a few categories, as a shop's own labels do. */
export const HOUSES = [
  "Northmoor",
  "Pellworth",
  "Orlette",
  "Saltmarsh",
  "Bramblewick",
  "Vantry",
  "Larkfield",
  "Quillon",
] as const;

const POSSESSIVE: Record<Gender, string> = {
  Men: "Men's",
  Women: "Women's",
  Boys: "Boys'",
  Girls: "Girls'",
  Unisex: "Unisex",
};

const PATTERN_WORDS: Record<PatternName, string> = {
  solid: "",
  striped: "Striped",
  checked: "Checked",
  "polka dot": "Polka Dot",
  floral: "Floral",
  "colour-block": "Colour-Block",
};

/** "bow tie" → "Bow Tie"; "T-shirt" → "T-Shirt". */
const titled = (words: string): string =>
  words.replace(/(^|[\s-])([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase());

export interface Wording {
  readonly kind: Kind;
  readonly variant: Variant;
  readonly material: MaterialName;
  readonly pattern: PatternName;
  readonly colour: ColourName;
  /** The colour as a shop would call it; contains the plain name. */
  readonly shade: string;
  readonly companions: Companions;
  readonly gender: Gender;
  readonly house?: string;
  readonly namesGender: boolean;
}

/** Whether the kind or the variant says already what it is made of. */
const saysMaterial = ({ kind, variant, material }: Wording): boolean => {
  const said = `${variant.name} ${kind.type}`.toLowerCase();
  return (
    said.includes(material) ||
    kind.type === "jeans" ||
    (material === "knit" && (kind.category === "Knitwear" || said.includes("knit"))) ||
    material === "rubber"
  );
};

/** "Northmoor Women's Checked Long Double-Breasted Wool Coat in Crimson Red" */
export function titleOf(wording: Wording): string {
  const { kind, variant, material, pattern, shade, gender, house, namesGender } = wording;
  return [
    house,
    namesGender ? POSSESSIVE[gender] : undefined,
    PATTERN_WORDS[pattern],
    variant.name,
    saysMaterial(wording) ? undefined : materialOf(material).word,
    titled(kind.type),
    "in",
    shade,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}

const PRINTS: Record<PatternName, (companions: Companions) => string> = {
  solid: () => "",
  striped: ({ accent }) => `, with ${accent} stripes`,
  checked: ({ accent, second }) => `, checked in ${accent} and ${second}`,
  "polka dot": ({ accent }) => `, with ${accent} polka dots`,
  floral: ({ accent, second }) => `, printed with ${accent} and ${second} flowers`,
  "colour-block": ({ accent, second }) => `, blocked with ${accent} and ${second}`,
};

/** One sentence that says what the picture shows. */
export function descriptionOf(wording: Wording): string {
  const { kind, variant, material, pattern, colour, companions } = wording;
  const cloth = saysMaterial(wording) ? "" : `${materialOf(material).word.toLowerCase()} `;
  const print =
    variant.panels === true
      ? `, with ${companions.accent} as the second colour`
      : PRINTS[pattern](companions);
  const season =
    variant.season === "All seasons" ? "for the whole year" : `for ${variant.season.toLowerCase()}`;
  const name =
    variant.name === titled(kind.type)
      ? ""
      : `${variant.name.toLowerCase().replaceAll("v-neck", "V-neck").replaceAll("a-line", "A-line")} `;
  const comma = variant.detail.startsWith("with") ? "" : ",";
  return `${titled(colour)} ${name}${cloth}${kind.type}${comma} ${variant.detail}${print}; ${season}.`;
}

/** Pounds: dearer cloth costs more, children's sizes less; ends as prices do. */
export function priceOf(kind: Kind, material: MaterialName, gender: Gender, where: number): number {
  const [low, high] = kind.price;
  const child = gender === "Boys" || gender === "Girls" ? 0.7 : 1;
  const plain = (low + (high - low) * where) * materialOf(material).worth * child;
  return plain < 30 ? Math.floor(plain) + 0.5 : Math.round(plain / 5) * 5 - 0.05;
}
