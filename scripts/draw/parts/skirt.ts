import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, corner, line, type Point, shape, symmetric } from "../svg.js";
import { crease, drapes } from "./fold.js";

export type SkirtCut =
  | "a-line"
  | "flared"
  | "pencil"
  | "straight"
  | "pleated"
  | "tiered"
  | "wrap"
  | "buttoned";

/** From the waist down. Widths are halves, in pixels; `top` and `bottom` are distances from the garment's origin. */
export interface Skirt {
  readonly cut: SkirtCut;
  readonly waist: number;
  readonly hip: number;
  readonly hem: number;
  readonly top: number;
  readonly bottom: number;
}

/** The right side from waist to the middle of the hem. */
export function skirtEdge(k: Skirt): Point[] {
  const height = k.bottom - k.top;
  const hipAt = k.top + Math.min(62, height * 0.36);
  const full = k.cut === "flared" || k.cut === "tiered" || k.cut === "pleated";
  const side = full
    ? [
        corner(k.waist, k.top),
        at(k.waist + (k.hem - k.waist) * 0.42, k.top + height * 0.3),
        at(k.waist + (k.hem - k.waist) * 0.76, k.top + height * 0.68),
      ]
    : [corner(k.waist, k.top), at(k.hip, hipAt), at(k.hip + (k.hem - k.hip) * 0.55, k.top + height * 0.68)];
  const drop = full ? 9 : 5;
  if (k.cut === "flared" || k.cut === "tiered") {
    const waves = [0.86, 0.7, 0.52, 0.34, 0.17].map((share, i) =>
      at(k.hem * share, k.bottom + drop * (1 - share * share) + (i % 2 === 0 ? 4 : -2)),
    );
    return [...side, corner(k.hem, k.bottom - 3), ...waves, at(0, k.bottom + drop + 2)];
  }
  if (k.cut === "pleated") {
    const teeth = [0.84, 0.68, 0.52, 0.36, 0.2].flatMap((share) => [
      corner(k.hem * (share + 0.08), k.bottom + drop * (1 - share * share) + 3),
      corner(k.hem * share, k.bottom + drop * (1 - share * share) - 2),
    ]);
    return [...side, corner(k.hem, k.bottom - 2), ...teeth, corner(0, k.bottom + drop + 2)];
  }
  return [...side, corner(k.hem, k.bottom), at(k.hem * 0.5, k.bottom + drop * 0.8), at(0, k.bottom + drop)];
}

export function skirtFolds(s: Sheet, k: Skirt): Fold[] {
  const random = s.look.random;
  const span = (half: number, y: number) => ({ left: -half * 0.92, right: half * 0.92, y });
  switch (k.cut) {
    case "pleated":
      return Array.from({ length: 11 }, (_, i) => (i - 5) / 5.5).flatMap((share) =>
        crease(
          [
            at(share * k.waist, k.top + 4),
            at(share * (k.waist + k.hem) * 0.52, (k.top + k.bottom) / 2),
            at(share * k.hem, k.bottom + 14),
          ],
          9,
          0.5,
        ),
      );
    case "flared":
      return drapes(random, span(k.waist, k.top), span(k.hem, k.bottom), {
        count: 8,
        width: 15,
        strength: 0.4,
      });
    case "tiered":
      return [0, 1, 2].flatMap((tier) => {
        const at_ = (share: number) => k.waist + (k.hem - k.waist) * share;
        const y = (share: number) => k.top + (k.bottom - k.top) * share;
        return drapes(
          random,
          span(at_(tier / 3), y(tier / 3)),
          span(at_((tier + 1) / 3), y((tier + 1) / 3) - 12),
          { count: 10, width: 7, strength: 0.4 },
        );
      });
    case "a-line":
    case "wrap":
    case "buttoned":
      return drapes(random, span(k.waist, k.top + 24), span(k.hem, k.bottom), {
        count: 5,
        width: 13,
        strength: 0.28,
        start: 0.1,
      });
    default:
      return [
        ...drapes(random, span(k.hip, k.top + 60), span(k.hem, k.bottom), {
          count: 4,
          width: 10,
          strength: 0.2,
          start: 0.2,
        }),
        ...[1, -1].flatMap((side) =>
          crease(
            [at(side * k.hip, k.top + 60), at(side * k.hip * 0.5, k.top + 72), at(side * 4, k.top + 70)],
            7,
            0.2,
          ),
        ),
      ];
  }
}

