import type { Kind } from "../kind.js";
import { shirtCollar } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import { type Skirt, skirtDetails, skirtEdge, skirtFolds } from "../parts/skirt.js";
import { bodyFolds, neckBand, neckEdge, type Sleeve, type Torso } from "../parts/torso.js";
import { buttonRow, PEARL, waistBelt } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, type Point, symmetric } from "../svg.js";
import { frill } from "./blouses.js";

const BODICE: Torso = {
  neck: 24,
  shoulder: 54,
  slope: 14,
  chest: 50,
  armpit: 70,
  waist: 41,
  waistAt: 140,
  hem: 41,
  length: 140,
  neckline: "scoop",
  depth: 34,
};
const SHORT: Sleeve = { length: 42, angle: 36, cuff: 22 };
const LONG: Sleeve = { length: 172, angle: 13, cuff: 12 };

type DressStyle = {
  readonly torso?: Partial<Torso>;
  readonly skirt: Pick<Skirt, "cut" | "hem" | "bottom"> & Partial<Skirt>;
  readonly sleeve?: Sleeve;
  readonly waist: "seam" | "belt" | "tie" | "none";
  readonly extra?: "collar" | "wrap" | "frill" | "neckband";
  readonly scale: number;
  readonly y: number;
};

/** The right side of a bodice down to the waist. */
function bodiceSide(t: Torso): Point[] {
  const strapped = t.neckline === "straps";
  const arm = strapped
    ? [corner(t.neck + 4.5, t.depth - 24), at(t.chest - 8, t.armpit - 9)]
    : [at(t.shoulder - (t.shoulder - t.chest) * 0.5 - 5, t.slope + (t.armpit - t.slope) * 0.55)];
  return [
    corner(t.shoulder, t.slope),
    ...arm,
    corner(t.chest, t.armpit),
    at(t.chest - (t.chest - t.waist) * 0.7, t.armpit + (t.waistAt - t.armpit) * 0.6),
  ];
}

const dress =
  (style: DressStyle) =>
  (s: Sheet): string => {
    const torso = { ...BODICE, ...style.torso };
    const skirt: Skirt = { waist: torso.waist, hip: torso.waist + 12, top: torso.waistAt, ...style.skirt };
    const outline = symmetric([...neckEdge(torso), ...bodiceSide(torso), ...skirtEdge(skirt)]);
    const folds = [
      ...bodyFolds(s, { ...torso, hem: torso.waist, length: torso.waistAt + 4 }, 0.8),
      ...skirtFolds(s, skirt),
    ];
    const collar =
      style.extra === "collar" ? shirtCollar(s, torso, 28, { weave: s.material.weave ?? "none" }) : undefined;
    const seam = [
      corner(-torso.waist, torso.waistAt),
      at(0, torso.waistAt + 4),
      corner(torso.waist, torso.waistAt),
    ];
    const waists = {
      seam: () => s.seam(seam, 1.1),
      belt: () => waistBelt(s, torso.waist + 2, torso.waistAt, 11, "buckle", { plain: true }),
      tie: () => waistBelt(s, torso.waist + 2, torso.waistAt, 11, "tied", { plain: true }),
      none: () => "",
    };
    const extras = {
      collar: () =>
        s.seam([corner(6, torso.depth + 6), corner(6, torso.waistAt)]) +
        s.stitch([corner(-6, torso.depth + 6), corner(-6, torso.waistAt)]) +
        (collar?.front ?? ""),
      wrap: () =>
        s.seam(
          [
            corner(-torso.neck, 0),
            at(-torso.neck * 0.4, torso.depth * 0.62),
            corner(torso.waist * 0.8, torso.waistAt - 2),
          ],
          1.5,
        ),
      frill: () =>
        frill(
          s,
          Array.from({ length: 13 }, (_, i) =>
            at((i - 6) * (torso.chest / 6.2) + 0.1, torso.armpit - 14 - Math.abs(i - 6) * 1.5),
          ),
          22,
          { plain: true },
        ),
      neckband: () => neckBand(s, torso, 5, { plain: true }),
    };
    const extra = style.extra === undefined ? "" : extras[style.extra]();
    const colourBlock = s.look.print.pattern === "colour-block";
    return upper(
      s,
      {
        torso,
        outline,
        folds,
        ...(style.sleeve === undefined ? {} : { sleeve: style.sleeve }),
        ...(colourBlock && style.sleeve !== undefined ? { sleeveOptions: { plain: true } } : {}),
        behind: collar?.behind ?? "",
        over: skirtDetails(s, skirt) + extra + waists[style.waist](),
        hardware:
          style.extra === "collar"
            ? buttonRow(s, 0, torso.depth + 10, torso.waistAt - 14, 4, 2.8, PEARL) +
              (skirt.cut === "buttoned"
                ? buttonRow(s, 0, torso.waistAt + 24, skirt.bottom - 24, 5, 2.8, PEARL)
                : "")
            : "",
      },
      { y: style.y, scale: style.scale },
    );
  };

const summer = { genders: ["Women"], season: "Summer", use: "Casual" } as const;
const printed = ["solid", "floral", "polka dot", "striped"] as const;

