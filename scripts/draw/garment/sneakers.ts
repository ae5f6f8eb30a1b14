import { tonesOf } from "../colour.js";
import type { Kind } from "../kind.js";
import { crease } from "../parts/fold.js";
import { doubleStitch, laces, mouth, pair, RUBBER, sheen, sole, soleTones } from "../parts/shoe.js";
import type { Sheet } from "../sheet.js";
import { at, corner, type Point, shape } from "../svg.js";

const TOE = [at(204, -51), at(228, -41), at(240, -27), corner(239, -14)] as const;
const laceInk = (s: Sheet): string => (s.tones.shadeStrength < 1 ? "#ffffff" : "#f4f1ea");

/** The accent of a colour-block shoe, else a darker or paler shade of its own colour. */
const panelTones = (s: Sheet) => (s.look.print.pattern === "colour-block" ? s.accent : s.tones);

/** The blocks of a shoe are its panels, not bands across it. */
const blocked = (s: Sheet): boolean => s.look.print.pattern === "colour-block";

const lowTop =
  (chunky: boolean) =>
  (s: Sheet): string => {
    const rise = chunky ? 12 : 0;
    const up = (p: Point): Point => ({ ...p, y: p.y - rise });
    const outline = [
      corner(6, -16),
      at(3, -46),
      at(9, -78),
      corner(13, -102),
      at(30, -88),
      at(56, -80),
      corner(84, -95),
      corner(96, -112),
      at(128, -88),
      at(164, -66),
      ...TOE,
    ].map(up);
    const upper = shape(outline);
    const eyestay = shape(
      [
        corner(82, -95),
        corner(96, -113),
        at(128, -88),
        corner(170, -63),
        corner(163, -49),
        at(124, -64),
        corner(90, -76),
      ].map(up),
    );
    const toecap = shape(
      [
        corner(180, -60),
        at(204, -51),
        at(228, -41),
        at(240, -27),
        corner(239, -13),
        at(212, -14),
        corner(188, -16),
        at(198, -36),
      ].map(up),
    );
    const heel = shape(
      [
        corner(4, -16),
        at(3, -46),
        at(9, -78),
        corner(12, -102),
        corner(28, -90),
        at(27, -58),
        corner(42, -17),
      ].map(up),
    );
    const flash = shape(
      [corner(62, -20), at(94, -44), corner(130, -60), corner(140, -55), at(112, -34), corner(88, -18)].map(
        up,
      ),
    );
    const tone = soleTones(s);
    const base = chunky
      ? sole(
          s,
          [corner(-6, -24), at(60, -26), at(150, -26), at(220, -28), corner(246, -34)],
          [corner(-9, -4), at(20, 1), at(140, 0), at(220, -1), corner(250, -16)],
          tone,
        ) +
        s.piece(
          shape([
            corner(-9, -7),
            at(20, -3),
            at(140, -4),
            at(222, -5),
            corner(250, -18),
            at(226, 1),
            at(140, 3),
            at(20, 3),
          ]),
          { tones: panelTones(s) === s.tones ? RUBBER.black : s.accent, weave: "none", rim: 2, plain: true },
        ) +
        s.seam([at(-6, -15), at(50, -18), at(110, -13), at(170, -19), at(244, -24)], 1, tone)
      : sole(
          s,
          [corner(-1, -17), at(60, -18), at(150, -18), at(220, -19), corner(242, -20)],
          [corner(-2, -2), at(40, 1), at(140, 1), at(220, 1), corner(243, -5)],
          tone,
        ) + s.seam([corner(-1, -11), at(120, -11), corner(243, -13)], 0.9, tone);
    const folds = [
      ...crease([up(at(150, -22)), up(at(168, -44)), up(at(178, -66))], 8, 0.3),
      ...crease([up(at(136, -20)), up(at(150, -40)), up(at(160, -56))], 6, 0.2),
    ];
    const tongue = shape(
      [corner(84, -98), corner(92, -126), at(104, -130), corner(112, -122), corner(134, -92)].map(up),
    );
    const cloth =
      s.piece(tongue, { rim: 4, plain: true }) +
      mouth(s, up(at(13, -102)), up(at(92, -110)), 3) +
      s.piece(upper, { folds, round: 0.3, rim: 7, lying: true, plain: blocked(s) }) +
      s.piece(toecap, { rim: 4, round: 0.25, lying: true, plain: true }) +
      doubleStitch(s, [corner(180, -58), at(197, -36), corner(188, -18)].map(up)) +
      s.piece(heel, { tones: panelTones(s), rim: 4, round: 0.3 }) +
      s.piece(flash, { tones: panelTones(s), rim: 3, round: 0.2 }) +
      s.stitch(flash) +
      s.piece(eyestay, { rim: 4, round: 0.2, plain: true }) +
      s.stitch([corner(92, -79), at(124, -67), corner(160, -52)].map(up)) +
      s.stitch([at(16, -96), at(34, -83), at(57, -76), corner(82, -89)].map(up));
    const shoe =
      s.cloth(cloth) +
      base +
      laces(up(at(156, -60)), up(at(97, -100)), 5, laceInk(s)) +
      sheen(s, [at(202, -44), at(220, -37), at(232, -27)].map(up), 5, 0.5);
    return pair(s, shoe, { scale: 1.16, x: 28, y: 362, lift: [26, 128] });
  };

