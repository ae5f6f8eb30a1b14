import { mix } from "../colour.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, box, corner, flipped, line, n, type Point, shape } from "../svg.js";

const metalOf = (s: Sheet) =>
  s.look.brass
    ? { base: "#c9a04a", light: "#f6e2a0", dark: "#6d4f16" }
    : { base: "#b9bcc2", light: "#f6f7f9", dark: "#54575d" };

/** A round button with holes, a rim and a glint. */
export function button(s: Sheet, x: number, y: number, r: number, ink?: string): string {
  const base = ink ?? buttonInk(s);
  return (
    `<circle cx="${n(x + 0.6)}" cy="${n(y + 1.4)}" r="${n(r)}" fill="#000" fill-opacity=".35"/>` +
    `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${base}" stroke="${mix(base, "#000000", 0.45)}" stroke-width=".7"/>` +
    `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r * 0.68)}" fill="none" stroke="${mix(base, "#000000", 0.3)}" stroke-width=".6"/>` +
    (r >= 3
      ? `<circle cx="${n(x - r * 0.25)}" cy="${n(y)}" r="${n(r * 0.14)}" fill="#000" fill-opacity=".6"/><circle cx="${n(x + r * 0.25)}" cy="${n(y)}" r="${n(r * 0.14)}" fill="#000" fill-opacity=".6"/>`
      : "") +
    `<path d="M${n(x - r * 0.6)} ${n(y - r * 0.35)}A${n(r * 0.7)} ${n(r * 0.7)} 0 0 1 ${n(x)} ${n(y - r * 0.7)}" fill="none" stroke="#fff" stroke-opacity=".65" stroke-width="${n(r * 0.2)}" stroke-linecap="round"/>`
  );
}

/** Horn on pale cloth, pearl on shirts, dark on the rest. */
export function buttonInk(s: Sheet): string {
  if (s.tones.lightStrength < 0.6) return "#3d3a3c";
  return s.tones.shadeStrength < 1 ? "#7a5a3c" : mix(s.tones.base, "#000000", 0.55);
}

export const PEARL = "#f1ece2";

/** Metal snap, rivet or shank button. */
export function stud(s: Sheet, x: number, y: number, r: number): string {
  const metal = metalOf(s);
  return (
    `<circle cx="${n(x + 0.5)}" cy="${n(y + 1)}" r="${n(r)}" fill="#000" fill-opacity=".35"/><circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${metal.base}" stroke="${metal.dark}" stroke-width=".7"/>` +
    `<circle cx="${n(x - r * 0.25)}" cy="${n(y - r * 0.3)}" r="${n(r * 0.4)}" fill="${metal.light}"/>`
  );
}

/** Evenly spaced buttons down a line. */
export const buttonRow = (
  s: Sheet,
  x: number,
  from: number,
  to: number,
  count: number,
  r: number,
  ink?: string,
): string =>
  Array.from({ length: count }, (_, i) =>
    button(s, x, from + ((to - from) * i) / Math.max(1, count - 1), r, ink),
  ).join("");

/** A zip with its tape, teeth and puller. */
export function zip(
  s: Sheet,
  path: readonly Point[],
  width = 5,
  options: { readonly puller?: "start" | "end" | "none" } = {},
): string {
  const metal = metalOf(s);
  const d = line(path);
  const first = path[0] ?? at(0, 0);
  const last = path[path.length - 1] ?? first;
  const ahead = options.puller === "end" ? last : first;
  const second = (options.puller === "end" ? path[path.length - 2] : path[1]) ?? last;
  const sign = options.puller === "end" ? -1 : 1;
  const angle = (Math.atan2(second.y - ahead.y, second.x - ahead.x) * 180) / Math.PI - 90;
  const pull =
    options.puller === "none"
      ? ""
      : `<g transform="translate(${n(ahead.x)} ${n(ahead.y)}) rotate(${n(angle)})"><rect x="-3" y="${-2 * sign}" width="6" height="8" rx="1.500" fill="${metal.base}" stroke="${metal.dark}" stroke-width=".7"/><rect x="-2" y="6" width="4" height="13" rx="2" fill="${metal.base}" stroke="${metal.dark}" stroke-width=".7"/><path d="M-.6 8v9" stroke="${metal.light}" stroke-width="1"/></g>`;
  return (
    `<path d="${d}" fill="none" stroke="${s.tones.line}" stroke-width="${width + 3}" stroke-opacity=".55"/>` +
    `<path d="${d}" fill="none" stroke="${mix(s.tones.base, "#111114", 0.7)}" stroke-width="${width}"/>` +
    `<path d="${d}" fill="none" stroke="${metal.base}" stroke-width="${n(width * 0.72)}" stroke-dasharray="1.700 1.300"/>` +
    `<path d="${d}" fill="none" stroke="#22222a" stroke-opacity=".55" stroke-width=".7"/>${pull}`
  );
}

