import type { Kind } from "../kind.js";
import { fly, frontPockets, hemStitch, type Legs, legFolds, legsBody, sideSeams } from "../parts/legs.js";
import { hung, placed } from "../parts/scene.js";
import { button, patchPocket, stud } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, shape } from "../svg.js";

const CUTS = {
  skinny: { waist: 50, hip: 61, rise: 92, length: 356, knee: [47, 15], hem: [39, 17], band: 13 },
  straight: { waist: 50, hip: 63, rise: 92, length: 356, knee: [58, 9], hem: [56, 11], band: 13 },
  wide: { waist: 48, hip: 64, rise: 96, length: 352, knee: [74, 5], hem: [84, 6], band: 15 },
  flared: { waist: 47, hip: 60, rise: 90, length: 358, knee: [48, 13], hem: [74, 4], band: 13 },
  tapered: { waist: 51, hip: 66, rise: 98, length: 344, knee: [58, 10], hem: [42, 14], band: 14 },
  tight: { waist: 45, hip: 56, rise: 88, length: 350, knee: [42, 16], hem: [32, 17], band: 20 },
} as const satisfies Record<string, Legs>;

const loops = (s: Sheet, k: Legs): string =>
  [-0.78, -0.36, 0.36, 0.78]
    .map((share) => {
      const x = share * k.waist;
      const d = shape([
        corner(x - 2.6, 0),
        corner(x + 2.6, 0),
        corner(x + 2.6, k.band + 6),
        corner(x - 2.6, k.band + 6),
      ]);
      return s.cast(d, 1, 0.5, 1, 0.3) + s.piece(d, { rim: 1.5, round: 0.2, plain: true });
    })
    .join("");

type Placing = { readonly scale: number; readonly y: number };

const jeans =
  (k: Legs, place: Placing, extra: "none" | "ripped" | "turn-up" = "none") =>
  (s: Sheet): string => {
    const knee = k.rise + (k.length - k.rise) * 0.42;
    const pale = s.tones.shadeStrength < 1;
    const fade = [1, -1]
      .map(
        (side) =>
          `<ellipse cx="${side * (k.hip * 0.52)}" cy="${k.rise + 34}" rx="${k.hip * 0.24}" ry="64" fill="#fff" fill-opacity="${pale ? 0.1 : 0.17}" filter="url(#${s.blur(9)})"/>` +
          `<ellipse cx="${(side * (k.knee[0] + k.knee[1])) / 2}" cy="${knee + 12}" rx="13" ry="34" fill="#fff" fill-opacity="${pale ? 0.06 : 0.1}" filter="url(#${s.blur(9)})"/>`,
      )
      .join("");
    const coin = shape([
      corner(k.waist * 0.62, k.band + 22),
      corner(k.hip * 0.92, k.rise * 0.3),
      corner(k.hip * 0.94, k.rise * 0.4),
      corner(k.waist * 0.7, k.band + 27),
    ]);
    const torn =
      extra === "ripped"
        ? [1, -1]
            .map((side) =>
              rip(
                s,
                (side * (k.knee[0] + k.knee[1])) / 2,
                knee + (side === 1 ? 4 : -22),
                (k.knee[0] - k.knee[1]) * 0.32,
              ),
            )
            .join("")
        : "";
    const cuffs =
      extra === "turn-up"
        ? [1, -1]
            .map((side) => {
              const d = shape([
                corner(side * (k.hem[0] + 1.5), k.length - 17),
                at((side * (k.hem[0] + k.hem[1])) / 2, k.length - 13),
                corner(side * (k.hem[1] - 1.5), k.length - 18),
                corner(side * (k.hem[1] - 1), k.length + 1),
                at((side * (k.hem[0] + k.hem[1])) / 2, k.length + 5),
                corner(side * (k.hem[0] + 1), k.length + 1),
              ]);
              return (
                s.cast(d, 2, 0, -2, 0.3) +
                s.piece(d, { tones: { ...s.tones, base: s.tones.light }, rim: 4, round: 0.4 })
              );
            })
            .join("")
        : hemStitch(s, k, 7);
    const cloth =
      legsBody(s, k, legFolds(s, k, { slack: 0.9 })) +
      fade +
      sideSeams(s, k) +
      fly(s, k) +
      frontPockets(s, k, false) +
      s.seam(coin, 0.6) +
      torn +
      cuffs +
      loops(s, k) +
      s.stitch([corner(-k.waist + 2, 3.5), at(0, 10), corner(k.waist - 2, 3.5)]) +
      s.stitch([corner(-k.waist + 1, k.band - 2), at(0, k.band + 4), corner(k.waist - 1, k.band - 2)]);
    const rivets = [1, -1]
      .map(
        (side) =>
          stud(s, side * k.waist * 0.48, k.band + 9, 1.7) + stud(s, side * k.hip * 0.93, k.rise * 0.43, 1.7),
      )
      .join("");
    return hung(s, placed(s.cloth(cloth) + stud(s, 0, k.band * 0.5 + 6, 4.2) + rivets, place));
  };

