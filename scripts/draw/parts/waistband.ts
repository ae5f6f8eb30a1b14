import type { Sheet } from "../sheet.js";
import { corner, shape } from "../svg.js";
import type { Legs } from "./legs.js";

export const loops = (s: Sheet, k: Legs): string =>
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

export type Placing = { readonly scale: number; readonly y: number };

export const drawstring = (s: Sheet, y: number): string => {
  const d = `M-5 ${y}C-12 ${y + 16} -8 ${y + 30} -12 ${y + 44}M5 ${y}C11 ${y + 14} 7 ${y + 32} 11 ${y + 47}M-5 ${y}C-16 ${y + 2} -16 ${y + 12} -3 ${y + 5}M5 ${y}C16 ${y + 2} 16 ${y + 12} 3 ${y + 5}`;
  return `<path d="${d}" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="3" transform="translate(1 1.800)"/><path d="${d}" fill="none" stroke="${s.tones.shadeStrength < 1 ? "#b3aea6" : "#f3f0ea"}" stroke-width="2.400" stroke-linecap="round"/>`;
};
