import { jeans } from "../garment/jeans.js";
import { trousers } from "../garment/trousers.js";
import type { Kind } from "../kind.js";
import { CUTS } from "./leg-cuts.js";

const DENIM = ["blue", "light blue", "navy", "black", "grey", "white"] as const;

const tall = { scale: 1.13, y: 38 } as const;

const adults = ["Men", "Women"] as const;

const all = ["Men", "Women", "Boys", "Girls"] as const;

export const BOTTOMS: readonly Kind[] = [
  {
    type: "jeans",
    category: "Bottoms",
    price: [32, 58],
    weight: 1.5,
    variants: [
      {
        name: "Skinny",
        detail: "close-fitting down to the ankle, with contrast stitching",
        materials: ["denim"],
        colours: DENIM,
        genders: all,
        season: "All seasons",
        use: "Casual",
        draw: jeans(CUTS.skinny, tall),
      },
      {
        name: "Straight",
        detail: "straight in the leg, with five pockets",
        materials: ["denim"],
        colours: DENIM,
        genders: all,
        season: "All seasons",
        use: "Casual",
        draw: jeans(CUTS.straight, tall),
      },
      {
        name: "Wide-Leg",
        detail: "wide from hip to hem",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Women"],
        season: "Spring",
        use: "Casual",
        draw: jeans(CUTS.wide, tall),
      },
      {
        name: "Flared",
        detail: "narrow at the knee and flaring to the hem",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Women", "Girls"],
        season: "Autumn",
        use: "Casual",
        draw: jeans(CUTS.flared, tall),
      },
      {
        name: "Ripped",
        detail: "straight in the leg, torn at both knees",
        materials: ["denim"],
        colours: DENIM,
        genders: adults,
        season: "Summer",
        use: "Casual",
        draw: jeans(CUTS.straight, tall, "ripped"),
      },
      {
        name: "Turn-Up",
        detail: "with turned-up hems",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Men", "Women", "Unisex"],
        season: "Autumn",
        use: "Casual",
        draw: jeans({ ...CUTS.tapered, length: 330 }, { scale: 1.18, y: 42 }, "turn-up"),
      },
    ],
  },
  {
    type: "trousers",
    category: "Bottoms",
    price: [30, 64],
    weight: 1.5,
    variants: [
      {
        name: "Tailored",
        detail: "with pressed creases and slanting pockets",
        materials: ["wool", "linen"],
        patterns: ["solid", "checked", "striped"],
        upright: true,
        motif: 0.6,
        genders: adults,
        season: "All seasons",
        use: "Work",
        draw: trousers(CUTS.straight, tall, { pressed: true }),
      },
      {
        name: "Pleated Wide-Leg",
        detail: "high in the waist, pleated and wide to the hem",
        materials: ["linen", "satin", "wool"],
        patterns: ["solid", "striped"],
        upright: true,
        motif: 0.7,
        genders: ["Women"],
        season: "Spring",
        use: "Work",
        draw: trousers(CUTS.wide, tall, { pressed: true, pleats: true }),
      },
      {
        name: "Slim Chino",
        detail: "slim in the leg, with slanting pockets",
        materials: ["cotton"],
        genders: ["Men", "Women", "Boys"],
        season: "All seasons",
        use: "Casual",
        draw: trousers({ ...CUTS.skinny, knee: [52, 12], hem: [45, 14] }, tall),
      },
      {
        name: "Cargo",
        detail: "roomy, with flap pockets on the thighs",
        materials: ["cotton", "canvas"],
        genders: ["Men", "Women", "Boys"],
        season: "All seasons",
        use: "Outdoor",
        draw: trousers(CUTS.tapered, { scale: 1.16, y: 40 }, { cargo: true }),
      },
      {
        name: "Corduroy",
        detail: "straight in the leg, in ribbed corduroy",
        materials: ["corduroy"],
        genders: adults,
        season: "Winter",
        use: "Casual",
        draw: trousers(CUTS.straight, tall),
      },
      {
        name: "Leather",
        detail: "slim and gleaming",
        materials: ["leather"],
        colours: ["black", "brown", "burgundy", "red", "tan", "olive", "navy", "grey"],
        genders: ["Women"],
        season: "Autumn",
        use: "Party",
        draw: trousers({ ...CUTS.skinny, knee: [50, 13], hem: [43, 15] }, tall),
      },
      {
        name: "Cropped",
        detail: "ending above the ankle, with pleats",
        materials: ["linen", "cotton"],
        patterns: ["solid", "checked", "floral"],
        motif: 0.7,
        genders: ["Women"],
        season: "Summer",
        use: "Casual",
        draw: trousers(
          { ...CUTS.tapered, length: 292, knee: [62, 8], hem: [56, 9] },
          { scale: 1.3, y: 48 },
          { pleats: true },
        ),
      },
    ],
  },
];
