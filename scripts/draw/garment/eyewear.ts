import { mix, tonesOf } from "../colour.js";
import type { Kind } from "../kind.js";
import { ground, hung, placed } from "../parts/scene.js";
import type { Sheet } from "../sheet.js";
import { at, box, corner, ellipse, flipped, n, type Point, shape } from "../svg.js";

type Frame = "wayfarer" | "round" | "aviator" | "cat-eye" | "square";

const LENSES: Record<Frame, readonly Point[]> = {
  wayfarer: [
    at(16, -30),
    at(60, -38),
    corner(104, -36),
    at(102, 4),
    at(84, 34),
    at(46, 38),
    at(22, 24),
    at(13, 0),
  ],
  round: [at(58, -42), at(88, -30), at(100, 0), at(88, 30), at(58, 42), at(28, 30), at(16, 0), at(28, -30)],
  aviator: [
    at(20, -30),
    at(60, -36),
    at(100, -26),
    at(106, 4),
    at(88, 40),
    at(56, 52),
    at(30, 36),
    at(14, 0),
  ],
  "cat-eye": [
    at(18, -20),
    at(62, -34),
    corner(114, -50),
    at(106, -6),
    at(86, 28),
    at(52, 34),
    at(24, 22),
    at(13, 2),
  ],
  square: [corner(16, -36), corner(102, -38), at(106, 0), corner(98, 36), corner(24, 36), at(13, 0)],
};

/** A pair of glasses seen from the front, slightly from above, its arms folded out behind. */
const sunglasses =
  (frame: Frame) =>
  (s: Sheet): string => {
    const metal = frame === "aviator" || (frame === "round" && s.look.brass);
    const tint = s.look.random.pick(["#26262b", "#3b2a20", "#2a3a44"]);
    const lens = LENSES[frame];
    const rim = metal ? 5.5 : frame === "round" ? 10 : 13;
    const id = s.define(
      `lens ${tint}`,
      (fresh) =>
        `<linearGradient id="${fresh}" x1="0" y1="0" x2=".25" y2="1"><stop offset="0" stop-color="${mix(tint, "#000000", 0.4)}"/><stop offset=".6" stop-color="${tint}"/><stop offset="1" stop-color="${mix(tint, "#c9b9a0", 0.42)}"/></linearGradient>`,
    );
    const ink = s.tones.base;
    const stroke = (d: string, width: number): string =>
      `<path d="${d}" fill="none" stroke="${s.tones.line}" stroke-width="${width + 2}" stroke-linejoin="round"/><path d="${d}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linejoin="round"/>` +
      `<path d="${d}" fill="none" stroke="#fff" stroke-opacity="${n(0.55 * Math.min(1, s.tones.lightStrength + 0.2))}" stroke-width="${n(width * 0.22)}" stroke-linejoin="round" transform="translate(${n(-width * 0.16)} ${n(-width * 0.22)})"/>`;
    const temples = [1, -1]
      .map((side) => {
        const d = `M${side * 106} -30C${side * 122} -52 ${side * 116} -92 ${side * 96} -112C${side * 90} -118 ${side * 80} -116 ${side * 76} -108`;
        return (
          `<path d="${d}" fill="none" stroke="#120c14" stroke-opacity=".3" stroke-width="10" filter="url(#${s.blur(3)})" transform="translate(3 8)"/>` +
          stroke(d, metal ? 5 : 9)
        );
      })
      .join("");
    const lenses = [flipped(lens), lens]
      .map((points) => {
        const d = shape(points);
        const side = points === lens ? 1 : -1;
        return (
          `<path d="${d}" fill="url(#${id})" fill-opacity=".94"/><path d="M${side * 58 - 26} -20L${side * 58 - 4} -26L${side * 58 - 26} 22L${side * 58 - 36} 16Z" fill="#fff" fill-opacity=".2"/><path d="M${side * 58 + 6} -26L${side * 58 + 14} -28L${side * 58 - 8} 24L${side * 58 - 14} 24Z" fill="#fff" fill-opacity=".16"/>` +
          stroke(d, rim)
        );
      })
      .join("");
    const bridge =
      frame === "aviator"
        ? stroke("M-18 -26C-8 -32 8 -32 18 -26", 4.5) + stroke("M-24 -37H24", 4.5)
        : stroke("M-17 -10C-9 -24 9 -24 17 -10", metal ? 5 : 10);
    const hinge = [1, -1]
      .map(
        (side) =>
          `<path d="${box(side * 106 - 5, -36, 10, 12, 2)}" fill="${ink}" stroke="${s.tones.line}"/><circle cx="${side * 106}" cy="-31" r="1.800" fill="#e8d9a8"/>`,
      )
      .join("");
    const brow =
      frame === "wayfarer" || frame === "cat-eye"
        ? [lens, flipped(lens)]
            .map(
              (points) =>
                `<path d="M${points
                  .slice(0, 3)
                  .map((p) => `${n(p.x)} ${n(p.y - 3)}`)
                  .join(
                    "L",
                  )}" fill="none" stroke="${ink}" stroke-width="9" stroke-linejoin="round" stroke-linecap="round"/>`,
            )
            .join("")
        : "";
    const whole = temples + lenses + brow + bridge + hinge;
    return ground(s, 180, 296, 150, 14, 0.5) + hung(s, placed(whole, { y: 246, scale: 1.3 }));
  };

