import { hung, placed } from "../parts/scene.js";
import { type Skirt, skirtBody } from "../parts/skirt.js";
import { buttonRow, PEARL, patchPocket, stud, zip } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { corner } from "../svg.js";

type SkirtStyle = Skirt & {
  readonly band: number;
  readonly scale: number;
  readonly y: number;
  readonly extra?: "buttons" | "denim" | "zip";
};

export const skirt =
  (style: SkirtStyle) =>
  (s: Sheet): string => {
    const pockets =
      style.extra === "denim" ? patchPocket(s, 12, style.top + 34, 30, 34, { pointed: true }) : "";
    const fly =
      style.extra === "denim"
        ? s.seam([corner(4, style.top + 4), corner(4, style.bottom + 4)]) +
          s.stitch([corner(7, style.top + 4), corner(7, style.bottom + 4)])
        : "";
    const hardware = {
      buttons: () =>
        buttonRow(
          s,
          0,
          style.top + 12,
          style.bottom - 18,
          7,
          3.6,
          s.material.thread === undefined ? PEARL : undefined,
        ),
      denim: () => stud(s, 0, style.top - 4, 3.8),
      zip: () =>
        zip(s, [corner(style.waist * 0.5, style.top + 8), corner(style.hip * 0.56, style.bottom - 4)], 5),
    };
    return hung(
      s,
      placed(
        s.cloth(skirtBody(s, style, style.band) + pockets + fly) +
          (style.extra === undefined ? "" : hardware[style.extra]()),
        { y: style.y, scale: style.scale },
      ),
    );
  };
