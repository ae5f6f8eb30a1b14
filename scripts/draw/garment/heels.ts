import { mix, tonesOf } from "../colour.js";
import type { Kind } from "../kind.js";
import { crease } from "../parts/fold.js";
import { pair, RUBBER, sheen, sole } from "../parts/shoe.js";
import { buckle } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, type Point, shape } from "../svg.js";

const lining = (s: Sheet) => tonesOf(mix(s.tones.base, "#ead9c4", 0.75));

/** A heel of that height in pixels under the arch: thin, block or wedge. */
function heelBlock(s: Sheet, height: number, form: "stiletto" | "block" | "kitten"): string {
  const foot = { stiletto: 7, kitten: 9, block: 34 }[form];
  const top = form === "block" ? 42 : 36;
  const d = shape([
    corner(3, -height - 8),
    at(top * 0.6, -height - 2),
    corner(top + 8, -height + 4),
    ...(form === "block"
      ? [at(top + 2, -height * 0.4)]
      : [at(foot + 10, -height * 0.66), at(foot + 5, -height * 0.3)]),
    corner(foot + 4, 0),
    corner(4, 0),
    at(2, -height * 0.5),
  ]);
  return (
    s.piece(d, { rim: 4, round: 0.6, plain: true }) +
    s.piece(shape([corner(3, -5), corner(foot + 5, -5), corner(foot + 4, 1), corner(3, 1)]), {
      tones: RUBBER.black,
      weave: "none",
      rim: 1,
    })
  );
}

type HeelStyle = {
  readonly height: number;
  readonly form: "stiletto" | "block" | "kitten";
  readonly cut: "pump" | "slingback" | "ankle" | "open";
  readonly platform?: number;
};