/** Torn threads over what is beneath. */
function rip(s: Sheet, x: number, y: number, half: number): string {
  const threads = Array.from(
    { length: 7 },
    (_, i) =>
      `M${x - half} ${y + i * 4 - 1}q${half} ${s.look.random.between(-2, 3).toFixed(1)} ${half * 2} ${s.look.random.between(-1, 1).toFixed(1)}`,
  ).join("");
  const hole = shape([
    at(x - half, y + 2),
    at(x - half * 0.3, y - 4),
    at(x + half, y),
    at(x + half * 0.9, y + 22),
    at(x, y + 27),
    at(x - half, y + 22),
  ]);
  return `<path d="${hole}" fill="#e3c3ab"/><path d="${hole}" fill="#5d3420" fill-opacity=".25"/><path d="${threads}" stroke="#f6f4ef" stroke-width="1.500" fill="none"/><path d="${hole}" fill="none" stroke="#f6f4ef" stroke-opacity=".8" stroke-width="1.600" stroke-dasharray="2 1.500"/>`;
}

const trousers =
  (
    k: Legs,
    place: Placing,
    style: {
      readonly pressed?: boolean;
      readonly cargo?: boolean;
      readonly pleats?: boolean;
      readonly belt?: boolean;
    } = {},
  ) =>
  (s: Sheet): string => {
    const pleats =
      style.pleats === true
        ? [1, -1]
            .map(
              (side) =>
                s.seam(
                  [corner(side * k.waist * 0.5, k.band + 6), corner(side * k.hip * 0.52, k.rise * 0.72)],
                  1,
                ) +
                s.seam(
                  [corner(side * k.waist * 0.3, k.band + 6), corner(side * k.hip * 0.32, k.rise * 0.56)],
                  0.8,
                ),
            )
            .join("")
        : "";
    const cargo =
      style.cargo === true
        ? patchPocket(s, k.knee[0] * 0.42 + 6, k.rise + 44, 34, 46, { flap: true, snap: true })
        : "";
    const cloth =
      legsBody(
        s,
        k,
        legFolds(s, k, { slack: style.cargo === true ? 1.3 : 0.65, pressed: style.pressed === true }),
      ) +
      fly(s, k) +
      frontPockets(s, k, true) +
      pleats +
      cargo +
      loops(s, k) +
      (style.pressed === true ? "" : hemStitch(s, k, 8));
    return hung(s, placed(s.cloth(cloth) + button(s, 0, k.band * 0.5 + 6, 3.2), place));
  };

const drawstring = (s: Sheet, y: number): string => {
  const d = `M-5 ${y}C-12 ${y + 16} -8 ${y + 30} -12 ${y + 44}M5 ${y}C11 ${y + 14} 7 ${y + 32} 11 ${y + 47}M-5 ${y}C-16 ${y + 2} -16 ${y + 12} -3 ${y + 5}M5 ${y}C16 ${y + 2} 16 ${y + 12} 3 ${y + 5}`;
  return `<path d="${d}" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="3" transform="translate(1 1.800)"/><path d="${d}" fill="none" stroke="${s.tones.shadeStrength < 1 ? "#b3aea6" : "#f3f0ea"}" stroke-width="2.400" stroke-linecap="round"/>`;
};

