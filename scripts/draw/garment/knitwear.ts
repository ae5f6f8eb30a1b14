import type { WeaveName } from "../fabric/weave.js";
import type { Kind } from "../kind.js";
import { hood, rollNeck } from "../parts/collar.js";
import { type UpperGarment, upper } from "../parts/garment.js";
import { neckBand, raglan, type Sleeve, type Torso } from "../parts/torso.js";
import { buttonRow, patchPocket, placket, zip } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, shape, symmetric } from "../svg.js";

const JUMPER: Torso = {
  neck: 24,
  shoulder: 62,
  slope: 16,
  chest: 59,
  armpit: 80,
  waist: 58,
  waistAt: 150,
  hem: 57,
  length: 198,
  neckline: "crew",
  depth: 16,
};
const SLEEVE: Sleeve = { length: 172, angle: 16, cuff: 15, puff: 1.08, end: "rib" };

/** The ribbed band that closes a jumper at the hips. */
function hemBand(s: Sheet, t: Torso, height = 18, options: PieceOptions = {}): string {
  const d = symmetric([
    at(0, t.length - height + 3),
    corner(t.hem + 0.5, t.length - height),
    corner(t.hem - 3, t.length + 1),
    at(0, t.length + 6),
  ]);
  return (
    s.cast(d, 2, 0, -1, 0.25) +
    s.piece(d, { weave: "rib", weaveScale: 0.8, plain: true, round: 0.45, rim: 4, ...options })
  );
}

const trimOf = (s: Sheet): PieceOptions => ({ tones: s.tones, plain: true });

type SweaterStyle = {
  readonly torso?: Partial<Torso>;
  readonly neck: "crew" | "v" | "roll" | "boat";
  readonly weave?: WeaveName;
  readonly scale?: number;
  readonly y?: number;
  readonly sleeve?: Partial<Sleeve>;
};

const sweater =
  (style: SweaterStyle) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JUMPER,
      ...(style.neck === "v" ? ({ neckline: "v", depth: 52 } as const) : {}),
      ...style.torso,
    };
    const weave = style.weave ?? "knit";
    const surface = { weave, weaveScale: 1 } as const;
    const collar =
      style.neck === "roll"
        ? rollNeck(s, torso, 26)
        : neckBand(s, torso, 9, { weave: "rib", weaveScale: 0.7, ...trimOf(s) });
    const garment: UpperGarment = {
      torso,
      sleeve: { ...SLEEVE, ...style.sleeve },
      sleeveOptions: surface,
      bodyOptions: surface,
      closed: style.neck === "roll",
      slack: 0.95,
      over: hemBand(s, torso, 18, trimOf(s)) + collar,
    };
    return upper(s, garment, { y: style.y ?? 96, scale: style.scale ?? 1.3 });
  };

type CardiganStyle = {
  readonly torso?: Partial<Torso>;
  readonly weave: WeaveName;
  readonly fastening: "buttons" | "open" | "zip";
  readonly scale: number;
  readonly y: number;
  readonly pockets?: boolean;
};

const cardigan =
  (style: CardiganStyle) =>
  (s: Sheet): string => {
    const torso: Torso = { ...JUMPER, neckline: "v", depth: 64, ...style.torso };
    const surface = { weave: style.weave, weaveScale: 1 } as const;
    const half = style.fastening === "open" ? 9 : 0;
    const band = { weave: "rib", weaveScale: 0.75, round: 0.2, rim: 3, ...trimOf(s) } as const;
    const strip = (side: number) =>
      shape([
        corner(side * (torso.neck + 1), -5),
        corner(side * (torso.neck + 11), 0),
        at(side * (torso.neck * 0.62 + 14 + half), torso.depth * 0.5),
        at(side * (11 + half), torso.depth + 10),
        corner(side * (10 + half), torso.length + 4),
        corner(side * (half - 1), torso.length + 5),
        at(side * (half - 1), torso.depth + 2),
        at(side * (torso.neck * 0.5 + half), torso.depth * 0.45),
      ]);
    const opening =
      half > 0
        ? s.piece(
            symmetric([
              corner(0, torso.depth * 0.3),
              corner(torso.neck * 0.5, torso.depth * 0.4),
              corner(half, torso.depth),
              corner(half, torso.length + 4),
            ]),
            { dim: 0.75, plain: true, rim: 8, outline: 0 },
          )
        : "";
    const middle = shape([
      corner(-10, torso.depth + 2),
      corner(9, torso.depth + 2),
      corner(9, torso.length + 5),
      corner(-10, torso.length + 5),
    ]);
    const fronts =
      [-1, 1].map((side) => s.cast(strip(side), 1.8, 0, 2, 0.28) + s.piece(strip(side), band)).join("") +
      (half === 0
        ? s.piece(middle, { ...band, outline: 0.6 }) + placket(s, 0, torso.depth + 4, torso.length + 4, 18)
        : "");
    const pockets =
      style.pockets === true ? patchPocket(s, 20, torso.length - 66, 32, 36, { weave: style.weave }) : "";
    const hardware =
      style.fastening === "buttons"
        ? buttonRow(s, -1, torso.depth + 9, torso.length - 8, torso.length > 240 ? 6 : 5, 4.4)
        : style.fastening === "zip"
          ? zip(s, [corner(0, torso.depth), corner(0, torso.length + 3)], 5)
          : "";
    return upper(
      s,
      {
        torso,
        sleeve: SLEEVE,
        sleeveOptions: surface,
        bodyOptions: surface,
        over: pockets + hemBand(s, torso, 18, trimOf(s)) + opening + fronts,
        hardware,
        slack: 0.95,
      },
      { y: style.y, scale: style.scale },
    );
  };

