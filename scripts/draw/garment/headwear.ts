import { mix, tonesOf } from "../colour.js";
import type { WeaveName } from "../fabric/weave.js";
import type { Kind } from "../kind.js";
import { crease } from "../parts/fold.js";
import { ground, placed } from "../parts/scene.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, ellipse, shape, symmetric } from "../svg.js";

/** Headwear lies around x = 0; its lower edge is at y = 0. */
const shown = (
  s: Sheet,
  content: string,
  hardware: string,
  half: number,
  place: { readonly scale: number; readonly y: number; readonly x?: number },
): string =>
  ground(s, place.x ?? 180, place.y + 10, half * place.scale, 15, 0.6) +
  placed(s.cloth(content) + hardware, place);

const cap =
  (style: "baseball" | "trucker" | "flat") =>
  (s: Sheet): string => {
    if (style === "flat") return flatCap(s);
    const mesh: PieceOptions = style === "trucker" ? { tones: s.accent, weave: "mesh", weaveScale: 1.4 } : {};
    const crown = shape([
      corner(-104, -2),
      at(-102, -60),
      at(-74, -118),
      at(-16, -142),
      at(42, -130),
      at(86, -92),
      at(100, -40),
      corner(98, 2),
      at(0, 18),
    ]);
    const front = shape([
      corner(-16, -142),
      at(42, -130),
      at(86, -92),
      at(100, -40),
      corner(98, 2),
      at(40, 12),
      corner(-34, 14),
      at(-44, -60),
    ]);
    const bill = shape([
      corner(-38, 14),
      at(30, 4),
      corner(98, -4),
      at(146, 6),
      at(172, 30),
      at(160, 42),
      at(100, 34),
      at(20, 34),
    ]);
    const under = shape([
      corner(-36, 18),
      at(20, 34),
      at(100, 35),
      at(160, 43),
      at(168, 36),
      at(120, 46),
      at(30, 46),
    ]);
    const eyelets = [
      [-58, -88],
      [30, -96],
      [70, -70],
    ]
      .map(
        ([x, y]) =>
          `<circle cx="${x}" cy="${y}" r="3.400" fill="${s.tones.deep}" stroke="${s.tones.line}" stroke-width="1.400"/>`,
      )
      .join("");
    const badge = `<path d="M34 -58L46 -82L58 -58L82 -54L64 -38L68 -14L46 -26L24 -14L28 -38L10 -54Z" transform="translate(20 -2) scale(.62)" fill="${s.tones.shadeStrength < 1 ? "#2b3550" : "#f6f2e8"}" stroke="${s.tones.line}" stroke-width="1.200"/>`;
    const folds = [
      ...crease([at(-92, -20), at(-60, -40), at(-20, -40)], 12, 0.26),
      ...crease([at(-80, -84), at(-62, -50), at(-66, -8)], 10, 0.2),
    ];
    const blocks: PieceOptions = s.look.print.pattern === "colour-block" ? { tones: s.accent } : {};
    const cloth =
      s.piece(crown, { folds, rim: 10, round: 0.55, ...mesh }) +
      s.piece(front, {
        rim: 8,
        round: 0.35,
        ...(style === "trucker" ? {} : {}),
        folds: crease([at(84, -60), at(70, -30), at(60, 4)], 12, 0.22),
        plain: s.look.print.pattern === "colour-block",
      }) +
      s.seam([corner(-16, -142), at(-44, -60), corner(-34, 14)], 1.1) +
      s.stitch([at(-20, -138), at(-49, -60), corner(-39, 14)]) +
      s.seam([at(-16, -142), at(28, -90), corner(34, 10)], 0.9) +
      s.seam([at(-18, -142), at(-70, -100), corner(-88, 0)], 0.9) +
      s.piece(under, { tones: tonesOf(s.tones.deep), weave: "none", rim: 3, outline: 0.5 }) +
      s.cast(bill, 3, 0, 4, 0.4) +
      s.piece(bill, { rim: 7, round: 0.25, lying: true, plain: true, ...blocks }) +
      [0, 1, 2]
        .map((i) =>
          s.stitch([
            corner(-20 + i * 10, 18 + i * 3.5),
            at(40, 12 + i * 5),
            at(104, 8 + i * 6),
            corner(148 - i * 4, 16 + i * 6),
          ]),
        )
        .join("") +
      s.piece(ellipse(-16, -142, 8, 5), { rim: 3, plain: true });
    return shown(s, cloth, eyelets + badge, 120, { scale: 1.1, y: 280, x: 160 });
  };