const joggers =
  (k: Legs, place: Placing, style: { readonly stripe?: boolean; readonly open?: boolean } = {}) =>
  (s: Sheet): string => {
    const ribs = { weave: "rib", weaveScale: 0.8, plain: true, round: 0.5, rim: 4 } as const;
    const cuffs =
      style.open === true
        ? hemStitch(s, k, 8)
        : [1, -1]
            .map((side) => {
              const d = shape([
                corner(side * (k.hem[0] + 1), k.length - 18),
                corner(side * (k.hem[1] - 1), k.length - 19),
                corner(side * (k.hem[1] + 2), k.length + 2),
                at((side * (k.hem[0] + k.hem[1])) / 2, k.length + 5),
                corner(side * (k.hem[0] - 2), k.length + 2),
              ]);
              return s.cast(d, 2, 0, -2, 0.3) + s.piece(d, ribs);
            })
            .join("");
    const bands =
      style.stripe === true
        ? [1, -1]
            .map((side) => {
              const edge = [
                corner(side * (k.waist - 1), k.band + 4),
                at(side * (k.hip - 3), k.rise * 0.66),
                at(side * (k.knee[0] - 3), k.rise + (k.length - k.rise) * 0.42),
                corner(side * (k.hem[0] - 3), k.length - 18),
              ];
              const d = shape([...edge, ...[...edge].reverse().map((p) => ({ ...p, x: p.x - side * 9 }))]);
              return s.piece(d, { tones: s.accent, round: 0.1, rim: 2, outline: 0.4 });
            })
            .join("")
        : "";
    const cloth =
      legsBody(s, k, legFolds(s, k, { slack: 1.3 }), { bandOptions: ribs }) +
      bands +
      frontPockets(s, k, true) +
      s.seam([corner(0, k.band + 6), corner(0, k.rise)], 0.8) +
      cuffs;
    return hung(s, placed(s.cloth(cloth) + drawstring(s, k.band * 0.5 + 7), place));
  };

const leggings =
  (k: Legs, place: Placing, style: { readonly panel?: boolean } = {}) =>
  (s: Sheet): string => {
    const panels =
      style.panel === true
        ? [1, -1]
            .map((side) => {
              const d = shape([
                corner(side * k.waist, k.band + 4),
                at(side * (k.hip + 1), k.rise * 0.66),
                at(side * k.knee[0], k.rise + 108),
                corner(side * (k.hem[0] + 1), k.length),
                corner(side * (k.hem[0] - 6), k.length),
                at(side * (k.knee[0] - 12), k.rise + 108),
                at(side * (k.hip - 20), k.rise * 0.8),
                corner(side * (k.waist - 6), k.band + 4),
              ]);
              return s.piece(d, { tones: s.accent, weave: "mesh", rim: 3, outline: 0.5 });
            })
            .join("")
        : "";
    const cloth =
      legsBody(s, k, legFolds(s, k, { slack: 0.45 }), {
        bandOptions: { round: 0.5 } satisfies PieceOptions,
      }) +
      panels +
      s.seam([corner(0, k.band + 7), corner(0, k.rise)], 0.7) +
      s.stitch([corner(-k.waist, k.band - 1), at(0, k.band + 4), corner(k.waist, k.band - 1)]) +
      hemStitch(s, k, 5);
    return hung(s, placed(s.cloth(cloth), place));
  };

const SHORT: Legs = { waist: 52, hip: 66, rise: 90, length: 172, knee: [70, 5], hem: [72, 6], band: 14 };

const shorts =
  (k: Legs, place: Placing, style: "denim" | "chino" | "athletic" | "cargo") =>
  (s: Sheet): string => {
    const athletic = style === "athletic";
    const side = athletic
      ? [1, -1]
          .map((sign) =>
            s.piece(
              shape([
                corner(sign * (k.waist - 1), 14),
                at(sign * (k.hip - 1), 60),
                corner(sign * k.hem[0], k.length),
                corner(sign * (k.hem[0] - 9), k.length + 1),
                at(sign * (k.hip - 10), 60),
                corner(sign * (k.waist - 10), 15),
              ]),
              { tones: s.accent, rim: 2, outline: 0.4 },
            ),
          )
          .join("")
      : "";
    const cargo = style === "cargo" ? patchPocket(s, k.hip * 0.42, k.rise + 12, 34, 40, { flap: true }) : "";
    const fray =
      style === "denim"
        ? [1, -1]
            .map(
              (sign) =>
                `<path d="${Array.from({ length: 26 }, (_, i) => `M${(sign * (k.hem[1] + 2 + ((k.hem[0] - k.hem[1] - 3) * i) / 25)).toFixed(1)} ${k.length + 2}v${s.look.random.between(2, 6).toFixed(1)}`).join("")}" stroke="#f3efe6" stroke-width="1.100"/>`,
            )
            .join("")
        : hemStitch(s, k, 8);
    const cloth =
      legsBody(
        s,
        k,
        legFolds(s, k, { slack: 1 }),
        athletic ? { bandOptions: { weave: "rib", weaveScale: 0.8 } } : {},
      ) +
      side +
      (athletic
        ? s.seam([corner(0, 20), corner(0, k.rise)], 0.8)
        : fly(s, k) + frontPockets(s, k, style !== "denim")) +
      cargo +
      fray +
      (athletic ? "" : loops(s, k));
    const hardware = athletic
      ? drawstring(s, 14)
      : style === "denim"
        ? stud(s, 0, 13, 4)
        : button(s, 0, 13, 3.4);
    return hung(s, placed(s.cloth(cloth) + hardware, place));
  };

