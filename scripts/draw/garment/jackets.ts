import { tonesOf } from "../colour.js";
import type { Kind } from "../kind.js";
import { hood, lapels, shirtCollar, standCollar } from "../parts/collar.js";

import { upper } from "../parts/garment.js";
import { bodyFolds, type Sleeve, sleeves, type Torso } from "../parts/torso.js";
import { buttonRow, flapPocket, patchPocket, stud, weltPocket, zip } from "../parts/trim.js";
import type { Fold, Sheet } from "../sheet.js";
import { at, corner, flipped, shape, symmetric } from "../svg.js";

const JACKET: Torso = {
  neck: 20,
  shoulder: 63,
  slope: 17,
  chest: 59,
  armpit: 78,
  waist: 56,
  waistAt: 150,
  hem: 55,
  length: 196,
  neckline: "v",
  depth: 20,
};
const SLEEVE: Sleeve = { length: 172, angle: 14, cuff: 16 };

const band = (s: Sheet, t: Torso, height: number, ribbed: boolean): string => {
  const d = symmetric([
    at(0, t.length - height + 4),
    corner(t.hem + 1, t.length - height),
    corner(t.hem - 1, t.length + 2),
    at(0, t.length + 7),
  ]);
  return (
    s.cast(d, 2, 0, -1, 0.3) +
    s.piece(d, { round: 0.45, rim: 4, ...(ribbed ? ({ weave: "rib", plain: true } as const) : {}) }) +
    (ribbed
      ? ""
      : s.stitch([
          corner(-t.hem, t.length - height + 3),
          at(0, t.length - height + 7),
          corner(t.hem, t.length - height + 3),
        ]))
  );
};

type BlazerStyle = {
  readonly double?: boolean;
  readonly torso?: Partial<Torso>;
  readonly lapel: "notch" | "peak" | "shawl";
  readonly scale: number;
  readonly y: number;
};

const blazer =
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
    const chest = shape([corner(24, 66), corner(44, 61), corner(44.5, 67), corner(24.5, 72)]);
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

const denimJacket =
  (style: {
    readonly torso?: Partial<Torso>;
    readonly scale: number;
    readonly y: number;
    readonly sherpa?: boolean;
  }) =>
  (s: Sheet): string => {
    const torso = { ...JACKET, ...style.torso };
    const fluffy =
      style.sherpa === true
        ? ({ tones: tonesOf("#efe5d2"), weave: "none", material: "fleece" } as const)
        : {};
    const collar = shirtCollar(s, torso, 32, fluffy);
    const end = torso.length - 16;
    const yoke = [corner(-torso.chest - 3, 60), at(0, 64), corner(torso.chest + 3, 60)];
    const lines = [1, -1]
      .map((side) => {
        const inner = [corner(side * 15, 66), at(side * 13, 120), corner(side * 9, end)];
        const outer = [corner(side * 42, 66), at(side * 36, 120), corner(side * 27, end)];
        return (
          s.seam(inner, 0.9) +
          s.stitch(inner.map((p) => ({ ...p, x: p.x + side * 2.4 }))) +
          s.seam(outer, 0.9) +
          s.stitch(outer.map((p) => ({ ...p, x: p.x + side * 2.4 })))
        );
      })
      .join("");
    const pockets = patchPocket(s, 15, 62, 28, 20, { flap: false, pointed: true });
    const fade =
      s.look.print.pattern === "solid"
        ? [1, -1]
            .map(
              (side) =>
                `<ellipse cx="${side * 28}" cy="112" rx="14" ry="34" fill="#fff" fill-opacity=".12" filter="url(#${s.blur(6)})"/>`,
            )
            .join("")
        : "";
    const front =
      s.seam([corner(7, 22), corner(7, end)], 1.1) +
      s.stitch([corner(4.5, 22), corner(4.5, end)]) +
      s.stitch([corner(-7, 22), corner(-7, end)]);
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, end: "cuff" },
        behind: collar.behind,
        over:
          fade +
          s.seam(yoke, 1) +
          s.stitch(yoke.map((p) => ({ ...p, y: p.y + 2.6 }))) +
          lines +
          pockets +
          front +
          band(s, torso, 17, false) +
          collar.front,
        hardware:
          Array.from({ length: 5 }, (_, i) => stud(s, 0, 30 + (i * (end - 36)) / 4, 3.3)).join("") +
          stud(s, 0, torso.length - 4, 3.3) +
          [1, -1].map((side) => stud(s, side * 29, 72, 2.6)).join(""),
      },
      { y: style.y, scale: style.scale },
    );
  };

