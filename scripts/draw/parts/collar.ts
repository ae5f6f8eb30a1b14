import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, flipped, type Point, shape, symmetric } from "../svg.js";
import { crease } from "./fold.js";
import { fur } from "./fur.js";
import type { Torso } from "./torso.js";

/** The same piece left and right; the right side, away from the light, a little darker. */
function pair(
  s: Sheet,
  points: readonly Point[],
  options: PieceOptions & { readonly turn?: number } = {},
): string {
  const turn = options.turn ?? 0;
  return [flipped(points), [...points]]
    .map((side, i) => {
      const d = shape(side);
      return (
        s.cast(d, 2.5, 0.5, 2.5, 0.3) +
        s.piece(d, {
          rim: 3,
          round: 0.22,
          ...options,
          angle: i === 0 ? turn : -turn,
          ...(i === 1 ? { dim: 0.05 } : {}),
        })
      );
    })
    .join("");
}

/** The back of a turned-down collar, seen inside the neck. */
function collarBack(s: Sheet, t: Torso, rise: number, options: PieceOptions = {}): string {
  const half = [
    at(0, -rise),
    at(t.neck * 0.7, -rise * 0.8),
    corner(t.neck + 3, -1),
    at(t.neck * 0.85, 5),
    at(0, 9),
  ];
  return s.piece(symmetric(half), { dim: 0.4, rim: 6, round: 0.2, plain: true, ...options });
}

/** A shirt's collar: stand, two leaves with points and their stitching. `point` is the leaf's length. */
export function shirtCollar(
  s: Sheet,
  t: Torso,
  point = 30,
  options: PieceOptions = {},
): { behind: string; front: string } {
  const n = t.neck;
  const tip = corner(n * 0.78, t.depth + point * 0.8);
  const leaf = [
    corner(1.5, t.depth + 1),
    at(n * 0.55, t.depth * 0.42),
    corner(n - 1, -7),
    at(n + 5, -5),
    corner(n + 7, 3),
    at(n * 1.08, t.depth * 0.8),
    tip,
  ];
  const stitch = [corner(3.5, t.depth + 4), corner(n * 0.74, t.depth + point * 0.72), corner(n + 4, 2)];
  return {
    behind: collarBack(s, t, 13, options),
    front: pair(s, leaf, { turn: 35, ...options }) + s.stitch([...stitch]) + s.stitch(flipped(stitch)),
  };
}

/** Notched or peaked lapels with the collar above them, down to the point where the front closes. */
export function lapels(
  s: Sheet,
  t: Torso,
  {
    width,
    style,
    options = {},
  }: {
    readonly width: number;
    readonly style: "notch" | "peak" | "shawl";
    readonly options?: PieceOptions;
  },
): { behind: string; front: string } {
  const n = t.neck;
  const d = t.depth;
  const notch = d * 0.36;
  const edge = n + width;
  const revers: Record<typeof style, Point[]> = {
    notch: [
      corner(0, d),
      at(n * 0.52, d * 0.42),
      corner(n - 1, -3),
      corner(n + 9, notch * 0.5),
      corner(edge - 7, notch + 3),
      corner(edge, notch + 9),
      at(edge * 0.72, d * 0.62),
    ],
    peak: [
      corner(0, d),
      at(n * 0.52, d * 0.42),
      corner(n - 1, -3),
      corner(n + 9, notch * 0.7),
      corner(edge - 9, notch + 5),
      corner(edge + 6, notch - 7),
      at(edge * 0.78, d * 0.62),
    ],
    shawl: [
      corner(0, d),
      at(n * 0.52, d * 0.42),
      corner(n - 1, -6),
      at(n + 8, -4),
      at(edge * 0.92, d * 0.34),
      at(edge * 0.66, d * 0.66),
    ],
  };
  const collar = [
    corner(n - 2, -8),
    at(n + 5, -8),
    corner(n + 11, 1),
    at(edge - 3, notch * 0.6),
    corner(edge - 4, notch - 1),
    corner(edge - 8, notch + 3.5),
    corner(n + 1, notch * 0.72),
    at(n * 0.8, notch * 0.3),
  ];
  const soft = crease([at(n * 0.4, d * 0.75), at(n * 0.7, d * 0.45), at(n + 2, notch)], 6, 0.14);
  return {
    behind: collarBack(s, t, 12, options),
    front:
      pair(s, revers[style], { ...options, turn: 24, folds: soft }) +
      (style === "shawl" ? "" : pair(s, collar, { ...options, turn: 50 })),
  };
}

/** A collar that stands around the neck: funnel, mandarin or the ribbed collar of a bomber. */
export function standCollar(
  s: Sheet,
  t: Torso,
  height: number,
  options: PieceOptions & { readonly open?: number } = {},
): { behind: string; front: string } {
  const n = t.neck;
  const gap = options.open ?? 0;
  const back = [
    at(0, -height),
    at(n * 0.7, -height * 0.96),
    corner(n + 1, -height * 0.8),
    corner(n + 3, 2),
    at(0, t.depth),
  ];
  const half = [
    corner(gap, t.depth - height * 0.8),
    at(n * 0.62, t.depth * 0.5 - height * 0.86),
    corner(n + 1, -height * 0.8),
    corner(n + 4, 3),
    at(n * 0.66, t.depth * 0.82),
    corner(gap, t.depth + 3),
  ];
  const front =
    gap > 0
      ? shape(half)
      : symmetric([{ ...(half[0] ?? at(0, 0)), corner: false }, ...half.slice(1, -1), at(0, t.depth + 3)]);
  const d = gap > 0 ? [shape(flipped(half)), front] : [front];
  return {
    behind: s.piece(symmetric(back), { dim: 0.66, rim: 7, plain: true, ...options }),
    front: d
      .map((part) => s.cast(part, 2, 0, 2, 0.25) + s.piece(part, { rim: 4, round: 0.4, ...options }))
      .join(""),
  };
}

