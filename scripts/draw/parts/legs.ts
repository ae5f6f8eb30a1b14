import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, corner, flipped, line, type Point, symmetric } from "../svg.js";
import { crease, drapes, wrinkles } from "./fold.js";

/** Two legs from the waist down, around x = 0. Widths are halves of the whole; `gap` is the inner edge of a leg at its hem. */
export interface Legs {
  readonly waist: number;
  readonly hip: number;
  /** From the top of the waistband. */
  readonly rise: number;
  readonly length: number;
  /** Outer and inner edge at the knee (or at the middle of a short leg) and at the hem. */
  readonly knee: readonly [number, number];
  readonly hem: readonly [number, number];
  readonly band: number;
}

const kneeAt = (k: Legs): number => k.rise + (k.length - k.rise) * 0.42;

/** The right half: waist, outer seam, hem, inner seam up to the crotch. */
export function legEdge(k: Legs): Point[] {
  const hipAt = k.rise * 0.66;
  const [outer, inner] = k.hem;
  return [
    corner(k.waist, k.band),
    at(k.hip, hipAt),
    at((k.hip + k.knee[0]) / 2 + 1, (k.rise + kneeAt(k)) / 2),
    at(k.knee[0], kneeAt(k)),
    corner(outer, k.length),
    at((outer + inner) / 2, k.length + 4),
    corner(inner, k.length - 1),
    at(k.knee[1], kneeAt(k)),
    at(5.5, k.rise + 16),
    corner(0, k.rise),
  ];
}

/** Whiskers at the hip, wrinkles behind the knee and cloth that rests on the foot. */
export function legFolds(
  s: Sheet,
  k: Legs,
  options: { readonly slack: number; readonly pressed?: boolean },
): Fold[] {
  const random = s.look.random;
  const knee = kneeAt(k);
  const middle = (pair: readonly [number, number]) => (pair[0] + pair[1]) / 2;
  const short = k.length - k.rise < 110;
  return [1, -1].flatMap((side) => {
    const turn = (folds: readonly Fold[]): Fold[] =>
      folds.map((fold) => ({ ...fold, path: side === 1 ? [...fold.path] : flipped(fold.path) }));
    const top = at(k.hip * 0.5, k.rise * 0.8);
    const mid = at(middle(k.knee), knee);
    const end = at(middle(k.hem), k.length);
    const half = (k.knee[0] - k.knee[1]) / 2;
    const whiskers = [0, 1, 2].flatMap((i) =>
      crease(
        [
          at(2, k.rise - 10 - i * 6),
          at(k.hip * 0.4, k.rise - 16 - i * 11 + random.between(-2, 2)),
          at(k.hip * random.between(0.72, 0.92), k.rise - 16 - i * 17),
        ],
        6,
        0.3 * options.slack,
      ),
    );
    const knees = short ? [] : wrinkles(random, top, end, 0.44, half * 0.9, 0.26 * options.slack);
    const foot = short
      ? []
      : wrinkles(random, mid, end, 0.88, (k.hem[0] - k.hem[1]) / 2, 0.3 * options.slack, 2);
    const inner: Fold[] = [
      {
        path: [
          at(3, k.rise + 4),
          at(k.knee[1] + 4, (knee + k.rise) / 2),
          at(k.knee[1] + 5, knee),
          at(k.hem[1] + 4, k.length),
        ],
        width: 11,
        tone: "shade",
        strength: 0.4,
      },
    ];
    const line_: Fold[] =
      options.pressed === true
        ? [
            ...crease(
              [at(k.hip * 0.52, 34), at(middle(k.knee), knee), at(middle(k.hem) + 1, k.length)],
              4.5,
              0.55,
            ),
          ]
        : [
            {
              path: [at(k.hip * 0.62, k.rise * 0.7), mid, at(end.x, k.length)],
              width: half * 0.9,
              tone: "light",
              strength: 0.22,
            },
          ];
    const hang = drapes(
      random,
      { left: 8, right: k.hip * 0.9, y: k.rise },
      { left: k.hem[1] + 3, right: k.hem[0] - 3, y: k.length },
      { count: short ? 3 : 2, width: half * 0.4, strength: 0.2 * options.slack, start: 0.1 },
    );
    return turn([...whiskers, ...knees, ...foot, ...inner, ...line_, ...hang]);
  });
}

