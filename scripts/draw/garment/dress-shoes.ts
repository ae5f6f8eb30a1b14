import { mix, tonesOf } from "../colour.js";
import type { Kind } from "../kind.js";
import { crease } from "../parts/fold.js";
import { laces, mouth, pair, sheen, sole } from "../parts/shoe.js";
import { buckle } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, ellipse, type Point, shape } from "../svg.js";

const darkSole = (s: Sheet) => tonesOf(mix(s.tones.base, "#17100c", 0.78));

/** A thin leather sole with a stacked heel. */
function welt(s: Sheet, heel = 19): string {
  const tones = darkSole(s);
  return (
    sole(
      s,
      [corner(-1, -heel - 3), at(54, -heel - 3), at(92, -14), at(150, -10), at(215, -10), corner(246, -13)],
      [corner(-1, -heel + 3), at(54, -heel + 3), at(94, -8), at(150, -3), at(215, -3), corner(247, -8)],
      tones,
    ) +
    s.piece(shape([corner(0, -heel + 2), corner(60, -heel + 2), corner(57, 0), corner(2, 0)]), {
      tones,
      weave: "none",
      rim: 3,
      material: "rubber",
    }) +
    s.seam([corner(1, -heel / 2), corner(58, -heel / 2)], 0.7, tones)
  );
}

/** The low foot that loafers and lace-ups share; the throat lies between `heelTop` and `instep`. */
const footOutline = (instep: Point, heel = 19): Point[] => [
  corner(5, -heel - 3),
  at(1, -44),
  at(7, -66),
  corner(12, -79),
  at(38, -66),
  at(68, -60),
  corner(instep.x, instep.y),
  at(instep.x + 34, instep.y + 15),
  at(186, -50),
  at(220, -41),
  at(242, -27),
  corner(244, -12),
  at(150, -9),
  at(92, -13),
  at(54, -heel - 2),
];

const vampFolds = [
  ...crease([at(150, -14), at(160, -40), at(158, -66)], 8, 0.32),
  ...crease([at(170, -14), at(176, -36), at(174, -56)], 6, 0.22),
  ...crease([at(30, -26), at(60, -46), at(100, -54)], 8, 0.2),
];

const shine = (s: Sheet): string =>
  sheen(s, [at(190, -42), at(214, -36), at(233, -25)], 6, 0.6) +
  sheen(s, [at(14, -62), at(12, -46), at(18, -32)], 7, 0.4);

