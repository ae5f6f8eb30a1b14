import { mix, tonesOf } from "../colour.js";
import { crease } from "../parts/fold.js";
import { doubleStitch, laces, mouth, pair, RUBBER, sheen, sole } from "../parts/shoe.js";
import { buckle, zip } from "../parts/trim.js";
import type { Fold, Sheet } from "../sheet.js";
import { at, corner, type Point, shape, trace } from "../svg.js";

/** Sole and heel of a boot: `heel` is its height in pixels; `lug` gives it a profile. */
function bootSole(s: Sheet, heel: number, lug: boolean): string {
  const tones = lug ? RUBBER.black : tonesOf(mix(s.tones.base, "#1c130d", 0.78));
  const drop = heel * 0.55;
  const plate = sole(
    s,
    [
      corner(0, -heel - 6),
      at(50, -heel - 6),
      at(96, -heel * 0.45 - 8),
      at(150, -13),
      at(210, -13),
      corner(241, -17),
    ],
    [corner(0, -heel), at(48, -heel), at(96, -heel * 0.4), at(150, -3), at(215, -2), corner(242, -9)],
    tones,
  );
  const block = s.piece(
    shape([
      corner(1, -heel - 1),
      corner(60, -heel + 1),
      at(56, -drop),
      corner(54, 0),
      corner(4, 0),
      at(3, -drop),
    ]),
    { tones, weave: "none", rim: 3, material: "rubber" },
  );
  const teeth = lug
    ? Array.from(
        { length: 9 },
        (_, i) => `<rect x="${124 + i * 12.5}" y="-5" width="7" height="6.500" rx="1" fill="${tones.base}"/>`,
      ).join("") +
      s.seam([at(0, -heel - 1), at(60, -heel - 1), at(110, -10), at(240, -12)], 1.2, tonesOf("#d9b263"))
    : "";
  return plate + block + teeth;
}

const foot = (heel: number): Point[] => [
  at(150, -76 - heel * 0.2),
  at(190, -62),
  at(222, -50),
  at(240, -32),
  corner(240, -13),
  at(150, -10),
  at(96, -heel * 0.5 - 4),
  corner(2, -heel - 3),
];

const ankleFolds = (heel: number): Fold[] => [
  ...crease([at(10, -62 - heel), at(46, -70 - heel), at(86, -84 - heel)], 9, 0.36),
  ...crease([at(14, -48 - heel), at(50, -56 - heel), at(92, -66 - heel)], 7, 0.28),
  ...crease(trace("152,-16 164,-42 160,-70"), 8, 0.34),
  ...crease(trace("172,-16 180,-36 180,-58"), 6, 0.24),
  ...crease([at(60, -34 - heel), at(100, -60 - heel), at(128, -84 - heel)], 8, 0.24),
];

const shaft = (heel: number, top: number, wide = 0): Point[] => [
  corner(6 - wide * 0.4, -top),
  at(50, -top + 4),
  corner(100 + wide, -top - 3),
  ...(top > 220 ? [at(103 + wide * 0.8, -top * 0.8), at(104 + wide * 0.3, -top * 0.52)] : []),
  at(107, -120 - heel * 0.45),
  at(124, -94 - heel * 0.35),
];

type Boot = {
  readonly heel: number;
  readonly top: number;
  readonly wide?: number;
  readonly lug?: boolean;
  readonly scale: number;
  readonly y: number;
  readonly x: number;
  readonly lift: readonly [number, number];
  readonly style: "chelsea" | "zip" | "laced" | "tall" | "rain" | "hiking";
};

/** Laces show on the boot: waxed tan on dark hides, dark on pale ones. */
const laceInk = (s: Sheet): string => (s.tones.lightStrength < 0.6 ? "#b58f5c" : "#2c2520");