const biker =
  (style: { readonly torso?: Partial<Torso>; readonly scale: number; readonly y: number }) =>
  (s: Sheet): string => {
    const torso: Torso = { ...JACKET, depth: 62, waist: 53, ...style.torso };
    const collar = lapels(s, torso, { width: 27, style: "notch" });
    const shine: Fold[] = [1, -1].flatMap((side) => [
      {
        path: [at(side * 44, 40), at(side * 46, 84), at(side * 40, 140)],
        width: 9,
        tone: "light" as const,
        strength: 0.5,
      },
      {
        path: [at(side * 22, 110), at(side * 26, 140), at(side * 22, 176)],
        width: 7,
        tone: "light" as const,
        strength: 0.4,
      },
    ]);
    const belt = s.seam(
      [corner(-torso.hem, torso.length - 16), at(0, torso.length - 12), corner(torso.hem, torso.length - 16)],
      1.2,
    );
    const straps = [1, -1]
      .map((side) => {
        const d = shape([
          corner(side * 33, 2),
          corner(side * 61, 12),
          corner(side * 63, 19),
          corner(side * 34, 10),
        ]);
        return s.cast(d, 1.5, 0, 2, 0.4) + s.piece(d, { rim: 2 });
      })
      .join("");
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, angle: 13 },
        behind: collar.behind,
        folds: [...bodyFolds(s, torso, 1), ...shine],
        over:
          s.seam([corner(-34, 50), at(-30, 110), corner(-32, torso.length)], 0.7) +
          belt +
          collar.front +
          straps,
        hardware:
          zip(s, [at(3, torso.depth + 2), at(13, torso.depth + 40), at(16, torso.length - 14)], 6) +
          zip(s, [at(-44, 116), at(-24, 104)], 4.5) +
          zip(s, [at(-48, 158), at(-26, 146)], 4.5) +
          zip(s, [at(48, 158), at(28, 146)], 4.5) +
          stud(s, 36, 6, 2.4) +
          stud(s, -36, 6, 2.4) +
          stud(s, 24, 38, 2.6) +
          stud(s, -24, 38, 2.6) +
          `<g transform="translate(0 ${torso.length - 4})"><rect x="-9" y="-7" width="18" height="13" rx="2" fill="none" stroke="#c8cacf" stroke-width="2.600"/><path d="M-8 0H7" stroke="#85878c" stroke-width="2"/></g>`,
      },
      { y: style.y, scale: style.scale },
    );
  };

const bomber =
  (style: {
    readonly scale: number;
    readonly y: number;
    readonly torso?: Partial<Torso>;
    readonly collar: "rib" | "stand" | "shirt";
    readonly contrast?: boolean;
    readonly snaps?: boolean;
  }) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JACKET,
      neckline: "crew",
      depth: 15,
      neck: 22,
      chest: 62,
      waist: 63,
      hem: 55,
      ...style.torso,
    };
    const trim = style.contrast === true ? { tones: s.accent } : { plain: true };
    const collar =
      style.collar === "shirt"
        ? shirtCollar(s, torso, 30)
        : standCollar(
            s,
            torso,
            style.collar === "rib" ? 13 : 18,
            style.collar === "rib" ? { weave: "rib", weaveScale: 0.8, ...trim } : {},
          );
    const sleeve = style.contrast === true ? ({ tones: s.accent, material: "leather" } as const) : {};
    const hardware =
      style.snaps === true
        ? Array.from({ length: 6 }, (_, i) => stud(s, 0, 26 + i * 29, 3.4)).join("")
        : zip(s, [corner(0, torso.depth - 6), corner(0, torso.length + 4)], 6);
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, puff: 1.2, end: "rib" },
        sleeveOptions: sleeve,
        behind: collar.behind,
        closed: true,
        slack: 1.3,
        over: band(s, torso, 18, true) + weltPocket(s, at(24, 138), at(36, 170), 7) + collar.front,
        hardware,
      },
      { y: style.y, scale: style.scale },
    );
  };