/** The overlapping edge of a front: a shaded line with stitching beside it. */
export const placket = (s: Sheet, x: number, from: number, to: number, width: number): string =>
  `<path d="M${n(x + width / 2 + 1.5)} ${n(from)}L${n(x + width / 2 + 1.5)} ${n(to)}" stroke="#140d12" stroke-opacity=".28" stroke-width="3"/>` +
  s.seam([corner(x + width / 2, from), corner(x + width / 2, to)]) +
  s.stitch([corner(x + width / 2 - 2.5, from), corner(x + width / 2 - 2.5, to)]) +
  (width > 4 ? s.stitch([corner(x - width / 2, from), corner(x - width / 2, to)]) : "");

/** A pocket sewn on, with rounded or pointed bottom, on both sides of the middle unless `single`. */
export function patchPocket(
  s: Sheet,
  x: number,
  y: number,
  width: number,
  height: number,
  options: PieceOptions & {
    readonly flap?: boolean;
    readonly pointed?: boolean;
    readonly single?: boolean;
    readonly snap?: boolean;
  } = {},
): string {
  const bottom =
    options.pointed === true
      ? [
          corner(x + width, y + height * 0.82),
          corner(x + width / 2, y + height),
          corner(x, y + height * 0.82),
        ]
      : [
          at(x + width - 0.5, y + height * 0.9),
          at(x + width * 0.84, y + height),
          at(x + width * 0.16, y + height),
          at(x + 0.5, y + height * 0.9),
        ];
  const points = [corner(x, y), corner(x + width, y + 1), ...bottom];
  const inset = points.map((point) => ({
    ...point,
    x: x + width / 2 + (point.x - x - width / 2) * (1 - 5 / width),
    y: y + height / 2 + (point.y - y - height / 2) * (1 - 5 / height),
  }));
  const one = (turn: (p: readonly Point[]) => Point[], sign: number): string => {
    const d = shape(turn(points));
    const flapShape = shape(
      turn([
        corner(x - 1.5, y - 2),
        corner(x + width + 1.5, y - 1),
        corner(x + width + 1.5, y + height * 0.26),
        ...(options.pointed === true ? [corner(x + width / 2, y + height * 0.4)] : []),
        corner(x - 1.5, y + height * 0.26),
      ]),
    );
    return (
      s.cast(d, 1.5, 0.5, 1.5, 0.3) +
      s.piece(d, { round: 0.18, rim: 3, ...options }) +
      s.stitch(shape(turn(inset))) +
      (options.flap === true
        ? s.cast(flapShape, 1.5, 0, 2, 0.4) +
          s.piece(flapShape, { round: 0.2, rim: 2, ...options }) +
          (options.snap === true
            ? stud(s, sign * (x + width / 2), y + height * 0.18, 2.6)
            : button(s, sign * (x + width / 2), y + height * 0.2, 2.6))
        : "")
    );
  };
  const right = one((points_) => [...points_], 1);
  return options.single === true ? right : right + one(flipped, -1);
}

