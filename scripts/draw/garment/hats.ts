import { mix, tonesOf } from "../colour.js";
import { crease } from "../parts/fold.js";
import { shown } from "../parts/shown.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, shape, symmetric, trace } from "../svg.js";

type HatStyle = {
  readonly crown: "fedora" | "bucket" | "round" | "boater";
  readonly brim: number;
  readonly scale: number;
  readonly y: number;
};

export const hat =
  (style: HatStyle) =>
  (s: Sheet): string => {
    const b = style.brim;
    if (style.crown === "bucket") {
      const crown = symmetric(trace("0,-122 46,-120 66,-112! 74,-60 78,-30! 0,-22"));
      const brim = symmetric(trace("0,-34 50,-38 78,-46! 104,-2 122,22! 60,40 0,44"));
      const inner = symmetric(trace("0,26 70,24 122,22! 60,40 0,44"));
      const rows = [0.3, 0.5, 0.7, 0.88]
        .map((t) =>
          s.stitch([at(-78 - 44 * t, -44 + 66 * t), at(0, -34 + 76 * t), at(78 + 44 * t, -44 + 66 * t)]),
        )
        .join("");
      const cloth =
        s.piece(crown, {
          rim: 9,
          round: 0.5,
          folds: crease(trace("-40,-110 -48,-80 -50,-44"), 10, 0.2),
        }) +
        s.cast(brim, 3, 0, -1, 0.25) +
        s.piece(brim, {
          rim: 8,
          round: 0.5,
          folds: [
            ...crease(trace("-60,-34 -76,0 -84,26"), 13, 0.26),
            ...crease(trace("56,-34 64,0 70,28"), 13, 0.26),
          ],
        }) +
        s.piece(inner, { dim: 0.55, outline: 0, rim: 0, plain: true }) +
        rows +
        s.stitch(trace("-66,-106 0,-114 66,-106")) +
        s.seam(trace("-77,-47 0,-36 77,-47"), 1);
      return shown(
        s,
        cloth,
        [
          [-56, -74],
          [-50, -58],
        ]
          .map(
            ([x, y]) =>
              `<circle cx="${x}" cy="${y}" r="2.600" fill="${s.tones.deep}" stroke="${s.tones.line}"/>`,
          )
          .join(""),
        112,
        { scale: style.scale, y: style.y },
      );
    }
    const top = { fedora: -116, round: -96, boater: -78 }[style.crown];
    const crownHalf =
      style.crown === "fedora"
        ? [
            at(0, top + 16),
            at(22, top + 4),
            at(46, top + 2),
            corner(62, top + 16),
            at(72, -50),
            corner(80, -6),
            at(0, 10),
          ]
        : style.crown === "boater"
          ? [at(0, top - 4), corner(74, top), corner(80, -6), at(0, 10)]
          : [at(0, top), at(46, top + 10), at(74, -56), corner(80, -6), at(0, 10)];
    const crown = symmetric(crownHalf);
    const wave = style.crown === "boater" ? 0 : 10;
    const brim = shape([
      at(-b, -2 - wave),
      at(-b * 0.7, 20),
      at(0, 34),
      at(b * 0.7, 20),
      at(b, -2 - wave),
      at(b * 0.72, -18),
      at(0, -26),
      at(-b * 0.72, -18),
    ]);
    const under = shape([
      at(-b, -2 - wave),
      at(-b * 0.7, 20),
      at(0, 34),
      at(b * 0.7, 20),
      at(b, -2 - wave),
      at(b * 0.68, 12),
      at(0, 27),
      at(-b * 0.68, 12),
    ]);
    const band = symmetric(trace("0,-18 50,-22 77,-30! 80,-6! 0,10"));
    const ribbon: PieceOptions = {
      tones:
        s.look.material === "straw" || s.look.print.pattern === "colour-block"
          ? s.look.material === "straw" && s.tones.shadeStrength >= 1 && s.tones.lightStrength < 0.6
            ? tonesOf("#e9e1d0")
            : s.look.material === "straw"
              ? tonesOf("#2a2624")
              : s.accent
          : tonesOf(mix(s.tones.base, "#0f0c10", 0.62)),
      weave: "rib",
      weaveScale: 0.5,
      material: "satin",
      round: 0.5,
      rim: 3,
    };
    const bow = shape(trace("-62,-28! -84,-38 -88,-14 -64,-8!"));
    const folds =
      style.crown === "fedora"
        ? [
            ...crease([at(-30, top + 8), at(-34, -90), at(-28, -56)], 12, 0.34),
            ...crease([at(34, top + 8), at(36, -90), at(30, -56)], 12, 0.34),
            ...crease([at(0, top + 18), at(2, -84), at(0, -60)], 9, 0.22),
          ]
        : crease(trace("-50,-70 -58,-44 -60,-22"), 10, 0.2);
    const cloth =
      s.piece(brim, { rim: 7, round: 0.4, lying: true }) +
      s.piece(under, { dim: 0.42, outline: 0, rim: 0 }) +
      s.cast(crown, 5, 2, 5, 0.4) +
      s.piece(crown, { folds, rim: 10, round: 0.55 }) +
      s.piece(band, ribbon) +
      (style.crown === "round" ? "" : s.cast(bow, 2, 1, 2, 0.4) + s.piece(bow, ribbon));
    return shown(s, cloth, "", b, { scale: style.scale, y: style.y });
  };
