import type { ColourName } from "./colour.js";
import type { PatternName } from "./fabric/print.js";

/** Colours that go with a cloth as its stripes, dots and blocks: clearly apart from it, so that its own name stays true. */
const COMPANIONS: Record<ColourName, readonly ColourName[]> = {
  black: ["white", "beige"],
  white: ["navy", "black", "red", "blue"],
  grey: ["white", "black"],
  beige: ["navy", "brown", "black"],
  tan: ["white", "black"],
  brown: ["beige", "white"],
  red: ["white", "black"],
  burgundy: ["white", "beige"],
  pink: ["white", "burgundy"],
  orange: ["white", "navy"],
  yellow: ["white", "black", "navy"],
  mustard: ["white", "black"],
  green: ["white", "navy"],
  olive: ["beige", "black"],
  teal: ["white", "beige"],
  "light blue": ["white", "navy"],
  blue: ["white", "black"],
  navy: ["white", "beige"],
  purple: ["white", "black"],
  lavender: ["white", "purple"],
};

/** Petals that show on each cloth. */
const PETALS: Record<ColourName, readonly (readonly [ColourName, ColourName])[]> = {
  black: [
    ["pink", "white"],
    ["red", "white"],
  ],
  white: [
    ["pink", "light blue"],
    ["red", "pink"],
    ["blue", "lavender"],
  ],
  grey: [["white", "pink"]],
  beige: [
    ["red", "white"],
    ["burgundy", "pink"],
  ],
  tan: [["white", "burgundy"]],
  brown: [["beige", "pink"]],
  red: [
    ["white", "pink"],
    ["white", "yellow"],
  ],
  burgundy: [["pink", "white"]],
  pink: [
    ["white", "red"],
    ["white", "burgundy"],
  ],
  orange: [["white", "yellow"]],
  yellow: [
    ["white", "orange"],
    ["red", "white"],
  ],
  mustard: [["white", "red"]],
  green: [
    ["white", "pink"],
    ["pink", "white"],
  ],
  olive: [["beige", "pink"]],
  teal: [["white", "pink"]],
  "light blue": [
    ["white", "pink"],
    ["white", "blue"],
  ],
  blue: [
    ["white", "light blue"],
    ["white", "pink"],
  ],
  navy: [
    ["white", "pink"],
    ["pink", "light blue"],
  ],
  purple: [
    ["white", "lavender"],
    ["pink", "white"],
  ],
  lavender: [
    ["white", "purple"],
    ["white", "pink"],
  ],
};

/** The third colour of a check's thin line and of a block at the hem. */
const THIRDS: Record<ColourName, ColourName> = {
  black: "grey",
  white: "grey",
  grey: "navy",
  beige: "tan",
  tan: "brown",
  brown: "tan",
  red: "navy",
  burgundy: "navy",
  pink: "red",
  orange: "burgundy",
  yellow: "grey",
  mustard: "brown",
  green: "black",
  olive: "brown",
  teal: "navy",
  "light blue": "navy",
  blue: "navy",
  navy: "red",
  purple: "navy",
  lavender: "grey",
};

export interface Companions {
  readonly accent: ColourName;
  readonly second: ColourName;
}

/** `choice` in [0, 1) selects among the companions; the same choice gives the same rank for every colour of a design. */
export function companionsOf(colour: ColourName, pattern: PatternName, choice: number): Companions {
  if (pattern === "floral") {
    const petals = PETALS[colour];
    const [accent, second] = petals[Math.floor(choice * petals.length)] ?? ["white", "pink"];
    return { accent, second };
  }
  const list = COMPANIONS[colour];
  const accent = list[Math.floor(choice * list.length)] ?? "white";
  const third = THIRDS[colour];
  return { accent, second: third === accent ? "grey" : third };
}
