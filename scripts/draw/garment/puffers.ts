import { hood, standCollar } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import { sleeves } from "../parts/sleeve.js";
import type { Torso } from "../parts/torso.js";
import { weltPocket, zip } from "../parts/trim.js";
import type { Fold, Sheet } from "../sheet.js";
import { at, corner, flipped, shape } from "../svg.js";
import { JACKET } from "./jackets.js";

/** Puffed channels between rows of quilting; `from` and `to` in pixels down the piece, `half` its half width there. */
function quilting(
  s: Sheet,
  rows: readonly number[],
  half: number,
): { readonly folds: Fold[]; readonly seams: string } {
  const random = s.look.random;
  const folds = rows.flatMap((y, i): Fold[] => {
    const next = rows[i + 1] ?? y + 28;
    const gap = next - y;
    const arc = (dy: number, reach: number) => [
      at(-half * reach, y + dy - 1),
      at(-half * 0.4, y + dy + 2),
      at(half * 0.4, y + dy + 2),
      at(half * reach, y + dy - 1),
    ];
    const puckers = Array.from({ length: 9 }, (_, k) => {
      const x = -half + ((k + 0.5 + random.between(-0.3, 0.3)) * 2 * half) / 9;
      return {
        path: [
          at(x, y),
          at(x + random.between(-3, 3), y + gap * 0.22),
          at(x + random.between(-4, 4), y + gap * 0.42),
        ],
        width: 4,
        tone: "shade" as const,
        strength: 0.26,
      };
    });
    return [
      { path: arc(gap * 0.98, 1.15), width: gap * 0.62, tone: "shade", strength: 0.3 },
      { path: arc(gap * 0.4, 0.9), width: gap * 0.5, tone: "light", strength: 0.4 },
      ...puckers,
    ];
  });
  return { folds, seams: rows.map((y) => s.seam([at(-half, y), at(0, y + 4), at(half, y)], 1.3)).join("") };
}

/** Puffed rings of a quilted sleeve are its own folds across. */
const puffSleeve = (s: Sheet, t: Torso, length: number): string => {
  const angle = (13 * Math.PI) / 180;
  const rings = [0.18, 0.36, 0.54, 0.72, 0.9];
  const axis = at((t.shoulder + t.chest) / 2, (t.slope + t.armpit) / 2);
  const point = (share: number, across: number) =>
    at(
      axis.x + Math.sin(angle) * length * share + Math.cos(angle) * across,
      axis.y + Math.cos(angle) * length * share - Math.sin(angle) * across,
    );
  const base = sleeves(s, t, { length, angle: 13, cuff: 19, puff: 1.25, end: "elastic" }, { round: 0.55 });
  const lines = [1, -1]
    .map((side) =>
      rings
        .map((share) => {
          const half = 31 - share * 10;
          const path = [point(share, half * 0.86), point(share + 0.03, 0), point(share, -half * 0.8)];
          const turned = side === 1 ? path : flipped(path);
          const lit = [
            point(share - 0.07, half * 0.5),
            point(share - 0.06, 0),
            point(share - 0.07, -half * 0.3),
          ];
          const litTurned = side === 1 ? lit : flipped(lit);
          return (
            s.seam(turned, 1.2) +
            `<path d="M${litTurned.map((p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join("L")}" stroke="${s.tones.light}" stroke-opacity="${(0.4 * s.tones.lightStrength).toFixed(2)}" stroke-width="5" fill="none" stroke-linecap="round" filter="url(#${s.blur(2)})"/>`
          );
        })
        .join(""),
    )
    .join("");
  return base + lines;
};

type PufferStyle = {
  readonly torso?: Partial<Torso>;
  readonly hooded?: boolean;
  readonly sleeveless?: boolean;
  readonly gap: number;
  readonly scale: number;
  readonly y: number;
};

export const puffer =
  (style: PufferStyle) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JACKET,
      neckline: "crew",
      depth: 16,
      chest: 63,
      shoulder: style.sleeveless === true ? 52 : 64,
      waist: 64,
      hem: 62,
      length: 206,
      hemShape: "rounded",
      ...style.torso,
    };
    const rows = Array.from(
      { length: Math.floor((torso.length - 34) / style.gap) },
      (_, i) => 30 + (i + 0.4) * style.gap,
    );
    const quilt = quilting(s, rows, torso.chest + 4);
    const collar = style.hooded === true ? hood(s, torso, {}) : standCollar(s, torso, 22, { rim: 8 });
    const arms = style.sleeveless === true ? "" : puffSleeve(s, torso, 168);
    const clip = s.define(
      `torso ${torso.length}`,
      (id) =>
        `<clipPath id="${id}"><path d="${shape([corner(-torso.chest - 1, torso.armpit), at(-torso.shoulder + (torso.shoulder - torso.chest) * 0.5 + 5, torso.slope + (torso.armpit - torso.slope) * 0.55), corner(-torso.shoulder, torso.slope), corner(-torso.neck, 0), corner(torso.neck, 0), corner(torso.shoulder, torso.slope), at(torso.shoulder - (torso.shoulder - torso.chest) * 0.5 - 5, torso.slope + (torso.armpit - torso.slope) * 0.55), corner(torso.chest + 1, torso.armpit), corner(torso.hem + 2, torso.length - 12), corner(-torso.hem - 2, torso.length - 12)])}"/></clipPath>`,
    );
    return upper(
      s,
      {
        torso,
        behind: collar.behind + arms,
        closed: true,
        folds: quilt.folds,
        bodyOptions: { round: 0.45, rim: 8 },
        over:
          `<g clip-path="url(#${clip})">${quilt.seams}</g>` +
          weltPocket(
            s,
            at(30, Math.min(torso.length - 70, 150)),
            at(40, Math.min(torso.length - 38, 182)),
            5,
          ) +
          collar.front,
        hardware: zip(
          s,
          [
            corner(0, style.hooded === true ? torso.depth + 2 : torso.depth - 12),
            corner(0, torso.length + 1),
          ],
          6,
        ),
      },
      { y: style.y, scale: style.scale },
    );
  };
