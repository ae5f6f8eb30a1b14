import { mix, type Tones, tonesOf } from "../colour.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, between, corner, line, n, type Point, shape } from "../svg.js";
import { ground, placed } from "./scene.js";

/** A shoe is drawn from the side: heel at x = 0, toe at x = 240, the ground at y = 0, everything above it negative. */
export const SHOE_LENGTH = 240;

export const RUBBER = {
  white: tonesOf("#f1efea"),
  gum: tonesOf("#b98550"),
  black: tonesOf("#26262a"),
  brown: tonesOf("#5b3a24"),
} as const;

/** What stands beneath a shoe: pale for sporty ones, gum under a white upper. */
export const soleTones = (s: Sheet): Tones =>
  s.tones.shadeStrength < 1 && s.look.brass ? RUBBER.gum : RUBBER.white;

/** Both shoes of a pair, the far one behind and above. `lift` is the offset of the far shoe in pixels of the page. */
export function pair(
  s: Sheet,
  one: string,
  options: {
    readonly scale: number;
    readonly x: number;
    readonly y: number;
    readonly lift: readonly [number, number];
  },
): string {
  const { scale, x, y, lift } = options;
  const wide = (SHOE_LENGTH * scale) / 2;
  const far = s.define(
    "far",
    (id) =>
      `<filter id="${id}" x="-5%" y="-5%" width="110%" height="110%" color-interpolation-filters="sRGB"><feComponentTransfer><feFuncR type="linear" slope=".86" intercept=".02"/><feFuncG type="linear" slope=".86" intercept=".02"/><feFuncB type="linear" slope=".87" intercept=".03"/></feComponentTransfer></filter>`,
  );
  return (
    ground(s, x + wide + lift[0], y - lift[1] + 2, wide * 0.98, 11, 0.5) +
    `<g filter="url(#${far})">${placed(one, { x: x + lift[0], y: y - lift[1], scale })}</g>` +
    ground(s, x + wide, y + 3, wide * 1.02, 13, 0.6) +
    placed(one, { x, y, scale })
  );
}

/** The hollow that the foot goes into, between the heel's top and the instep; it reaches `sink` pixels down behind the near side. */
export function mouth(s: Sheet, heel: Point, instep: Point, rise: number, sink = 24): string {
  const middle = between(heel, instep, 0.5);
  const d = shape([
    corner(heel.x, heel.y),
    at(middle.x - 6, middle.y - rise),
    corner(instep.x, instep.y),
    at(middle.x + 4, middle.y + rise + sink),
  ]);
  return s.piece(d, {
    tones: tonesOf(mix(s.tones.base, "#e9dccb", 0.45)),
    weave: "none",
    dim: 0.55,
    rim: 6,
    round: 0.2,
  });
}

/** A sole between the ground and the line where the upper begins; `path` is its upper edge from heel to toe. */
export function sole(
  s: Sheet,
  path: readonly Point[],
  bottom: readonly Point[],
  tones: Tones,
  options: PieceOptions = {},
): string {
  const d = shape([...path, ...[...bottom].reverse()]);
  return s.piece(d, {
    tones,
    weave: "none",
    lying: true,
    round: 0.45,
    rim: 3,
    material: "rubber",
    ...options,
  });
}

/** Laces from the lowest to the highest eyelet, crossing the tongue; with a bow at the top. */
export function laces(from: Point, to: Point, count: number, ink: string, reach = 17): string {
  const parts: string[] = [];
  for (let i = 0; i < count; i++) {
    const hole = between(from, to, i / Math.max(1, count - 1));
    const end = at(hole.x + reach * 0.62, hole.y - reach * 0.72);
    const d = `M${n(hole.x)} ${n(hole.y)}Q${n(hole.x + reach * 0.5)} ${n(hole.y - reach * 0.12)} ${n(end.x)} ${n(end.y)}`;
    parts.push(
      `<circle cx="${n(hole.x)}" cy="${n(hole.y)}" r="2.600" fill="#c4c6ca" stroke="#4b4d52" stroke-width=".7"/>`,
      `<path d="${d}" fill="none" stroke="#000" stroke-opacity=".35" stroke-width="5.200" stroke-linecap="round" transform="translate(.6 1.400)"/><path d="${d}" fill="none" stroke="${mix(ink, "#000000", 0.25)}" stroke-width="5" stroke-linecap="round"/><path d="${d}" fill="none" stroke="${ink}" stroke-width="3.800" stroke-linecap="round"/>`,
    );
  }
  const knot = at(to.x + reach * 0.3, to.y - reach * 0.3);
  const loop = (dx: number, dy: number, width: number) =>
    `M${n(knot.x)} ${n(knot.y)}C${n(knot.x + dx - width)} ${n(knot.y + dy * 0.4)} ${n(knot.x + dx - width)} ${n(knot.y + dy)} ${n(knot.x + dx)} ${n(knot.y + dy)}C${n(knot.x + dx + width)} ${n(knot.y + dy)} ${n(knot.x + dx * 0.5 + width)} ${n(knot.y + dy * 0.3)} ${n(knot.x)} ${n(knot.y)}`;
  const bow =
    loop(-15, 16, 6) +
    loop(13, 22, 5) +
    `M${n(knot.x)} ${n(knot.y)}q-4 14 -1 26M${n(knot.x)} ${n(knot.y)}q8 10 4 30`;
  parts.push(
    `<path d="${bow}" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="4" transform="translate(1 2)"/><path d="${bow}" fill="none" stroke="${mix(ink, "#000000", 0.3)}" stroke-width="3.600" stroke-linecap="round"/><path d="${bow}" fill="none" stroke="${ink}" stroke-width="2.600" stroke-linecap="round"/>`,
  );
  return parts.join("");
}

/** The glint of polished leather along a curve. */
export const sheen = (s: Sheet, path: readonly Point[], width: number, strength = 0.5): string =>
  `<path d="${line(path)}" fill="none" stroke="#fff" stroke-opacity="${(strength * (0.25 + s.material.gloss * 0.75) * (s.tones.lightStrength < 0.6 ? 0.75 : 1)).toFixed(2)}" stroke-width="${n(width)}" stroke-linecap="round" filter="url(#${s.blur(Math.max(1.5, width / 4))})"/>`;

/** A seam with two rows of stitches. */
export const doubleStitch = (s: Sheet, path: readonly Point[]): string =>
  s.seam(path, 1) +
  s.stitch(path.map((p) => ({ ...p, x: p.x + 2.2, y: p.y + 2.4 }))) +
  s.stitch(path.map((p) => ({ ...p, x: p.x + 4.4, y: p.y + 4.6 })));
