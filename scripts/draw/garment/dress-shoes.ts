import { mix, tonesOf } from "../colour.js";
import { crease } from "../parts/fold.js";
import { laces, mouth, pair, sheen, sole } from "../parts/shoe.js";
import { buckle } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, ellipse, type Point, shape, trace } from "../svg.js";

export const darkSole = (s: Sheet) => tonesOf(mix(s.tones.base, "#17100c", 0.78));

/** A thin leather sole with a stacked heel. */
function welt(s: Sheet, heel = 19): string {
  const tones = darkSole(s);
  return (
    sole(
      s,
      [corner(-1, -heel - 3), at(54, -heel - 3), at(92, -14), at(150, -10), at(215, -10), corner(246, -13)],
      [corner(-1, -heel + 3), at(54, -heel + 3), at(94, -8), at(150, -3), at(215, -3), corner(247, -8)],
      tones,
    ) +
    s.piece(shape([corner(0, -heel + 2), corner(60, -heel + 2), corner(57, 0), corner(2, 0)]), {
      tones,
      weave: "none",
      rim: 3,
      material: "rubber",
    }) +
    s.seam([corner(1, -heel / 2), corner(58, -heel / 2)], 0.7, tones)
  );
}

/** The low foot that loafers and lace-ups share; the throat lies between `heelTop` and `instep`. */
const footOutline = (instep: Point, heel = 19): Point[] => [
  corner(5, -heel - 3),
  at(1, -44),
  at(7, -66),
  corner(12, -79),
  at(38, -66),
  at(68, -60),
  corner(instep.x, instep.y),
  at(instep.x + 34, instep.y + 15),
  at(186, -50),
  at(220, -41),
  at(242, -27),
  corner(244, -12),
  at(150, -9),
  at(92, -13),
  at(54, -heel - 2),
];

const vampFolds = [
  ...crease(trace("150,-14 160,-40 158,-66"), 8, 0.32),
  ...crease(trace("170,-14 176,-36 174,-56"), 6, 0.22),
  ...crease(trace("30,-26 60,-46 100,-54"), 8, 0.2),
];

const shine = (s: Sheet): string =>
  sheen(s, trace("190,-42 214,-36 233,-25"), 6, 0.6) + sheen(s, trace("14,-62 12,-46 18,-32"), 7, 0.4);

export const loafer =
  (style: "penny" | "tassel" | "horsebit" | "driving") =>
  (s: Sheet): string => {
    const instep = at(114, -82);
    const upper = shape(footOutline(instep));
    const apron = trace("150,-66 188,-46 222,-37 229,-30 212,-29 176,-34 140,-44 112,-60");
    const strap = shape(trace("104,-76! 118,-81 146,-68! 150,-44 142,-16! 112,-16! 118,-44"));
    const diamond = shape(trace("118,-58! 129,-52! 141,-56! 130,-63!"));
    const fringe = shape(trace("110,-80! 132,-78 152,-68! 156,-46! 136,-54 112,-58!"));
    const tassel = (x: number, y: number) => {
      const body = shape([corner(x - 4, y), corner(x + 4, y), corner(x + 7, y + 22), corner(x - 7, y + 22)]);
      return (
        s.cast(body, 1.5, 1, 2, 0.4) +
        s.piece(body, { rim: 2 }) +
        [-3, 0, 3]
          .map((dx) => s.seam([corner(x + dx * 0.6, y + 6), corner(x + dx * 1.5, y + 22)], 0.5))
          .join("") +
        s.piece(ellipse(x, y, 5, 4), { rim: 2 })
      );
    };
    const details = {
      penny: () =>
        s.cast(strap, 2, 0, 2, 0.4) +
        s.piece(strap, { rim: 4 }) +
        s.stitch(strap) +
        `<path d="${diamond}" fill="${s.tones.deep}"/>`,
      tassel: () =>
        s.cast(fringe, 2, 0, 2, 0.35) +
        s.piece(fringe, { rim: 3 }) +
        [118, 126, 134, 142].map((x) => s.seam([corner(x, -73), corner(x + 1, -56)], 0.7)).join("") +
        tassel(128, -68) +
        tassel(144, -62),
      horsebit: () => s.piece(strap, { rim: 4 }),
      driving: () => s.piece(shape(trace("104,-78! 122,-82 140,-72! 138,-58! 106,-62!")), { rim: 3 }),
    };
    const bit =
      style === "horsebit"
        ? buckle(s, 116, -64, 13, 12) +
          buckle(s, 141, -56, 13, 12) +
          `<path d="M118 -63L139 -57" stroke="#c9a04a" stroke-width="3.600" stroke-linecap="round"/>`
        : "";
    const cloth =
      mouth(s, at(12, -79), instep, 6) +
      s.piece(upper, { folds: vampFolds, round: 0.35, rim: 7, lying: true }) +
      s.seam(apron, 1.6) +
      s.stitch(apron.slice(3).map((p) => ({ ...p, y: p.y + 3.2 }))) +
      s.stitch(trace("15,-74 40,-61 70,-55!")) +
      s.seam(trace("34,-67! 36,-44 46,-24!"), 0.8) +
      details[style]();
    const base =
      style === "driving"
        ? sole(s, trace("-1,-22! 60,-20 150,-12 246,-14!"), trace("-2,-3! 60,1 180,1 246,-6!"), darkSole(s))
        : welt(s);
    return pair(s, s.cloth(cloth) + base + bit + shine(s), { scale: 1.15, x: 28, y: 350, lift: [28, 112] });
  };

