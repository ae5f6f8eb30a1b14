import { mix, tonesOf } from "../colour.js";
import type { Kind } from "../kind.js";
import { crease } from "../parts/fold.js";
import { hung, placed } from "../parts/scene.js";
import { buckle } from "../parts/trim.js";
import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, corner, ellipse, flipped, n, type Point, shape, symmetric } from "../svg.js";

const lay = (
  s: Sheet,
  cloth: string,
  hardware: string,
  place: { readonly x?: number; readonly y: number; readonly scale: number; readonly turn?: number },
): string => hung(s, placed(s.cloth(cloth) + hardware, place));

/** Short threads along an edge. */
const fringe = (s: Sheet, left: number, right: number, y: number, length: number): string => {
  const random = s.look.random;
  const strands = Array.from(
    { length: Math.round((right - left) / 4) },
    (_, i) =>
      `M${n(left + 2 + i * 4)} ${y}q${n(random.between(-2, 2))} ${n(length * 0.6)} ${n(random.between(-2, 2))} ${n(length + random.between(-2, 3))}`,
  ).join("");
  return `<path d="${strands}" stroke="${s.tones.line}" stroke-width="3.400" fill="none"/><path d="${strands}" stroke="${mix(s.tones.base, s.tones.shade, 0.15)}" stroke-width="2.400" fill="none"/>`;
};

const longFolds = (x0: number, x1: number, y0: number, y1: number): Fold[] =>
  [0.24, 0.5, 0.76].flatMap((t) =>
    crease(
      [
        at(x0 + (x1 - x0) * t, y0),
        at(x0 + (x1 - x0) * (t + 0.05), (y0 + y1) / 2),
        at(x0 + (x1 - x0) * t, y1),
      ],
      10,
      0.3,
    ),
  );

/** Worn once around the neck with both ends hanging. */
const scarf =
  (fringed: boolean) =>
  (s: Sheet): string => {
    const left = shape([
      corner(-54, 60),
      at(-50, 130),
      at(-62, 240),
      corner(-66, 322),
      corner(-4, 326),
      at(-2, 200),
      corner(8, 92),
    ]);
    const right = shape([
      corner(4, 88),
      at(14, 180),
      at(10, 250),
      corner(12, 286),
      corner(72, 280),
      at(64, 180),
      corner(58, 66),
    ]);
    const loopBack = symmetric([at(0, -40), at(56, -32), at(84, 6), at(70, 44), at(0, 30)]);
    const loop = symmetric([at(0, 14), at(52, 0), corner(88, -6), at(96, 34), at(66, 82), at(0, 104)]);
    const inner = ellipse(0, 2, 58, 22);
    const folds: Fold[] = [
      ...crease([at(-86, 14), at(-40, 44), at(30, 52)], 14, 0.42),
      ...crease([at(-78, 46), at(-20, 74), at(50, 66)], 12, 0.38),
      ...crease([at(80, 10), at(50, 34), at(10, 42)], 11, 0.36),
      ...crease([at(84, 44), at(50, 80), at(10, 92)], 10, 0.34),
    ];
    const cloth =
      s.piece(loopBack, { dim: 0.45, rim: 10 }) +
      `<path d="${inner}" fill="${s.tones.deep}" fill-opacity=".8" filter="url(#${s.blur(3)})"/>` +
      (fringed ? fringe(s, 12, 72, 282, 20) : "") +
      s.piece(right, { folds: longFolds(8, 64, 100, 284), rim: 8, angle: -3 }) +
      (fringed ? fringe(s, -66, -4, 322, 20) : "") +
      s.cast(left, 4, 3, 2, 0.35) +
      s.piece(left, { folds: longFolds(-60, -2, 90, 322), rim: 8, angle: 3 }) +
      s.cast(loop, 5, 0, 7, 0.45) +
      s.piece(loop, { folds, rim: 9, round: 0.5, angle: 90, weave: s.material.weave ?? "none" });
    return lay(s, cloth, "", { y: 84, scale: 1.05 });
  };

