import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, corner, mirrored, type Point, shape, symmetric } from "../svg.js";
import { crease, drapes } from "./fold.js";

export type Neckline = "crew" | "v" | "scoop" | "boat" | "square" | "sweetheart" | "straps";

/** The upper body of a garment, laid around x = 0 with the side of the neck at y = 0. Pixels; widths are halves. */
export interface Torso {
  readonly neck: number;
  readonly shoulder: number;
  /** How far the shoulder falls from neck to arm. */
  readonly slope: number;
  readonly chest: number;
  readonly armpit: number;
  readonly waist: number;
  readonly waistAt: number;
  readonly hem: number;
  readonly length: number;
  readonly neckline: Neckline;
  readonly depth: number;
  readonly hemShape?: "straight" | "shirt-tail" | "rounded";
}

/** The front edge of the neck from the middle outwards. */
export function neckEdge(t: Torso): Point[] {
  const side = corner(t.neck, 0);
  switch (t.neckline) {
    case "v":
      return [corner(0, t.depth), at(t.neck * 0.56, t.depth * 0.4), side];
    case "square":
      return [corner(0, t.depth), corner(t.neck * 0.86, t.depth), side];
    case "straps":
      return [at(0, t.depth), at(t.neck * 0.5, t.depth - 9), corner(t.neck - 1, t.depth - 24), side];
    case "sweetheart":
      return [corner(0, t.depth), at(t.neck * 0.45, t.depth * 0.7), at(t.neck * 0.9, t.depth * 0.62), side];
    default:
      return [at(0, t.depth), at(t.neck * 0.6, t.depth * 0.78), at(t.neck * 0.93, t.depth * 0.36), side];
  }
}

/** Shoulder, armhole and side seam down to the hem, on the right. */
export function sideEdge(t: Torso): Point[] {
  const arm =
    t.neckline === "straps"
      ? [corner(t.neck + 5, t.depth - 24), at(t.chest - 8, t.armpit - 9)]
      : [at(t.shoulder - (t.shoulder - t.chest) * 0.5 - 5, t.slope + (t.armpit - t.slope) * 0.55)];
  return [
    corner(t.shoulder, t.slope),
    ...arm,
    corner(t.chest, t.armpit),
    at(t.waist, t.waistAt),
    at(t.waist + (t.hem - t.waist) * 0.62, t.waistAt + (t.length - t.waistAt) * 0.55),
  ];
}

export function hemEdge(t: Torso): Point[] {
  switch (t.hemShape ?? "straight") {
    case "shirt-tail":
      return [
        at(t.hem, t.length - 24),
        at(t.hem * 0.8, t.length - 7),
        at(t.hem * 0.4, t.length),
        at(0, t.length + 1),
      ];
    case "rounded":
      return [at(t.hem, t.length - 14), at(t.hem * 0.82, t.length), at(0, t.length + 2)];
    default:
      return [corner(t.hem, t.length), at(t.hem * 0.5, t.length + 4), at(0, t.length + 5)];
  }
}

export const torsoOutline = (t: Torso): string => symmetric([...neckEdge(t), ...sideEdge(t), ...hemEdge(t)]);

/** The back of the neck, seen through the opening, with the maker's label. */
export function insideNeck(s: Sheet, t: Torso): string {
  const rise = 4;
  const round = t.neckline !== "straps" && t.neckline !== "square" && t.neckline !== "sweetheart";
  const half = [
    at(0, -rise),
    at(t.neck * 0.6, -rise * 0.75),
    corner(t.neck, 0),
    ...(round ? [at(t.neck * 0.9, t.depth * 0.5)] : [corner(t.neck + 1, t.depth * 0.8)]),
    at(0, t.depth + 8),
  ];
  const d = symmetric(half);
  const label = `<rect x="-7.500" y="0" width="15" height="8" rx="1" fill="#f3eee4" fill-opacity=".92"/><path d="M-4.500 4h9" stroke="#6b6258" stroke-width="1"/>`;
  return s.piece(d, { dim: 0.72, round: 0.2, rim: 10, plain: true }) + label;
}

/** Folds of a body that hangs from its shoulders. */
export function bodyFolds(s: Sheet, t: Torso, strength = 1): Fold[] {
  const random = s.look.random;
  const sides = [1, -1].flatMap((side) => [
    ...crease(
      [
        at(side * (t.chest + 1), t.armpit + 3),
        at(side * t.chest * 0.72, t.armpit + 26),
        at(side * t.chest * 0.5, t.armpit + 58),
      ],
      11,
      0.3 * strength,
    ),
    ...crease(
      [
        at(side * (t.waist + 2), t.waistAt + random.between(-8, 10)),
        at(side * t.waist * 0.66, t.waistAt + 2),
        at(side * t.waist * 0.4, t.waistAt + random.between(-14, 12)),
      ],
      7,
      0.24 * strength,
    ),
    ...crease(
      [
        at(side * t.shoulder * 0.92, t.slope + 5),
        at(side * t.chest * 0.84, t.armpit * 0.6),
        at(side * t.chest * 0.66, t.armpit * 0.98),
      ],
      7,
      0.16 * strength,
    ),
  ]);
  const hang = drapes(
    random,
    { left: -t.chest * 0.8, right: t.chest * 0.8, y: t.armpit + 20 },
    { left: -t.hem * 0.92, right: t.hem * 0.92, y: t.length },
    { count: 5, width: 11, strength: 0.22 * strength, start: 0.15 },
  );
  return [...sides, ...hang];
}

/** The seam where a raglan sleeve meets the body. */
export const raglan = (s: Sheet, t: Torso): string =>
  [1, -1]
    .map((side) =>
      s.seam([
        at(side * t.neck * 1.02, 2),
        at(side * (t.chest * 0.66), t.armpit * 0.55),
        at(side * (t.chest - 1), t.armpit),
      ]),
    )
    .join("");

/** A band along the neck's edge, `width` pixels wide. */
export function neckBand(s: Sheet, t: Torso, width: number, options: PieceOptions = {}): string {
  const edge = neckEdge(t);
  const inner = [...mirrored(edge), ...edge.slice(1)];
  const outer = inner.map((point) => {
    const away =
      point.y <= 0.5
        ? { dx: Math.sign(point.x) * width * 0.95, dy: width * 0.25 }
        : { dx: (point.x / t.neck) * width * 0.8, dy: width };
    return { ...point, x: point.x + away.dx, y: point.y + away.dy };
  });
  return s.piece(shape([...inner, ...outer.reverse()]), { weave: "none", round: 0.25, rim: 3, ...options });
}
