import { tonesOf } from "../colour.js";
import { crease } from "../parts/fold.js";
import { shown } from "../parts/shown.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, ellipse, shape, trace } from "../svg.js";

export const cap =
  (style: "baseball" | "trucker" | "flat") =>
  (s: Sheet): string => {
    if (style === "flat") return flatCap(s);
    const mesh: PieceOptions = style === "trucker" ? { tones: s.accent, weave: "mesh", weaveScale: 1.4 } : {};
    const crown = shape(trace("-104,-2! -102,-60 -74,-118 -16,-142 42,-130 86,-92 100,-40 98,2! 0,18"));
    const front = shape(trace("-16,-142! 42,-130 86,-92 100,-40 98,2! 40,12 -34,14! -44,-60"));
    const bill = shape(trace("-38,14! 30,4 98,-4! 146,6 172,30 160,42 100,34 20,34"));
    const under = shape(trace("-36,18! 20,34 100,35 160,43 168,36 120,46 30,46"));
    const eyelets = [
      [-58, -88],
      [30, -96],
      [70, -70],
    ]
      .map(
        ([x, y]) =>
          `<circle cx="${x}" cy="${y}" r="3.400" fill="${s.tones.deep}" stroke="${s.tones.line}" stroke-width="1.400"/>`,
      )
      .join("");
    const badge = `<path d="M34 -58L46 -82L58 -58L82 -54L64 -38L68 -14L46 -26L24 -14L28 -38L10 -54Z" transform="translate(20 -2) scale(.62)" fill="${s.tones.shadeStrength < 1 ? "#2b3550" : "#f6f2e8"}" stroke="${s.tones.line}" stroke-width="1.200"/>`;
    const folds = [
      ...crease(trace("-92,-20 -60,-40 -20,-40"), 12, 0.26),
      ...crease(trace("-80,-84 -62,-50 -66,-8"), 10, 0.2),
    ];
    const blocks: PieceOptions = s.look.print.pattern === "colour-block" ? { tones: s.accent } : {};
    const cloth =
      s.piece(crown, { folds, rim: 10, round: 0.55, ...mesh }) +
      s.piece(front, {
        rim: 8,
        round: 0.35,
        ...(style === "trucker" ? {} : {}),
        folds: crease(trace("84,-60 70,-30 60,4"), 12, 0.22),
        plain: s.look.print.pattern === "colour-block",
      }) +
      s.seam(trace("-16,-142! -44,-60 -34,14!"), 1.1) +
      s.stitch(trace("-20,-138 -49,-60 -39,14!")) +
      s.seam(trace("-16,-142 28,-90 34,10!"), 0.9) +
      s.seam(trace("-18,-142 -70,-100 -88,0!"), 0.9) +
      s.piece(under, { tones: tonesOf(s.tones.deep), weave: "none", rim: 3, outline: 0.5 }) +
      s.cast(bill, 3, 0, 4, 0.4) +
      s.piece(bill, { rim: 7, round: 0.25, lying: true, plain: true, ...blocks }) +
      [0, 1, 2]
        .map((i) =>
          s.stitch([
            corner(-20 + i * 10, 18 + i * 3.5),
            at(40, 12 + i * 5),
            at(104, 8 + i * 6),
            corner(148 - i * 4, 16 + i * 6),
          ]),
        )
        .join("") +
      s.piece(ellipse(-16, -142, 8, 5), { rim: 3, plain: true });
    return shown(s, cloth, eyelets + badge, 120, { scale: 1.1, y: 280, x: 160 });
  };

function flatCap(s: Sheet): string {
  const crown = shape(trace("-112,14! -118,-30 -84,-84 -10,-104 70,-80 118,-30 132,2! 60,12 -30,24"));
  const bill = shape(trace("28,14! 80,2 132,0! 150,16 130,30 76,30"));
  const band = shape(trace("-112,10! -40,24 40,14! 36,30! -40,40 -108,28!"));
  const folds = [
    ...crease(trace("-100,-24 -50,-44 10,-40"), 12, 0.24),
    ...crease(trace("40,-70 76,-40 90,-8"), 12, 0.24),
    ...crease(trace("-60,12 -40,-6 0,-14"), 10, 0.22),
  ];
  const cloth =
    s.piece(band, { rim: 5, dim: 0.2 }) +
    s.piece(bill, { rim: 5, lying: true }) +
    s.piece(crown, { folds, rim: 10, round: 0.4, lying: true }) +
    s.seam(trace("-10,-104 30,-50 34,12"), 1) +
    s.seam(trace("-10,-104 -70,-40 -96,14"), 1) +
    s.piece(ellipse(-10, -103, 8, 5), { rim: 3, plain: true });
  return shown(s, cloth, "", 118, { scale: 1.16, y: 268 });
}