/** A closed ring of soft cloth. */
const snood = (s: Sheet): string => {
  const ring = (y: number, rx: number, height: number, sag: number) =>
    symmetric([
      at(0, y),
      at(rx * 0.6, y - 6),
      at(rx, y - 16),
      at(rx + 4, y + height * 0.4),
      at(rx * 0.7, y + height * 0.86 + sag * 0.6),
      at(0, y + height + sag),
    ]);
  const back = symmetric([at(0, -62), at(76, -48), at(108, -6), at(84, 30), at(0, 18)]);
  const upper = ring(20, 112, 70, 26);
  const lower = ring(76, 124, 96, 36);
  const folds = (y: number): Fold[] => [
    ...crease([at(-100, y), at(-40, y + 40), at(40, y + 44)], 14, 0.42),
    ...crease([at(100, y + 4), at(50, y + 44), at(0, y + 58)], 13, 0.4),
    ...crease([at(-90, y + 30), at(-20, y + 66), at(60, y + 54)], 10, 0.34),
  ];
  const cloth =
    s.piece(back, { dim: 0.5, rim: 12 }) +
    `<path d="${ellipse(0, 8, 78, 22)}" fill="${s.tones.deep}" fill-opacity=".85" filter="url(#${s.blur(4)})"/>` +
    s.piece(lower, { folds: folds(96), rim: 10, round: 0.55, weaveScale: 1.4 }) +
    s.cast(upper, 5, 0, 7, 0.45) +
    s.piece(upper, { folds: folds(24), rim: 10, round: 0.55, weaveScale: 1.4 });
  return lay(s, cloth, "", { y: 170, scale: 1.2 });
};

/** A silk square, tied with a knot in front. */
const neckerchief = (s: Sheet): string => {
  const border: PieceOptions = s.look.print.pattern === "solid" ? {} : { plain: true };
  const back = symmetric([at(0, -54), at(60, -46), at(92, -6), at(60, 26), at(0, 22)]);
  const band = symmetric([at(0, 8), at(54, -6), corner(94, -14), at(86, 26), at(44, 54), at(0, 62)]);
  const tails = [
    shape([corner(-2, 44), at(-50, 96), corner(-92, 190), corner(-30, 214), at(4, 130), corner(12, 58)]),
    shape([corner(2, 46), at(46, 110), corner(104, 176), corner(62, 226), at(14, 150), corner(-8, 60)]),
  ];
  const knot = shape([at(-22, 34), at(4, 26), at(24, 38), at(22, 66), at(0, 76), at(-22, 64)]);
  const tailFolds = (sign: number): Fold[] => [
    ...crease([at(0, 60), at(sign * 34, 120), at(sign * 60, 196)], 13, 0.42),
    ...crease([at(sign * 4, 64), at(sign * 20, 130), at(sign * 34, 204)], 9, 0.32),
  ];
  const hem = tails.map((tail) => s.stitch(tail)).join("");
  const cloth =
    s.piece(back, { dim: 0.5, rim: 10 }) +
    `<path d="${ellipse(0, 4, 62, 18)}" fill="${s.tones.deep}" fill-opacity=".8" filter="url(#${s.blur(3)})"/>` +
    s.cast(tails[1] ?? "", 4, 2, 5, 0.35) +
    s.piece(tails[1] ?? "", { folds: tailFolds(1), rim: 7, angle: -28 }) +
    s.cast(tails[0] ?? "", 4, 2, 5, 0.35) +
    s.piece(tails[0] ?? "", { folds: tailFolds(-1), rim: 7, angle: 22 }) +
    hem +
    s.cast(band, 4, 0, 5, 0.4) +
    s.piece(band, {
      folds: [
        ...crease([at(-88, 4), at(-40, 30), at(0, 40)], 11, 0.4),
        ...crease([at(88, 4), at(40, 30), at(4, 44)], 11, 0.4),
      ],
      rim: 8,
    }) +
    s.cast(knot, 3, 0, 4, 0.45) +
    s.piece(knot, { rim: 7, ...border, folds: crease([at(-12, 34), at(-4, 50), at(-10, 70)], 7, 0.4) });
  return lay(s, cloth, "", { y: 130, scale: 1.3 });
};