/** A roll of knit around the throat. */
export function rollNeck(s: Sheet, t: Torso, height: number): string {
  const n = t.neck;
  const tube = symmetric([
    at(0, -height + 3),
    corner(n - 2, -height),
    at(n - 1, -height * 0.4),
    corner(n + 5, 3),
    at(n * 0.6, t.depth * 0.9),
    at(0, t.depth + 2),
  ]);
  const roll = symmetric([
    at(0, -height - 1),
    corner(n - 1, -height - 3),
    at(n + 3, -height * 0.6),
    corner(n + 2, -height * 0.12),
    at(n * 0.6, 3),
    at(0, 6),
  ]);
  const hole = symmetric([
    at(0, -height - 6),
    at(n * 0.7, -height - 5),
    corner(n - 1, -height - 3),
    at(n * 0.6, -height + 1.5),
    at(0, -height + 2),
  ]);
  const ribs = { weave: "rib", weaveScale: 0.85, round: 0.5 } as const;
  return (
    s.piece(tube, ribs) +
    s.cast(roll, 2.5, 0, 3, 0.35) +
    s.piece(hole, { dim: 0.75, plain: true, rim: 0 }) +
    s.piece(roll, ribs)
  );
}

/** A hood standing up behind the neck, its inside dark; `fur` trims the edge. */
export function hood(
  s: Sheet,
  t: Torso,
  options: {
    readonly fur?: string;
    readonly lining?: PieceOptions;
    readonly cords?: boolean;
    readonly size?: number;
  } = {},
): { behind: string; front: string } {
  const n = t.neck;
  const k = options.size ?? 1;
  const outer = symmetric([
    at(0, -74 * k),
    at(26 * k, -69 * k),
    at(42 * k, -45 * k),
    at(n + 21, -14),
    corner(n + 16, 8),
    at(n * 0.7, t.depth + 10),
    at(0, t.depth + 16),
  ]);
  const opening = symmetric([
    at(0, -60 * k),
    at(17 * k, -55 * k),
    at(26 * k, -34 * k),
    at(n * 0.98, -8),
    at(n * 0.6, t.depth * 0.75),
    at(0, t.depth + 4),
  ]);
  const folds = [1, -1].flatMap((side) => [
    ...crease([at(side * 36 * k, -56 * k), at(side * 37 * k, -30 * k), at(side * (n + 8), 2)], 9, 0.32),
    ...crease([at(side * (n + 16), -18), at(side * (n + 6), -6), at(side * n * 0.8, 4)], 7, 0.24),
  ]);
  const inside =
    s.piece(opening, { dim: 0.72, rim: 14, round: 0.35, plain: true, ...options.lining }) +
    s.seam([at(0, -58 * k), at(1, -30 * k), at(0, -4)], 0.8);
  const trim = options.fur === undefined ? "" : fur(s, rim(k, n, t.depth), options.fur);
  const cords =
    options.cords === true
      ? [1, -1]
          .map((side) => {
            const x = side * 9;
            const d = `M${x} ${t.depth + 1}C${x + side * 3} ${t.depth + 22} ${x - side * 2} ${t.depth + 36} ${x + side} ${t.depth + 56}`;
            return `<path d="${d}" fill="none" stroke="#1a1416" stroke-opacity=".3" stroke-width="3" transform="translate(1.500 1.500)"/><path d="${d}" fill="none" stroke="${cordInk(s)}" stroke-width="2.600" stroke-linecap="round"/><circle cx="${x}" cy="${t.depth}" r="2.200" fill="#c9c9c9" stroke="#55555a" stroke-width=".7"/>`;
          })
          .join("")
      : "";
  return {
    behind:
      s.piece(outer, { folds, round: 0.45, plain: s.look.print.pattern === "colour-block" }) + inside + trim,
    front: cords,
  };
}

const cordInk = (s: Sheet): string =>
  s.tones.shadeStrength < 1 ? "#b9b4ac" : s.tones.lightStrength < 0.6 ? "#e9e6e0" : "#f4f1ea";

/** The right edge of a hood's opening from the crown (`share` 0) to the throat (1). */
const rim =
  (k: number, neck: number, depth: number) =>
  (share: number): Point => {
    const angle = Math.PI * (share - 0.5);
    const wide = 32 * k * Math.max(0, Math.cos(angle)) ** 0.8;
    const below = share > 0.55 ? (neck - 22) * (share - 0.55) : 0;
    return at(wide + below, -24 * k + Math.sin(angle) * (share < 0.5 ? 40 * k : 24 * k + depth + 2));
  };