const heels =
  (h: HeelStyle) =>
  (s: Sheet): string => {
    const H = h.height;
    const p = h.platform ?? 0;
    const up = (point: Point): Point => ({ ...point, y: point.y - p });
    const arch = [
      corner(2, -H - 8),
      at(40, -H - 3),
      at(92, -H * 0.56),
      at(140, -13 - p),
      at(180, -7 - p),
      corner(246, -10 - p),
    ];
    const plate = sole(
      s,
      arch,
      [
        corner(2, -H - 3),
        at(40, -H + 3),
        at(92, -H * 0.5),
        at(140, -5 - p),
        at(180, -1 - p),
        corner(246, -5 - p),
      ],
      h.form === "stiletto" && s.look.brass
        ? tonesOf("#a8202c")
        : tonesOf(mix(s.tones.base, "#17100c", 0.72)),
    );
    const platform =
      p > 0
        ? sole(
            s,
            [at(120, -16 - p), corner(180, -6 - p), corner(246, -9 - p)],
            [at(124, -1), corner(180, 1), corner(242, 0)],
            s.tones,
          )
        : "";
    const throat = up(at(160, -46));
    const toe =
      h.cut === "open"
        ? [at(196, -40), at(222, -30), corner(236, -12)]
        : [at(192, -38), at(226, -26), corner(249, -9)];
    const inside = s.piece(
      shape([
        corner(8, -H - 46),
        at(60, -H - 26),
        at(116, -H * 0.5 - 34),
        corner(throat.x, throat.y - 1),
        at(130, -22 - p),
        at(80, -H * 0.6 - 8),
        at(30, -H - 10),
      ]),
      { tones: lining(s), weave: "none", dim: 0.4, rim: 6 },
    );
    const folds = [...crease([up(at(176, -8)), up(at(186, -24)), up(at(184, -40))], 7, 0.26)];
    const vamp = [...[throat, ...toe.map(up)], up(at(190, -6)), at(150, -10 - p)];
    const full = shape([
      corner(3, -H - 8),
      at(-1, -H - 30),
      corner(8, -H - 50),
      at(36, -H - 26),
      at(84, -H * 0.62 - 22),
      at(128, -H * 0.2 - 30 - p),
      { ...throat, corner: true },
      ...toe.map(up),
      up(at(190, -6)),
      at(140, -12 - p),
      at(92, -H * 0.56),
      at(44, -H - 2),
    ]);
    const front = shape([
      at(116, -H * 0.28 - 14 - p),
      corner(118, -H * 0.3 - 26 - p),
      { ...throat, corner: true },
      ...vamp.slice(1),
    ]);
    const strapped = (a: Point, b: Point, c: Point, width: number) =>
      shape([
        corner(a.x, a.y),
        at(b.x, b.y),
        corner(c.x, c.y),
        corner(c.x + 2, c.y + width),
        at(b.x, b.y + width),
        corner(a.x + 2, a.y + width),
      ]);
    const cup = shape([
      corner(3, -H - 8),
      at(-1, -H - 30),
      corner(7, -H - 62),
      at(22, -H - 44),
      at(42, -H - 20),
      corner(50, -H),
      at(24, -H - 4),
    ]);
    const parts = {
      pump: () =>
        s.piece(full, { folds, rim: 6, round: 0.3, lying: true }) +
        s.stitch([
          at(11, -H - 46),
          at(37, -H - 22),
          at(85, -H * 0.62 - 18),
          at(128, -H * 0.2 - 26 - p),
          corner(throat.x - 2, throat.y + 5),
        ]),
      open: () => s.piece(full, { folds, rim: 6, round: 0.3, lying: true }),
      slingback: () =>
        s.piece(front, { folds, rim: 6, round: 0.3, lying: true }) +
        s.piece(strapped(at(2, -H - 46), at(50, -H - 36), at(120, -H * 0.34 - 32 - p), 6), {
          rim: 2,
          plain: true,
        }),
      ankle: () =>
        s.piece(front, { folds, rim: 6, round: 0.3, lying: true }) +
        s.piece(cup, { rim: 5, plain: true }) +
        s.piece(
          shape([
            corner(6, -H - 58),
            at(36, -H - 74),
            at(70, -H - 75),
            corner(92, -H - 64),
            corner(90, -H - 56),
            at(68, -H - 66),
            at(38, -H - 65),
            corner(9, -H - 48),
          ]),
          { rim: 3, plain: true, dim: 0.45 },
        ) +
        s.piece(
          shape([
            corner(4, -H - 60),
            at(32, -H - 54),
            at(66, -H - 55),
            corner(92, -H - 65),
            corner(93, -H - 55),
            at(66, -H - 44),
            at(32, -H - 43),
            corner(6, -H - 48),
          ]),
          { rim: 3, plain: true },
        ),
    };
    const opening =
      h.cut === "open"
        ? `<path d="${shape([up(at(238, -12)), up(at(218, -26)), up(at(226, -14))])}" fill="${s.tones.deep}"/>`
        : "";
    const cloth = inside + heelBlock(s, H, h.form) + plate + platform + parts[h.cut]();
    const hardware =
      h.cut === "ankle"
        ? buckle(s, 50, -H - 49, 12, 13)
        : h.cut === "slingback"
          ? buckle(s, 26, -H - 37, 9, 9)
          : "";
    return pair(
      s,
      s.cloth(cloth) +
        opening +
        hardware +
        sheen(s, [up(at(196, -32)), up(at(220, -24)), up(at(236, -14))], 6, 0.65),
      { scale: 1.12, x: 34, y: 366, lift: [30, 118] },
    );
  };

type SandalStyle = {
  readonly straps: "cross" | "slide" | "gladiator" | "thong" | "sport";
  readonly base: "flat" | "wedge" | "platform" | "foam";
};

