import { beanie } from "../garment/beanies.js";
import { cap } from "../garment/caps.js";
import { hat } from "../garment/hats.js";
import type { Kind } from "../kind.js";

const cold = { season: "Winter", use: "Casual" } as const;

const people = ["Men", "Women", "Unisex", "Boys", "Girls"] as const;

export const HEADWEAR: readonly Kind[] = [
  {
    type: "cap",
    category: "Headwear",
    price: [14, 28],
    weight: 1.1,
    variants: [
      {
        name: "Baseball",
        detail: "with a curved peak and a stitched star",
        materials: ["cotton", "denim", "corduroy"],
        patterns: ["solid", "colour-block", "striped"],
        motif: 0.9,
        genders: people,
        season: "Summer",
        use: "Casual",
        draw: cap("baseball"),
      },
      {
        name: "Trucker",
        detail: "with mesh at the back in a second colour",
        materials: ["cotton", "canvas"],
        genders: ["Men", "Unisex", "Boys"],
        season: "Summer",
        use: "Outdoor",
        patterns: ["colour-block"],
        panels: true,
        draw: cap("trucker"),
      },
      {
        name: "Flat",
        detail: "low and round with a short peak",
        materials: ["tweed", "wool", "linen"],
        patterns: ["solid", "checked"],
        motif: 0.7,
        genders: ["Men"],
        season: "Autumn",
        use: "Casual",
        draw: cap("flat"),
      },
    ],
  },
  {
    type: "beanie",
    category: "Headwear",
    price: [14, 26],
    weight: 1.1,
    variants: [
      {
        ...cold,
        name: "Cuffed",
        detail: "ribbed, with a turned-up cuff and a leather tag",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: people,
        draw: beanie({ weave: "rib", cuff: true }),
      },
      {
        ...cold,
        name: "Pom-Pom",
        detail: "with cables, a cuff and a ball of yarn on top",
        materials: ["knit"],
        patterns: ["solid", "striped", "colour-block"],
        genders: ["Women", "Girls", "Boys", "Unisex"],
        draw: beanie({ weave: "cable", cuff: true, pompom: true }),
      },
      {
        ...cold,
        name: "Slouchy",
        detail: "long and loose, falling to one side",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: ["Women", "Men", "Unisex"],
        draw: beanie({ weave: "knit", cuff: false, slouchy: true }),
      },
    ],
  },
  {
    type: "hat",
    category: "Headwear",
    price: [20, 42],
    weight: 1.2,
    variants: [
      {
        name: "Fedora",
        detail: "with a creased crown and a ribbon",
        materials: ["wool", "suede"],
        genders: ["Men", "Women", "Unisex"],
        season: "Autumn",
        use: "Formal",
        draw: hat({ crown: "fedora", brim: 126, scale: 1.28, y: 272 }),
      },
      {
        name: "Bucket",
        detail: "with a sloping stitched brim",
        materials: ["cotton", "denim", "canvas"],
        patterns: ["polka dot", "solid", "checked", "floral", "striped"],
        motif: 0.8,
        genders: ["Unisex", "Women", "Boys", "Girls"],
        season: "Summer",
        use: "Casual",
        draw: hat({ crown: "bucket", brim: 0, scale: 1.32, y: 268 }),
      },
      {
        name: "Wide-Brimmed Straw",
        detail: "woven, with a broad brim and a ribbon",
        materials: ["straw"],
        colours: ["beige", "tan", "brown", "white", "black", "yellow", "pink", "light blue", "grey", "navy"],
        genders: ["Women"],
        season: "Summer",
        use: "Outdoor",
        draw: hat({ crown: "round", brim: 152, scale: 1.1, y: 268 }),
      },
      {
        name: "Straw Boater",
        detail: "flat on top and at the brim, with a ribbon",
        materials: ["straw"],
        colours: ["beige", "tan", "white", "yellow", "brown", "black"],
        genders: ["Men", "Women"],
        season: "Summer",
        use: "Party",
        draw: hat({ crown: "boater", brim: 132, scale: 1.24, y: 264 }),
      },
    ],
  },
];