const belt =
  (style: "classic" | "braided" | "wide") =>
  (s: Sheet): string => {
    const width = style === "wide" ? 58 : 32;
    const outer = 112;
    // Coiled: one turn seen from above at a slant, the end passing through the buckle.
    const ring = (rx: number, ry: number, y: number) =>
      symmetric([
        at(0, y - ry),
        at(rx * 0.72, y - ry * 0.7),
        at(rx, y),
        at(rx * 0.72, y + ry * 0.7),
        at(0, y + ry),
      ]);
    const rim = ring(outer, 44, -56);
    const hollow = ring(outer - 7, 37, -56);
    const front = shape([
      corner(-outer, -58),
      at(-outer * 0.76, -24),
      at(0, -12),
      at(outer * 0.76, -24),
      corner(outer, -58),
      corner(outer, -58 + width),
      at(outer * 0.76, -24 + width),
      at(0, -12 + width),
      at(-outer * 0.76, -24 + width),
      corner(-outer, -58 + width),
    ]);
    const innerBack = shape([
      corner(-outer + 6, -56),
      at(-outer * 0.7, -84),
      at(0, -94),
      at(outer * 0.7, -84),
      corner(outer - 6, -56),
      at(outer * 0.7, -84 + width * 0.9),
      at(0, -94 + width * 0.9),
      at(-outer * 0.7, -84 + width * 0.9),
    ]);
    const tail = shape([
      corner(14, -11),
      at(60, -18),
      corner(112, -34),
      at(130, -22),
      corner(118, -30 + width * 0.8),
      at(64, -15 + width),
      corner(14, -10 + width),
    ]);
    const edge = (dy: number): Point[] => [
      at(-outer + 2, -58 + dy),
      at(-outer * 0.76, -24 + dy),
      at(0, -12 + dy),
      at(outer * 0.76, -24 + dy),
      at(outer - 2, -58 + dy),
    ];
    const braid: PieceOptions = style === "braided" ? { weave: "straw", weaveScale: 1.1 } : {};
    const holes = [46, 62, 78]
      .map(
        (x) =>
          `<ellipse cx="${x}" cy="${n(-14 - (x - 14) * 0.1 + width / 2)}" rx="2.400" ry="2.800" fill="${s.tones.deep}" stroke="${s.tones.line}"/>`,
      )
      .join("");
    const loop = shape([corner(18, -14), corner(29, -15), corner(29, -10 + width), corner(18, -9 + width)]);
    const stitched = style === "braided" ? "" : s.stitch(edge(4)) + s.stitch(edge(width - 4));
    const cloth =
      s.piece(rim, { rim: 3 }) +
      s.piece(hollow, { tones: tonesOf("#d9d3ca"), weave: "none", round: 0, outline: 0.5, rim: 6 }) +
      s.piece(innerBack, { dim: 0.5, rim: 6, tones: tonesOf(mix(s.tones.base, "#b58a5e", 0.35)) }) +
      s.cast(front, 4, 0, 6, 0.35) +
      s.piece(front, {
        round: 0.55,
        rim: 6,
        ...braid,
        folds: [{ path: edge(width * 0.32), width: width * 0.3, tone: "light", strength: 0.4 }],
      }) +
      stitched +
      s.cast(tail, 3, 1, 4, 0.45) +
      s.piece(tail, { round: 0.2, rim: 4, ...braid }) +
      (style === "braided" ? "" : s.stitch(tail) + holes) +
      s.cast(loop, 2, 1, 2, 0.4) +
      s.piece(loop, { rim: 3 });
    return lay(s, cloth, buckle(s, 0, -12 + width / 2, width * 1.05, width * 1.24), { y: 270, scale: 1.32 });
  };