const sandal =
  (style: SandalStyle) =>
  (s: Sheet): string => {
    const wedge = style.base === "wedge";
    const thick = { flat: 12, wedge: 16, platform: 34, foam: 22 }[style.base];
    const back = wedge ? 62 : thick;
    const bed = [
      corner(0, -back),
      at(56, -back + 2),
      at(120, wedge ? -34 : -thick),
      at(190, -thick),
      corner(240, -thick - 3),
    ];
    const cork =
      style.base === "flat"
        ? tonesOf(mix(s.tones.base, "#a6713f", 0.6))
        : tonesOf(style.base === "foam" ? "#2b2b2f" : "#cda56f");
    const foot = sole(
      s,
      bed,
      [corner(1, 0), at(60, 1), at(190, 1), corner(242, -5)],
      cork,
      wedge || style.base === "platform" ? { weave: "straw", weaveScale: 0.7 } : {},
    );
    const insole = s.piece(
      shape([...bed, at(190, -thick - 9), at(120, (wedge ? -34 : -thick) - 9), corner(4, -back - 8)]),
      { tones: tonesOf("#d9b78c"), weave: "none", rim: 3 },
    );
    const y = (x: number): number =>
      wedge
        ? x < 56
          ? -back
          : x < 120
            ? -back + ((x - 56) / 64) * (back - 34)
            : x < 190
              ? -34 + ((x - 120) / 70) * (34 - thick)
              : -thick
        : -thick;
    /** A strap over the foot from its near edge at x0, rising to `top`. */
    const over = (x0: number, x1: number, top: number, width: number, options: PieceOptions = {}): string => {
      const near = y(x0) + 1;
      const peak = at(x1 + width * 0.4, near - top);
      const far = shape([
        corner(peak.x - width * 0.5, peak.y + 2),
        at(peak.x + width * 0.3, peak.y + 1),
        at(x1 + width * 0.9, near - top * 0.5),
        corner(x1 + width * 0.95, y(x1 + width) - 7),
        corner(x1 + width * 0.3, y(x1) - 7),
        at(x1 + width * 0.3, near - top * 0.5),
      ]);
      const d = shape([
        corner(x0, near),
        at(x0 + (x1 - x0) * 0.22, near - top * 0.66),
        at(x1 - width * 0.1, near - top + 2),
        corner(peak.x + width * 0.42, peak.y + 1),
        at(x0 + width + (x1 - x0) * 0.46, near - top * 0.6),
        corner(x0 + width, near + 1),
      ]);
      return (
        s.piece(far, { rim: 4, plain: true, dim: 0.42 }) +
        s.cast(d, 2, 1, 2, 0.35) +
        s.piece(d, { rim: 4, round: 0.3, lying: true, ...options }) +
        s.stitch(d)
      );
    };
    const ankle = (x: number, h: number): string => {
      const level = y(10) - h;
      const far = shape([
        corner(6, level - 4),
        at(40, level - 18),
        at(78, level - 20),
        corner(x + 4, level - 8),
        corner(x + 2, level),
        at(76, level - 11),
        at(40, level - 9),
        corner(8, level + 6),
      ]);
      const d = shape([
        corner(3, level - 4),
        at(34, level + 4),
        at(70, level + 2),
        corner(x + 5, level - 9),
        corner(x + 6, level + 2),
        at(70, level + 14),
        at(34, level + 16),
        corner(5, level + 9),
      ]);
      return (
        s.piece(far, { rim: 3, plain: true, dim: 0.45 }) + s.piece(d, { rim: 3, plain: true }) + s.stitch(d)
      );
    };
    const heelStay = s.piece(
      shape([
        corner(2, y(10) - 2),
        at(-1, y(10) - 36),
        corner(4, y(10) - 70),
        corner(16, y(10) - 68),
        at(15, y(10) - 36),
        corner(30, y(10) - 2),
      ]),
      { rim: 4, plain: true },
    );
    const forms: Record<SandalStyle["straps"], () => string> = {
      cross: () => heelStay + over(150, 196, 44, 24) + over(190, 160, 48, 24) + ankle(98, 64),
      slide: () => over(116, 150, 62, 76),
      gladiator: () =>
        heelStay +
        over(180, 200, 40, 15) +
        over(146, 168, 52, 15) +
        over(112, 134, 62, 15) +
        over(78, 104, 74, 14, { plain: true }) +
        ankle(98, 76) +
        ankle(102, 104) +
        s.piece(
          shape([
            corner(96, y(90) - 104),
            corner(108, y(90) - 104),
            at(140, y(140) - 58),
            at(186, y(190) - 44),
            corner(212, -thick - 6),
            corner(202, -thick - 6),
            at(176, y(176) - 36),
            at(130, y(130) - 50),
          ]),
          { rim: 3, plain: true },
        ),
      thong: () =>
        over(112, 196, 44, 13) +
        s.piece(
          shape([
            corner(190, -thick - 44),
            at(204, -thick - 44),
            corner(222, -thick - 8),
            corner(210, -thick - 8),
          ]),
          { rim: 3 },
        ),
      sport: () => heelStay + over(170, 194, 46, 26) + over(100, 132, 66, 26) + ankle(112, 62),
    };
    const hardware =
      style.straps === "slide" || style.straps === "thong"
        ? ""
        : buckle(s, 52, y(10) - (style.straps === "gladiator" ? 104 : 64) + 10, 12, 13);
    return pair(s, s.cloth(insole + forms[style.straps]()) + foot + hardware, {
      scale: 1.14,
      x: 32,
      y: 356,
      lift: [30, 112],
    });
  };

