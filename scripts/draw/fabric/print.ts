import { mix } from "../colour.js";
import { n } from "../svg.js";

/** What is printed on or woven into the cloth, from a closed list. */
export const PATTERNS = ["solid", "striped", "checked", "polka dot", "floral", "colour-block"] as const;
export type PatternName = (typeof PATTERNS)[number];

export interface Print {
  readonly pattern: PatternName;
  readonly base: string;
  readonly accent: string;
  /** A second accent: leaves and other petals, the thin line of a check, the third block. */
  readonly second: string;
  /** Stripes run down the piece rather than across it. */
  readonly upright: boolean;
  /** 1 for a jumper; small things need smaller motifs. */
  readonly scale: number;
}

const tile = (
  id: string,
  size: readonly [number, number],
  angle: number,
  scale: number,
  marks: string,
): string =>
  `<pattern id="${id}" width="${size[0]}" height="${size[1]}" patternUnits="userSpaceOnUse" patternTransform="rotate(${n(angle)}) scale(${scale.toFixed(2)})">${marks}</pattern>`;

const bar = (x: number, y: number, width: number, height: number, fill: string, opacity = 1): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ""}/>`;

const dot = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;

/** Five petals around an eye. */
function flower(x: number, y: number, r: number, turn: number, petal: string, eye: string): string {
  const petals = [0, 72, 144, 216, 288]
    .map((degrees) => {
      const angle = ((degrees + turn) * Math.PI) / 180;
      return `<circle cx="${n(x + Math.cos(angle) * r * 0.62)}" cy="${n(y + Math.sin(angle) * r * 0.62)}" r="${n(r * 0.48)}"/>`;
    })
    .join("");
  return `<g fill="${petal}" stroke="${mix(petal, "#40202a", 0.22)}" stroke-width=".5">${petals}</g>${dot(x, y, Number(n(r * 0.32)), eye)}`;
}

const leaf = (x: number, y: number, turn: number, fill: string): string =>
  `<path d="M0 0C3 -5 9 -5 13 0C9 4 3 4 0 0Z" fill="${fill}" transform="translate(${x} ${y}) rotate(${turn})"/>`;

function floral(accent: string, second: string): string {
  const green = "#5d8f56";
  const eye = "#f2c230";
  const bloom = (x: number, y: number, r: number, turn: number, petal: string) =>
    flower(x, y, r, turn, petal, eye);
  return [
    leaf(20, 20, 35, green),
    leaf(12, 12, 205, green),
    leaf(52, 46, -30, green),
    leaf(40, 52, 150, green),
    leaf(53, 8, 80, green),
    leaf(14, 55, -70, green),
    bloom(16, 16, 10.5, 10, accent),
    bloom(47, 49, 11, 40, accent),
    bloom(50, 14, 7, 0, second),
    bloom(15, 48, 7.5, 25, second),
    dot(33, 31, 2.2, accent),
    dot(31, 4, 1.8, second),
    dot(3, 33, 1.8, accent),
    dot(61, 33, 1.8, second),
  ].join("");
}

/** Definitions of the print as a paint of that id, or nothing for solid cloth. `angle` in degrees turns it with the piece. */
export function printPaint(id: string, print: Print, angle = 0): string {
  const { accent, base, second, scale } = print;
  switch (print.pattern) {
    case "solid":
      return "";
    case "striped":
      return tile(
        id,
        [18, 18],
        angle + (print.upright ? 90 : 0),
        scale,
        bar(0, 0, 18, 18, base) + bar(0, 5, 18, 7, accent),
      );
    case "checked":
      return tile(
        id,
        [36, 36],
        angle,
        scale,
        bar(0, 0, 36, 36, base) +
          bar(0, 10, 36, 13, accent, 0.5) +
          bar(10, 0, 13, 36, accent, 0.5) +
          bar(0, 31, 36, 1.8, second, 0.8) +
          bar(31, 0, 1.8, 36, second, 0.8),
      );
    case "polka dot":
      return tile(
        id,
        [24, 24],
        angle,
        scale,
        bar(0, 0, 24, 24, base) + dot(6, 6, 4.3, accent) + dot(18, 18, 4.3, accent),
      );
    case "floral":
      return tile(id, [64, 64], angle, scale, bar(0, 0, 64, 64, base) + floral(accent, second));
    case "colour-block":
      return (
        `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset=".56" stop-color="${base}"/><stop offset=".56" stop-color="${accent}"/>` +
        `<stop offset=".72" stop-color="${accent}"/><stop offset=".72" stop-color="${second}"/></linearGradient>`
      );
  }
}
