import { mix, tonesOf } from "../colour.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { line, n, type Point } from "../svg.js";
import { ground, placed } from "./scene.js";

/** A bag stands on the ground: y = 0 is the floor, everything above it negative. */
export const standing = (
  s: Sheet,
  cloth: string,
  hardware: string,
  half: number,
  place: { readonly scale: number; readonly y: number },
): string =>
  ground(s, 180, place.y + 2, half * place.scale * 1.05, 13, 0.7) +
  placed(s.cloth(cloth) + hardware, { y: place.y, scale: place.scale });

/** A rolled handle or strap: a dark edge, the colour, and a line of light. */
export function strap(
  s: Sheet,
  path: readonly Point[],
  width: number,
  options: { readonly far?: boolean } = {},
): string {
  const d = line(path);
  const base = options.far === true ? s.tones.shade : mix(s.tones.base, s.tones.shade, 0.2);
  return (
    `<path d="${d}" fill="none" stroke="#120c14" stroke-opacity=".25" stroke-width="${width + 1}" transform="translate(2 3)" filter="url(#${s.blur(2)})"/>` +
    `<path d="${d}" fill="none" stroke="${s.tones.line}" stroke-width="${width + 1.6}" stroke-linecap="round"/><path d="${d}" fill="none" stroke="${base}" stroke-width="${width}" stroke-linecap="round"/>` +
    `<path d="${d}" fill="none" stroke="${s.tones.light}" stroke-opacity="${n(0.5 * s.tones.lightStrength)}" stroke-width="${n(width * 0.25)}" stroke-linecap="round" transform="translate(${n(-width * 0.18)} ${n(-width * 0.18)})"/>`
  );
}

export const ring = (s: Sheet, x: number, y: number, r: number): string => {
  const [base, dark] = s.look.brass ? ["#c9a04a", "#6d4f16"] : ["#c3c6cb", "#54575d"];
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${dark}" stroke-width="3.600"/><circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${base}" stroke-width="2.400"/>`;
};

export const sheenOn = (s: Sheet, path: readonly Point[], width: number): string =>
  s.material.gloss > 0.3
    ? `<path d="${line(path)}" fill="none" stroke="#fff" stroke-opacity="${n(0.34 * s.tones.lightStrength + 0.1)}" stroke-width="${width}" stroke-linecap="round" filter="url(#${s.blur(4)})"/>`
    : "";

export const leatherTrim = (s: Sheet): PieceOptions =>
  s.look.material === "leather" || s.look.material === "suede"
    ? { plain: true }
    : { tones: tonesOf(mix("#8a5a34", s.tones.base, 0.12)), weave: "none", material: "leather" };
