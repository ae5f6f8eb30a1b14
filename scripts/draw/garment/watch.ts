import { tonesOf } from "../colour.js";
import { hung, placed } from "../parts/scene.js";
import type { Sheet } from "../sheet.js";
import { at, box, corner, ellipse, n, shape } from "../svg.js";

/** 10:09 as strokes, since fonts differ from machine to machine. */
const DIGITS = "M-27 -20v18M-19 -20h9v18h-9ZM-1 -15v.1M-1 -7v.1M8 -20h8v18h-8ZM30 -11h-8v-9h8v18h-8";

type WatchStyle = {
  readonly face: "round" | "square" | "digital";
  readonly strap: "band" | "bracelet" | "sport";
};

export const watch =
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
