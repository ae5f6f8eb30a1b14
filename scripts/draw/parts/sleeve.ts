import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, between, corner, flipped, type Point, shape } from "../svg.js";
import { crease, wrinkles } from "./fold.js";
import type { Torso } from "./torso.js";

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