const kangaroo = (s: Sheet, t: Torso): string => {
  const y = t.length - 18;
  const d = symmetric([
    corner(0, y - 56),
    corner(23, y - 56),
    at(30, y - 40),
    corner(41, y - 22),
    corner(41, y + 1),
    corner(0, y + 3),
  ]);
  return (
    s.cast(d, 2.5, 0, 2, 0.5) +
    s.piece(d, { round: 0.2, rim: 4, plain: s.look.print.pattern === "colour-block" }) +
    [1, -1]
      .map((side) =>
        s.stitch([corner(side * 21, y - 53), at(side * 27.5, y - 39), corner(side * 38, y - 22)]),
      )
      .join("")
  );
};

type SweatStyle = {
  readonly hood?: boolean;
  readonly zip?: "full" | "quarter";
  readonly raglan?: boolean;
  readonly torso?: Partial<Torso>;
  readonly scale: number;
  readonly y: number;
  readonly pocket?: boolean;
};

const sweat =
  (style: SweatStyle) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JUMPER,
      chest: 60,
      hem: 59,
      depth: style.hood === true ? 20 : 15,
      ...style.torso,
    };
    const cowl = style.hood === true ? hood(s, torso, { cords: style.zip !== "quarter" }) : undefined;
    const collar =
      cowl === undefined
        ? neckBand(s, torso, 9, { weave: "rib", weaveScale: 0.6, ...trimOf(s) })
        : s.seam([at(-torso.neck, 1), at(0, torso.depth + 2), at(torso.neck, 1)], 1.4);
    const gusset =
      style.hood === true || style.zip !== undefined
        ? ""
        : s.seam(
            [corner(-9, torso.depth + 9), corner(0, torso.depth + 25), corner(9, torso.depth + 9)],
            0.8,
          ) +
          s.stitch([corner(-6, torso.depth + 9), corner(0, torso.depth + 20), corner(6, torso.depth + 9)]);
    const track =
      style.zip === undefined
        ? ""
        : zip(
            s,
            style.zip === "full"
              ? [corner(0, torso.depth + 2), corner(0, torso.length + 3)]
              : [corner(0, torso.depth + 4), corner(0, torso.depth + 58)],
            5,
          );
    return upper(
      s,
      {
        torso,
        sleeve: SLEEVE,
        ...(cowl === undefined ? {} : { behind: cowl.behind, closed: true }),
        over:
          (style.raglan === true ? raglan(s, torso) : "") +
          (style.pocket === true ? kangaroo(s, torso) : "") +
          hemBand(s, torso, 18, trimOf(s)) +
          gusset +
          collar,
        hardware: track + (cowl?.front ?? ""),
        slack: 1.1,
      },
      { y: style.y, scale: style.scale },
    );
  };

const LONGLINE = { length: 280, waistAt: 170, hem: 63 } as const;

