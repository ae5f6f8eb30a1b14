import { hood, lapels } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import type { Sleeve } from "../parts/sleeve.js";
import type { Torso } from "../parts/torso.js";
import { button, buttonRow, flapPocket, patchPocket, waistBelt, weltPocket } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, box, corner, shape } from "../svg.js";

export const COAT: Torso = {
  neck: 20,
  shoulder: 63,
  slope: 17,
  chest: 60,
  armpit: 80,
  waist: 56,
  waistAt: 160,
  hem: 70,
  length: 372,
  neckline: "v",
  depth: 92,
};

export const SLEEVE: Sleeve = { length: 190, angle: 11, cuff: 19 };

type CoatStyle = {
  readonly torso?: Partial<Torso>;
  readonly front: "double" | "single" | "wrap" | "toggle";
  readonly lapel: "notch" | "peak" | "shawl" | "hood";
  readonly pockets: "flap" | "welt" | "patch";
  readonly scale: number;
  readonly y: number;
};

export const coat =
  (style: CoatStyle) =>
  (s: Sheet): string => {
    const torso = { ...COAT, ...style.torso };
    const { depth, length, hem } = torso;
    const lap = style.front === "double" || style.front === "wrap" ? 15 : 4;
    const hooded = style.lapel === "hood" ? hood(s, torso, { size: 0.92 }) : undefined;
    const collar =
      style.lapel === "hood"
        ? undefined
        : lapels(s, torso, {
            width: style.lapel === "peak" ? 25 : 21,
            style: style.lapel,
            options: { weave: s.material.weave ?? "none" },
          });
    const edge =
      style.lapel === "hood"
        ? [corner(lap, depth + 2), corner(lap + 2, length + 4)]
        : [corner(1, depth), at(lap * 0.9, depth + 20), corner(lap + 2, length + 4)];
    const pocketY = Math.min(228, length - 70);
    const pockets = {
      flap: () => flapPocket(s, 17, pocketY, 34, 13),
      welt: () => weltPocket(s, at(26, pocketY - 18), at(40, pocketY + 20), 8),
      patch: () => patchPocket(s, 17, pocketY - 4, 34, 42, { flap: false }),
    }[style.pockets]();
    const rows: Record<CoatStyle["front"], () => string> = {
      double: () =>
        [-17, 17]
          .map((x) => buttonRow(s, x, depth + 16, Math.min(depth + 116, length - 40), 3, 5.2))
          .join(""),
      single: () => buttonRow(s, 0, depth + 10, Math.min(depth + 130, length - 40), length > 300 ? 4 : 3, 5),
      wrap: () => "",
      toggle: () => [0, 1, 2, 3].map((i) => toggle(depth + 22 + i * 46)).join(""),
    };
    const belt =
      style.front === "wrap" ? waistBelt(s, torso.waist + 3, torso.waistAt, 14, "tied", { plain: true }) : "";
    const vent =
      s.seam(
        [corner(-hem * 0.5, 100), at(-torso.waist * 0.55, torso.waistAt), corner(-hem * 0.56, length)],
        0.5,
      ) +
      s.seam(
        [corner(hem * 0.5, 100), at(torso.waist * 0.55, torso.waistAt), corner(hem * 0.56, length)],
        0.5,
      );
    const shadow = `<path d="${shape([corner(edge[0]?.x ?? 0, depth), corner(lap + 8, depth + 30), corner(lap + 10, length + 4), corner(lap, length + 4)])}" fill="#120c14" fill-opacity=".16"/>`;
    const over =
      vent +
      (hooded === undefined ? "" : s.seam([at(-torso.neck, 2), at(0, depth + 2), at(torso.neck, 2)], 1.2)) +
      shadow +
      s.seam(edge, 1.2) +
      pockets +
      (collar?.front ?? "") +
      belt;
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, end: style.front === "double" ? "turned" : "plain" },
        behind: hooded?.behind ?? collar?.behind ?? "",
        closed: hooded !== undefined,
        over,
        hardware: rows[style.front](),
        slack: 0.9,
      },
      { y: style.y, scale: style.scale },
    );
  };

/** A horn toggle with its two leather patches. */
const toggle = (y: number): string =>
  `<path d="M-24 ${y}H24" stroke="#000" stroke-opacity=".3" stroke-width="3" transform="translate(0 2)"/><path d="M-20 ${y}H20" stroke="#3a2518" stroke-width="2.400"/>` +
  [-1, 1]
    .map(
      (side) =>
        `<path d="${box(side * 24 - 6, y - 6, 12, 12, 3)}" fill="#5a3a22" stroke="#2e1c10" stroke-width=".8"/>`,
    )
    .join("") +
  `<path d="M-13 ${y}C-7 ${y - 4.5} 7 ${y - 4.5} 13 ${y}C7 ${y + 4.5} -7 ${y + 4.5} -13 ${y}Z" fill="#c79a5e" stroke="#5a3d1e" stroke-width=".9"/><path d="M-9 ${y - 1}C-4 ${y - 3} 4 ${y - 3} 9 ${y - 1}" fill="none" stroke="#fff" stroke-opacity=".6"/>`;

export const trench =
  (style: {
    readonly length: number;
    readonly scale: number;
    readonly y: number;
    readonly double: boolean;
  }) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...COAT,
      length: style.length,
      hem: style.length > 320 ? 78 : 70,
      depth: 66,
      waist: 52,
      waistAt: 158,
    };
    const collar = lapels(s, torso, { width: 27, style: "notch" });
    const flap = shape([
      corner(-torso.neck - 2, 10),
      corner(-torso.shoulder + 3, torso.slope + 5),
      at(-torso.chest + 1, 62),
      at(-34, 88),
      corner(-15, 84),
    ]);
    const epaulettes = [1, -1]
      .map((side) => {
        const strap = [
          corner(side * 31, 2),
          corner(side * 62, 12),
          corner(side * 64, 20),
          corner(side * 32, 11),
        ];
        return (
          s.cast(shape(strap), 1.5, 0, 2, 0.4) +
          s.piece(shape(strap), { rim: 2, round: 0.1 }) +
          button(s, side * 37, 7, 2.4)
        );
      })
      .join("");
    const edge = s.seam(
      [corner(2, torso.depth), at(17, torso.depth + 22), corner(19, torso.length + 4)],
      1.3,
    );
    const under = `<path d="${shape([corner(4, torso.depth + 6), corner(26, torso.depth + 30), corner(28, torso.length + 3), corner(19, torso.length + 3)])}" fill="#120c14" fill-opacity=".2"/>`;
    const pockets = weltPocket(s, at(30, 192), at(45, 232), 9);
    const columns = style.double ? [-19, 19] : [0];
    const buttons = columns
      .map((x) => buttonRow(s, x, torso.depth + 20, 134, 2, 4.8) + buttonRow(s, x, 188, 232, 2, 4.8))
      .join("");
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, end: "turned", length: 184 },
        behind: collar.behind,
        slack: 1.1,
        over:
          s.cast(flap, 2.5, 0, 4, 0.35) +
          s.piece(flap, { round: 0.2, rim: 4 }) +
          s.stitch(flap) +
          under +
          edge +
          pockets +
          collar.front +
          epaulettes +
          waistBelt(s, torso.waist + 3, torso.waistAt, 15, "buckle"),
        hardware: buttons,
      },
      { y: style.y, scale: style.scale },
    );
  };
