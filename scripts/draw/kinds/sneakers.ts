import { highTop, lowTop, slipOn } from "../garment/sneakers.js";
import type { Kind } from "../kind.js";

const people = ["Men", "Women", "Unisex", "Boys", "Girls"] as const;

export const SNEAKERS: readonly Kind[] = [
  {
    type: "sneakers",
    category: "Shoes",
    price: [38, 80],
    weight: 1.7,
    variants: [
      {
        name: "Low-Top",
        detail: "laced, with a flat rubber sole",
        materials: ["leather", "canvas", "suede"],
        patterns: ["solid", "colour-block"],
        genders: people,
        season: "All seasons",
        use: "Casual",
        draw: lowTop(false),
      },
      {
        name: "High-Top",
        detail: "laced over the ankle, with a rubber toe cap",
        materials: ["canvas", "leather"],
        patterns: ["solid", "checked", "colour-block"],
        motif: 0.75,
        genders: people,
        season: "All seasons",
        use: "Casual",
        draw: highTop,
      },
      {
        name: "Slip-On",
        detail: "without laces, with elastic at the sides",
        materials: ["canvas", "suede"],
        patterns: ["polka dot", "solid", "checked", "striped", "floral"],
        motif: 0.7,
        genders: people,
        season: "Summer",
        use: "Casual",
        draw: slipOn,
      },
      {
        name: "Running",
        detail: "laced, with a thick cushioned sole",
        materials: ["nylon", "jersey"],
        patterns: ["solid", "colour-block"],
        genders: people,
        season: "All seasons",
        use: "Sports",
        draw: lowTop(true),
      },
    ],
  },
];