const highTop = (s: Sheet): string => {
  const upper = shape([
    corner(6, -16),
    at(1, -60),
    at(8, -120),
    corner(10, -150),
    at(40, -146),
    corner(76, -156),
    corner(92, -164),
    at(110, -122),
    at(146, -84),
    at(176, -70),
    ...TOE,
  ]);
  const eyestay = shape([
    corner(74, -156),
    corner(92, -165),
    at(110, -122),
    at(146, -84),
    corner(174, -70),
    corner(166, -54),
    at(122, -68),
    at(92, -98),
    corner(72, -140),
  ]);
  const cap = shape([
    corner(184, -66),
    at(208, -58),
    at(232, -44),
    at(242, -26),
    corner(240, -14),
    corner(194, -16),
    at(202, -42),
  ]);
  const patch = `<circle cx="46" cy="-104" r="17" fill="${s.tones.shadeStrength < 1 ? "#e4e2dd" : "#f4f2ee"}" stroke="${s.tones.line}" stroke-width="1"/><path d="M46 -116L49.500 -108L58 -107L51.500 -101.500L53.500 -93L46 -97.500L38.500 -93L40.500 -101.500L34 -107L42.500 -108Z" fill="${s.look.print.pattern === "colour-block" ? s.accent.base : s.tones.shade}"/>`;
  const heel = shape([
    corner(4, -16),
    at(0, -50),
    corner(4, -96),
    corner(18, -96),
    at(20, -60),
    corner(28, -17),
  ]);
  const tongue = shape([
    corner(76, -154),
    corner(84, -182),
    at(98, -186),
    corner(106, -176),
    corner(112, -128),
  ]);
  const folds = [
    ...crease([at(150, -22), at(166, -44), at(176, -64)], 8, 0.3),
    ...crease([at(20, -70), at(50, -76), at(80, -92)], 8, 0.28),
    ...crease([at(26, -56), at(54, -62), at(84, -74)], 6, 0.2),
  ];
  const cloth =
    s.piece(tongue, { rim: 4, plain: true }) +
    mouth(s, at(11, -150), at(84, -162), 5) +
    s.piece(upper, { folds, round: 0.4, rim: 7, plain: blocked(s) }) +
    s.piece(heel, { tones: panelTones(s), rim: 3 }) +
    s.stitch([corner(22, -96), at(24, -60), corner(32, -18)]) +
    s.piece(eyestay, { rim: 4, round: 0.2, plain: true }) +
    s.stitch([corner(75, -142), at(94, -101), at(123, -71), corner(164, -57)]) +
    s.stitch([at(12, -145), at(40, -141), corner(72, -150)]) +
    doubleStitch(s, [corner(96, -70), at(84, -44), corner(80, -18)]);
  const tone = RUBBER.white;
  const base =
    s.piece(cap, { tones: tone, weave: "none", lying: true, rim: 4 }) +
    sole(
      s,
      [corner(-1, -20), at(100, -21), at(200, -20), corner(243, -24)],
      [corner(-2, -2), at(40, 1), at(200, 1), corner(244, -5)],
      tone,
    ) +
    `<path d="M-1 -14.500C60 -15 180 -15 243 -17" fill="none" stroke="${panelTones(s).line}" stroke-width="2.200"/><path d="M214 -12h28" stroke="#000" stroke-opacity=".15" stroke-width="5" stroke-dasharray="2 2"/>`;
  const shoe =
    s.cloth(cloth) +
    base +
    patch +
    laces(at(160, -66), at(126, -84), 3, laceInk(s)) +
    laces(at(116, -94), at(84, -144), 4, laceInk(s), 16);
  return pair(s, shoe, { scale: 1.12, x: 34, y: 392, lift: [28, 112] });
};

