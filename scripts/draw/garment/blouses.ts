import type { Kind } from "../kind.js";
import { crease } from "../parts/fold.js";
import { upper } from "../parts/garment.js";
import { neckBand, type Sleeve, type Torso } from "../parts/torso.js";
import { button, buttonRow, PEARL, placket } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, flipped, type Point, shape } from "../svg.js";

const BLOUSE: Torso = {
  neck: 22,
  shoulder: 58,
  slope: 15,
  chest: 54,
  armpit: 74,
  waist: 53,
  waistAt: 140,
  hem: 62,
  length: 200,
  neckline: "v",
  depth: 30,
  hemShape: "rounded",
};
const PUFF: Sleeve = { length: 168, angle: 16, cuff: 12, puff: 1.55, end: "cuff" };

/** A frill that follows a line: scallops with small pleats. `depth` in pixels. */
export function frill(s: Sheet, path: readonly Point[], depth: number, options: PieceOptions = {}): string {
  const random = s.look.random;
  const lower = path.map((point, i) =>
    at(
      point.x + (point.x === 0 ? 0 : Math.sign(point.x) * 1.5),
      point.y + depth + (i % 2 === 0 ? 3.5 : -2.5) + random.between(-1, 1),
    ),
  );
  const d = shape([...path, ...lower.reverse()]);
  const pleats = path
    .slice(1, -1)
    .flatMap((point, i) =>
      crease(
        [
          point,
          at(point.x + 1, point.y + depth * 0.6),
          at(point.x + (i % 2 === 0 ? 2 : -2), point.y + depth),
        ],
        5,
        0.34,
      ),
    );
  return s.cast(d, 2.5, 0.5, 3, 0.32) + s.piece(d, { folds: pleats, round: 0.25, rim: 3, ...options });
}

/** A soft bow with two loops and two tails, hanging from (0, y). */
export function bow(s: Sheet, y: number, size: number, options: PieceOptions = {}): string {
  const k = size;
  const tail = [
    corner(1, y),
    at(6 * k, y + 22 * k),
    corner(9 * k, y + 52 * k),
    corner(20 * k, y + 47 * k),
    at(13 * k, y + 20 * k),
    corner(5, y),
  ];
  const loop = [
    corner(1, y - 3 * k),
    at(16 * k, y - 14 * k),
    at(29 * k, y - 8 * k),
    at(29 * k, y + 8 * k),
    at(15 * k, y + 8 * k),
    corner(1, y + 4 * k),
  ];
  const knot = shape([
    at(-5 * k, y - 5 * k),
    at(5 * k, y - 5 * k),
    at(6 * k, y + 5 * k),
    at(-6 * k, y + 5 * k),
  ]);
  const folds = [...crease([at(3, y), at(14 * k, y - 2 * k), at(24 * k, y)], 6 * k, 0.4)];
  const part = (points: readonly Point[], creases: boolean) =>
    [flipped(points), points]
      .map((side, i) => {
        const d = shape(side);
        const turned = folds.map((fold) => ({ ...fold, path: i === 0 ? flipped(fold.path) : fold.path }));
        return (
          s.cast(d, 2, 0.5, 2.5, 0.35) +
          s.piece(d, { rim: 4, ...(creases ? { folds: turned } : {}), ...options })
        );
      })
      .join("");
  return part(tail, false) + part(loop, true) + s.piece(knot, { rim: 4, ...options });
}

type BlouseStyle = {
  readonly torso?: Partial<Torso>;
  readonly sleeve?: Sleeve;
  readonly front: "bow" | "ruffles" | "buttons" | "wrap" | "yoke";
  readonly scale: number;
  readonly y: number;
};