function flatCap(s: Sheet): string {
  const crown = shape([
    corner(-112, 14),
    at(-118, -30),
    at(-84, -84),
    at(-10, -104),
    at(70, -80),
    at(118, -30),
    corner(132, 2),
    at(60, 12),
    at(-30, 24),
  ]);
  const bill = shape([corner(28, 14), at(80, 2), corner(132, 0), at(150, 16), at(130, 30), at(76, 30)]);
  const band = shape([
    corner(-112, 10),
    at(-40, 24),
    corner(40, 14),
    corner(36, 30),
    at(-40, 40),
    corner(-108, 28),
  ]);
  const folds = [
    ...crease([at(-100, -24), at(-50, -44), at(10, -40)], 12, 0.24),
    ...crease([at(40, -70), at(76, -40), at(90, -8)], 12, 0.24),
    ...crease([at(-60, 12), at(-40, -6), at(0, -14)], 10, 0.22),
  ];
  const cloth =
    s.piece(band, { rim: 5, dim: 0.2 }) +
    s.piece(bill, { rim: 5, lying: true }) +
    s.piece(crown, { folds, rim: 10, round: 0.4, lying: true }) +
    s.seam([at(-10, -104), at(30, -50), at(34, 12)], 1) +
    s.seam([at(-10, -104), at(-70, -40), at(-96, 14)], 1) +
    s.piece(ellipse(-10, -103, 8, 5), { rim: 3, plain: true });
  return shown(s, cloth, "", 118, { scale: 1.16, y: 268 });
}

type BeanieStyle = {
  readonly weave: WeaveName;
  readonly cuff: boolean;
  readonly pompom?: boolean;
  readonly slouchy?: boolean;
};

const beanie =
  (style: BeanieStyle) =>
  (s: Sheet): string => {
    const h = style.slouchy === true ? 176 : 146;
    const crown =
      style.slouchy === true
        ? shape([
            corner(-84, 0),
            at(-92, -70),
            at(-74, -130),
            at(-20, -h),
            at(50, -h + 2),
            at(96, -130),
            at(98, -80),
            corner(84, 0),
            at(0, 14),
          ])
        : symmetric([at(0, -h), at(44, -h + 10), at(78, -100), at(88, -50), corner(86, 0), at(0, 14)]);
    const folds = [
      ...crease([at(-50, -120), at(-64, -80), at(-66, -30)], 12, 0.26),
      ...crease([at(30, -h + 16), at(46, -90), at(48, -40)], 12, 0.24),
      ...crease([at(-10, -h + 6), at(-8, -100), at(-10, -60)], 9, 0.2),
    ];
    const cuff = symmetric([at(0, -38), at(50, -44), corner(89, -52), at(94, -24), corner(90, 4), at(0, 18)]);
    const trim: PieceOptions = {
      weave: "rib",
      weaveScale: 1.25,
      plain: true,
      rim: 7,
      round: 0.5,
      ...(s.look.print.pattern === "colour-block" ? { tones: s.accent } : {}),
    };
    const ball = style.pompom === true ? pompom(s, 0, -h - 22, 34) : "";
    const cloth =
      ball +
      s.piece(crown, { folds, rim: 10, round: 0.5, weave: style.weave, weaveScale: 1.25 }) +
      (style.cuff
        ? s.cast(cuff, 4, 0, -2, 0.35) + s.piece(cuff, trim)
        : s.piece(symmetric([at(0, -8), corner(86, -20), corner(86, 2), at(0, 14)]), trim));
    const tag = style.cuff
      ? `<rect x="22" y="-26" width="30" height="20" rx="2" fill="#8a5a34" stroke="#4a2f18" transform="rotate(-3 30 -16)"/><path d="M27 -16h19" stroke="#e5c79d" stroke-width="1.600" transform="rotate(-3 30 -16)"/>`
      : "";
    return shown(s, cloth, tag, 86, { scale: 1.34, y: style.pompom === true ? 338 : 316 });
  };