export const KNITWEAR: readonly Kind[] = [
  {
    type: "sweater",
    category: "Knitwear",
    price: [34, 70],
    weight: 1.5,
    variants: [
      {
        name: "Crew-Neck",
        detail: "with a round neck and ribbed hem",
        materials: ["knit"],
        patterns: ["solid", "striped", "colour-block"],
        genders: ["Men", "Women", "Unisex", "Boys", "Girls"],
        season: "Winter",
        use: "Casual",
        motif: 1.15,
        draw: sweater({ neck: "crew" }),
      },
      {
        name: "V-Neck",
        detail: "with a V-neck and ribbed hem",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: ["Men", "Women"],
        season: "Autumn",
        use: "Work",
        draw: sweater({ neck: "v" }),
      },
      {
        name: "Turtleneck",
        detail: "with a ribbed roll neck",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: ["Men", "Women"],
        season: "Winter",
        use: "Casual",
        draw: sweater({ neck: "roll", weave: "rib", y: 108, torso: { depth: 12, neck: 22 } }),
      },
      {
        name: "Cable-Knit",
        detail: "with braided cables down the front and sleeves",
        materials: ["knit"],
        genders: ["Men", "Women", "Unisex"],
        season: "Winter",
        use: "Casual",
        draw: sweater({ neck: "crew", weave: "cable" }),
      },
      {
        name: "Cropped",
        detail: "cut short, with wide sleeves",
        materials: ["knit"],
        patterns: ["solid", "striped", "checked"],
        genders: ["Women", "Girls"],
        season: "Autumn",
        use: "Casual",
        draw: sweater({
          neck: "crew",
          torso: { length: 150, waistAt: 120 },
          sleeve: { puff: 1.35, length: 150 },
          scale: 1.38,
          y: 120,
        }),
      },
    ],
  },
  {
    type: "cardigan",
    category: "Knitwear",
    price: [38, 78],
    weight: 1.2,
    variants: [
      {
        name: "Buttoned",
        detail: "with a V-neck and five buttons",
        materials: ["knit"],
        patterns: ["solid", "striped", "colour-block"],
        genders: ["Men", "Women"],
        season: "Autumn",
        use: "Casual",
        draw: cardigan({ weave: "knit", fastening: "buttons", scale: 1.3, y: 92, pockets: true }),
      },
      {
        name: "Long Open",
        detail: "worn open, reaching the thigh, with two pockets",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: ["Women"],
        season: "Autumn",
        use: "Casual",
        draw: cardigan({
          weave: "knit",
          fastening: "open",
          torso: LONGLINE,
          scale: 1.16,
          y: 70,
          pockets: true,
        }),
      },
      {
        name: "Cable-Knit",
        detail: "with braided cables and buttons down the front",
        materials: ["knit"],
        genders: ["Men", "Women"],
        season: "Winter",
        use: "Casual",
        draw: cardigan({ weave: "cable", fastening: "buttons", scale: 1.3, y: 92 }),
      },
      {
        name: "Cropped",
        detail: "cut short, with buttons down the front",
        materials: ["knit"],
        patterns: ["solid", "polka dot"],
        genders: ["Women", "Girls"],
        season: "Spring",
        use: "Casual",
        motif: 0.8,
        draw: cardigan({
          weave: "rib",
          fastening: "buttons",
          torso: { length: 152, waistAt: 120, depth: 50 },
          scale: 1.42,
          y: 112,
        }),
      },
    ],
  },
  {
    type: "hoodie",
    category: "Tops",
    price: [34, 62],
    weight: 1.4,
    variants: [
      {
        name: "Pullover",
        detail: "with a hood, drawstrings and a kangaroo pocket",
        materials: ["fleece", "cotton"],
        patterns: ["solid", "striped", "colour-block"],
        genders: ["Men", "Women", "Unisex", "Boys", "Girls"],
        season: "Autumn",
        use: "Casual",
        draw: sweat({ hood: true, pocket: true, scale: 1.26, y: 142 }),
      },
      {
        name: "Zip-Up",
        detail: "with a hood, drawstrings and a full zip",
        materials: ["fleece", "cotton"],
        patterns: ["solid", "colour-block"],
        genders: ["Men", "Women", "Boys"],
        season: "Autumn",
        use: "Sports",
        draw: sweat({ hood: true, zip: "full", pocket: true, scale: 1.26, y: 142 }),
      },
      {
        name: "Cropped",
        detail: "cut short, with a hood and drawstrings",
        materials: ["fleece"],
        genders: ["Women", "Girls"],
        season: "Spring",
        use: "Casual",
        draw: sweat({ hood: true, torso: { length: 150, waistAt: 120 }, scale: 1.34, y: 164 }),
      },
    ],
  },
  {
    type: "sweatshirt",
    category: "Tops",
    price: [28, 52],
    weight: 1.2,
    variants: [
      {
        name: "Crew-Neck",
        detail: "with a round ribbed neck and a stitched V below it",
        materials: ["fleece", "cotton"],
        patterns: ["solid", "striped", "colour-block"],
        genders: ["Men", "Women", "Unisex", "Boys", "Girls"],
        season: "Autumn",
        use: "Casual",
        draw: sweat({ scale: 1.32, y: 94 }),
      },
      {
        name: "Raglan",
        detail: "with slanting sleeve seams",
        materials: ["fleece", "cotton"],
        patterns: ["solid", "colour-block"],
        genders: ["Men", "Women"],
        season: "Autumn",
        use: "Sports",
        draw: sweat({ raglan: true, scale: 1.32, y: 94 }),
      },
      {
        name: "Quarter-Zip",
        detail: "with a short zip at the neck",
        materials: ["fleece"],
        patterns: ["solid", "colour-block"],
        genders: ["Men", "Women"],
        season: "Winter",
        use: "Outdoor",
        draw: sweat({ zip: "quarter", scale: 1.32, y: 94 }),
      },
    ],
  },
];