const blouse =
  (style: BlouseStyle) =>
  (s: Sheet): string => {
    const torso = { ...BLOUSE, ...style.torso };
    const depth = torso.depth;
    const trims: Record<BlouseStyle["front"], () => { over: string; hardware: string }> = {
      bow: () => ({
        over: neckBand(s, torso, 9, { plain: true }) + bow(s, depth + 8, 1.2, { plain: true }),
        hardware: "",
      }),
      ruffles: () => {
        const edge = [at(-torso.neck, 1), at(-torso.neck * 0.7, depth * 0.5), at(-6, depth + 2)];
        const down = Array.from({ length: 9 }, (_, i) => at(-7 + (i % 2) * 2, depth + 2 + i * 13));
        const rows = [46, 78, 110]
          .map((y) =>
            frill(
              s,
              Array.from({ length: 11 }, (_, i) => at((i - 5) * 9.4 + 0.1, y + Math.abs(i - 5) * -1.2)),
              22,
            ),
          )
          .join("");
        return {
          over: rows + neckBand(s, torso, 6, { plain: true }) + s.seam([...edge, ...down].slice(3), 0.6),
          hardware: "",
        };
      },
      buttons: () => ({
        over: placket(s, 0, depth + 2, torso.length, 11) + neckBand(s, torso, 6, { plain: true }),
        hardware: buttonRow(s, 0, depth + 12, torso.length - 18, 8, 2.5, PEARL),
      }),
      wrap: () => {
        const d = shape([
          corner(-torso.neck, 0),
          at(-torso.neck * 0.4, depth * 0.6),
          corner(torso.waist * 0.95, torso.waistAt - 10),
          corner(torso.waist * 0.97, torso.waistAt + 4),
          at(0, torso.waistAt - 18),
          corner(-torso.chest * 0.7, torso.armpit),
        ]);
        return {
          over:
            s.cast(d, 2, 0, 3, 0.3) +
            s.seam(
              [
                corner(-torso.neck, 0),
                at(-torso.neck * 0.4, depth * 0.6),
                corner(torso.waist * 0.96, torso.waistAt - 6),
              ],
              1.6,
            ),
          hardware: "",
        };
      },
      yoke: () => ({
        over:
          frill(
            s,
            Array.from({ length: 13 }, (_, i) => at((i - 6) * 8 + 0.1, 60 - Math.abs(i - 6) * 1.2)),
            18,
            { plain: true },
          ) + neckBand(s, torso, 6, { plain: true }),
        hardware: button(s, 0, depth + 8, 2.4, PEARL),
      }),
    };
    const trim = trims[style.front]();
    return upper(
      s,
      { torso, ...(style.sleeve === undefined ? {} : { sleeve: style.sleeve }), ...trim, slack: 1.15 },
      { y: style.y, scale: style.scale },
    );
  };

type TankStyle = {
  readonly torso: Torso;
  readonly ribbed?: boolean;
  readonly lace?: boolean;
  readonly scale: number;
  readonly y: number;
};

const tank =
  (style: TankStyle) =>
  (s: Sheet): string => {
    const { torso } = style;
    const binding = s.look.print.pattern === "colour-block" ? { tones: s.accent } : { plain: true };
    const arm = [1, -1]
      .map((side) =>
        s.stitch([
          at(side * (torso.shoulder - 3), torso.slope + 2),
          at(side * (torso.shoulder - 8), torso.armpit * 0.6),
          at(side * (torso.chest - 3), torso.armpit + 3),
        ]),
      )
      .join("");
    const lace =
      style.lace === true
        ? frill(
            s,
            Array.from({ length: 13 }, (_, i) => at((i - 6) * 9, torso.length - 6)),
            8,
            { weave: "mesh" },
          )
        : s.stitch([
            corner(-torso.hem + 1, torso.length - 7),
            corner(0, torso.length - 2),
            corner(torso.hem - 1, torso.length - 7),
          ]);
    return upper(
      s,
      {
        torso,
        over: arm + lace + neckBand(s, torso, 5, binding),
        slack: 0.85,
        ...(style.ribbed === true ? { bodyOptions: { weave: "rib", weaveScale: 0.9 } as const } : {}),
      },
      { y: style.y, scale: style.scale },
    );
  };

const TANK: Torso = {
  neck: 25,
  shoulder: 41,
  slope: 3,
  chest: 52,
  armpit: 72,
  waist: 50,
  waistAt: 138,
  hem: 54,
  length: 206,
  neckline: "scoop",
  depth: 40,
};
const CAMI: Torso = {
  ...TANK,
  neck: 30,
  shoulder: 34,
  slope: 0,
  armpit: 76,
  chest: 49,
  hem: 57,
  length: 192,
  neckline: "straps",
  depth: 70,
};