/** Puffed channels between rows of quilting; `from` and `to` in pixels down the piece, `half` its half width there. */
function quilting(
  s: Sheet,
  rows: readonly number[],
  half: number,
): { readonly folds: Fold[]; readonly seams: string } {
  const random = s.look.random;
  const folds = rows.flatMap((y, i): Fold[] => {
    const next = rows[i + 1] ?? y + 28;
    const gap = next - y;
    const arc = (dy: number, reach: number) => [
      at(-half * reach, y + dy - 1),
      at(-half * 0.4, y + dy + 2),
      at(half * 0.4, y + dy + 2),
      at(half * reach, y + dy - 1),
    ];
    const puckers = Array.from({ length: 9 }, (_, k) => {
      const x = -half + ((k + 0.5 + random.between(-0.3, 0.3)) * 2 * half) / 9;
      return {
        path: [
          at(x, y),
          at(x + random.between(-3, 3), y + gap * 0.22),
          at(x + random.between(-4, 4), y + gap * 0.42),
        ],
        width: 4,
        tone: "shade" as const,
        strength: 0.34,
      };
    });
    return [
      { path: arc(gap * 0.98, 1.15), width: gap * 0.62, tone: "shade", strength: 0.5 },
      { path: arc(gap * 0.4, 0.9), width: gap * 0.5, tone: "light", strength: 0.4 },
      ...puckers,
    ];
  });
  return { folds, seams: rows.map((y) => s.seam([at(-half, y), at(0, y + 4), at(half, y)], 1.3)).join("") };
}

/** Puffed rings of a quilted sleeve are its own folds across. */
const puffSleeve = (s: Sheet, t: Torso, length: number): string => {
  const angle = (13 * Math.PI) / 180;
  const rings = [0.18, 0.36, 0.54, 0.72, 0.9];
  const axis = at((t.shoulder + t.chest) / 2, (t.slope + t.armpit) / 2);
  const point = (share: number, across: number) =>
    at(
      axis.x + Math.sin(angle) * length * share + Math.cos(angle) * across,
      axis.y + Math.cos(angle) * length * share - Math.sin(angle) * across,
    );
  const base = sleeves(s, t, { length, angle: 13, cuff: 19, puff: 1.25, end: "elastic" }, { round: 0.75 });
  const lines = [1, -1]
    .map((side) =>
      rings
        .map((share) => {
          const half = 31 - share * 10;
          const path = [point(share, half * 0.86), point(share + 0.03, 0), point(share, -half * 0.8)];
          const turned = side === 1 ? path : flipped(path);
          const lit = [
            point(share - 0.07, half * 0.5),
            point(share - 0.06, 0),
            point(share - 0.07, -half * 0.3),
          ];
          const litTurned = side === 1 ? lit : flipped(lit);
          return (
            s.seam(turned, 1.2) +
            `<path d="M${litTurned.map((p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join("L")}" stroke="${s.tones.light}" stroke-opacity="${(0.4 * s.tones.lightStrength).toFixed(2)}" stroke-width="5" fill="none" stroke-linecap="round" filter="url(#${s.blur(2)})"/>`
          );
        })
        .join(""),
    )
    .join("");
  return base + lines;
};

type PufferStyle = {
  readonly torso?: Partial<Torso>;
  readonly hooded?: boolean;
  readonly sleeveless?: boolean;
  readonly gap: number;
  readonly scale: number;
  readonly y: number;
};