const loafer =
  (style: "penny" | "tassel" | "horsebit" | "driving") =>
  (s: Sheet): string => {
    const instep = at(114, -82);
    const upper = shape(footOutline(instep));
    const apron = [
      at(150, -66),
      at(188, -46),
      at(222, -37),
      at(229, -30),
      at(212, -29),
      at(176, -34),
      at(140, -44),
      at(112, -60),
    ];
    const strap = shape([
      corner(104, -76),
      at(118, -81),
      corner(146, -68),
      at(150, -44),
      corner(142, -16),
      corner(112, -16),
      at(118, -44),
    ]);
    const diamond = shape([corner(118, -58), corner(129, -52), corner(141, -56), corner(130, -63)]);
    const fringe = shape([
      corner(110, -80),
      at(132, -78),
      corner(152, -68),
      corner(156, -46),
      at(136, -54),
      corner(112, -58),
    ]);
    const tassel = (x: number, y: number) => {
      const body = shape([corner(x - 4, y), corner(x + 4, y), corner(x + 7, y + 22), corner(x - 7, y + 22)]);
      return (
        s.cast(body, 1.5, 1, 2, 0.4) +
        s.piece(body, { rim: 2 }) +
        [-3, 0, 3]
          .map((dx) => s.seam([corner(x + dx * 0.6, y + 6), corner(x + dx * 1.5, y + 22)], 0.5))
          .join("") +
        s.piece(ellipse(x, y, 5, 4), { rim: 2 })
      );
    };
    const details = {
      penny: () =>
        s.cast(strap, 2, 0, 2, 0.4) +
        s.piece(strap, { rim: 4 }) +
        s.stitch(strap) +
        `<path d="${diamond}" fill="${s.tones.deep}"/>`,
      tassel: () =>
        s.cast(fringe, 2, 0, 2, 0.35) +
        s.piece(fringe, { rim: 3 }) +
        [118, 126, 134, 142].map((x) => s.seam([corner(x, -73), corner(x + 1, -56)], 0.7)).join("") +
        tassel(128, -68) +
        tassel(144, -62),
      horsebit: () => s.piece(strap, { rim: 4 }),
      driving: () =>
        s.piece(
          shape([corner(104, -78), at(122, -82), corner(140, -72), corner(138, -58), corner(106, -62)]),
          { rim: 3 },
        ),
    };
    const bit =
      style === "horsebit"
        ? buckle(s, 116, -64, 13, 12) +
          buckle(s, 141, -56, 13, 12) +
          `<path d="M118 -63L139 -57" stroke="#c9a04a" stroke-width="3.600" stroke-linecap="round"/>`
        : "";
    const cloth =
      mouth(s, at(12, -79), instep, 6) +
      s.piece(upper, { folds: vampFolds, round: 0.35, rim: 7, lying: true }) +
      s.seam(apron, 1.6) +
      s.stitch(apron.slice(3).map((p) => ({ ...p, y: p.y + 3.2 }))) +
      s.stitch([at(15, -74), at(40, -61), corner(70, -55)]) +
      s.seam([corner(34, -67), at(36, -44), corner(46, -24)], 0.8) +
      details[style]();
    const base =
      style === "driving"
        ? sole(
            s,
            [corner(-1, -22), at(60, -20), at(150, -12), corner(246, -14)],
            [corner(-2, -3), at(60, 1), at(180, 1), corner(246, -6)],
            darkSole(s),
          )
        : welt(s);
    return pair(s, s.cloth(cloth) + base + bit + shine(s), { scale: 1.15, x: 28, y: 350, lift: [28, 112] });
  };