/** 10:09 as strokes, since fonts differ from machine to machine. */
const DIGITS = "M-27 -20v18M-19 -20h9v18h-9ZM-1 -15v.1M-1 -7v.1M8 -20h8v18h-8ZM30 -11h-8v-9h8v18h-8";

type WatchStyle = {
  readonly face: "round" | "square" | "digital";
  readonly strap: "band" | "bracelet" | "sport";
};

const watch =
  (style: WatchStyle) =>
  (s: Sheet): string => {
    const metal = s.look.brass
      ? { base: "#cfa654", light: "#f8e7b4", dark: "#7a5a1c" }
      : { base: "#c3c7cd", light: "#fafbfc", dark: "#5c6067" };
    const steel = tonesOf(style.strap === "bracelet" ? s.tones.base : metal.base);
    const w = style.strap === "sport" ? 34 : 28;
    const half = (sign: number): string => {
      const d = shape([
        corner(-w, sign * 44),
        corner(w, sign * 44),
        at(w - 3, sign * 110),
        corner(w - 8, sign * 190),
        at(0, sign * 200),
        corner(-w + 8, sign * 190),
        at(-w + 3, sign * 110),
      ]);
      if (style.strap === "bracelet") {
        const links = Array.from({ length: 11 }, (_, i) => {
          const y = sign * (50 + i * 13);
          const reach = w - i * 0.7;
          return (
            s.piece(box(-reach, Math.min(y, y + sign * 12), reach * 2, 12, 3), {
              tones: steel,
              weave: "none",
              rim: 2,
              round: 0.7,
              material: "steel",
            }) +
            `<path d="M${n(-reach * 0.36)} ${n(Math.min(y, y + sign * 12))}v12M${n(reach * 0.36)} ${n(Math.min(y, y + sign * 12))}v12" stroke="${steel.line}" stroke-width=".9"/>`
          );
        }).join("");
        return links;
      }
      const grooves =
        style.strap === "sport"
          ? [70, 90, 110, 130, 150]
              .map((y) => s.seam([corner(-w + 8, sign * y), corner(w - 8, sign * y)], 1.6))
              .join("")
          : s.stitch([corner(-w + 4, sign * 50), at(-w + 7, sign * 110), corner(-w + 12, sign * 186)]) +
            s.stitch([corner(w - 4, sign * 50), at(w - 7, sign * 110), corner(w - 12, sign * 186)]);
      const holes =
        sign === 1
          ? [128, 146, 164]
              .map((y) => `<ellipse cx="0" cy="${y}" rx="2.600" ry="3" fill="${s.tones.deep}"/>`)
              .join("")
          : "";
      return s.piece(d, { rim: 6, round: 0.55, lying: false }) + grooves + holes;
    };
    const clasp =
      style.strap === "bracelet"
        ? ""
        : `<path d="${box(-w - 2, -208, w * 2 + 4, 22, 4)}" fill="none" stroke="${metal.dark}" stroke-width="5"/><path d="${box(-w - 2, -208, w * 2 + 4, 22, 4)}" fill="none" stroke="${metal.base}" stroke-width="3.600"/>` +
          s.piece(
            shape([corner(-w + 2, -150), corner(w - 2, -150), corner(w - 2, -138), corner(-w + 2, -138)]),
            { rim: 3 },
          );
    const outline =
      style.face === "round"
        ? ellipse(0, 0, 54, 54)
        : box(-46, -54, 92, 108, style.face === "digital" ? 20 : 8);
    const inner =
      style.face === "round"
        ? ellipse(0, 0, 44, 44)
        : box(-37, -45, 74, 90, style.face === "digital" ? 14 : 5);
    const gradient = s.define(
      `case ${metal.base}`,
      (id) =>
        `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${metal.light}"/><stop offset=".45" stop-color="${metal.base}"/><stop offset="1" stop-color="${metal.dark}"/></linearGradient>`,
    );
    const casing =
      style.face === "digital"
        ? s.piece(outline, { rim: 8, round: 0.5, plain: true })
        : `<path d="${outline}" fill="url(#${gradient})" stroke="${metal.dark}" stroke-width="1.600"/><path d="${inner}" fill="none" stroke="${metal.dark}" stroke-width="3"/>`;
    const dial = style.face === "digital" ? "#15171c" : s.look.random.pick(["#f8f6f0", "#f3ead6", "#1d222e"]);
    const hands = dial === "#1d222e" ? "#f2efe6" : "#23242a";
    const ticks = Array.from({ length: 12 }, (_, i) => {
      const a = (i * Math.PI) / 6;
      const r = style.face === "round" ? 40 : 36;
      return `M${n(Math.sin(a) * r)} ${n(-Math.cos(a) * r)}L${n(Math.sin(a) * (i % 3 === 0 ? r - 9 : r - 5))} ${n(-Math.cos(a) * (i % 3 === 0 ? r - 9 : r - 5))}`;
    }).join("");
    const digits = `<path d="${DIGITS}" fill="none" stroke="#d9f2e6" stroke-width="3.400" stroke-linecap="round" stroke-linejoin="round"/>`;
    const face =
      style.face === "digital"
        ? `<path d="${inner}" fill="${dial}"/>${digits}<path d="M-22 16h30M-22 26h18" stroke="#e5745c" stroke-width="5" stroke-linecap="round"/><path d="M14 26h8" stroke="#5cb2e5" stroke-width="5" stroke-linecap="round"/>`
        : `<path d="${inner}" fill="${dial}"/><path d="${ticks}" stroke="${hands}" stroke-width="2.400" stroke-linecap="round"/><path d="M0 0L-17 -14" stroke="${hands}" stroke-width="4" stroke-linecap="round"/><path d="M0 0L20 -22" stroke="${hands}" stroke-width="3" stroke-linecap="round"/><path d="M0 6L0 -34" stroke="#b8322c" stroke-width="1.200" transform="rotate(200)"/><circle r="3.400" fill="${hands}"/>`;
    const glass = `<path d="${inner}" fill="#fff" fill-opacity=".06"/><path d="M-28 -22L-2 -38L8 -36L-30 -6Z" fill="#fff" fill-opacity=".3"/>`;
    const crown = `<path d="${box(style.face === "round" ? 52 : 45, -8, 10, 16, 3)}" fill="url(#${gradient})" stroke="${metal.dark}"/>`;
    const lugs =
      style.face === "round"
        ? [1, -1]
            .map((y) =>
              [1, -1]
                .map(
                  (x) =>
                    `<path d="M${x * 30} ${y * 40}L${x * 33} ${y * 60}L${x * 24} ${y * 60}L${x * 18} ${y * 46}Z" fill="url(#${gradient})" stroke="${metal.dark}"/>`,
                )
                .join(""),
            )
            .join("")
        : "";
    return hung(
      s,
      placed(s.cloth(half(-1) + half(1)) + clasp + crown + lugs + casing + face + glass, {
        y: 240,
        scale: 1.02,
      }),
    );
  };

