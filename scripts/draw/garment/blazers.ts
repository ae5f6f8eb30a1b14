import { tonesOf } from "../colour.js";
import { lapels } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import type { Torso } from "../parts/torso.js";
import { buttonRow, flapPocket } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, shape, trace } from "../svg.js";
import { JACKET, SLEEVE } from "./jackets.js";

type BlazerStyle = {
  readonly double?: boolean;
  readonly torso?: Partial<Torso>;
  readonly lapel: "notch" | "peak" | "shawl";
  readonly scale: number;
  readonly y: number;
};

export const blazer =
  (style: BlazerStyle) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JACKET,
      depth: 104,
      waist: 52,
      waistAt: 140,
      hem: 61,
      length: 222,
      hemShape: "rounded",
      ...style.torso,
    };
    const double = style.double === true;
    const tone = style.lapel === "shawl" ? tonesOf(s.tones.deep) : undefined;
    const collar = lapels(s, torso, {
      width: double ? 24 : 20,
      style: style.lapel,
      ...(tone === undefined ? {} : { options: { tones: tone, material: "satin" } as const }),
    });
    const edge = double
      ? s.seam([corner(1, torso.depth), at(16, torso.depth + 20), corner(17, torso.length)], 1.2)
      : s.seam(
          [
            corner(1, torso.depth),
            at(3.5, torso.depth + 50),
            at(14, torso.length - 10),
            corner(24, torso.length + 1),
          ],
          1.2,
        );
    const darts = [1, -1]
      .map((side) => s.seam([corner(side * 32, 92), at(side * 28, 140), corner(side * 33, 166)], 0.6))
      .join("");
    const chest = shape(trace("24,66! 44,61! 44.5,67! 24.5,72!"));
    const buttons = double
      ? [-15, 15].map((x) => buttonRow(s, x, torso.depth + 12, torso.depth + 50, 2, 4.2)).join("")
      : buttonRow(s, 0, torso.depth + 7, torso.depth + 36, 2, 4.2);
    const shadow = double
      ? ""
      : `<path d="${shape([corner(2, torso.depth + 8), at(8, torso.depth + 60), corner(26, torso.length + 1), corner(34, torso.length), at(12, torso.depth + 50)])}" fill="#120c14" fill-opacity=".2"/>`;
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, length: 174, angle: 12, cuff: 17 },
        behind: collar.behind,
        slack: 0.75,
        over:
          darts +
          shadow +
          edge +
          s.piece(chest, { rim: 2, round: 0 }) +
          flapPocket(s, 18, 158, 33, 12) +
          collar.front,
        hardware: buttons,
      },
      { y: style.y, scale: style.scale },
    );
  };