const tie =
  (style: "classic" | "skinny" | "knit") =>
  (s: Sheet): string => {
    const w = style === "classic" ? 37 : 24;
    const knot = shape([
      corner(-19, 0),
      corner(19, 0),
      at(17, 14),
      corner(11, 30),
      corner(-11, 30),
      at(-17, 14),
    ]);
    const blade =
      style === "knit"
        ? shape([
            corner(-10, 29),
            corner(10, 29),
            at(w * 0.8, 180),
            corner(w, 330),
            corner(-w, 330),
            at(-w * 0.8, 180),
          ])
        : shape([
            corner(-10, 29),
            corner(10, 29),
            at(w * 0.8, 180),
            corner(w, 300),
            corner(0, 340),
            corner(-w, 300),
            at(-w * 0.8, 180),
          ]);
    const rear = shape([
      corner(-6, 30),
      corner(14, 30),
      at(w * 0.66, 180),
      corner(w * 0.8, 262),
      corner(w * 0.5, 286),
      corner(0, 262),
    ]);
    const loop = shape([
      corner(-18, 3),
      at(-42, -30),
      at(-36, -62),
      at(0, -72),
      at(36, -62),
      at(42, -30),
      corner(18, 3),
      corner(15, -7),
      at(31, -32),
      at(27, -54),
      at(0, -61),
      at(-27, -54),
      at(-31, -32),
      corner(-15, -7),
    ]);
    const surface: PieceOptions = style === "knit" ? { weave: "knit", weaveScale: 0.8 } : {};
    const dimple = [
      ...crease([at(0, 30), at(1, 52), at(0, 92)], 8, 0.45),
      ...crease([at(-w * 0.3, 120), at(-w * 0.36, 200), at(-w * 0.4, 280)], 8, 0.2),
    ];
    const cloth =
      s.piece(loop, { rim: 4, angle: 90 }) +
      s.piece(rear, { dim: 0.25, rim: 5, angle: 40 }) +
      s.cast(blade, 4, 2, 4, 0.4) +
      s.piece(blade, {
        folds: dimple,
        rim: 7,
        round: 0.45,
        angle: s.look.print.pattern === "striped" ? -40 : 0,
        ...surface,
      }) +
      s.cast(knot, 2.5, 0, 4, 0.5) +
      s.piece(knot, { rim: 5, round: 0.5, angle: s.look.print.pattern === "striped" ? 40 : 0, ...surface });
    return lay(s, cloth, "", { y: 108, scale: 1.02 });
  };

const bowTie =
  (style: "classic" | "pointed") =>
  (s: Sheet): string => {
    const wing =
      style === "classic"
        ? [
            corner(6, -16),
            at(50, -30),
            at(98, -52),
            corner(112, -50),
            at(116, 0),
            corner(112, 50),
            at(98, 52),
            at(50, 30),
            corner(6, 16),
          ]
        : [
            corner(6, -14),
            at(50, -28),
            corner(94, -44),
            corner(124, 0),
            corner(94, 44),
            at(50, 28),
            corner(6, 14),
          ];
    const under = wing.map((p) => ({ ...p, x: p.x * 0.92 + 2, y: p.y * 0.78 + 10 }));
    const knot = shape([at(-15, -20), at(15, -20), at(18, 0), at(15, 20), at(-15, 20), at(-18, 0)]);
    const band = shape([
      corner(-120, -8),
      at(0, -12),
      corner(120, -8),
      corner(120, 6),
      at(0, 2),
      corner(-120, 6),
    ]);
    const folds: Fold[] = [
      ...crease([at(14, -4), at(50, -10), at(92, -26)], 10, 0.45),
      ...crease([at(14, 6), at(48, 8), at(84, 22)], 9, 0.42),
      ...crease([at(14, 0), at(40, -1), at(64, 0)], 7, 0.34),
    ];
    const wings = [flipped(wing), wing]
      .map((side, i) => {
        const d = shape(side);
        const turned = i === 0 ? folds.map((f) => ({ ...f, path: flipped(f.path) })) : folds;
        return (
          s.cast(d, 4, 1, 5, 0.4) +
          s.piece(d, { folds: turned, rim: 8, round: 0.35, angle: i === 0 ? 8 : -8 })
        );
      })
      .join("");
    const lower = [flipped(under), under].map((side) => s.piece(shape(side), { dim: 0.35, rim: 6 })).join("");
    const cloth =
      s.piece(band, { dim: 0.2, rim: 4, plain: true }) +
      lower +
      wings +
      s.cast(knot, 3, 0, 4, 0.5) +
      s.piece(knot, { rim: 6, round: 0.5, folds: crease([at(-6, -18), at(-3, 0), at(-7, 18)], 6, 0.35) });
    return lay(s, cloth, "", { y: 236, scale: 1.3 });
  };