const laceUp =
  (style: "oxford" | "brogue" | "monk") =>
  (s: Sheet): string => {
    const instep = at(96, -102);
    const upper = shape(footOutline(instep));
    const facing = shape([
      corner(70, -70),
      corner(92, -102),
      at(122, -90),
      corner(156, -70),
      corner(150, -54),
      at(120, -58),
      corner(84, -52),
    ]);
    const cap = [corner(191, -48), at(203, -30), corner(198, -11)];
    const capShape = shape([
      corner(190, -49),
      at(220, -41),
      at(242, -27),
      corner(244, -12),
      corner(198, -11),
      at(203, -30),
    ]);
    const dots = (path: readonly Point[]) =>
      path
        .slice(1)
        .flatMap((b, i) => {
          const a = path[i] ?? b;
          return [0.1, 0.35, 0.6, 0.85].map(
            (t) =>
              `<circle cx="${(a.x + (b.x - a.x) * t).toFixed(1)}" cy="${(a.y + (b.y - a.y) * t).toFixed(1)}" r="1.500" fill="${s.tones.deep}"/>`,
          );
        })
        .join("");
    const wing = [corner(184, -49), corner(198, -34), at(170, -28), at(140, -22), corner(112, -14)];
    const strap = shape([
      corner(78, -86),
      at(112, -92),
      corner(142, -80),
      at(146, -64),
      corner(120, -56),
      corner(86, -58),
    ]);
    const extra = {
      oxford: () =>
        s.piece(capShape, { rim: 4, round: 0.2, lying: true }) +
        s.stitch(cap.map((p) => ({ ...p, x: p.x - 2.5 }))),
      brogue: () =>
        s.seam(wing, 1.3) +
        dots(wing.map((p) => ({ ...p, x: p.x - 3, y: p.y - 3 }))) +
        s.seam([corner(34, -72), at(40, -44), corner(56, -22)], 1) +
        dots([corner(38, -70), corner(44, -44), corner(60, -22)]) +
        dots([corner(86, -48), corner(120, -54), corner(148, -50)]) +
        `<g>${[
          [212, -34],
          [220, -29],
          [210, -26],
          [218, -36],
          [225, -32],
        ]
          .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="1.300" fill="${s.tones.deep}"/>`)
          .join("")}</g>`,
      monk: () => s.piece(capShape, { rim: 4, round: 0.2, lying: true }),
    };
    const tongue = shape([
      corner(78, -84),
      corner(90, -110),
      at(104, -112),
      corner(112, -98),
      corner(140, -76),
    ]);
    const front =
      style === "monk"
        ? s.cast(strap, 2, 0, 2, 0.4) + s.piece(strap, { rim: 4 }) + s.stitch(strap)
        : s.piece(facing, { rim: 4, round: 0.2 }) + s.stitch(facing);
    const cloth =
      s.piece(tongue, { rim: 4 }) +
      mouth(s, at(12, -79), at(94, -102), 6, 46) +
      s.piece(upper, { folds: vampFolds, round: 0.35, rim: 7, lying: true }) +
      s.stitch([at(15, -74), at(40, -61), corner(68, -57)]) +
      extra[style]() +
      front;
    const hardware =
      style === "monk"
        ? buckle(s, 96, -74, 15, 17)
        : laces(at(144, -66), at(100, -92), 4, mix(s.tones.base, "#0e0b0a", 0.72), 12);
    return pair(s, s.cloth(cloth) + welt(s) + hardware + shine(s), {
      scale: 1.15,
      x: 28,
      y: 356,
      lift: [28, 120],
    });
  };

const flat =
  (style: "ballet" | "pointed" | "strap") =>
  (s: Sheet): string => {
    const toe: Point[] =
      style === "pointed"
        ? [at(186, -46), at(222, -26), corner(252, -9)]
        : [at(192, -46), at(224, -38), at(243, -22), corner(242, -8)];
    const throat = style === "pointed" ? at(150, -52) : at(158, -56);
    const upper = shape([
      corner(4, -10),
      at(-1, -34),
      at(6, -58),
      corner(12, -66),
      at(40, -48),
      at(90, -36),
      at(130, -40),
      corner(throat.x, throat.y),
      ...toe,
      at(140, -7),
    ]);
    const bow =
      style === "ballet"
        ? [1, -1]
            .map((sign) => {
              const d = shape([
                corner(164, -52),
                at(164 + sign * 12, -68),
                at(164 + sign * 25, -58),
                at(164 + sign * 14, -46),
              ]);
              return s.cast(d, 1.5, 1, 2, 0.4) + s.piece(d, { rim: 3, plain: true });
            })
            .join("") + s.piece(ellipse(164, -54, 5, 6), { rim: 2, plain: true })
        : "";
    const band =
      style === "strap"
        ? s.piece(
            shape([
              corner(92, -58),
              at(112, -76),
              at(136, -72),
              corner(148, -48),
              corner(138, -46),
              at(128, -64),
              at(112, -68),
              corner(100, -56),
            ]),
            { rim: 3, plain: true, dim: 0.3 },
          ) +
          s.piece(
            shape([
              corner(78, -36),
              at(88, -66),
              corner(108, -78),
              at(120, -76),
              corner(124, -68),
              at(106, -62),
              at(98, -50),
              corner(94, -33),
            ]),
            { rim: 3, plain: true },
          )
        : "";
    const lining = tonesOf(mix(s.tones.base, "#ead9c4", 0.7));
    const far = s.piece(
      shape([
        corner(12, -66),
        at(60, -60),
        at(120, -60),
        corner(throat.x + 2, throat.y - 1),
        at(110, -34),
        at(50, -40),
      ]),
      { tones: lining, weave: "none", dim: 0.4, rim: 6 },
    );
    const cloth =
      far +
      s.piece(upper, {
        folds: [...crease([at(176, -10), at(182, -28), at(178, -46)], 7, 0.26)],
        round: 0.3,
        rim: 6,
        lying: true,
      }) +
      s.stitch([at(13, -61), at(40, -44), at(90, -32), at(130, -36), corner(throat.x - 2, throat.y + 5)]) +
      band +
      bow;
    const base =
      sole(
        s,
        [corner(0, -9), at(120, -7), corner(style === "pointed" ? 252 : 243, -8)],
        [corner(1, 0), at(120, 1), corner(style === "pointed" ? 250 : 240, -3)],
        darkSole(s),
      ) +
      s.piece(shape([corner(1, -8), corner(50, -8), corner(48, 2), corner(3, 2)]), {
        tones: darkSole(s),
        weave: "none",
        rim: 2,
      });
    return pair(
      s,
      s.cloth(cloth) +
        base +
        (style === "strap" ? buckle(s, 104, -70, 9, 10) : "") +
        sheen(s, [at(196, -38), at(222, -30), at(234, -18)], 6, 0.6),
      { scale: 1.15, x: 28, y: 336, lift: [30, 96] },
    );
  };

const HIDES = [
  "black",
  "brown",
  "tan",
  "burgundy",
  "navy",
  "grey",
  "beige",
  "white",
  "red",
  "olive",
  "green",
] as const;
const adults = ["Men", "Women"] as const;

export const DRESS_SHOES: readonly Kind[] = [
  {
    type: "loafers",
    category: "Shoes",
    price: [26, 48],
    weight: 1,
    variants: [
      {
        name: "Penny",
        detail: "with a strap across the instep and a small slot in it",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: adults,
        season: "All seasons",
        use: "Work",
        draw: loafer("penny"),
      },
      {
        name: "Tassel",
        detail: "with a fringe and two tassels",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: adults,
        season: "Autumn",
        use: "Formal",
        draw: loafer("tassel"),
      },
      {
        name: "Horsebit",
        detail: "with a metal bar across the instep",
        materials: ["leather", "velvet"],
        colours: [...HIDES, "pink", "teal", "purple"],
        genders: ["Women", "Men"],
        season: "Spring",
        use: "Casual",
        draw: loafer("horsebit"),
      },
      {
        name: "Driving",
        detail: "soft and stitched around the toe",
        materials: ["suede"],
        colours: [...HIDES, "mustard", "light blue", "orange"],
        genders: ["Men"],
        season: "Summer",
        use: "Casual",
        draw: loafer("driving"),
      },
    ],
  },
  {
    type: "oxford shoes",
    category: "Shoes",
    price: [28, 52],
    weight: 1,
    variants: [
      {
        name: "Cap-Toe",
        detail: "laced, with a seam across the toe",
        materials: ["leather"],
        colours: HIDES,
        genders: adults,
        season: "All seasons",
        use: "Formal",
        draw: laceUp("oxford"),
      },
      {
        name: "Brogue",
        detail: "laced, with punched patterns",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: adults,
        season: "Autumn",
        use: "Work",
        draw: laceUp("brogue"),
      },
      {
        name: "Monk-Strap",
        detail: "closed by a strap with a buckle",
        materials: ["leather", "suede"],
        colours: HIDES,
        genders: ["Men"],
        season: "All seasons",
        use: "Formal",
        draw: laceUp("monk"),
      },
    ],
  },
  {
    type: "flats",
    category: "Shoes",
    price: [24, 42],
    weight: 1,
    variants: [
      {
        name: "Ballet",
        detail: "with a rounded toe and a bow",
        materials: ["leather", "satin", "suede"],
        patterns: ["solid", "polka dot"],
        motif: 0.6,
        genders: ["Women", "Girls"],
        season: "Spring",
        use: "Casual",
        draw: flat("ballet"),
      },
      {
        name: "Pointed",
        detail: "low-cut, with a pointed toe",
        materials: ["leather", "velvet", "suede"],
        patterns: ["solid", "checked"],
        motif: 0.55,
        genders: ["Women"],
        season: "All seasons",
        use: "Work",
        draw: flat("pointed"),
      },
      {
        name: "Mary Jane",
        detail: "with a rounded toe and a buckled strap",
        materials: ["leather", "velvet"],
        genders: ["Women", "Girls"],
        season: "Autumn",
        use: "Casual",
        draw: flat("strap"),
      },
    ],
  },
];