export const boot =
  (b: Boot) =>
  (s: Sheet): string => {
    const { heel, top } = b;
    const wide = b.wide ?? 0;
    const calf = at(-2, -top * 0.62);
    const upper = shape([
      ...shaft(heel, top, wide),
      ...foot(heel),
      at(-2, -heel - 40),
      ...(top > 220 ? [at(10, -heel - 78), calf] : []),
    ]);
    const tall: Fold[] =
      top > 220
        ? [
            {
              path: [at(30, -top + 20), at(34, -top * 0.6), at(36, -130)],
              width: 15,
              tone: "light",
              strength: 0.4,
            },
            ...crease([at(88, -top + 30), at(92, -top * 0.55), at(86, -140)], 14, 0.3),
          ]
        : [];
    const throat = [at(112, -104 - heel * 0.4), at(88, -top + 22)] as const;
    const accents: Record<Boot["style"], () => string> = {
      chelsea: () => {
        const gore = shape([
          corner(38, -top + 7),
          corner(80, -top + 6),
          at(74, -top * 0.72),
          corner(66, -64 - heel),
          corner(56, -64 - heel),
          at(46, -top * 0.72),
        ]);
        return (
          s.piece(gore, {
            tones: tonesOf(mix(s.tones.base, "#111114", 0.5)),
            weave: "rib",
            weaveScale: 0.6,
            rim: 4,
          }) +
          s.stitch(gore) +
          s.piece(
            shape([
              corner(4, -top + 6),
              corner(12, -top + 6),
              corner(12, -top - 20),
              at(7, -top - 24),
              corner(2, -top - 18),
            ]),
            { rim: 2 },
          )
        );
      },
      zip: () =>
        s.seam([corner(100, -top + 6), at(104, -110 - heel), at(130, -78), corner(148, -16)], 0.8) +
        s.stitch([at(10, -top + 7), at(50, -top + 11), at(96, -top + 5)]),
      laced: () =>
        s.piece(
          shape([
            corner(78, -top + 2),
            corner(102, -top - 2),
            at(110, -112 - heel * 0.4),
            at(126, -92),
            corner(152, -76),
            corner(146, -60),
            at(112, -74),
            at(92, -100),
            corner(76, -top + 30),
          ]),
          { rim: 4, round: 0.2 },
        ) +
        doubleStitch(s, trace("150,-58! 166,-40 160,-16!")) +
        doubleStitch(s, [corner(66, -70 - heel), at(58, -54 - heel), corner(60, -heel - 10)]) +
        s.stitch([at(10, -top + 7), at(40, -top + 10), at(74, -top + 8)]),
      tall: () =>
        s.stitch([at(8, -top + 8), at(50, -top + 12), at(98 + wide, -top + 6)]) +
        s.seam([corner(48, -top + 8), at(46, -top * 0.55), corner(44, -heel - 10)], 0.8),
      rain: () =>
        s.piece(
          shape([
            corner(4 - wide * 0.4, -top + 1),
            at(50, -top + 5),
            corner(101 + wide, -top - 2),
            corner(102 + wide, -top + 15),
            at(50, -top + 22),
            corner(4 - wide * 0.4, -top + 17),
          ]),
          { rim: 3, plain: true },
        ) +
        s.piece(
          shape([
            corner(0, -heel - 30),
            at(60, -heel - 30),
            at(150, -34),
            at(238, -38),
            corner(242, -13),
            at(150, -12),
            corner(0, -heel - 5),
          ]),
          { rim: 3, round: 0.2, plain: true, lying: true },
        ),
      hiking: () =>
        s.piece(
          shape([
            corner(6, -top),
            at(50, -top + 4),
            corner(80, -top),
            at(76, -top + 24),
            at(40, -top + 28),
            corner(6, -top + 24),
          ]),
          { tones: tonesOf(mix(s.tones.base, "#2a2420", 0.5)), rim: 6 },
        ) +
        s.piece(shape(trace("178,-68! 222,-50 240,-32 240,-14! 196,-14! 196,-44")), {
          tones: RUBBER.black,
          weave: "none",
          rim: 4,
        }) +
        s.piece(
          shape([
            corner(78, -top + 2),
            corner(102, -top - 2),
            at(110, -112 - heel * 0.4),
            at(126, -92),
            corner(152, -76),
            corner(146, -60),
            at(112, -74),
            at(92, -100),
            corner(76, -top + 30),
          ]),
          { rim: 4, tones: tonesOf(mix(s.tones.base, "#2a2420", 0.5)) },
        ) +
        doubleStitch(s, [corner(66, -70 - heel), at(58, -54 - heel), corner(60, -heel - 10)]),
    };
    const hardware: Record<Boot["style"], () => string> = {
      chelsea: () => "",
      tall: () => "",
      rain: () => buckle(s, 84 + wide, -top + 26, 11, 12),
      zip: () => zip(s, [at(52, -top + 8), at(50, -top * 0.6), at(48, -heel - 30)], 4.5),
      laced: () =>
        laces(at(140, -70), at(114, -88), 3, laceInk(s), 15) +
        laces(at(101, -106), throat[1], 4, laceInk(s), 15),
      hiking: () =>
        laces(at(140, -70), at(114, -88), 3, "#c7372c", 15) +
        laces(at(101, -106), throat[1], 3, "#c7372c", 15),
    };
    const cloth =
      mouth(s, at(6 - wide * 0.4, -top), at(100 + wide, -top - 3), 7) +
      s.piece(upper, { folds: [...ankleFolds(heel), ...tall], round: 0.5, rim: 8 }) +
      accents[b.style]();
    const shoe =
      s.cloth(cloth) +
      bootSole(s, heel, b.lug === true) +
      hardware[b.style]() +
      sheen(s, trace("178,-56 208,-48 228,-34"), 8, 0.55) +
      (s.material.gloss > 0.5
        ? sheen(s, [at(22, -top + 24), at(20, -top * 0.66), at(22, -heel - 60)], 9, 0.5)
        : "");
    return pair(s, shoe, { scale: b.scale, x: b.x, y: b.y, lift: b.lift });
  };