const gloves =
  (style: "leather" | "knit" | "mitten" | "fingerless") =>
  (s: Sheet): string => {
    const knit = style !== "leather";
    const hand: Point[] =
      style === "mitten"
        ? [
            corner(-40, 150),
            at(-46, 90),
            at(-50, 20),
            at(-42, -50),
            at(-8, -86),
            at(30, -62),
            at(42, 0),
            at(44, 24),
            at(62, -6),
            at(84, -8),
            at(86, 20),
            at(64, 70),
            at(44, 104),
            corner(38, 150),
          ]
        : style === "fingerless"
          ? [
              corner(-40, 150),
              at(-46, 90),
              at(-50, 30),
              corner(-52, -30),
              corner(-32, -36),
              corner(-28, -40),
              corner(-8, -44),
              corner(-5, -45),
              corner(14, -44),
              corner(18, -41),
              corner(36, -34),
              at(40, 10),
              at(46, 32),
              corner(62, 6),
              corner(80, 18),
              at(62, 68),
              at(44, 104),
              corner(38, 150),
            ]
          : [
              corner(-40, 150),
              at(-46, 90),
              at(-50, 20),
              at(-60, -62),
              at(-52, -76),
              at(-41, -68),
              corner(-31, -12),
              at(-33, -92),
              at(-23, -106),
              at(-12, -94),
              corner(-8, -16),
              at(-2, -100),
              at(9, -112),
              at(19, -98),
              corner(15, -14),
              at(30, -78),
              at(41, -86),
              at(48, -72),
              at(41, 6),
              at(46, 34),
              at(66, 6),
              at(84, -2),
              at(90, 16),
              at(66, 66),
              at(44, 104),
              corner(38, 150),
            ];
    const cuff = shape([
      corner(-43, 118),
      at(0, 124),
      corner(42, 118),
      corner(44, 178),
      at(0, 185),
      corner(-45, 178),
    ]);
    const surface: PieceOptions =
      style === "leather"
        ? {}
        : { weave: style === "mitten" ? "cable" : "knit", weaveScale: style === "mitten" ? 0.95 : 0.8 };
    const trim: PieceOptions =
      s.look.print.pattern === "colour-block" ? { tones: s.accent } : { plain: true };
    const folds = [
      ...crease([at(-40, 60), at(-10, 70), at(26, 62)], 8, 0.28),
      ...crease([at(44, 40), at(24, 56), at(6, 84)], 9, 0.3),
      ...crease([at(-30, -4), at(-28, 30), at(-30, 60)], 7, 0.2),
      ...crease([at(0, -4), at(2, 30), at(0, 60)], 7, 0.2),
    ];
    const points =
      style === "leather"
        ? [-22, 0, 22]
            .map(
              (x) =>
                s.seam([at(x, 12), at(x * 0.9, 60)], 1.4) +
                s.stitch([at(x + 2.4, 12), at(x * 0.9 + 2.4, 60)]),
            )
            .join("")
        : "";
    const one =
      s.piece(shape(hand), { folds, rim: 8, round: 0.4, ...surface }) +
      points +
      (knit
        ? s.cast(cuff, 3, 0, -1, 0.3) + s.piece(cuff, { weave: "rib", rim: 6, round: 0.5, ...trim })
        : s.cast(cuff, 2, 0, -1, 0.3) +
          s.piece(cuff, { rim: 6, round: 0.45, ...trim }) +
          s.stitch([corner(-43, 172), at(0, 178), corner(43, 172)]) +
          s.seam([corner(-43, 128), at(0, 133), corner(43, 128)], 1));
    const strap = style === "leather" ? buckle(s, 14, 148, 16, 16) : "";
    const mirrored = `<g transform="scale(-1 1)">${s.cloth(one)}${strap}</g>`;
    return (
      hung(s, placed(mirrored, { x: 112, y: 214, scale: 1.08, turn: -7 })) +
      hung(s, placed(s.cloth(one) + strap, { x: 238, y: 230, scale: 1.08, turn: 7 }))
    );
  };