export const HEELS: readonly Kind[] = [
  {
    type: "heels",
    category: "Shoes",
    price: [28, 56],
    weight: 1.2,
    variants: [
      {
        name: "Stiletto",
        detail: "pointed, with a high thin heel",
        materials: ["leather", "satin", "suede"],
        genders: ["Women"],
        season: "All seasons",
        use: "Party",
        draw: heels({ height: 96, form: "stiletto", cut: "pump" }),
      },
      {
        name: "Block",
        detail: "pointed, with a broad heel",
        materials: ["suede", "leather", "velvet"],
        patterns: ["solid", "checked"],
        motif: 0.55,
        genders: ["Women"],
        season: "Autumn",
        use: "Work",
        draw: heels({ height: 70, form: "block", cut: "pump" }),
      },
      {
        name: "Slingback",
        detail: "open at the heel, with a low slender heel",
        materials: ["leather", "satin"],
        patterns: ["solid", "polka dot"],
        motif: 0.55,
        genders: ["Women"],
        season: "Spring",
        use: "Work",
        draw: heels({ height: 54, form: "kitten", cut: "slingback" }),
      },
      {
        name: "Ankle-Strap",
        detail: "with a buckled strap, a platform and a broad heel",
        materials: ["leather", "suede", "satin"],
        genders: ["Women"],
        season: "Summer",
        use: "Party",
        draw: heels({ height: 104, form: "block", cut: "ankle", platform: 18 }),
      },
    ],
  },
  {
    type: "sandals",
    category: "Shoes",
    price: [18, 38],
    weight: 1.2,
    variants: [
      {
        name: "Cross-Strap",
        detail: "flat, with crossed straps and a buckle",
        materials: ["leather", "suede"],
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Casual",
        draw: sandal({ straps: "cross", base: "flat" }),
      },
      {
        name: "Slide",
        detail: "with one broad band, to slip into",
        materials: ["leather", "rubber", "canvas"],
        patterns: ["solid", "striped", "floral"],
        motif: 0.55,
        genders: ["Men", "Women", "Unisex"],
        season: "Summer",
        use: "Casual",
        draw: sandal({ straps: "slide", base: "foam" }),
      },
      {
        name: "Wedge",
        detail: "with crossed straps on a woven wedge",
        materials: ["leather", "canvas", "suede"],
        genders: ["Women"],
        season: "Summer",
        use: "Party",
        draw: sandal({ straps: "cross", base: "wedge" }),
      },
      {
        name: "Gladiator",
        detail: "flat, with many straps up to the ankle",
        materials: ["leather"],
        genders: ["Women"],
        season: "Summer",
        use: "Casual",
        draw: sandal({ straps: "gladiator", base: "flat" }),
      },
      {
        name: "Sport",
        detail: "with padded straps and a thick grooved sole",
        materials: ["nylon", "canvas"],
        genders: ["Men", "Boys", "Unisex"],
        season: "Summer",
        use: "Outdoor",
        draw: sandal({ straps: "sport", base: "foam" }),
      },
    ],
  },
];
