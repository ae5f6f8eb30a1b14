import type { Kind } from "../kind.js";
import { hung, placed } from "../parts/scene.js";
import { type Skirt, skirtBody } from "../parts/skirt.js";
import { buttonRow, PEARL, patchPocket, stud, zip } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { corner } from "../svg.js";

type SkirtStyle = Skirt & {
  readonly band: number;
  readonly scale: number;
  readonly y: number;
  readonly extra?: "buttons" | "denim" | "zip";
};

const skirt =
  (style: SkirtStyle) =>
  (s: Sheet): string => {
    const pockets =
      style.extra === "denim" ? patchPocket(s, 12, style.top + 34, 30, 34, { pointed: true }) : "";
    const fly =
      style.extra === "denim"
        ? s.seam([corner(4, style.top + 4), corner(4, style.bottom + 4)]) +
          s.stitch([corner(7, style.top + 4), corner(7, style.bottom + 4)])
        : "";
    const hardware = {
      buttons: () =>
        buttonRow(
          s,
          0,
          style.top + 12,
          style.bottom - 18,
          7,
          3.6,
          s.material.thread === undefined ? PEARL : undefined,
        ),
      denim: () => stud(s, 0, style.top - 4, 3.8),
      zip: () =>
        zip(s, [corner(style.waist * 0.5, style.top + 8), corner(style.hip * 0.56, style.bottom - 4)], 5),
    };
    return hung(
      s,
      placed(
        s.cloth(skirtBody(s, style, style.band) + pockets + fly) +
          (style.extra === undefined ? "" : hardware[style.extra]()),
        { y: style.y, scale: style.scale },
      ),
    );
  };

const base = { genders: ["Women", "Girls"], use: "Casual" } as const;

export const SKIRTS: readonly Kind[] = [
  {
    type: "skirt",
    category: "Bottoms",
    price: [26, 56],
    weight: 1.9,
    variants: [
      {
        ...base,
        name: "Pleated",
        detail: "with sharp pleats all around, to the knee",
        materials: ["cotton", "satin", "wool"],
        patterns: ["solid", "checked", "polka dot"],
        season: "All seasons",
        draw: skirt({
          cut: "pleated",
          waist: 44,
          hip: 60,
          hem: 92,
          top: 14,
          bottom: 200,
          band: 14,
          scale: 1.5,
          y: 84,
        }),
      },
      {
        ...base,
        name: "Pencil",
        detail: "narrow and fitted, to the knee",
        materials: ["wool", "cotton", "leather"],
        patterns: ["solid", "checked", "striped"],
        upright: true,
        motif: 0.8,
        season: "All seasons",
        genders: ["Women"],
        use: "Work",
        draw: skirt({
          cut: "pencil",
          waist: 45,
          hip: 63,
          hem: 50,
          top: 14,
          bottom: 236,
          band: 15,
          scale: 1.44,
          y: 70,
        }),
      },
      {
        ...base,
        name: "A-Line",
        detail: "flaring gently, with buttons down the front",
        materials: ["corduroy", "suede", "cotton"],
        season: "Autumn",
        draw: skirt({
          cut: "buttoned",
          waist: 45,
          hip: 64,
          hem: 86,
          top: 14,
          bottom: 190,
          band: 15,
          scale: 1.52,
          y: 88,
          extra: "buttons",
        }),
      },
      {
        ...base,
        name: "Denim Mini",
        detail: "short, with two pockets and contrast stitching",
        materials: ["denim"],
        colours: ["blue", "light blue", "navy", "black", "white", "grey"],
        season: "Summer",
        draw: skirt({
          cut: "a-line",
          waist: 50,
          hip: 66,
          hem: 76,
          top: 14,
          bottom: 148,
          band: 15,
          scale: 1.72,
          y: 104,
          extra: "denim",
        }),
      },
      {
        ...base,
        name: "Long Flowing",
        detail: "full and falling in soft folds to the ankle",
        materials: ["cotton", "silk", "satin"],
        patterns: ["solid", "floral", "polka dot", "striped"],
        season: "Summer",
        genders: ["Women"],
        draw: skirt({
          cut: "flared",
          waist: 40,
          hip: 60,
          hem: 100,
          top: 12,
          bottom: 296,
          band: 12,
          scale: 1.26,
          y: 52,
        }),
      },
      {
        ...base,
        name: "Tiered",
        detail: "with three gathered tiers",
        materials: ["cotton", "linen"],
        patterns: ["floral", "solid", "checked"],
        season: "Spring",
        draw: skirt({
          cut: "tiered",
          waist: 42,
          hip: 60,
          hem: 96,
          top: 12,
          bottom: 214,
          band: 12,
          scale: 1.48,
          y: 78,
        }),
      },
      {
        ...base,
        name: "Wrap",
        detail: "crossed over at the front",
        materials: ["linen", "satin", "cotton"],
        patterns: ["solid", "floral", "colour-block"],
        season: "Summer",
        genders: ["Women"],
        draw: skirt({
          cut: "wrap",
          waist: 44,
          hip: 62,
          hem: 78,
          top: 14,
          bottom: 218,
          band: 14,
          scale: 1.46,
          y: 78,
        }),
      },
    ],
  },
];