const socks =
  (style: "crew" | "ankle" | "knee") =>
  (s: Sheet): string => {
    const top = { crew: -150, ankle: -66, knee: -250 }[style];
    const leg = shape([
      corner(-34, top),
      at(0, top - 4),
      corner(36, top),
      at(37, top * 0.5),
      at(36, -20),
      at(50, 10),
      at(86, 34),
      at(124, 50),
      at(134, 72),
      at(112, 88),
      at(60, 84),
      at(6, 70),
      at(-32, 44),
      at(-42, 12),
      at(-34, -24),
      at(-36, top * 0.5),
    ]);
    const heel = shape([
      corner(-37, -10),
      at(-42, 14),
      at(-32, 44),
      corner(-6, 64),
      at(-2, 30),
      corner(-20, -2),
    ]);
    const toe = shape([corner(96, 38), at(124, 50), at(134, 72), at(112, 88), corner(80, 86), at(84, 60)]);
    const cuff = shape([
      corner(-35, top - 2),
      at(0, top - 6),
      corner(37, top - 2),
      corner(37, top + 26),
      at(0, top + 24),
      corner(-36, top + 26),
    ]);
    const hole = ellipse(1, top - 2, 34, 5);
    const contrast: PieceOptions =
      s.look.print.pattern === "solid" && !s.look.brass
        ? { plain: true, dim: 0.14 }
        : { tones: s.look.print.pattern === "solid" ? s.tones : s.accent };
    const ribs =
      style === "knee" ? ({ weave: "rib" } as const) : ({ weave: "rib", weaveScale: 0.7 } as const);
    const folds = [
      ...crease([at(36, -14), at(14, 2), at(-16, 4)], 9, 0.3),
      ...crease([at(40, 4), at(18, 18), at(-8, 22)], 8, 0.24),
      ...crease([at(-26, top + 40), at(-24, top * 0.5), at(-22, -30)], 9, 0.18),
    ];
    const one =
      s.piece(leg, { folds, rim: 8, round: 0.45, ...ribs }) +
      s.piece(heel, { rim: 4, round: 0.2, ...contrast, ...ribs }) +
      s.piece(toe, { rim: 4, round: 0.2, ...contrast, ...ribs }) +
      `<path d="${hole}" fill="${s.tones.deep}"/>` +
      s.piece(cuff, { weave: "rib", rim: 5, round: 0.5, plain: true });
    const scale = { crew: 1.16, ankle: 1.24, knee: 1 }[style];
    const y = { crew: 300, ankle: 240, knee: 342 }[style];
    return lay(s, one, "", { x: 184, y: y - 24, scale }) + lay(s, one, "", { x: 96, y: y + 26, scale });
  };

const cold = { season: "Winter", use: "Casual" } as const;
const HIDES = [
  "black",
  "brown",
  "tan",
  "burgundy",
  "navy",
  "grey",
  "beige",
  "white",
  "red",
  "olive",
  "green",
  "pink",
  "mustard",
] as const;

