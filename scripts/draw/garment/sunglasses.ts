import { mix } from "../colour.js";
import { ground, hung, placed } from "../parts/scene.js";
import type { Sheet } from "../sheet.js";
import { box, flipped, n, type Point, shape, trace } from "../svg.js";

type Frame = "wayfarer" | "round" | "aviator" | "cat-eye" | "square";

const LENSES: Record<Frame, readonly Point[]> = {
  wayfarer: trace("16,-30 60,-38 104,-36! 102,4 84,34 46,38 22,24 13,0"),
  round: trace("58,-42 88,-30 100,0 88,30 58,42 28,30 16,0 28,-30"),
  aviator: trace("20,-30 60,-36 100,-26 106,4 88,40 56,52 30,36 14,0"),
  "cat-eye": trace("18,-20 62,-34 114,-50! 106,-6 86,28 52,34 24,22 13,2"),
  square: trace("16,-36! 102,-38! 106,0 98,36! 24,36! 13,0"),
};

/** A pair of glasses seen from the front, slightly from above, its arms folded out behind. */
export const sunglasses =
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