export const laceUp =
  (style: "oxford" | "brogue" | "monk") =>
  (s: Sheet): string => {
    const instep = at(96, -102);
    const upper = shape(footOutline(instep));
    const facing = shape(trace("70,-70! 92,-102! 122,-90 156,-70! 150,-54! 120,-58 84,-52!"));
    const cap = trace("191,-48! 203,-30 198,-11!");
    const capShape = shape(trace("190,-49! 220,-41 242,-27 244,-12! 198,-11! 203,-30"));
    const dots = (path: readonly Point[]) =>
      path
        .slice(1)
        .flatMap((b, i) => {
          const a = path[i] ?? b;
          return [0.1, 0.35, 0.6, 0.85].map(
            (t) =>
              `<circle cx="${(a.x + (b.x - a.x) * t).toFixed(1)}" cy="${(a.y + (b.y - a.y) * t).toFixed(1)}" r="1.500" fill="${s.tones.deep}"/>`,
          );
        })
        .join("");
    const wing = trace("184,-49! 198,-34! 170,-28 140,-22 112,-14!");
    const strap = shape(trace("78,-86! 112,-92 142,-80! 146,-64 120,-56! 86,-58!"));
    const extra = {
      oxford: () =>
        s.piece(capShape, { rim: 4, round: 0.2, lying: true }) +
        s.stitch(cap.map((p) => ({ ...p, x: p.x - 2.5 }))),
      brogue: () =>
        s.seam(wing, 1.3) +
        dots(wing.map((p) => ({ ...p, x: p.x - 3, y: p.y - 3 }))) +
        s.seam(trace("34,-72! 40,-44 56,-22!"), 1) +
        dots(trace("38,-70! 44,-44! 60,-22!")) +
        dots(trace("86,-48! 120,-54! 148,-50!")) +
        `<g>${[
          [212, -34],
          [220, -29],
          [210, -26],
          [218, -36],
          [225, -32],
        ]
          .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="1.300" fill="${s.tones.deep}"/>`)
          .join("")}</g>`,
      monk: () => s.piece(capShape, { rim: 4, round: 0.2, lying: true }),
    };
    const tongue = shape(trace("78,-84! 90,-110! 104,-112 112,-98! 140,-76!"));
    const front =
      style === "monk"
        ? s.cast(strap, 2, 0, 2, 0.4) + s.piece(strap, { rim: 4 }) + s.stitch(strap)
        : s.piece(facing, { rim: 4, round: 0.2 }) + s.stitch(facing);
    const cloth =
      s.piece(tongue, { rim: 4 }) +
      mouth(s, at(12, -79), at(94, -102), 6, 46) +
      s.piece(upper, { folds: vampFolds, round: 0.35, rim: 7, lying: true }) +
      s.stitch(trace("15,-74 40,-61 68,-57!")) +
      extra[style]() +
      front;
    const hardware =
      style === "monk"
        ? buckle(s, 96, -74, 15, 17)
        : laces(at(144, -66), at(100, -92), 4, mix(s.tones.base, "#0e0b0a", 0.72), 12);
    return pair(s, s.cloth(cloth) + welt(s) + hardware + shine(s), {
      scale: 1.15,
      x: 28,
      y: 356,
      lift: [28, 120],
    });
  };
