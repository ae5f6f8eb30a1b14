import type { ColourName } from "./colour.js";
import type { MaterialName } from "./fabric/material.js";
import type { PatternName } from "./fabric/print.js";

interface Staple {
  readonly variant: string;
  readonly material: MaterialName;
  readonly pattern?: PatternName;
  readonly colours: readonly ColourName[];
}

/** What people ask a shop for first; these come before anything drawn by lot. By kind. */
export const STAPLES: Readonly<Record<string, readonly Staple[]>> = {
  coat: [
    { variant: "Long Double-Breasted", material: "wool", colours: ["red", "black", "tan", "navy"] },
    { variant: "Belted Wrap", material: "wool", colours: ["red", "beige", "grey"] },
    { variant: "Single-Breasted", material: "wool", pattern: "checked", colours: ["red", "brown"] },
  ],
  "trench coat": [
    { variant: "Long", material: "cotton", colours: ["beige", "tan", "black", "olive"] },
    { variant: "Short", material: "cotton", colours: ["beige", "red"] },
  ],
  parka: [{ variant: "Fur-Trimmed", material: "cotton", colours: ["olive", "black", "navy"] }],
  raincoat: [{ variant: "Hooded", material: "rubber", colours: ["yellow", "navy", "red"] }],
  blazer: [
    { variant: "Single-Breasted", material: "tweed", pattern: "checked", colours: ["brown", "grey"] },
    { variant: "Single-Breasted", material: "wool", colours: ["navy", "black", "grey"] },
  ],
  "denim jacket": [{ variant: "Classic", material: "denim", colours: ["blue", "light blue", "black"] }],
  "leather jacket": [{ variant: "Biker", material: "leather", colours: ["black", "brown", "red"] }],
  "puffer jacket": [{ variant: "Hooded", material: "nylon", colours: ["black", "red", "navy"] }],
  sweater: [
    { variant: "Cable-Knit", material: "knit", colours: ["white", "red", "navy"] },
    { variant: "Turtleneck", material: "knit", colours: ["black", "grey"] },
  ],
  "T-shirt": [
    {
      variant: "Crew-Neck",
      material: "cotton",
      pattern: "striped",
      colours: ["navy", "white", "red", "black"],
    },
    { variant: "Crew-Neck", material: "cotton", colours: ["white", "black", "grey"] },
  ],
  shirt: [
    { variant: "Long-Sleeved", material: "cotton", colours: ["white", "light blue", "pink"] },
    { variant: "Flannel", material: "cotton", pattern: "checked", colours: ["red", "green"] },
  ],
  hoodie: [{ variant: "Pullover", material: "fleece", colours: ["grey", "black", "red"] }],
  dress: [
    {
      variant: "Strappy Summer",
      material: "cotton",
      pattern: "floral",
      colours: ["white", "yellow", "red", "light blue"],
    },
    { variant: "Maxi", material: "cotton", pattern: "floral", colours: ["navy", "pink", "green"] },
    { variant: "Pencil", material: "cotton", colours: ["black", "red"] },
    { variant: "Fit-and-Flare", material: "cotton", pattern: "polka dot", colours: ["red", "black", "navy"] },
    { variant: "Evening", material: "satin", colours: ["red", "black", "green"] },
  ],
  skirt: [
    { variant: "A-Line", material: "corduroy", colours: ["mustard", "burgundy"] },
    { variant: "Pleated", material: "wool", pattern: "checked", colours: ["red", "navy"] },
    { variant: "Denim Mini", material: "denim", colours: ["blue", "black"] },
  ],
  jeans: [
    { variant: "Straight", material: "denim", colours: ["blue", "black", "light blue"] },
    { variant: "Skinny", material: "denim", colours: ["blue", "navy", "black"] },
    { variant: "Wide-Leg", material: "denim", colours: ["blue", "light blue"] },
  ],
  trousers: [
    { variant: "Corduroy", material: "corduroy", colours: ["brown", "olive", "navy"] },
    { variant: "Slim Chino", material: "cotton", colours: ["beige", "navy", "olive"] },
    { variant: "Tailored", material: "wool", colours: ["black", "grey"] },
  ],
  leggings: [{ variant: "High-Waisted", material: "jersey", colours: ["black", "grey"] }],
  shorts: [{ variant: "Denim", material: "denim", colours: ["blue", "light blue"] }],
  sneakers: [
    { variant: "Low-Top", material: "leather", colours: ["white", "black", "red"] },
    { variant: "High-Top", material: "canvas", colours: ["red", "black", "white"] },
  ],
  boots: [
    { variant: "Chelsea", material: "leather", colours: ["black", "brown"] },
    { variant: "Knee-High", material: "leather", colours: ["black", "brown", "burgundy"] },
    { variant: "Lace-Up", material: "leather", colours: ["black", "tan"] },
    { variant: "Rain", material: "rubber", colours: ["yellow", "green", "red"] },
  ],
  loafers: [{ variant: "Penny", material: "leather", colours: ["brown", "black"] }],
  heels: [{ variant: "Stiletto", material: "leather", colours: ["red", "black", "beige"] }],
  sandals: [{ variant: "Cross-Strap", material: "leather", colours: ["brown", "tan", "white"] }],
  handbag: [
    { variant: "Satchel", material: "leather", colours: ["black", "brown", "red"] },
    { variant: "Crossbody", material: "leather", colours: ["tan", "pink"] },
  ],
  backpack: [{ variant: "Zipped", material: "canvas", colours: ["black", "navy", "red"] }],
  scarf: [{ variant: "Fringed", material: "wool", pattern: "checked", colours: ["red", "beige"] }],
  tie: [{ variant: "Classic", material: "silk", pattern: "striped", colours: ["navy", "red"] }],
};
