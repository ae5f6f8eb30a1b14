import { mix } from "../colour.js";
import { crease } from "../parts/fold.js";
import { lay } from "../parts/laid.js";
import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, ellipse, n, shape, symmetric, trace } from "../svg.js";

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
export const scarf =
  (fringed: boolean) =>
  (s: Sheet): string => {
    const left = shape(trace("-54,60! -50,130 -62,240 -66,322! -4,326! -2,200 8,92!"));
    const right = shape(trace("4,88! 14,180 10,250 12,286! 72,280! 64,180 58,66!"));
    const loopBack = symmetric(trace("0,-40 56,-32 84,6 70,44 0,30"));
    const loop = symmetric(trace("0,14 52,0 88,-6! 96,34 66,82 0,104"));
    const inner = ellipse(0, 2, 58, 22);
    const folds: Fold[] = [
      ...crease(trace("-86,14 -40,44 30,52"), 14, 0.42),
      ...crease(trace("-78,46 -20,74 50,66"), 12, 0.38),
      ...crease(trace("80,10 50,34 10,42"), 11, 0.36),
      ...crease(trace("84,44 50,80 10,92"), 10, 0.34),
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
export const snood = (s: Sheet): string => {
  const ring = (y: number, rx: number, height: number, sag: number) =>
    symmetric([
      at(0, y),
      at(rx * 0.6, y - 6),
      at(rx, y - 16),
      at(rx + 4, y + height * 0.4),
      at(rx * 0.7, y + height * 0.86 + sag * 0.6),
      at(0, y + height + sag),
    ]);
  const back = symmetric(trace("0,-62 76,-48 108,-6 84,30 0,18"));
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
export const neckerchief = (s: Sheet): string => {
  const border: PieceOptions = s.look.print.pattern === "solid" ? {} : { plain: true };
  const back = symmetric(trace("0,-54 60,-46 92,-6 60,26 0,22"));
  const band = symmetric(trace("0,8 54,-6 94,-14! 86,26 44,54 0,62"));
  const tails = [
    shape(trace("-2,44! -50,96 -92,190! -30,214! 4,130 12,58!")),
    shape(trace("2,46! 46,110 104,176! 62,226! 14,150 -8,60!")),
  ];
  const knot = shape(trace("-22,34 4,26 24,38 22,66 0,76 -22,64"));
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
      folds: [...crease(trace("-88,4 -40,30 0,40"), 11, 0.4), ...crease(trace("88,4 40,30 4,44"), 11, 0.4)],
      rim: 8,
    }) +
    s.cast(knot, 3, 0, 4, 0.45) +
    s.piece(knot, { rim: 7, ...border, folds: crease(trace("-12,34 -4,50 -10,70"), 7, 0.4) });
  return lay(s, cloth, "", { y: 130, scale: 1.3 });
};