export const DRESSES: readonly Kind[] = [
  {
    type: "dress",
    category: "Dresses",
    price: [38, 85],
    weight: 3.6,
    variants: [
      {
        ...summer,
        name: "Strappy Summer",
        detail: "with narrow straps and a full knee-length skirt",
        materials: ["cotton", "linen"],
        patterns: printed,
        genders: ["Women", "Girls"],
        draw: dress({
          torso: { neck: 29, shoulder: 33, slope: 0, neckline: "straps", depth: 60, armpit: 64 },
          skirt: { cut: "flared", hem: 104, bottom: 272 },
          waist: "seam",
          scale: 1.36,
          y: 54,
        }),
      },
      {
        ...summer,
        name: "Fit-and-Flare",
        detail: "with short sleeves, a narrow waist and a swinging skirt",
        materials: ["cotton", "jersey"],
        patterns: [...printed, "checked"],
        draw: dress({
          skirt: { cut: "flared", hem: 106, bottom: 268 },
          sleeve: SHORT,
          waist: "belt",
          extra: "neckband",
          torso: { neckline: "crew", depth: 20 },
          scale: 1.36,
          y: 58,
        }),
      },
      {
        ...summer,
        name: "Wrap",
        detail: "crossed over at the front and tied at the waist",
        materials: ["jersey", "silk"],
        patterns: ["solid", "floral", "polka dot"],
        season: "Spring",
        draw: dress({
          torso: { neckline: "v", depth: 76 },
          skirt: { cut: "wrap", hem: 74, bottom: 284 },
          sleeve: { length: 84, angle: 24, cuff: 19 },
          waist: "tie",
          extra: "wrap",
          scale: 1.32,
          y: 56,
        }),
      },
      {
        ...summer,
        name: "Maxi",
        detail: "sleeveless and tiered down to the ankle",
        materials: ["cotton", "linen"],
        patterns: printed,
        draw: dress({
          torso: { neck: 27, shoulder: 41, slope: 4, neckline: "v", depth: 52 },
          skirt: { cut: "tiered", hem: 100, bottom: 384 },
          waist: "seam",
          scale: 1.06,
          y: 40,
        }),
      },
      {
        ...summer,
        name: "Slip",
        detail: "in soft falling cloth with narrow straps",
        materials: ["satin", "silk"],
        patterns: ["solid"],
        use: "Party",
        draw: dress({
          torso: {
            neck: 27,
            shoulder: 30,
            slope: 0,
            neckline: "straps",
            depth: 64,
            armpit: 68,
            waist: 45,
            waistAt: 134,
          },
          skirt: { cut: "straight", hem: 70, hip: 60, bottom: 326 },
          waist: "none",
          scale: 1.22,
          y: 46,
        }),
      },
      {
        ...summer,
        name: "Shirt",
        detail: "with a collar, buttons down the front and a belt",
        materials: ["cotton", "denim", "linen"],
        patterns: ["solid", "striped", "checked"],
        season: "Spring",
        upright: true,
        use: "Work",
        colours: [
          "blue",
          "light blue",
          "white",
          "navy",
          "olive",
          "beige",
          "black",
          "tan",
          "red",
          "green",
          "grey",
          "pink",
        ],
        draw: dress({
          torso: { neck: 19, neckline: "v", depth: 18, waist: 45 },
          skirt: { cut: "buttoned", hem: 70, bottom: 272 },
          sleeve: { ...LONG, length: 130, cuff: 18, end: "turned", angle: 17 },
          waist: "belt",
          extra: "collar",
          scale: 1.36,
          y: 60,
        }),
      },
      {
        genders: ["Women"],
        season: "Winter",
        use: "Casual",
        name: "Sweater",
        detail: "knitted, straight, with long sleeves and a round neck",
        materials: ["knit"],
        patterns: ["solid", "striped", "colour-block"],
        draw: dress({
          torso: { neckline: "crew", depth: 14, waist: 49, shoulder: 58, chest: 54 },
          skirt: { cut: "straight", hem: 58, hip: 58, bottom: 270 },
          sleeve: { ...LONG, end: "rib", cuff: 14 },
          waist: "none",
          extra: "neckband",
          scale: 1.36,
          y: 64,
        }),
      },
      {
        genders: ["Women"],
        season: "All seasons",
        use: "Work",
        name: "Pencil",
        detail: "fitted to the knee with short sleeves",
        materials: ["wool", "cotton", "satin"],
        patterns: ["solid", "checked", "colour-block"],
        draw: dress({
          torso: { neckline: "square", depth: 28, neck: 30 },
          skirt: { cut: "pencil", hem: 48, hip: 59, bottom: 286 },
          sleeve: { ...SHORT, length: 38, angle: 30 },
          waist: "seam",
          scale: 1.34,
          y: 54,
        }),
      },
      {
        genders: ["Women"],
        season: "All seasons",
        use: "Party",
        name: "Evening",
        detail: "long and sweeping, in gleaming cloth",
        materials: ["satin", "velvet", "silk"],
        draw: dress({
          torso: { neckline: "sweetheart", neck: 38, shoulder: 46, slope: 6, depth: 40 },
          skirt: { cut: "flared", hem: 104, bottom: 392 },
          waist: "seam",
          scale: 1.05,
          y: 36,
        }),
      },
      {
        genders: ["Women"],
        season: "Winter",
        use: "Party",
        name: "Long-Sleeved",
        detail: "with long sleeves and a pleated skirt",
        materials: ["velvet", "jersey", "silk"],
        patterns: ["solid", "polka dot", "floral"],
        draw: dress({
          torso: { neckline: "v", depth: 44 },
          skirt: { cut: "pleated", hem: 96, bottom: 284 },
          sleeve: LONG,
          waist: "seam",
          scale: 1.32,
          y: 56,
        }),
      },
      {
        ...summer,
        name: "Mini",
        detail: "short and A-shaped, without sleeves",
        materials: ["cotton", "tweed", "linen"],
        patterns: ["solid", "checked", "colour-block", "polka dot"],
        genders: ["Women", "Girls"],
        use: "Party",
        draw: dress({
          torso: { neckline: "crew", depth: 18, shoulder: 46, waist: 47 },
          skirt: { cut: "a-line", hem: 78, hip: 58, bottom: 222 },
          waist: "none",
          extra: "neckband",
          scale: 1.56,
          y: 64,
        }),
      },
    ],
  },
];
