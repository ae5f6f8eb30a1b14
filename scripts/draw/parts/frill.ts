import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, flipped, type Point, shape } from "../svg.js";
import { crease } from "./fold.js";

/** A frill that follows a line: scallops with small pleats. `depth` in pixels. */
export function frill(s: Sheet, path: readonly Point[], depth: number, options: PieceOptions = {}): string {
  const random = s.look.random;
  const lower = path.map((point, i) =>
    at(
      point.x + (point.x === 0 ? 0 : Math.sign(point.x) * 1.5),
      point.y + depth + (i % 2 === 0 ? 3.5 : -2.5) + random.between(-1, 1),
    ),
  );
  const d = shape([...path, ...lower.reverse()]);
  const pleats = path
    .slice(1, -1)
    .flatMap((point, i) =>
      crease(
        [
          point,
          at(point.x + 1, point.y + depth * 0.6),
          at(point.x + (i % 2 === 0 ? 2 : -2), point.y + depth),
        ],
        5,
        0.34,
      ),
    );
  return s.cast(d, 2.5, 0.5, 3, 0.32) + s.piece(d, { folds: pleats, round: 0.25, rim: 3, ...options });
}

/** A soft bow with two loops and two tails, hanging from (0, y). */
export function bow(s: Sheet, y: number, size: number, options: PieceOptions = {}): string {
  const k = size;
  const tail = [
    corner(1, y),
    at(6 * k, y + 22 * k),
    corner(9 * k, y + 52 * k),
    corner(20 * k, y + 47 * k),
    at(13 * k, y + 20 * k),
    corner(5, y),
  ];
  const loop = [
    corner(1, y - 3 * k),
    at(16 * k, y - 14 * k),
    at(29 * k, y - 8 * k),
    at(29 * k, y + 8 * k),
    at(15 * k, y + 8 * k),
    corner(1, y + 4 * k),
  ];
  const knot = shape([
    at(-5 * k, y - 5 * k),
    at(5 * k, y - 5 * k),
    at(6 * k, y + 5 * k),
    at(-6 * k, y + 5 * k),
  ]);
  const folds = [...crease([at(3, y), at(14 * k, y - 2 * k), at(24 * k, y)], 6 * k, 0.4)];
  const part = (points: readonly Point[], creases: boolean) =>
    [flipped(points), points]
      .map((side, i) => {
        const d = shape(side);
        const turned = folds.map((fold) => ({ ...fold, path: i === 0 ? flipped(fold.path) : fold.path }));
        return (
          s.cast(d, 2, 0.5, 2.5, 0.35) +
          s.piece(d, { rim: 4, ...(creases ? { folds: turned } : {}), ...options })
        );
      })
      .join("");
  return part(tail, false) + part(loop, true) + s.piece(knot, { rim: 4, ...options });
}
