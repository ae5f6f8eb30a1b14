import { mix, tonesOf } from "../colour.js";
import { pair, sole } from "../parts/shoe.js";
import { buckle } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, shape, trace } from "../svg.js";

type SandalStyle = {
  readonly straps: "cross" | "slide" | "gladiator" | "thong" | "sport";
  readonly base: "flat" | "wedge" | "platform" | "foam";
};

export const sandal =
  (style: SandalStyle) =>
  (s: Sheet): string => {
    const wedge = style.base === "wedge";
    const thick = { flat: 12, wedge: 16, platform: 34, foam: 22 }[style.base];
    const back = wedge ? 62 : thick;
    const bed = [
      corner(0, -back),
      at(56, -back + 2),
      at(120, wedge ? -34 : -thick),
      at(190, -thick),
      corner(240, -thick - 3),
    ];
    const cork =
      style.base === "flat"
        ? tonesOf(mix(s.tones.base, "#a6713f", 0.6))
        : tonesOf(style.base === "foam" ? "#2b2b2f" : "#cda56f");
    const foot = sole(
      s,
      bed,
      trace("1,0! 60,1 190,1 242,-5!"),
      cork,
      wedge || style.base === "platform" ? { weave: "straw", weaveScale: 0.7 } : {},
    );
    const insole = s.piece(
      shape([...bed, at(190, -thick - 9), at(120, (wedge ? -34 : -thick) - 9), corner(4, -back - 8)]),
      { tones: tonesOf("#d9b78c"), weave: "none", rim: 3 },
    );
    const y = (x: number): number =>
      wedge
        ? x < 56
          ? -back
          : x < 120
            ? -back + ((x - 56) / 64) * (back - 34)
            : x < 190
              ? -34 + ((x - 120) / 70) * (34 - thick)
              : -thick
        : -thick;
    /** A strap over the foot from its near edge at x0, rising to `top`. */
    const over = (x0: number, x1: number, top: number, width: number, options: PieceOptions = {}): string => {
      const near = y(x0) + 1;
      const peak = at(x1 + width * 0.4, near - top);
      const far = shape([
        corner(peak.x - width * 0.5, peak.y + 2),
        at(peak.x + width * 0.3, peak.y + 1),
        at(x1 + width * 0.9, near - top * 0.5),
        corner(x1 + width * 0.95, y(x1 + width) - 7),
        corner(x1 + width * 0.3, y(x1) - 7),
        at(x1 + width * 0.3, near - top * 0.5),
      ]);
      const d = shape([
        corner(x0, near),
        at(x0 + (x1 - x0) * 0.22, near - top * 0.66),
        at(x1 - width * 0.1, near - top + 2),
        corner(peak.x + width * 0.42, peak.y + 1),
        at(x0 + width + (x1 - x0) * 0.46, near - top * 0.6),
        corner(x0 + width, near + 1),
      ]);
      return (
        s.piece(far, { rim: 4, plain: true, dim: 0.42 }) +
        s.cast(d, 2, 1, 2, 0.35) +
        s.piece(d, { rim: 4, round: 0.3, lying: true, ...options }) +
        s.stitch(d)
      );
    };
    const ankle = (x: number, h: number): string => {
      const level = y(10) - h;
      const far = shape([
        corner(6, level - 4),
        at(40, level - 18),
        at(78, level - 20),
        corner(x + 4, level - 8),
        corner(x + 2, level),
        at(76, level - 11),
        at(40, level - 9),
        corner(8, level + 6),
      ]);
      const d = shape([
        corner(3, level - 4),
        at(34, level + 4),
        at(70, level + 2),
        corner(x + 5, level - 9),
        corner(x + 6, level + 2),
        at(70, level + 14),
        at(34, level + 16),
        corner(5, level + 9),
      ]);
      return (
        s.piece(far, { rim: 3, plain: true, dim: 0.45 }) + s.piece(d, { rim: 3, plain: true }) + s.stitch(d)
      );
    };
    const heelStay = s.piece(
      shape([
        corner(2, y(10) - 2),
        at(-1, y(10) - 36),
        corner(4, y(10) - 70),
        corner(16, y(10) - 68),
        at(15, y(10) - 36),
        corner(30, y(10) - 2),
      ]),
      { rim: 4, plain: true },
    );
    const forms: Record<SandalStyle["straps"], () => string> = {
      cross: () => heelStay + over(150, 196, 44, 24) + over(190, 160, 48, 24) + ankle(98, 64),
      slide: () => over(116, 150, 62, 76),
      gladiator: () =>
        heelStay +
        over(180, 200, 40, 15) +
        over(146, 168, 52, 15) +
        over(112, 134, 62, 15) +
        over(78, 104, 74, 14, { plain: true }) +
        ankle(98, 76) +
        ankle(102, 104) +
        s.piece(
          shape([
            corner(96, y(90) - 104),
            corner(108, y(90) - 104),
            at(140, y(140) - 58),
            at(186, y(190) - 44),
            corner(212, -thick - 6),
            corner(202, -thick - 6),
            at(176, y(176) - 36),
            at(130, y(130) - 50),
          ]),
          { rim: 3, plain: true },
        ),
      thong: () =>
        over(112, 196, 44, 13) +
        s.piece(
          shape([
            corner(190, -thick - 44),
            at(204, -thick - 44),
            corner(222, -thick - 8),
            corner(210, -thick - 8),
          ]),
          { rim: 3 },
        ),
      sport: () => heelStay + over(170, 194, 46, 26) + over(100, 132, 66, 26) + ankle(112, 62),
    };
    const hardware =
      style.straps === "slide" || style.straps === "thong"
        ? ""
        : buckle(s, 52, y(10) - (style.straps === "gladiator" ? 104 : 64) + 10, 12, 13);
    return pair(s, s.cloth(insole + forms[style.straps]()) + foot + hardware, {
      scale: 1.14,
      x: 32,
      y: 356,
      lift: [30, 112],
    });
  };