export const BLOUSES: readonly Kind[] = [
  {
    type: "blouse",
    category: "Tops",
    price: [30, 58],
    weight: 1.5,
    variants: [
      {
        name: "Bow-Neck",
        detail: "with a tied bow at the neck and full sleeves",
        materials: ["satin", "silk"],
        patterns: ["solid", "polka dot"],
        genders: ["Women"],
        season: "All seasons",
        use: "Work",
        motif: 0.75,
        draw: blouse({
          sleeve: PUFF,
          front: "bow",
          torso: { neckline: "crew", depth: 14 },
          scale: 1.3,
          y: 88,
        }),
      },
      {
        name: "Puff-Sleeved",
        detail: "with short puffed sleeves and a row of pearl buttons",
        materials: ["cotton", "linen"],
        patterns: ["solid", "floral", "checked"],
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Casual",
        motif: 0.85,
        draw: blouse({
          sleeve: { length: 58, angle: 34, cuff: 19, puff: 1.75, end: "elastic" },
          front: "buttons",
          torso: { neckline: "square", depth: 34, neck: 32, shoulder: 60 },
          scale: 1.42,
          y: 88,
        }),
      },
      {
        name: "Ruffled",
        detail: "with three rows of ruffles across the front",
        materials: ["cotton", "silk"],
        genders: ["Women"],
        season: "Spring",
        use: "Party",
        draw: blouse({
          sleeve: PUFF,
          front: "ruffles",
          torso: { neckline: "crew", depth: 16 },
          scale: 1.3,
          y: 88,
        }),
      },
      {
        name: "Sleeveless",
        detail: "without sleeves, with a frill across the chest",
        materials: ["silk", "satin", "cotton"],
        patterns: ["solid", "floral", "polka dot"],
        genders: ["Women"],
        season: "Summer",
        use: "Work",
        motif: 0.85,
        draw: blouse({
          front: "yoke",
          torso: { shoulder: 50, neckline: "crew", depth: 16 },
          scale: 1.45,
          y: 88,
        }),
      },
      {
        name: "Peasant",
        detail: "with wide gathered sleeves and a frill at the neck",
        materials: ["cotton", "linen"],
        patterns: ["floral", "solid", "striped"],
        genders: ["Women"],
        season: "Spring",
        use: "Casual",
        motif: 0.85,
        draw: blouse({
          sleeve: { length: 128, angle: 28, cuff: 16, puff: 1.6, end: "elastic" },
          front: "yoke",
          torso: { neckline: "boat", neck: 36, depth: 20, shoulder: 58 },
          scale: 1.34,
          y: 100,
        }),
      },
    ],
  },
  {
    type: "tank top",
    category: "Tops",
    price: [10, 24],
    weight: 1.1,
    variants: [
      {
        name: "Ribbed",
        detail: "sleeveless, in fine vertical ribs",
        materials: ["jersey", "cotton"],
        genders: ["Women", "Unisex"],
        season: "Summer",
        use: "Casual",
        draw: tank({ torso: TANK, ribbed: true, scale: 1.5, y: 82 }),
      },
      {
        name: "Athletic",
        detail: "sleeveless, with deep armholes and bound edges",
        materials: ["jersey", "cotton"],
        patterns: ["solid", "colour-block", "striped"],
        genders: ["Men", "Boys"],
        season: "Summer",
        use: "Sports",
        draw: tank({
          torso: { ...TANK, shoulder: 44, chest: 56, hem: 57, waist: 54, neck: 27, armpit: 80 },
          scale: 1.46,
          y: 82,
        }),
      },
      {
        name: "Cropped",
        detail: "sleeveless and cut short",
        materials: ["cotton", "jersey"],
        patterns: ["solid", "striped", "polka dot"],
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Casual",
        motif: 0.8,
        draw: tank({ torso: { ...TANK, length: 142, waistAt: 112, hem: 49 }, scale: 1.62, y: 118 }),
      },
      {
        name: "Strappy",
        detail: "with narrow straps, a V-neck and a scalloped hem",
        materials: ["satin", "silk"],
        patterns: ["solid", "floral", "polka dot"],
        genders: ["Women"],
        season: "Summer",
        use: "Party",
        motif: 0.75,
        draw: tank({ torso: CAMI, lace: true, scale: 1.55, y: 82 }),
      },
    ],
  },
];
