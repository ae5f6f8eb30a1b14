import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, between, corner, flipped, mirrored, type Point, shape, symmetric } from "../svg.js";
import { crease, drapes, wrinkles } from "./fold.js";

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

export interface Sleeve {
  /** From the shoulder along the arm. */
  readonly length: number;
  /** Degrees away from hanging straight down. */
  readonly angle: number;
  readonly cuff: number;
  /** Fullness at the middle, as a factor of the straight width. */
  readonly puff?: number;
  readonly end?: "plain" | "rib" | "cuff" | "flare" | "turned" | "elastic";
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

/** One front of an open or buttoned garment, from the middle edge outwards; `lap` is how far it passes the middle. */
export function frontOutline(t: Torso, right: boolean, lap = 0): string {
  const start = t.neckline === "v" ? [corner(-lap, t.depth + lap * 0.4)] : [corner(-lap, t.depth)];
  const half = [
    ...start,
    ...neckEdge(t).slice(1),
    ...sideEdge(t),
    ...hemEdge(t).slice(0, -1),
    corner(-lap, t.length + (t.hemShape === undefined ? 5 : 1)),
  ];
  return shape(right ? half : flipped(half));
}

/** The back of the neck, seen through the opening, with the maker's label. */
export function insideNeck(
  s: Sheet,
  t: Torso,
  options: { readonly rise?: number; readonly label?: boolean } = {},
): string {
  const rise = options.rise ?? 4;
  const round = t.neckline !== "straps" && t.neckline !== "square" && t.neckline !== "sweetheart";
  const half = [
    at(0, -rise),
    at(t.neck * 0.6, -rise * 0.75),
    corner(t.neck, 0),
    ...(round ? [at(t.neck * 0.9, t.depth * 0.5)] : [corner(t.neck + 1, t.depth * 0.8)]),
    at(0, t.depth + 8),
  ];
  const d = symmetric(half);
  const label =
    options.label === false
      ? ""
      : `<rect x="-7.500" y="${4 - rise}" width="15" height="8" rx="1" fill="#f3eee4" fill-opacity=".92"/><path d="M-4.500 ${8 - rise}h9" stroke="#6b6258" stroke-width="1"/>`;
  return s.piece(d, { dim: 0.72, round: 0.2, rim: 10, plain: true }) + label;
}

interface SleeveForm {
  readonly outline: Point[];
  readonly top: Point;
  readonly end: Point;
  readonly angle: number;
  readonly half: number;
  readonly folds: Fold[];
  /** A point of the sleeve: `along` in pixels from the shoulder, `across` from −1 (inside) to 1 (outside). */
  readonly on: (along: number, across: number) => Point;
}

function sleeveForm(s: Sheet, t: Torso, sleeve: Sleeve): SleeveForm {
  const random = s.look.random;
  const radians = (sleeve.angle * Math.PI) / 180;
  const along = at(Math.sin(radians), Math.cos(radians));
  const across = at(Math.cos(radians), -Math.sin(radians));
  const outer = at(t.shoulder, t.slope);
  const inner = at(t.chest - 1, t.armpit);
  const top = between(outer, inner, 0.5);
  const rootHalf = Math.hypot(outer.x - inner.x, outer.y - inner.y) * 0.5;
  const startHalf = Math.min(rootHalf, 24.5 + sleeve.angle * 0.2);
  const widthAt = (share: number) => {
    const base = startHalf + (sleeve.cuff - startHalf) * share;
    return base * (1 + ((sleeve.puff ?? 1) - 1) * Math.sin(Math.PI * Math.min(1, share * 0.9 + 0.14)));
  };
  const on = (distance: number, side: number): Point => {
    const half = widthAt(Math.min(1, distance / sleeve.length)) * side;
    const bend = Math.sin(Math.PI * Math.min(1, distance / sleeve.length)) * (sleeve.length > 100 ? 4 : 0);
    return at(
      top.x + along.x * distance + across.x * (half + bend),
      top.y + along.y * distance + across.y * (half + bend),
    );
  };
  const length = sleeve.length;
  const end = on(length, 0);
  const outline: Point[] = [
    corner(outer.x - 7, outer.y - 1.6),
    at(outer.x - 0.5, outer.y + 0.6),
    at(outer.x + 4.5, outer.y + 5),
    ...(length > 60
      ? [on(length * 0.2, 1), on(length * 0.5, 1), on(length * 0.8, 1)]
      : [on(length * 0.55, 1)]),
    { ...on(length, 1), corner: true },
    on(length + 2, 0),
    { ...on(length, -1), corner: true },
    ...(length > 60 ? [on(length * 0.75, -1), on(length * 0.45, -1)] : []),
    corner(inner.x, inner.y + 2),
    corner(inner.x - 10, inner.y - 6),
  ];
  const half = widthAt(0.5);
  const folds = [
    ...crease([on(8, -0.5), on(length * 0.4, -0.55), on(length * 0.85, -0.35)], half * 0.6, 0.32),
    ...(length > 100
      ? [
          ...wrinkles(random, top, end, 0.46, half * 0.9, 0.3),
          ...wrinkles(random, top, end, 0.85, sleeve.cuff * 0.9, 0.24, 2),
        ]
      : crease([at(inner.x + 2, inner.y - 4), on(length * 0.5, 0.1), on(length * 0.8, 0.5)], 7, 0.25)),
    ...crease([on(2, 0.62), on(length * 0.25, 0.2), on(length * 0.4, -0.2)], 6, 0.18),
  ];
  return { outline, top, end, angle: -sleeve.angle, half, folds, on };
}

/** Both sleeves; draw them before the body, which covers their upper edge. */
export function sleeves(s: Sheet, t: Torso, sleeve: Sleeve, options: PieceOptions = {}): string {
  return [false, true].map((right) => oneSleeve(s, t, sleeve, right, options)).join("");
}

function oneSleeve(s: Sheet, t: Torso, sleeve: Sleeve, right: boolean, options: PieceOptions): string {
  const form = sleeveForm(s, t, sleeve);
  const turn = (points: readonly Point[]) => (right ? [...points] : flipped(points));
  const angle = right ? form.angle : -form.angle;
  const folds = form.folds.map((fold) => ({ ...fold, path: turn(fold.path) }));
  const mouth = [
    form.on(sleeve.length - 1, 0.96),
    form.on(sleeve.length + 3.5, 0),
    form.on(sleeve.length - 1, -0.96),
    form.on(sleeve.length - 4, 0),
  ];
  const hollow = `<path d="${shape(turn(mouth))}" fill="${s.tones.deep}" stroke="${s.tones.line}" stroke-width=".8"/>`;
  const body = s.piece(shape(turn(form.outline)), {
    angle,
    folds,
    round: 0.5,
    ...(right ? { dim: 0.06 } : {}),
    ...options,
  });
  return hollow + body + sleeveEnd(s, sleeve, form, turn, angle, options);
}

function sleeveEnd(
  s: Sheet,
  sleeve: Sleeve,
  form: SleeveForm,
  turn: (points: readonly Point[]) => Point[],
  angle: number,
  options: PieceOptions,
): string {
  const { length } = sleeve;
  const band = (from: number, to: number, grow: number): string =>
    shape(
      turn([
        { ...form.on(from, 1 + grow), corner: true },
        form.on(from + 2, 0),
        { ...form.on(from, -1 - grow), corner: true },
        { ...form.on(to, -1 - grow), corner: true },
        form.on(to + 2, 0),
        { ...form.on(to, 1 + grow), corner: true },
      ]),
    );
  const across = (at: number): Point[] => turn([form.on(at, 0.97), form.on(at + 2, 0), form.on(at, -0.97)]);
  switch (sleeve.end ?? "plain") {
    case "rib":
      return s.piece(band(length - 14, length + 3, -0.1), {
        angle,
        weave: "rib",
        weaveScale: 0.8,
        round: 0.6,
        plain: true,
        ...(options.tones ? { tones: options.tones } : {}),
      });
    case "cuff": {
      const button = turn([form.on(length - 6, 0.35)])[0] ?? at(0, 0);
      return (
        s.piece(band(length - 15, length + 1, 0.06), { angle, round: 0.5 }) +
        s.stitch(across(length - 12)) +
        `<circle cx="${button.x.toFixed(1)}" cy="${button.y.toFixed(1)}" r="2" fill="#efe9df" stroke="#5b534b" stroke-width=".6"/>`
      );
    }
    case "turned":
      return s.piece(band(length - 22, length + 1, 0.1), { angle, round: 0.55 });
    case "elastic":
      return s.seam(across(length - 6)) + s.stitch(across(length - 3));
    case "flare":
      return "";
    default:
      return s.stitch(across(length - 7));
  }
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