/** A ball of cut yarn. */
function pompom(s: Sheet, x: number, y: number, r: number): string {
  const random = s.look.random;
  const strands = (share: number, ink: string, width: number) =>
    `<path d="${Array.from({ length: 110 }, () => {
      const angle = random.between(0, Math.PI * 2);
      const inner = random.between(0, r * 0.7) * share;
      const outer = Math.min(r, inner + random.between(8, 15));
      return `M${(x + Math.cos(angle) * inner).toFixed(1)} ${(y + Math.sin(angle) * inner).toFixed(1)}L${(x + Math.cos(angle) * outer).toFixed(1)} ${(y + Math.sin(angle) * outer).toFixed(1)}`;
    }).join("")}" stroke="${ink}" stroke-width="${width}" stroke-linecap="round"/>`;
  return (
    `<circle cx="${x}" cy="${y}" r="${r - 3}" fill="${s.tones.shade}"/>` +
    strands(1.3, mix(s.tones.base, s.tones.shade, 0.35), 3.6) +
    strands(1.1, s.tones.base, 3.2) +
    strands(0.8, mix(s.tones.base, s.tones.light, 0.5), 1.8)
  );
}

type HatStyle = {
  readonly crown: "fedora" | "bucket" | "round" | "boater";
  readonly brim: number;
  readonly scale: number;
  readonly y: number;
};