const DENIM = ["blue", "light blue", "navy", "black", "grey", "white"] as const;
const tall = { scale: 1.13, y: 38 } as const;
const adults = ["Men", "Women"] as const;
const all = ["Men", "Women", "Boys", "Girls"] as const;

export const BOTTOMS: readonly Kind[] = [
  {
    type: "jeans",
    category: "Bottoms",
    price: [32, 58],
    weight: 1.5,
    variants: [
      {
        name: "Skinny",
        detail: "close-fitting down to the ankle, with contrast stitching",
        materials: ["denim"],
        colours: DENIM,
        genders: all,
        season: "All seasons",
        use: "Casual",
        draw: jeans(CUTS.skinny, tall),
      },
      {
        name: "Straight",
        detail: "straight in the leg, with five pockets",
        materials: ["denim"],
        colours: DENIM,
        genders: all,
        season: "All seasons",
        use: "Casual",
        draw: jeans(CUTS.straight, tall),
      },
      {
        name: "Wide-Leg",
        detail: "wide from hip to hem",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Women"],
        season: "Spring",
        use: "Casual",
        draw: jeans(CUTS.wide, tall),
      },
      {
        name: "Flared",
        detail: "narrow at the knee and flaring to the hem",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Women", "Girls"],
        season: "Autumn",
        use: "Casual",
        draw: jeans(CUTS.flared, tall),
      },
      {
        name: "Ripped",
        detail: "straight in the leg, torn at both knees",
        materials: ["denim"],
        colours: DENIM,
        genders: adults,
        season: "Summer",
        use: "Casual",
        draw: jeans(CUTS.straight, tall, "ripped"),
      },
      {
        name: "Turn-Up",
        detail: "with turned-up hems",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Men", "Women", "Unisex"],
        season: "Autumn",
        use: "Casual",
        draw: jeans({ ...CUTS.tapered, length: 330 }, { scale: 1.18, y: 42 }, "turn-up"),
      },
    ],
  },
  {
    type: "trousers",
    category: "Bottoms",
    price: [30, 64],
    weight: 1.5,
    variants: [
      {
        name: "Tailored",
        detail: "with pressed creases and slanting pockets",
        materials: ["wool", "linen"],
        patterns: ["solid", "checked", "striped"],
        upright: true,
        motif: 0.6,
        genders: adults,
        season: "All seasons",
        use: "Work",
        draw: trousers(CUTS.straight, tall, { pressed: true }),
      },
      {
        name: "Pleated Wide-Leg",
        detail: "high in the waist, pleated and wide to the hem",
        materials: ["linen", "satin", "wool"],
        patterns: ["solid", "striped"],
        upright: true,
        motif: 0.7,
        genders: ["Women"],
        season: "Spring",
        use: "Work",
        draw: trousers(CUTS.wide, tall, { pressed: true, pleats: true }),
      },
      {
        name: "Slim Chino",
        detail: "slim in the leg, with slanting pockets",
        materials: ["cotton"],
        genders: ["Men", "Women", "Boys"],
        season: "All seasons",
        use: "Casual",
        draw: trousers({ ...CUTS.skinny, knee: [52, 12], hem: [45, 14] }, tall),
      },
      {
        name: "Cargo",
        detail: "roomy, with flap pockets on the thighs",
        materials: ["cotton", "canvas"],
        genders: ["Men", "Women", "Boys"],
        season: "All seasons",
        use: "Outdoor",
        draw: trousers(CUTS.tapered, { scale: 1.16, y: 40 }, { cargo: true }),
      },
      {
        name: "Corduroy",
        detail: "straight in the leg, in ribbed corduroy",
        materials: ["corduroy"],
        genders: adults,
        season: "Winter",
        use: "Casual",
        draw: trousers(CUTS.straight, tall),
      },
      {
        name: "Leather",
        detail: "slim and gleaming",
        materials: ["leather"],
        colours: ["black", "brown", "burgundy", "red", "tan", "olive", "navy", "grey"],
        genders: ["Women"],
        season: "Autumn",
        use: "Party",
        draw: trousers({ ...CUTS.skinny, knee: [50, 13], hem: [43, 15] }, tall),
      },
      {
        name: "Cropped",
        detail: "ending above the ankle, with pleats",
        materials: ["linen", "cotton"],
        patterns: ["solid", "checked", "floral"],
        motif: 0.7,
        genders: ["Women"],
        season: "Summer",
        use: "Casual",
        draw: trousers(
          { ...CUTS.tapered, length: 292, knee: [62, 8], hem: [56, 9] },
          { scale: 1.3, y: 48 },
          { pleats: true },
        ),
      },
    ],
  },
  {
    type: "sweatpants",
    category: "Bottoms",
    price: [24, 46],
    weight: 1.1,
    variants: [
      {
        name: "Cuffed",
        detail: "with ribbed cuffs and a drawstring waist",
        materials: ["fleece", "cotton"],
        patterns: ["solid", "colour-block"],
        genders: [...all, "Unisex"],
        season: "Autumn",
        use: "Sports",
        draw: joggers(CUTS.tapered, { scale: 1.16, y: 40 }),
      },
      {
        name: "Side-Stripe",
        detail: "with a stripe down each side and ribbed cuffs",
        materials: ["jersey", "fleece"],
        genders: all,
        season: "Spring",
        use: "Sports",
        patterns: ["colour-block"],
        panels: true,
        draw: joggers(CUTS.tapered, { scale: 1.16, y: 40 }, { stripe: true }),
      },
      {
        name: "Wide-Leg",
        detail: "wide and open at the hem, with a drawstring waist",
        materials: ["fleece"],
        genders: ["Women", "Unisex"],
        season: "Winter",
        use: "Casual",
        draw: joggers({ ...CUTS.wide, knee: [68, 6], hem: [70, 8] }, tall, { open: true }),
      },
    ],
  },
  {
    type: "leggings",
    category: "Bottoms",
    price: [16, 36],
    weight: 1.1,
    variants: [
      {
        name: "High-Waisted",
        detail: "with a broad flat waistband",
        materials: ["jersey"],
        patterns: ["solid", "floral", "striped", "polka dot"],
        motif: 0.6,
        genders: ["Women", "Girls"],
        season: "All seasons",
        use: "Sports",
        draw: leggings({ ...CUTS.tight, band: 28 }, { scale: 1.16, y: 40 }),
      },
      {
        name: "Panelled",
        detail: "with mesh panels in a second colour down the sides",
        materials: ["jersey"],
        genders: ["Women"],
        season: "All seasons",
        use: "Sports",
        patterns: ["colour-block"],
        panels: true,
        draw: leggings(CUTS.tight, { scale: 1.16, y: 40 }, { panel: true }),
      },
      {
        name: "Cropped",
        detail: "ending at the calf",
        materials: ["jersey"],
        patterns: ["solid", "colour-block", "polka dot"],
        motif: 0.6,
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Sports",
        draw: leggings({ ...CUTS.tight, length: 270, knee: [43, 15], hem: [37, 17] }, { scale: 1.38, y: 52 }),
      },
    ],
  },
  {
    type: "shorts",
    category: "Bottoms",
    price: [18, 40],
    weight: 1.4,
    variants: [
      {
        name: "Denim",
        detail: "with frayed hems and contrast stitching",
        materials: ["denim"],
        colours: DENIM,
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Casual",
        draw: shorts({ ...SHORT, length: 142, waist: 50 }, { scale: 1.78, y: 108 }, "denim"),
      },
      {
        name: "Chino",
        detail: "ending above the knee, with slanting pockets",
        materials: ["cotton", "linen"],
        patterns: ["solid", "checked", "striped", "floral"],
        upright: true,
        motif: 0.75,
        genders: ["Men", "Boys", "Women"],
        season: "Summer",
        use: "Casual",
        draw: shorts({ ...SHORT, length: 184 }, { scale: 1.66, y: 84 }, "chino"),
      },
      {
        name: "Athletic",
        detail: "light, with a drawstring and contrasting side panels",
        materials: ["jersey", "nylon"],
        genders: all,
        season: "Summer",
        use: "Sports",
        patterns: ["colour-block"],
        panels: true,
        draw: shorts(
          { ...SHORT, hem: [76, 7], knee: [72, 6], length: 160 },
          { scale: 1.7, y: 98 },
          "athletic",
        ),
      },
      {
        name: "Cargo",
        detail: "to the knee, with flap pockets on the thighs",
        materials: ["cotton", "canvas"],
        genders: ["Men", "Boys"],
        season: "Summer",
        use: "Outdoor",
        draw: shorts({ ...SHORT, length: 206, hem: [70, 8] }, { scale: 1.56, y: 76 }, "cargo"),
      },
    ],
  },
];
