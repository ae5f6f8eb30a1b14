import { joggers, leggings, shorts } from "../garment/trousers.js";
import type { Kind } from "../kind.js";
import { CUTS, SHORT } from "./leg-cuts.js";

const DENIM = ["blue", "light blue", "navy", "black", "grey", "white"] as const;

const tall = { scale: 1.13, y: 38 } as const;

const all = ["Men", "Women", "Boys", "Girls"] as const;

/** What is worn for sport, at home and on the beach. */
export const LEISURE: readonly Kind[] = [
  {
    type: "sweatpants",
    category: "Bottoms",
    price: [24, 46],
    weight: 1.1,
    variants: [
      {
        name: "Cuffed",
        detail: "with ribbed cuffs and a drawstring waist",
        materials: ["fleece", "cotton"],
        patterns: ["solid", "colour-block"],
        genders: [...all, "Unisex"],
        season: "Autumn",
        use: "Sports",
        draw: joggers(CUTS.tapered, { scale: 1.16, y: 40 }),
      },
      {
        name: "Side-Stripe",
        detail: "with a stripe down each side and ribbed cuffs",
        materials: ["jersey", "fleece"],
        genders: all,
        season: "Spring",
        use: "Sports",
        patterns: ["colour-block"],
        panels: true,
        draw: joggers(CUTS.tapered, { scale: 1.16, y: 40 }, { stripe: true }),
      },
      {
        name: "Wide-Leg",
        detail: "wide and open at the hem, with a drawstring waist",
        materials: ["fleece"],
        genders: ["Women", "Unisex"],
        season: "Winter",
        use: "Casual",
        draw: joggers({ ...CUTS.wide, knee: [68, 6], hem: [70, 8] }, tall, { open: true }),
      },
    ],
  },
  {
    type: "leggings",
    category: "Bottoms",
    price: [16, 36],
    weight: 1.1,
    variants: [
      {
        name: "High-Waisted",
        detail: "with a broad flat waistband",
        materials: ["jersey"],
        patterns: ["solid", "floral", "striped", "polka dot"],
        motif: 0.6,
        genders: ["Women", "Girls"],
        season: "All seasons",
        use: "Sports",
        draw: leggings({ ...CUTS.tight, band: 28 }, { scale: 1.16, y: 40 }),
      },
      {
        name: "Panelled",
        detail: "with mesh panels in a second colour down the sides",
        materials: ["jersey"],
        genders: ["Women"],
        season: "All seasons",
        use: "Sports",
        patterns: ["colour-block"],
        panels: true,
        draw: leggings(CUTS.tight, { scale: 1.16, y: 40 }, { panel: true }),
      },
      {
        name: "Cropped",
        detail: "ending at the calf",
        materials: ["jersey"],
        patterns: ["floral", "solid", "colour-block", "polka dot"],
        motif: 0.6,
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Sports",
        draw: leggings({ ...CUTS.tight, length: 270, knee: [43, 15], hem: [37, 17] }, { scale: 1.38, y: 52 }),
      },
    ],
  },
  {
    type: "shorts",
    category: "Bottoms",
    price: [18, 40],
    weight: 1.4,
    variants: [
      {
        name: "Denim",
        detail: "with frayed hems and contrast stitching",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Casual",
        draw: shorts({ ...SHORT, length: 142, waist: 50 }, { scale: 1.78, y: 108 }, "denim"),
      },
      {
        name: "Chino",
        detail: "ending above the knee, with slanting pockets",
        materials: ["cotton", "linen"],
        patterns: ["solid", "checked", "striped", "floral"],
        upright: true,
        motif: 0.75,
        genders: ["Men", "Boys", "Women"],
        season: "Summer",
        use: "Casual",
        draw: shorts({ ...SHORT, length: 184 }, { scale: 1.66, y: 84 }, "chino"),
      },
      {
        name: "Athletic",
        detail: "light, with a drawstring and contrasting side panels",
        materials: ["jersey", "nylon"],
        genders: all,
        season: "Summer",
        use: "Sports",
        patterns: ["colour-block"],
        panels: true,
        draw: shorts(
          { ...SHORT, hem: [76, 7], knee: [72, 6], length: 160 },
          { scale: 1.7, y: 98 },
          "athletic",
        ),
      },
      {
        name: "Cargo",
        detail: "to the knee, with flap pockets on the thighs",
        materials: ["cotton", "canvas"],
        genders: ["Men", "Boys"],
        season: "Summer",
        use: "Outdoor",
        draw: shorts({ ...SHORT, length: 206, hem: [70, 8] }, { scale: 1.56, y: 76 }, "cargo"),
      },
    ],
  },
];