const hat =
  (style: HatStyle) =>
  (s: Sheet): string => {
    const b = style.brim;
    if (style.crown === "bucket") {
      const crown = symmetric([
        at(0, -122),
        at(46, -120),
        corner(66, -112),
        at(74, -60),
        corner(78, -30),
        at(0, -22),
      ]);
      const brim = symmetric([
        at(0, -34),
        at(50, -38),
        corner(78, -46),
        at(104, -2),
        corner(122, 22),
        at(60, 40),
        at(0, 44),
      ]);
      const inner = symmetric([at(0, 26), at(70, 24), corner(122, 22), at(60, 40), at(0, 44)]);
      const rows = [0.3, 0.5, 0.7, 0.88]
        .map((t) =>
          s.stitch([at(-78 - 44 * t, -44 + 66 * t), at(0, -34 + 76 * t), at(78 + 44 * t, -44 + 66 * t)]),
        )
        .join("");
      const cloth =
        s.piece(crown, {
          rim: 9,
          round: 0.5,
          folds: crease([at(-40, -110), at(-48, -80), at(-50, -44)], 10, 0.2),
        }) +
        s.cast(brim, 3, 0, -1, 0.25) +
        s.piece(brim, {
          rim: 8,
          round: 0.5,
          folds: [
            ...crease([at(-60, -34), at(-76, 0), at(-84, 26)], 13, 0.26),
            ...crease([at(56, -34), at(64, 0), at(70, 28)], 13, 0.26),
          ],
        }) +
        s.piece(inner, { dim: 0.55, outline: 0, rim: 0, plain: true }) +
        rows +
        s.stitch([at(-66, -106), at(0, -114), at(66, -106)]) +
        s.seam([at(-77, -47), at(0, -36), at(77, -47)], 1);
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
    const band = symmetric([at(0, -18), at(50, -22), corner(77, -30), corner(80, -6), at(0, 10)]);
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
    const bow = shape([corner(-62, -28), at(-84, -38), at(-88, -14), corner(-64, -8)]);
    const folds =
      style.crown === "fedora"
        ? [
            ...crease([at(-30, top + 8), at(-34, -90), at(-28, -56)], 12, 0.34),
            ...crease([at(34, top + 8), at(36, -90), at(30, -56)], 12, 0.34),
            ...crease([at(0, top + 18), at(2, -84), at(0, -60)], 9, 0.22),
          ]
        : crease([at(-50, -70), at(-58, -44), at(-60, -22)], 10, 0.2);
    const cloth =
      s.piece(brim, { rim: 7, round: 0.4, lying: true }) +
      s.piece(under, { dim: 0.42, outline: 0, rim: 0 }) +
      s.cast(crown, 5, 2, 5, 0.4) +
      s.piece(crown, { folds, rim: 10, round: 0.55 }) +
      s.piece(band, ribbon) +
      (style.crown === "round" ? "" : s.cast(bow, 2, 1, 2, 0.4) + s.piece(bow, ribbon));
    return shown(s, cloth, "", b, { scale: style.scale, y: style.y });
  };

const cold = { season: "Winter", use: "Casual" } as const;
const people = ["Men", "Women", "Unisex", "Boys", "Girls"] as const;

export const HEADWEAR: readonly Kind[] = [
  {
    type: "cap",
    category: "Headwear",
    price: [14, 28],
    weight: 1.1,
    variants: [
      {
        name: "Baseball",
        detail: "with a curved peak and a stitched star",
        materials: ["cotton", "denim", "corduroy"],
        patterns: ["solid", "colour-block", "striped"],
        motif: 0.9,
        genders: people,
        season: "Summer",
        use: "Casual",
        draw: cap("baseball"),
      },
      {
        name: "Trucker",
        detail: "with mesh at the back in a second colour",
        materials: ["cotton", "canvas"],
        genders: ["Men", "Unisex", "Boys"],
        season: "Summer",
        use: "Outdoor",
        patterns: ["colour-block"],
        panels: true,
        draw: cap("trucker"),
      },
      {
        name: "Flat",
        detail: "low and round with a short peak",
        materials: ["tweed", "wool", "linen"],
        patterns: ["solid", "checked"],
        motif: 0.7,
        genders: ["Men"],
        season: "Autumn",
        use: "Casual",
        draw: cap("flat"),
      },
    ],
  },
  {
    type: "beanie",
    category: "Headwear",
    price: [14, 26],
    weight: 1.1,
    variants: [
      {
        ...cold,
        name: "Cuffed",
        detail: "ribbed, with a turned-up cuff and a leather tag",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: people,
        draw: beanie({ weave: "rib", cuff: true }),
      },
      {
        ...cold,
        name: "Pom-Pom",
        detail: "with cables, a cuff and a ball of yarn on top",
        materials: ["knit"],
        patterns: ["solid", "striped", "colour-block"],
        genders: ["Women", "Girls", "Boys", "Unisex"],
        draw: beanie({ weave: "cable", cuff: true, pompom: true }),
      },
      {
        ...cold,
        name: "Slouchy",
        detail: "long and loose, falling to one side",
        materials: ["knit"],
        patterns: ["solid", "striped"],
        genders: ["Women", "Men", "Unisex"],
        draw: beanie({ weave: "knit", cuff: false, slouchy: true }),
      },
    ],
  },
  {
    type: "hat",
    category: "Headwear",
    price: [20, 42],
    weight: 1.2,
    variants: [
      {
        name: "Fedora",
        detail: "with a creased crown and a ribbon",
        materials: ["wool", "suede"],
        genders: ["Men", "Women", "Unisex"],
        season: "Autumn",
        use: "Formal",
        draw: hat({ crown: "fedora", brim: 126, scale: 1.28, y: 272 }),
      },
      {
        name: "Bucket",
        detail: "with a sloping stitched brim",
        materials: ["cotton", "denim", "canvas"],
        patterns: ["solid", "checked", "floral", "striped"],
        motif: 0.8,
        genders: ["Unisex", "Women", "Boys", "Girls"],
        season: "Summer",
        use: "Casual",
        draw: hat({ crown: "bucket", brim: 0, scale: 1.32, y: 268 }),
      },
      {
        name: "Wide-Brimmed Straw",
        detail: "woven, with a broad brim and a ribbon",
        materials: ["straw"],
        colours: ["beige", "tan", "brown", "white", "black", "yellow", "pink", "light blue", "grey", "navy"],
        genders: ["Women"],
        season: "Summer",
        use: "Outdoor",
        draw: hat({ crown: "round", brim: 152, scale: 1.1, y: 268 }),
      },
      {
        name: "Straw Boater",
        detail: "flat on top and at the brim, with a ribbon",
        materials: ["straw"],
        colours: ["beige", "tan", "white", "yellow", "brown", "black"],
        genders: ["Men", "Women"],
        season: "Summer",
        use: "Party",
        draw: hat({ crown: "boater", brim: 132, scale: 1.24, y: 264 }),
      },
    ],
  },
];