const puffer =
  (style: PufferStyle) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JACKET,
      neckline: "crew",
      depth: 16,
      chest: 63,
      shoulder: style.sleeveless === true ? 52 : 64,
      waist: 64,
      hem: 62,
      length: 206,
      hemShape: "rounded",
      ...style.torso,
    };
    const rows = Array.from(
      { length: Math.floor((torso.length - 34) / style.gap) },
      (_, i) => 30 + (i + 0.4) * style.gap,
    );
    const quilt = quilting(s, rows, torso.chest + 4);
    const collar = style.hooded === true ? hood(s, torso, {}) : standCollar(s, torso, 22, { rim: 8 });
    const arms = style.sleeveless === true ? "" : puffSleeve(s, torso, 168);
    const clip = s.define(
      `torso ${torso.length}`,
      (id) =>
        `<clipPath id="${id}"><path d="${shape([corner(-torso.chest - 1, torso.armpit), at(-torso.shoulder + (torso.shoulder - torso.chest) * 0.5 + 5, torso.slope + (torso.armpit - torso.slope) * 0.55), corner(-torso.shoulder, torso.slope), corner(-torso.neck, 0), corner(torso.neck, 0), corner(torso.shoulder, torso.slope), at(torso.shoulder - (torso.shoulder - torso.chest) * 0.5 - 5, torso.slope + (torso.armpit - torso.slope) * 0.55), corner(torso.chest + 1, torso.armpit), corner(torso.hem + 2, torso.length - 12), corner(-torso.hem - 2, torso.length - 12)])}"/></clipPath>`,
    );
    return upper(
      s,
      {
        torso,
        behind: collar.behind + arms,
        closed: true,
        folds: quilt.folds,
        bodyOptions: { round: 0.6, rim: 8 },
        over:
          `<g clip-path="url(#${clip})">${quilt.seams}</g>` +
          weltPocket(
            s,
            at(30, Math.min(torso.length - 70, 150)),
            at(40, Math.min(torso.length - 38, 182)),
            5,
          ) +
          collar.front,
        hardware: zip(
          s,
          [
            corner(0, style.hooded === true ? torso.depth + 2 : torso.depth - 12),
            corner(0, torso.length + 1),
          ],
          6,
        ),
      },
      { y: style.y, scale: style.scale },
    );
  };

const all = ["Men", "Women", "Boys", "Girls"] as const;
const adults = ["Men", "Women"] as const;
const DENIM = ["blue", "light blue", "navy", "black", "white", "grey"] as const;
const HIDES = [
  "black",
  "brown",
  "tan",
  "burgundy",
  "red",
  "grey",
  "navy",
  "olive",
  "white",
  "green",
  "beige",
  "pink",
] as const;

