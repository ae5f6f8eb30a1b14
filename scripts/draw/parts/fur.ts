import { mix } from "../colour.js";
import type { Sheet } from "../sheet.js";
import { n, type Point } from "../svg.js";

/** Long hair along both sides of an edge; `edge` gives the right side from top (0) to bottom (1). */
export function fur(s: Sheet, edge: (share: number) => Point, ink: string): string {
  const coats = [
    { ink: mix(ink, "#2a1a0e", 0.55), length: 10, width: 3.4 },
    { ink: mix(ink, "#2a1a0e", 0.22), length: 12, width: 2.6 },
    { ink, length: 13, width: 2.2 },
    { ink: mix(ink, "#fff6e8", 0.45), length: 13, width: 1.4 },
    { ink: mix(ink, "#fff6e8", 0.75), length: 10, width: 0.9 },
  ];
  return coats
    .map((coat) => {
      const hairs = [1, -1].flatMap((side) => tuft(s, edge, side, coat.length));
      return `<path d="${hairs.join("")}" fill="none" stroke="${coat.ink}" stroke-width="${coat.width}" stroke-linecap="round"/>`;
    })
    .join("");
}

/** One coat of hair on one side: it stands away from the edge, outwards and inwards, and hangs a little. */
function tuft(s: Sheet, edge: (share: number) => Point, side: number, length: number): string[] {
  const random = s.look.random;
  return Array.from({ length: 110 }, (_, i) => {
    const root = edge(i / 110);
    const next = edge(Math.min(1, (i + 2) / 110));
    const along = Math.hypot(next.x - root.x, next.y - root.y) || 1;
    const outward = random.between(-0.75, 1) * length;
    const slip = random.between(-3, 6);
    const dx = ((next.y - root.y) / along) * outward + ((next.x - root.x) / along) * slip;
    const dy = (-(next.x - root.x) / along) * outward + ((next.y - root.y) / along) * slip + 1.5;
    return `M${n(side * root.x)} ${n(root.y)}q${n(side * dx * 0.7)} ${n(dy * 0.25)} ${n(side * dx)} ${n(dy)}`;
  });
}