export const ACCESSORIES: readonly Kind[] = [
  {
    type: "scarf",
    category: "Accessories",
    price: [18, 38],
    weight: 1.3,
    variants: [
      {
        ...cold,
        name: "Fringed",
        detail: "wound once around the neck, with fringed ends",
        materials: ["wool", "knit"],
        patterns: ["solid", "checked", "striped", "colour-block"],
        genders: ["Men", "Women", "Unisex"],
        draw: scarf(true),
      },
      {
        ...cold,
        name: "Infinity",
        detail: "a closed loop that falls in two rings",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: ["Women", "Unisex", "Girls"],
        draw: snood,
      },
      {
        name: "Square",
        detail: "light, tied in front with a knot",
        materials: ["silk", "satin"],
        patterns: ["solid", "floral", "polka dot", "striped"],
        motif: 0.8,
        genders: ["Women"],
        season: "Spring",
        use: "Work",
        draw: neckerchief,
      },
    ],
  },
  {
    type: "belt",
    category: "Accessories",
    price: [10, 18],
    weight: 1,
    variants: [
      {
        name: "Classic",
        detail: "with stitched edges and a metal buckle",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: ["Men", "Women"],
        season: "All seasons",
        use: "Work",
        draw: belt("classic"),
      },
      {
        name: "Braided",
        detail: "braided, with a metal buckle",
        materials: ["leather"],
        colours: HIDES,
        genders: ["Men", "Unisex"],
        season: "Summer",
        use: "Casual",
        draw: belt("braided"),
      },
      {
        name: "Wide",
        detail: "broad, with a large metal buckle",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: ["Women"],
        season: "Autumn",
        use: "Party",
        draw: belt("wide"),
      },
    ],
  },
  {
    type: "tie",
    category: "Accessories",
    price: [12, 22],
    weight: 1,
    variants: [
      {
        name: "Classic",
        detail: "with a broad pointed blade",
        materials: ["silk", "satin"],
        patterns: ["solid", "striped", "polka dot", "checked", "floral"],
        motif: 0.62,
        genders: ["Men"],
        season: "All seasons",
        use: "Formal",
        draw: tie("classic"),
      },
      {
        name: "Skinny",
        detail: "narrow, with a pointed blade",
        materials: ["satin", "silk", "wool"],
        patterns: ["solid", "striped", "checked"],
        motif: 0.5,
        genders: ["Men", "Boys"],
        season: "All seasons",
        use: "Party",
        draw: tie("skinny"),
      },
      {
        name: "Knitted",
        detail: "knitted, with a straight end",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        motif: 0.7,
        genders: ["Men"],
        season: "Autumn",
        use: "Work",
        draw: tie("knit"),
      },
    ],
  },
  {
    type: "bow tie",
    category: "Accessories",
    price: [9, 16],
    weight: 1,
    variants: [
      {
        name: "Classic",
        detail: "with two broad wings",
        materials: ["satin", "silk", "velvet"],
        patterns: ["solid", "polka dot", "striped", "checked"],
        motif: 0.6,
        genders: ["Men", "Boys"],
        season: "All seasons",
        use: "Formal",
        draw: bowTie("classic"),
      },
      {
        name: "Pointed",
        detail: "with two pointed wings",
        materials: ["silk", "velvet", "satin"],
        patterns: ["solid", "floral", "checked"],
        motif: 0.6,
        genders: ["Men", "Unisex"],
        season: "All seasons",
        use: "Party",
        draw: bowTie("pointed"),
      },
    ],
  },
  {
    type: "gloves",
    category: "Accessories",
    price: [12, 24],
    weight: 1.1,
    variants: [
      {
        ...cold,
        name: "Leather",
        detail: "with stitched lines on the back and a buckle",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: ["Men", "Women"],
        draw: gloves("leather"),
      },
      {
        ...cold,
        name: "Knitted",
        detail: "with ribbed cuffs",
        materials: ["knit"],
        patterns: ["solid", "striped", "colour-block"],
        motif: 0.8,
        genders: ["Women", "Men", "Unisex", "Boys", "Girls"],
        draw: gloves("knit"),
      },
      {
        ...cold,
        name: "Mitten",
        detail: "with one room for all four fingers and cables on the back",
        materials: ["knit"],
        genders: ["Women", "Girls", "Boys"],
        draw: gloves("mitten"),
      },
      {
        ...cold,
        name: "Fingerless",
        detail: "open at the fingers, with ribbed cuffs",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        motif: 0.8,
        genders: ["Unisex", "Women"],
        draw: gloves("fingerless"),
      },
    ],
  },
  {
    type: "socks",
    category: "Accessories",
    price: [5, 11],
    weight: 1.1,
    variants: [
      {
        name: "Crew",
        detail: "up to the calf",
        materials: ["cotton"],
        patterns: ["solid", "striped", "polka dot", "checked"],
        motif: 0.75,
        genders: ["Men", "Women", "Unisex", "Boys", "Girls"],
        season: "All seasons",
        use: "Casual",
        draw: socks("crew"),
      },
      {
        name: "Ankle",
        detail: "ending at the ankle",
        materials: ["cotton"],
        patterns: ["solid", "striped", "polka dot"],
        motif: 0.65,
        genders: ["Men", "Women", "Boys", "Girls"],
        season: "Summer",
        use: "Sports",
        draw: socks("ankle"),
      },
      {
        name: "Knee-High",
        detail: "up to the knee, in ribs",
        materials: ["cotton", "wool"],
        patterns: ["solid", "striped", "colour-block"],
        motif: 0.9,
        genders: ["Women", "Girls"],
        season: "Winter",
        use: "Casual",
        draw: socks("knee"),
      },
    ],
  },
];
