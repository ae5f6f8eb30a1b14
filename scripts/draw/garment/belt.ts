import { mix, tonesOf } from "../colour.js";
import { lay } from "../parts/laid.js";
import { buckle } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, n, type Point, shape, symmetric } from "../svg.js";

export const belt =
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
      s.piece(hollow, { tones: tonesOf("#ece8e3"), weave: "none", round: 0, outline: 0.5, rim: 6 }) +
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
