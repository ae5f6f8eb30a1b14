import { crease } from "../parts/fold.js";
import { lay } from "../parts/laid.js";
import { hung, placed } from "../parts/scene.js";
import { buckle } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, ellipse, type Point, shape, trace } from "../svg.js";

export const gloves =
  (style: "leather" | "knit" | "mitten" | "fingerless") =>
  (s: Sheet): string => {
    const knit = style !== "leather";
    const hand: Point[] =
      style === "mitten"
        ? trace(
            "-40,150! -46,90 -50,20 -42,-50 -8,-86 30,-62 42,0 44,24 62,-6 84,-8 86,20 64,70 44,104 38,150!",
          )
        : style === "fingerless"
          ? trace(
              "-40,150! -46,90 -50,30 -52,-30! -32,-36! -28,-40! -8,-44! -5,-45! 14,-44! 18,-41! 36,-34! 40,10 46,32 62,6! 80,18! 62,68 44,104 38,150!",
            )
          : trace(
              "-40,150! -46,90 -50,20 -60,-62 -52,-76 -41,-68 -31,-12! -33,-92 -23,-106 -12,-94 -8,-16! -2,-100 9,-112 19,-98 15,-14! 30,-78 41,-86 48,-72 41,6 46,34 66,6 84,-2 90,16 66,66 44,104 38,150!",
            );
    const cuff = shape(trace("-43,118! 0,124 42,118! 44,178! 0,185 -45,178!"));
    const surface: PieceOptions =
      style === "leather"
        ? {}
        : { weave: style === "mitten" ? "cable" : "knit", weaveScale: style === "mitten" ? 0.95 : 0.8 };
    const trim: PieceOptions =
      s.look.print.pattern === "colour-block" ? { tones: s.accent } : { plain: true };
    const folds = [
      ...crease(trace("-40,60 -10,70 26,62"), 8, 0.28),
      ...crease(trace("44,40 24,56 6,84"), 9, 0.3),
      ...crease(trace("-30,-4 -28,30 -30,60"), 7, 0.2),
      ...crease(trace("0,-4 2,30 0,60"), 7, 0.2),
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
          s.stitch(trace("-43,172! 0,178 43,172!")) +
          s.seam(trace("-43,128! 0,133 43,128!"), 1));
    const strap = style === "leather" ? buckle(s, 14, 148, 16, 16) : "";
    const mirrored = `<g transform="scale(-1 1)">${s.cloth(one)}${strap}</g>`;
    return (
      hung(s, placed(mirrored, { x: 112, y: 214, scale: 1.08, turn: -7 })) +
      hung(s, placed(s.cloth(one) + strap, { x: 238, y: 230, scale: 1.08, turn: 7 }))
    );
  };

export const socks =
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
    const heel = shape(trace("-37,-10! -42,14 -32,44 -6,64! -2,30 -20,-2!"));
    const toe = shape(trace("96,38! 124,50 134,72 112,88 80,86! 84,60"));
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
      ...crease(trace("36,-14 14,2 -16,4"), 9, 0.3),
      ...crease(trace("40,4 18,18 -8,22"), 8, 0.24),
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