export const EYEWEAR: readonly Kind[] = [
  {
    type: "sunglasses",
    category: "Accessories",
    price: [18, 40],
    weight: 1.1,
    variants: [
      {
        name: "Wayfarer",
        detail: "with thick slanting frames",
        materials: ["acetate"],
        genders: ["Unisex", "Men"],
        season: "Summer",
        use: "Casual",
        draw: sunglasses("wayfarer"),
      },
      {
        name: "Round",
        detail: "with circular frames",
        materials: ["acetate"],
        genders: ["Unisex", "Women"],
        season: "Summer",
        use: "Casual",
        draw: sunglasses("round"),
      },
      {
        name: "Aviator",
        detail: "with thin metal frames and a double bridge",
        materials: ["steel"],
        colours: ["black", "grey", "brown", "mustard", "white", "navy", "burgundy", "green"],
        genders: ["Men", "Unisex"],
        season: "Summer",
        use: "Outdoor",
        draw: sunglasses("aviator"),
      },
      {
        name: "Cat-Eye",
        detail: "with frames that rise to a point",
        materials: ["acetate"],
        genders: ["Women", "Girls"],
        season: "Summer",
        use: "Party",
        draw: sunglasses("cat-eye"),
      },
      {
        name: "Square",
        detail: "with broad rectangular frames",
        materials: ["acetate"],
        genders: ["Women", "Unisex"],
        season: "Summer",
        use: "Casual",
        draw: sunglasses("square"),
      },
    ],
  },
  {
    type: "watch",
    category: "Accessories",
    price: [34, 68],
    weight: 1,
    variants: [
      {
        name: "Round",
        detail: "with a round face on a stitched strap",
        materials: ["leather"],
        colours: [
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
          "pink",
        ],
        genders: ["Men", "Women"],
        season: "All seasons",
        use: "Work",
        draw: watch({ face: "round", strap: "band" }),
      },
      {
        name: "Bracelet",
        detail: "with a round face on a bracelet of links",
        materials: ["steel"],
        colours: ["grey", "black", "mustard", "white", "navy", "brown"],
        genders: ["Men", "Women"],
        season: "All seasons",
        use: "Formal",
        draw: watch({ face: "round", strap: "bracelet" }),
      },
      {
        name: "Square",
        detail: "with a square face on a stitched strap",
        materials: ["leather", "suede"],
        colours: ["black", "brown", "tan", "burgundy", "navy", "beige", "white", "red", "pink", "teal"],
        genders: ["Women"],
        season: "All seasons",
        use: "Work",
        draw: watch({ face: "square", strap: "band" }),
      },
      {
        name: "Digital",
        detail: "with lit figures on a grooved strap",
        materials: ["rubber"],
        genders: ["Men", "Unisex", "Boys", "Girls"],
        season: "All seasons",
        use: "Sports",
        draw: watch({ face: "digital", strap: "sport" }),
      },
    ],
  },
];
