/** A point of an outline; `corner` keeps it sharp, otherwise the curve runs smoothly through it. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly corner?: boolean;
}

/** A smooth point. */
export const at = (x: number, y: number): Point => ({ x, y });
/** A sharp point. */
export const corner = (x: number, y: number): Point => ({ x, y, corner: true });

/**
 * Points of an outline in short: `"6,-16! 3,-46 9,-78"`, where `!` marks a corner.
 * @throws RangeError when a point is not two numbers
 */
export const trace = (outline: string): Point[] =>
  outline.split(" ").map((word) => {
    const sharp = word.endsWith("!");
    const [x, y] = (sharp ? word.slice(0, -1) : word).split(",").map(Number);
    if (x === undefined || y === undefined || Number.isNaN(x + y))
      throw new RangeError(`not a point: ${word}`);
    return sharp ? corner(x, y) : at(x, y);
  });

/** Shortest text of a coordinate: a tenth of a pixel is finer than anyone sees. */
export const n = (value: number): string => {
  const text = (Math.round(value * 10) / 10).toString();
  return text === "-0" ? "0" : text;
};

/** Reflects points at the vertical axis x = 0 and reverses them, so that they continue an outline. */
export const mirrored = (points: readonly Point[]): Point[] =>
  [...points].reverse().map((point) => ({ ...point, x: -point.x }));

/** Reflects points at x = 0 and keeps their order. */
export const flipped = (points: readonly Point[]): Point[] =>
  points.map((point) => ({ ...point, x: -point.x }));

/** A closed symmetric outline from its right half, given from top to bottom. */
export const symmetric = (half: readonly Point[]): string => curve([...half, ...mirrored(half)], true);

export const line = (points: readonly Point[]): string => curve(points, false);
export const shape = (points: readonly Point[]): string => curve(points, true);

/** Catmull-Rom spline through the points as cubic Béziers (control points a sixth of the neighbours' chord away). */
function curve(points: readonly Point[], closed: boolean): string {
  const unique = points.filter((point, i) => {
    const before = i === 0 && closed ? points[points.length - 1] : points[i - 1];
    return before === undefined || Math.abs(before.x - point.x) > 0.01 || Math.abs(before.y - point.y) > 0.01;
  });
  const count = unique.length;
  const get = (i: number): Point => {
    const index = closed ? (i + count) % count : Math.min(Math.max(i, 0), count - 1);
    return unique[index] ?? at(0, 0);
  };
  const handle = (here: Point, before: Point, after: Point, toward: Point): Point =>
    here.corner
      ? at(here.x + (toward.x - here.x) / 3, here.y + (toward.y - here.y) / 3)
      : at(here.x + (after.x - before.x) / 6, here.y + (after.y - before.y) / 6);
  const first = get(0);
  let d = `M${n(first.x)} ${n(first.y)}`;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [a, b] = [get(i), get(i + 1)];
    if (a.corner && b.corner) {
      d += `L${n(b.x)} ${n(b.y)}`;
      continue;
    }
    const out = handle(a, get(i - 1), get(i + 1), b);
    const into = handle(b, get(i + 2), get(i), a);
    d += `C${n(out.x)} ${n(out.y)} ${n(into.x)} ${n(into.y)} ${n(b.x)} ${n(b.y)}`;
  }
  return closed ? `${d}Z` : d;
}

/** A band that follows a line and thins out at both ends: the shape of a fold. `width` in pixels at its thickest. */
export function taper(points: readonly Point[], width: number): string {
  const last = points.length - 1;
  const side = (sign: number) =>
    points.map((point, i) => {
      const before = points[Math.max(i - 1, 0)] ?? point;
      const after = points[Math.min(i + 1, last)] ?? point;
      const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
      const half = (sign * width * Math.sin((Math.PI * i) / last)) / 2;
      return at(
        point.x - ((after.y - before.y) / length) * half,
        point.y + ((after.x - before.x) / length) * half,
      );
    });
  return shape([...side(1), ...side(-1).reverse().slice(1, -1)]);
}

/** Points a share `t` in [0, 1] of the way from `a` to `b`. */
export const between = (a: Point, b: Point, t: number): Point =>
  at(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);

export const ellipse = (cx: number, cy: number, rx: number, ry: number): string =>
  `M${n(cx - rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 1 1 ${n(cx + rx)} ${n(cy)}A${n(rx)} ${n(ry)} 0 1 1 ${n(cx - rx)} ${n(cy)}Z`;

export const box = (x: number, y: number, width: number, height: number, radius = 0): string => {
  const r = Math.min(radius, width / 2, height / 2);
  if (r <= 0) return `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`;
  const arc = (dx: number, dy: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
  return `M${n(x + r)} ${n(y)}h${n(width - 2 * r)}${arc(r, r)}v${n(height - 2 * r)}${arc(-r, r)}h${n(2 * r - width)}${arc(-r, -r)}v${n(2 * r - height)}${arc(r, -r)}Z`;
};
