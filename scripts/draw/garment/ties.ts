import { crease } from "../parts/fold.js";
import { lay } from "../parts/laid.js";
import type { Fold, PieceOptions, Sheet } from "../sheet.js";
import { at, corner, flipped, shape, trace } from "../svg.js";

export const tie =
  (style: "classic" | "skinny" | "knit") =>
  (s: Sheet): string => {
    const w = style === "classic" ? 37 : 24;
    const knot = shape(trace("-19,0! 19,0! 17,14 11,30! -11,30! -17,14"));
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
    const loop = shape(
      trace(
        "-18,3! -42,-30 -36,-62 0,-72 36,-62 42,-30 18,3! 15,-7! 31,-32 27,-54 0,-61 -27,-54 -31,-32 -15,-7!",
      ),
    );
    const surface: PieceOptions = style === "knit" ? { weave: "knit", weaveScale: 0.8 } : {};
    const dimple = [
      ...crease(trace("0,30 1,52 0,92"), 8, 0.45),
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

export const bowTie =
  (style: "classic" | "pointed") =>
  (s: Sheet): string => {
    const wing =
      style === "classic"
        ? trace("6,-16! 50,-30 98,-52 112,-50! 116,0 112,50! 98,52 50,30 6,16!")
        : trace("6,-14! 50,-28 94,-44! 124,0! 94,44! 50,28 6,14!");
    const under = wing.map((p) => ({ ...p, x: p.x * 0.92 + 2, y: p.y * 0.78 + 10 }));
    const knot = shape(trace("-15,-20 15,-20 18,0 15,20 -15,20 -18,0"));
    const band = shape(trace("-120,-8! 0,-12 120,-8! 120,6! 0,2 -120,6!"));
    const folds: Fold[] = [
      ...crease(trace("14,-4 50,-10 92,-26"), 10, 0.45),
      ...crease(trace("14,6 48,8 84,22"), 9, 0.42),
      ...crease(trace("14,0 40,-1 64,0"), 7, 0.34),
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
      s.piece(knot, { rim: 6, round: 0.5, folds: crease(trace("-6,-18 -3,0 -7,18"), 6, 0.35) });
    return lay(s, cloth, "", { y: 236, scale: 1.3 });
  };
