import type { Random } from "../random.js";
import type { Fold } from "../sheet.js";
import { at, between, type Point } from "../svg.js";

/** A crease: shade on one side and, beside it, the light that its ridge catches. */
export function crease(path: readonly Point[], width: number, strength: number, dx = 0.55): Fold[] {
  return [
    { path, width, tone: "shade", strength },
    {
      path: path.map((point) => at(point.x - width * dx, point.y - width * 0.15)),
      width: width * 0.7,
      tone: "light",
      strength: strength * 0.8,
    },
  ];
}

/** Cloth hanging from the line `from` to the line `to` (each given by its left and right x, and a y). */
export function drapes(
  random: Random,
  from: { readonly left: number; readonly right: number; readonly y: number },
  to: { readonly left: number; readonly right: number; readonly y: number },
  options: {
    readonly count: number;
    readonly width: number;
    readonly strength: number;
    readonly start?: number;
  },
): Fold[] {
  const folds: Fold[] = [];
  for (let i = 0; i < options.count; i++) {
    const share = (i + 0.5 + random.between(-0.28, 0.28)) / options.count;
    const top = at(from.left + (from.right - from.left) * share, from.y);
    const bottom = at(to.left + (to.right - to.left) * share, to.y + 12);
    const begin = between(top, bottom, (options.start ?? 0) + random.between(0, 0.22));
    const sway = random.between(-4, 4);
    const middle = between(begin, bottom, 0.5);
    const width = options.width * random.between(0.6, 1.3);
    folds.push(
      ...crease(
        [begin, at(middle.x + sway, middle.y), bottom],
        width,
        options.strength * random.between(0.65, 1.15),
      ),
    );
  }
  return folds;
}

/** Wrinkles across a tube (an elbow, a knee) around the share `t` of the way from `a` to `b`. `half` is its half width. */
export function wrinkles(
  random: Random,
  a: Point,
  b: Point,
  t: number,
  half: number,
  strength: number,
  count = 3,
): Fold[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const along = at((b.x - a.x) / length, (b.y - a.y) / length);
  const across = at(-along.y, along.x);
  const folds: Fold[] = [];
  for (let i = 0; i < count; i++) {
    const centre = between(a, b, t + (i - (count - 1) / 2) * (16 / length) * 1.15);
    const side = i % 2 === 0 ? 1 : -1;
    const slant = random.between(5, 13) * side;
    const reach = half * random.between(0.95, 1.5);
    const start = at(centre.x + across.x * half * side, centre.y + across.y * half * side);
    const end = at(
      start.x - across.x * reach * side + along.x * slant * side,
      start.y - across.y * reach * side + along.y * slant * side,
    );
    const middle = at((start.x + end.x) / 2 + along.x * 3, (start.y + end.y) / 2 + along.y * 3);
    folds.push(
      { path: [start, middle, end], width: random.between(4, 7), tone: "shade", strength },
      {
        path: [start, middle, end].map((point) => at(point.x - along.x * 4, point.y - along.y * 4)),
        width: 4,
        tone: "light",
        strength: strength * 0.7,
      },
    );
  }
  return folds;
}