/** A flap alone, as on a blazer's pocket, on both sides. */
export function flapPocket(s: Sheet, x: number, y: number, width: number, height: number, tilt = 3): string {
  const points = [
    corner(x, y),
    corner(x + width, y - tilt),
    corner(x + width + 1, y + height - tilt - 1),
    at(x + width * 0.5, y + height - tilt * 0.5),
    corner(x, y + height),
  ];
  return [flipped(points), points]
    .map((side) => {
      const d = shape(side);
      return (
        s.cast(d, 1.8, 0.5, 2.2, 0.4) +
        s.piece(d, { round: 0.2, rim: 2.5, plain: s.look.print.pattern === "colour-block" }) +
        s.seam([side[0] ?? at(0, 0), side[1] ?? at(0, 0)])
      );
    })
    .join("");
}

/** A slit with a narrow welt, slanting outwards, on both sides. */
export function weltPocket(s: Sheet, from: Point, to: Point, width = 6): string {
  const points = [
    corner(from.x, from.y),
    corner(to.x, to.y),
    corner(to.x + width, to.y + 1),
    corner(from.x + width, from.y + 1),
  ];
  return [flipped(points), points]
    .map((side) => {
      const d = shape(side);
      return s.cast(d, 1.5, 0.5, 1.5, 0.4) + s.piece(d, { round: 0, rim: 2, plain: true });
    })
    .join("");
}

/** A rectangular or round buckle with its prong. */
export function buckle(s: Sheet, x: number, y: number, width: number, height: number, ink?: string): string {
  const metal = metalOf(s);
  const base = ink ?? metal.base;
  const left = x - width / 2;
  const top = y - height / 2;
  return (
    `<path d="${box(left + 1, top + 1.8, width, height, 3)}" fill="none" stroke="#000" stroke-opacity=".4" stroke-width="3"/>` +
    `<path d="${box(left, top, width, height, 3)}" fill="none" stroke="${mix(base, "#000000", 0.5)}" stroke-width="4"/><path d="${box(left, top, width, height, 3)}" fill="none" stroke="${base}" stroke-width="2.800"/>` +
    `<path d="M${n(left + 2)} ${n(top + 1)}h${n(width - 5)}" stroke="#fff" stroke-opacity=".7" stroke-width="1"/><path d="M${n(left)} ${n(y)}h${n(width * 0.8)}" stroke="${mix(base, "#000000", 0.25)}" stroke-width="2.200"/>`
  );
}

/** A belt around the waist with a buckle or a tied knot. */
export function waistBelt(
  s: Sheet,
  half: number,
  y: number,
  height: number,
  style: "buckle" | "tied",
  options: PieceOptions = {},
): string {
  const d = shape([
    corner(-half, y - height / 2),
    at(0, y - height / 2 + 3),
    corner(half, y - height / 2),
    corner(half, y + height / 2),
    at(0, y + height / 2 + 3),
    corner(-half, y + height / 2),
  ]);
  const band =
    s.cast(d, 2, 0, 3, 0.4) +
    s.piece(d, { round: 0.5, rim: 3, ...options }) +
    s.stitch([
      corner(-half, y - height / 2 + 2),
      at(0, y - height / 2 + 5),
      corner(half, y - height / 2 + 2),
    ]);
  if (style === "buckle")
    return (
      band +
      buckle(
        s,
        0,
        y + 3,
        height * 1.35,
        height * 1.35,
        options.tones ? undefined : mix(s.tones.base, "#20140c", 0.6),
      )
    );
  const tails = [
    shape([
      corner(-3, y + 2),
      at(-10, y + 22),
      corner(-14, y + 48),
      corner(-3, y + 50),
      at(2, y + 24),
      corner(5, y + 4),
    ]),
    shape([
      corner(0, y + 2),
      at(10, y + 20),
      corner(17, y + 58),
      corner(6, y + 62),
      at(2, y + 28),
      corner(-4, y + 6),
    ]),
  ];
  const knot = shape([at(-8, y - 5), at(6, y - 6), at(9, y + 5), at(0, y + 10), at(-9, y + 6)]);
  return (
    band +
    tails
      .map((tail) => s.cast(tail, 2, 1, 2, 0.35) + s.piece(tail, { round: 0.3, rim: 3, ...options }))
      .join("") +
    s.cast(knot, 1.5, 0, 2, 0.4) +
    s.piece(knot, { rim: 4, ...options })
  );
}
