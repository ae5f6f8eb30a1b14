import { hood } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import type { Torso } from "../parts/torso.js";
import { button, buttonRow, flapPocket, patchPocket, placket, zip } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, shape } from "../svg.js";
import { COAT, SLEEVE } from "./coats.js";

type ParkaStyle = {
  readonly fur?: string;
  readonly length: number;
  readonly scale: number;
  readonly y: number;
  readonly cord?: boolean;
};

export const parka =
  (style: ParkaStyle) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...COAT,
      neckline: "crew",
      depth: 17,
      length: style.length,
      hem: 66,
      chest: 63,
      waist: 60,
      shoulder: 64,
    };
    const cowl = hood(s, torso, {
      ...(style.fur === undefined ? {} : { fur: style.fur }),
      size: 1,
      lining: {},
    });
    const end = torso.length + 5;
    const flap = shape([
      corner(-10, torso.depth + 4),
      corner(10, torso.depth + 4),
      corner(10, end),
      corner(-10, end),
    ]);
    const waist =
      style.cord === true
        ? s.stitch([corner(-torso.waist, 166), at(0, 170), corner(torso.waist, 166)]) +
          s.seam([corner(-torso.waist, 163), at(0, 167), corner(torso.waist, 163)], 1.4)
        : "";
    const pockets =
      patchPocket(s, 17, Math.min(196, style.length - 84), 38, 48, { flap: true, snap: true }) +
      patchPocket(s, 18, 84, 28, 30, { flap: true, snap: true });
    const snaps = Array.from({ length: 5 }, (_, i) =>
      button(s, -5, torso.depth + 24 + i * ((end - torso.depth - 60) / 4), 3),
    ).join("");
    const ends =
      style.cord === true
        ? [1, -1]
            .map(
              (side) =>
                `<path d="M${side * 12} 170q${side * 3} 14 ${side} 26" fill="none" stroke="#e8e2d6" stroke-width="2"/><circle cx="${side * 13}" cy="198" r="2.600" fill="#3b352e"/>`,
            )
            .join("")
        : "";
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, cuff: 20, puff: 1.12, end: "cuff" },
        behind: cowl.behind,
        closed: true,
        over:
          waist +
          pockets +
          s.cast(flap, 2, 1, 1, 0.4) +
          s.piece(flap, { round: 0.1, rim: 3, plain: true }) +
          s.stitch(flap) +
          s.seam([at(-torso.neck, 2), at(0, torso.depth + 2), at(torso.neck, 2)], 1.2),
        hardware: snaps + ends,
        slack: 1.2,
      },
      { y: style.y, scale: style.scale },
    );
  };

export const raincoat =
  (style: { readonly length: number; readonly scale: number; readonly y: number; readonly snaps: boolean }) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...COAT,
      neckline: "crew",
      depth: 18,
      length: style.length,
      hem: 76,
      chest: 62,
      waist: 62,
      waistAt: 168,
    };
    const cowl = hood(s, torso, { cords: true });
    const seams = s.seam([at(-torso.chest * 0.98, 76), at(0, 84), at(torso.chest * 0.98, 76)], 1);
    const hardware = style.snaps
      ? buttonRow(s, 0, 40, style.length - 50, 5, 4.6, "#e9e6df")
      : zip(s, [corner(0, torso.depth + 2), corner(0, style.length + 4)], 6);
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, cuff: 22 },
        behind: cowl.behind,
        closed: true,
        over:
          seams +
          placket(s, 0, torso.depth + 3, style.length + 4, 18) +
          flapPocket(s, 17, Math.min(206, style.length - 60), 38, 15, 0),
        hardware: hardware + cowl.front,
        slack: 1.1,
      },
      { y: style.y, scale: style.scale },
    );
  };