const slipOn = (s: Sheet): string => {
  const upper = shape([
    corner(6, -18),
    at(3, -46),
    at(9, -70),
    corner(14, -88),
    at(42, -72),
    at(84, -70),
    corner(120, -86),
    at(162, -68),
    ...TOE,
  ]);
  const gore = shape([corner(86, -73), corner(108, -82), corner(114, -54), corner(94, -48)]);
  const folds = [...crease([at(150, -22), at(164, -44), at(172, -70)], 8, 0.26)];
  const cloth =
    mouth(s, at(14, -88), at(118, -85), 6) +
    s.piece(upper, { folds, round: 0.35, rim: 7, lying: true }) +
    s.piece(gore, { tones: tonesOf(s.tones.deep), weave: "rib", weaveScale: 0.5, rim: 3 }) +
    s.stitch([at(18, -82), at(44, -67), corner(84, -65)]) +
    doubleStitch(s, [corner(58, -70), at(54, -44), corner(60, -20)]) +
    s.stitch([corner(120, -80), at(152, -64), at(188, -42), corner(196, -22)]);
  const tone = soleTones(s);
  const base =
    sole(
      s,
      [corner(-2, -23), at(100, -23), at(200, -22), corner(243, -26)],
      [corner(-3, -2), at(40, 1), at(200, 1), corner(245, -6)],
      tone,
    ) + s.seam([corner(-2, -8), at(120, -7), corner(244, -11)], 1, tone);
  return pair(s, s.cloth(cloth) + base, { scale: 1.16, x: 28, y: 350, lift: [26, 116] });
};

const people = ["Men", "Women", "Unisex", "Boys", "Girls"] as const;

export const SNEAKERS: readonly Kind[] = [
  {
    type: "sneakers",
    category: "Shoes",
    price: [38, 80],
    weight: 1.7,
    variants: [
      {
        name: "Low-Top",
        detail: "laced, with a flat rubber sole",
        materials: ["leather", "canvas", "suede"],
        patterns: ["solid", "colour-block"],
        genders: people,
        season: "All seasons",
        use: "Casual",
        draw: lowTop(false),
      },
      {
        name: "High-Top",
        detail: "laced over the ankle, with a rubber toe cap",
        materials: ["canvas", "leather"],
        patterns: ["solid", "checked", "colour-block"],
        motif: 0.75,
        genders: people,
        season: "All seasons",
        use: "Casual",
        draw: highTop,
      },
      {
        name: "Slip-On",
        detail: "without laces, with elastic at the sides",
        materials: ["canvas", "suede"],
        patterns: ["solid", "checked", "striped", "floral"],
        motif: 0.7,
        genders: people,
        season: "Summer",
        use: "Casual",
        draw: slipOn,
      },
      {
        name: "Running",
        detail: "laced, with a thick cushioned sole",
        materials: ["nylon", "jersey"],
        patterns: ["solid", "colour-block"],
        genders: people,
        season: "All seasons",
        use: "Sports",
        draw: lowTop(true),
      },
    ],
  },
];
