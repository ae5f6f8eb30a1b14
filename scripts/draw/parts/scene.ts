import type { Sheet } from "../sheet.js";
import { n } from "../svg.js";

/** The sheet that every picture is drawn on, in pixels: 3:4 portrait. */
export const PAGE = { width: 360, height: 480 } as const;

export interface Placement {
  readonly x?: number;
  readonly y: number;
  readonly scale: number;
  readonly turn?: number;
}

/** Moves a garment from its own coordinates to the page. */
export const placed = (content: string, { x = 180, y, scale, turn }: Placement): string =>
  `<g transform="translate(${n(x)} ${n(y)})${turn ? ` rotate(${n(turn)})` : ""} scale(${scale.toFixed(3)})">${content}</g>`;

/** Hung before the wall: a soft shadow falls behind to the lower right. */
export function hung(s: Sheet, content: string): string {
  const id = s.define(
    "hung",
    (fresh) =>
      `<filter id="${fresh}" x="-10%" y="-5%" width="125%" height="115%" color-interpolation-filters="sRGB"><feDropShadow dx="5" dy="9" stdDeviation="7" flood-color="#3b3234" flood-opacity=".3"/></filter>`,
  );
  return `<g filter="url(#${id})">${content}</g>`;
}

/** Soft shadow on the ground below something that stands. */
export function ground(s: Sheet, x: number, y: number, rx: number, ry: number, strength = 0.34): string {
  const wide = s.define(
    "ground",
    (id) =>
      `<radialGradient id="${id}"><stop offset="0" stop-color="#2a2224" stop-opacity="1"/><stop offset=".55" stop-color="#2a2224" stop-opacity=".55"/><stop offset="1" stop-color="#2a2224" stop-opacity="0"/></radialGradient>`,
  );
  return (
    `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx * 1.25)}" ry="${n(ry * 1.9)}" fill="url(#${wide})" fill-opacity="${(strength * 0.6).toFixed(2)}"/>` +
    `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="url(#${wide})" fill-opacity="${strength.toFixed(2)}"/>`
  );
}

/** Studio paper in one of a few quiet tints, lighter where the lamp falls. */
const PAPERS = [
  ["#f3f0eb", "#e8e4de"],
  ["#f0f1f2", "#e4e7e9"],
  ["#f3efec", "#e7e0db"],
  ["#eff0eb", "#e3e5de"],
] as const;

/** The finished picture as an SVG document. */
export function page(s: Sheet, content: string): string {
  const [lit, dim] = s.look.random.pick(PAPERS);
  const { width, height } = PAGE;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>` +
    `<radialGradient id="paper" cx=".42" cy=".36" r=".8"><stop offset="0" stop-color="${lit}"/><stop offset="1" stop-color="${dim}"/></radialGradient>${s.defs}</defs>` +
    `<rect width="${width}" height="${height}" fill="url(#paper)"/>${content}</svg>`
  );
}