/** Seams, frills and openings that lie on a skirt. */
export function skirtDetails(s: Sheet, k: Skirt): string {
  const height = k.bottom - k.top;
  const width = (share: number) => k.waist + (k.hem - k.waist) * share;
  switch (k.cut) {
    case "tiered":
      return [1 / 3, 2 / 3]
        .map((share) => {
          const y = k.top + height * share;
          const path = [
            at(-width(share) * 0.99, y - 3),
            at(-width(share) * 0.5, y + 4),
            at(0, y + 6),
            at(width(share) * 0.5, y + 4),
            at(width(share) * 0.99, y - 3),
          ];
          return (
            `<path d="${line(path)}" fill="none" stroke="#120c14" stroke-opacity=".3" stroke-width="5" filter="url(#${s.blur(2)})" transform="translate(0 3)"/>` +
            s.seam(path, 1.3)
          );
        })
        .join("");
    case "pleated":
      return [-4, -3, -2, -1, 0, 1, 2, 3, 4]
        .map((i) =>
          s.seam([corner((i / 5.5) * k.waist, k.top + 2), corner((i / 5.5) * k.hem, k.bottom + 5)], 0.6),
        )
        .join("");
    case "wrap": {
      const over = [
        corner(k.waist * 0.55, k.top + 1),
        at(k.waist * 0.36, k.top + height * 0.4),
        at(k.waist * 0.44, k.top + height * 0.8),
        corner(k.hem * 0.62, k.bottom + 4),
      ];
      const shadow = shape([
        ...over,
        corner(k.hem * 0.62 + 16, k.bottom + 3),
        at(k.waist * 0.44 + 12, k.top + height * 0.8),
        at(k.waist * 0.36 + 8, k.top + height * 0.4),
      ]);
      return (
        `<path d="${shadow}" fill="#120c14" fill-opacity=".2"/>` +
        s.seam(over, 1.3) +
        s.stitch(over.map((p) => ({ ...p, x: p.x - 3.5 })))
      );
    }
    case "buttoned":
      return (
        s.seam([corner(6, k.top), corner(6, k.bottom + 5)]) +
        s.stitch([corner(3.5, k.top), corner(3.5, k.bottom + 5)]) +
        s.stitch([corner(-6, k.top), corner(-6, k.bottom + 5)])
      );
    case "pencil":
      return (
        s.seam([corner(k.waist * 0.5, k.top), at(k.hip * 0.52, k.top + 34)], 0.7) +
        s.seam([corner(-k.waist * 0.5, k.top), at(-k.hip * 0.52, k.top + 34)], 0.7)
      );
    default:
      return s.stitch([corner(-k.hem, k.bottom - 8), at(0, k.bottom - 3), corner(k.hem, k.bottom - 8)]);
  }
}

/** A skirt of its own with its waistband; `band` pixels high. */
export function skirtBody(s: Sheet, k: Skirt, band: number, options: PieceOptions = {}): string {
  const inside = symmetric([
    at(0, k.top - band - 4),
    at(k.waist * 0.6, k.top - band - 3),
    corner(k.waist - 1, k.top - band),
    at(k.waist * 0.6, k.top - band + 6),
    at(0, k.top - band + 8),
  ]);
  const belt = symmetric([
    at(0, k.top - band + 6),
    at(k.waist * 0.6, k.top - band + 4),
    corner(k.waist - 1, k.top - band),
    corner(k.waist + 1, k.top + 1),
    at(0, k.top + 6),
  ]);
  return (
    s.piece(inside, { dim: 0.7, plain: true, rim: 6 }) +
    s.piece(symmetric([at(0, k.top + 3), ...skirtEdge(k)]), {
      folds: skirtFolds(s, k),
      round: 0.45,
      rim: 6,
      ...options,
    }) +
    skirtDetails(s, k) +
    s.cast(belt, 2, 0, 2, 0.3) +
    s.piece(belt, { round: 0.45, rim: 3, plain: true, ...options })
  );
}