export const JACKETS: readonly Kind[] = [
  {
    type: "blazer",
    category: "Outerwear",
    price: [60, 120],
    weight: 1.3,
    variants: [
      {
        name: "Single-Breasted",
        detail: "with notched lapels, two buttons and flap pockets",
        materials: ["wool", "linen", "corduroy", "tweed"],
        patterns: ["solid", "checked"],
        genders: adults,
        season: "All seasons",
        use: "Work",
        motif: 0.75,
        draw: blazer({ lapel: "notch", scale: 1.34, y: 78 }),
      },
      {
        name: "Double-Breasted",
        detail: "with peaked lapels and two rows of buttons",
        materials: ["wool", "linen"],
        patterns: ["solid", "striped", "checked"],
        upright: true,
        genders: adults,
        season: "All seasons",
        use: "Formal",
        motif: 0.7,
        draw: blazer({
          double: true,
          lapel: "peak",
          torso: { hemShape: "straight", depth: 92 },
          scale: 1.34,
          y: 78,
        }),
      },
      {
        name: "Tuxedo",
        detail: "with a shawl collar in darker satin",
        materials: ["velvet", "wool"],
        genders: ["Men", "Women"],
        season: "Winter",
        use: "Party",
        draw: blazer({ lapel: "shawl", torso: { depth: 124 }, scale: 1.34, y: 78 }),
      },
      {
        name: "Cropped",
        detail: "cut at the waist, with notched lapels",
        materials: ["tweed", "linen", "cotton"],
        patterns: ["solid", "checked"],
        genders: ["Women"],
        season: "Spring",
        use: "Work",
        motif: 0.75,
        draw: blazer({ lapel: "notch", torso: { length: 182, depth: 80 }, scale: 1.4, y: 100 }),
      },
    ],
  },
  {
    type: "denim jacket",
    category: "Outerwear",
    price: [45, 80],
    weight: 1,
    variants: [
      {
        name: "Classic",
        detail: "with chest pockets, metal buttons and contrast stitching",
        materials: ["denim"],
        colours: DENIM,
        genders: all,
        season: "Spring",
        use: "Casual",
        draw: denimJacket({ scale: 1.36, y: 90 }),
      },
      {
        name: "Cropped",
        detail: "cut short, with metal buttons and contrast stitching",
        materials: ["denim"],
        colours: [...DENIM, "pink", "beige"],
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Casual",
        draw: denimJacket({ torso: { length: 160, waistAt: 128 }, scale: 1.42, y: 108 }),
      },
      {
        name: "Sherpa-Collar",
        detail: "with a cream fleece collar and metal buttons",
        materials: ["denim"],
        colours: DENIM,
        genders: adults,
        season: "Winter",
        use: "Casual",
        draw: denimJacket({ sherpa: true, scale: 1.36, y: 90 }),
      },
    ],
  },
  {
    type: "leather jacket",
    category: "Outerwear",
    price: [55, 95],
    weight: 1,
    variants: [
      {
        name: "Biker",
        detail: "with a slanting zip, wide lapels and zipped pockets",
        materials: ["leather"],
        colours: HIDES,
        genders: adults,
        season: "Autumn",
        use: "Casual",
        draw: biker({ scale: 1.36, y: 88 }),
      },
      {
        name: "Zip-Up",
        detail: "with a stand collar and a straight zip",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: adults,
        season: "Autumn",
        use: "Casual",
        draw: bomber({ collar: "stand", torso: { waist: 57, hem: 54 }, scale: 1.34, y: 98 }),
      },
      {
        name: "Cropped Biker",
        detail: "cut short, with a slanting zip and wide lapels",
        materials: ["leather"],
        colours: HIDES,
        genders: ["Women"],
        season: "Spring",
        use: "Party",
        draw: biker({ torso: { length: 172, waistAt: 132 }, scale: 1.42, y: 100 }),
      },
    ],
  },
  {
    type: "bomber jacket",
    category: "Outerwear",
    price: [45, 90],
    weight: 1.1,
    variants: [
      {
        name: "Zip-Up",
        detail: "with a ribbed collar, cuffs and hem",
        materials: ["nylon", "satin"],
        patterns: ["solid", "floral", "colour-block"],
        genders: all,
        season: "Spring",
        use: "Casual",
        draw: bomber({ collar: "rib", scale: 1.34, y: 96 }),
      },
      {
        name: "Varsity",
        detail: "with sleeves in a second colour and press studs",
        materials: ["wool"],
        genders: ["Men", "Women", "Boys"],
        season: "Autumn",
        use: "Casual",
        patterns: ["colour-block"],
        panels: true,
        draw: bomber({ collar: "rib", contrast: true, snaps: true, scale: 1.34, y: 96 }),
      },
      {
        name: "Suede",
        detail: "with a pointed collar, a zip and a ribbed hem",
        materials: ["suede"],
        colours: ["tan", "brown", "black", "navy", "olive", "beige", "grey", "burgundy"],
        genders: ["Men"],
        season: "Autumn",
        use: "Casual",
        draw: bomber({ collar: "shirt", torso: { depth: 20, neckline: "v" }, scale: 1.34, y: 90 }),
      },
    ],
  },
  {
    type: "puffer jacket",
    category: "Outerwear",
    price: [60, 115],
    weight: 1.3,
    variants: [
      {
        name: "Hooded",
        detail: "quilted and filled, with a hood and a zip",
        materials: ["nylon"],
        patterns: ["solid", "colour-block"],
        genders: all,
        season: "Winter",
        use: "Outdoor",
        draw: puffer({ hooded: true, gap: 29, scale: 1.24, y: 136 }),
      },
      {
        name: "Cropped",
        detail: "quilted and cut short, with a stand collar",
        materials: ["nylon"],
        patterns: ["solid"],
        genders: ["Women", "Girls"],
        season: "Winter",
        use: "Casual",
        draw: puffer({ gap: 30, torso: { length: 168, waistAt: 130 }, scale: 1.38, y: 110 }),
      },
      {
        name: "Long",
        detail: "quilted and warm down to the knee, with a hood",
        materials: ["nylon"],
        genders: adults,
        season: "Winter",
        use: "Outdoor",
        draw: puffer({ hooded: true, gap: 30, torso: { length: 318, hem: 66 }, scale: 1.04, y: 112 }),
      },
      {
        name: "Sleeveless",
        detail: "a quilted gilet without sleeves, with a stand collar",
        materials: ["nylon"],
        patterns: ["solid", "colour-block"],
        genders: all,
        season: "Autumn",
        use: "Outdoor",
        draw: puffer({ gap: 28, sleeveless: true, scale: 1.46, y: 94 }),
      },
    ],
  },
];