/** Both legs with waistband and the inside of the back. */
export function legsBody(
  s: Sheet,
  k: Legs,
  folds: readonly Fold[],
  options: PieceOptions & { readonly bandOptions?: PieceOptions } = {},
): string {
  const inside = symmetric([
    at(0, -4),
    at(k.waist * 0.6, -3),
    corner(k.waist - 1, 0),
    at(k.waist * 0.6, 7),
    at(0, 9),
  ]);
  const band = symmetric([
    at(0, 7),
    at(k.waist * 0.6, 5),
    corner(k.waist - 1, 0),
    corner(k.waist + 0.5, k.band + 1),
    at(k.waist * 0.6, k.band + 5),
    at(0, k.band + 7),
  ]);
  const hollows = [1, -1]
    .map((side) => {
      const [outer, inner] = k.hem;
      const centre = (side * (outer + inner)) / 2;
      return `<ellipse cx="${centre.toFixed(1)}" cy="${(k.length + 1).toFixed(1)}" rx="${((outer - inner) / 2 - 1).toFixed(1)}" ry="3.500" fill="${s.tones.deep}" stroke="${s.tones.line}" stroke-width=".6"/>`;
    })
    .join("");
  return (
    s.piece(inside, { dim: 0.72, plain: true, rim: 5 }) +
    hollows +
    s.piece(symmetric([at(0, k.band + 6), ...legEdge(k)]), { folds, round: 0.3, rim: 6, ...options }) +
    s.cast(band, 2, 0, 2, 0.28) +
    s.piece(band, { round: 0.4, rim: 3, plain: true, ...options.bandOptions })
  );
}

/** Fly with its curved stitching, and the seam that ends at the crotch. */
export const fly = (s: Sheet, k: Legs): string =>
  s.seam([corner(0, k.band + 6), at(0.5, k.rise * 0.7), corner(0, k.rise)], 1) +
  s.stitch([corner(9, k.band + 6), at(9, k.rise * 0.55), at(6, k.rise * 0.7), corner(1, k.rise * 0.78)]);

/** Curved front pockets (`slant` for the straight ones of tailored trousers). */
export function frontPockets(s: Sheet, k: Legs, slant: boolean): string {
  const path = slant
    ? [corner(k.waist * 0.66, k.band + 4), corner(k.hip * 0.93, k.rise * 0.62)]
    : [
        corner(k.waist * 0.46, k.band + 6),
        at(k.waist * 0.62, k.band + 18),
        corner(k.hip * 0.96, k.rise * 0.44),
      ];
  return [path, flipped(path)]
    .map((side) => {
      const below = side.map((point) => ({ ...point, y: point.y + 2.8 }));
      return (
        `<path d="${line(side)}" fill="none" stroke="#120c14" stroke-opacity=".3" stroke-width="3" transform="translate(0 -1.500)"/>` +
        s.seam(side, 1.1) +
        s.stitch(below)
      );
    })
    .join("");
}

export const hemStitch = (s: Sheet, k: Legs, up: number): string =>
  [1, -1]
    .map((side) =>
      s.stitch([
        corner(side * (k.hem[0] - 0.5), k.length - up),
        at((side * (k.hem[0] + k.hem[1])) / 2, k.length - up + 4),
        corner(side * (k.hem[1] + 0.5), k.length - up - 1),
      ]),
    )
    .join("");

export const sideSeams = (s: Sheet, k: Legs): string =>
  [1, -1]
    .map((side) =>
      s.stitch([
        corner(side * (k.waist - 3), k.band + 2),
        at(side * (k.hip - 4), k.rise * 0.66),
        at(side * (k.knee[0] - 4), kneeAt(k)),
        corner(side * (k.hem[0] - 3.5), k.length),
      ]),
    )
    .join("");
