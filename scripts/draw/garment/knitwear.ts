import type { WeaveName } from "../fabric/weave.js";
import { rollNeck } from "../parts/collar.js";
import { type UpperGarment, upper } from "../parts/garment.js";
import type { Sleeve } from "../parts/sleeve.js";
import { neckBand, type Torso } from "../parts/torso.js";
import { buttonRow, patchPocket, placket, zip } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, shape, symmetric } from "../svg.js";

export const JUMPER: Torso = {
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

export const SLEEVE: Sleeve = { length: 172, angle: 16, cuff: 15, puff: 1.08, end: "rib" };

/** The ribbed band that closes a jumper at the hips. */
export function hemBand(s: Sheet, t: Torso, height = 18, options: PieceOptions = {}): string {
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

export const trimOf = (s: Sheet): PieceOptions => ({ tones: s.tones, plain: true });

type SweaterStyle = {
  readonly torso?: Partial<Torso>;
  readonly neck: "crew" | "v" | "roll" | "boat";
  readonly weave?: WeaveName;
  readonly scale?: number;
  readonly y?: number;
  readonly sleeve?: Partial<Sleeve>;
};

export const sweater =
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

export const cardigan =
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
