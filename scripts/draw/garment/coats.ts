import type { Kind } from "../kind.js";
import { hood, lapels } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import type { Sleeve, Torso } from "../parts/torso.js";
import {
  button,
  buttonRow,
  flapPocket,
  patchPocket,
  placket,
  waistBelt,
  weltPocket,
  zip,
} from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, box, corner, shape } from "../svg.js";

const COAT: Torso = {
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
const SLEEVE: Sleeve = { length: 190, angle: 11, cuff: 19 };

type CoatStyle = {
  readonly torso?: Partial<Torso>;
  readonly front: "double" | "single" | "wrap" | "toggle";
  readonly lapel: "notch" | "peak" | "shawl" | "hood";
  readonly pockets: "flap" | "welt" | "patch";
  readonly scale: number;
  readonly y: number;
};

const coat =
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

const trench =
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

type ParkaStyle = {
  readonly fur?: string;
  readonly length: number;
  readonly scale: number;
  readonly y: number;
  readonly cord?: boolean;
};

const parka =
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

const raincoat =
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

const cold = { season: "Winter", use: "Casual" } as const;
const adults = ["Men", "Women"] as const;

export const COATS: readonly Kind[] = [
  {
    type: "coat",
    category: "Outerwear",
    price: [70, 140],
    weight: 1.7,
    variants: [
      {
        ...cold,
        name: "Long Double-Breasted",
        detail: "with wide peaked lapels, two rows of buttons and flap pockets",
        materials: ["wool"],
        patterns: ["solid", "checked"],
        genders: adults,
        use: "Formal",
        motif: 0.9,
        draw: coat({ front: "double", lapel: "peak", pockets: "flap", scale: 1.08, y: 44 }),
      },
      {
        ...cold,
        name: "Single-Breasted",
        detail: "with notched lapels and three buttons, reaching the knee",
        materials: ["wool", "tweed"],
        patterns: ["solid", "checked"],
        genders: adults,
        use: "Work",
        motif: 0.9,
        draw: coat({
          front: "single",
          lapel: "notch",
          pockets: "flap",
          torso: { length: 330, depth: 84 },
          scale: 1.16,
          y: 52,
        }),
      },
      {
        ...cold,
        name: "Belted Wrap",
        detail: "with a shawl collar and a tied belt",
        materials: ["wool"],
        patterns: ["solid", "checked"],
        genders: ["Women"],
        motif: 0.9,
        draw: coat({
          front: "wrap",
          lapel: "shawl",
          pockets: "welt",
          torso: { waist: 50, hem: 76, depth: 112, length: 350 },
          scale: 1.1,
          y: 50,
        }),
      },
      {
        ...cold,
        name: "Hooded Duffle",
        detail: "with a hood, wooden toggles and patch pockets",
        materials: ["wool"],
        genders: ["Men", "Women", "Boys", "Girls"],
        draw: coat({
          front: "toggle",
          lapel: "hood",
          pockets: "patch",
          torso: { neckline: "crew", depth: 17, length: 268, hem: 68, waist: 60 },
          scale: 1.18,
          y: 108,
        }),
      },
      {
        ...cold,
        name: "Short Pea",
        detail: "cut at the hip, double-breasted with broad lapels",
        materials: ["wool"],
        genders: adults,
        draw: coat({
          front: "double",
          lapel: "notch",
          pockets: "welt",
          torso: { length: 236, depth: 70, hem: 64, waist: 58 },
          scale: 1.34,
          y: 74,
        }),
      },
    ],
  },
  {
    type: "trench coat",
    category: "Outerwear",
    price: [80, 150],
    weight: 1.1,
    variants: [
      {
        name: "Long",
        detail: "double-breasted and belted, with storm flap and epaulettes",
        materials: ["cotton"],
        genders: adults,
        season: "Autumn",
        use: "Work",
        draw: trench({ length: 368, scale: 1.08, y: 46, double: true }),
      },
      {
        name: "Short",
        detail: "double-breasted and belted, ending above the knee",
        materials: ["cotton", "satin"],
        genders: ["Women"],
        season: "Spring",
        use: "Casual",
        draw: trench({ length: 268, scale: 1.3, y: 62, double: true }),
      },
      {
        name: "Single-Breasted",
        detail: "belted, with one row of buttons, storm flap and epaulettes",
        materials: ["cotton"],
        patterns: ["solid", "checked"],
        genders: adults,
        season: "Autumn",
        use: "Casual",
        draw: trench({ length: 326, scale: 1.16, y: 54, double: false }),
      },
    ],
  },
  {
    type: "parka",
    category: "Outerwear",
    price: [75, 135],
    weight: 1.1,
    variants: [
      {
        ...cold,
        name: "Fur-Trimmed",
        detail: "with a fur-trimmed hood, four flap pockets and a drawstring waist",
        materials: ["nylon", "cotton"],
        genders: ["Men", "Women", "Boys", "Girls"],
        use: "Outdoor",
        draw: parka({ fur: "#b08a63", length: 282, scale: 1.16, y: 118, cord: true }),
      },
      {
        ...cold,
        name: "Long",
        detail: "with a hood and four flap pockets, reaching the knee",
        materials: ["cotton", "nylon"],
        genders: adults,
        use: "Outdoor",
        draw: parka({ length: 330, scale: 1.05, y: 106, cord: true }),
      },
      {
        ...cold,
        name: "Short",
        detail: "with a fur-trimmed hood and four flap pockets, ending at the hip",
        materials: ["nylon", "cotton"],
        genders: ["Women", "Men"],
        draw: parka({ fur: "#d8ccb8", length: 232, scale: 1.26, y: 128 }),
      },
    ],
  },
  {
    type: "raincoat",
    category: "Outerwear",
    price: [50, 95],
    weight: 1,
    variants: [
      {
        name: "Hooded",
        detail: "in shiny waterproof cloth with a hood and press studs",
        materials: ["rubber", "nylon"],
        patterns: ["solid", "polka dot", "striped"],
        genders: ["Men", "Women", "Boys", "Girls"],
        season: "Autumn",
        use: "Outdoor",
        draw: raincoat({ length: 276, scale: 1.18, y: 122, snaps: true }),
      },
      {
        name: "Long Zipped",
        detail: "in waterproof cloth with a hood and a full zip",
        materials: ["rubber", "nylon"],
        patterns: ["solid", "colour-block"],
        genders: adults,
        season: "Spring",
        use: "Outdoor",
        draw: raincoat({ length: 326, scale: 1.06, y: 110, snaps: false }),
      },
    ],
  },
];
