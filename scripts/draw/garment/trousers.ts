import { fly, frontPockets, hemStitch, type Legs, legFolds, legsBody } from "../parts/legs.js";
import { hung, placed } from "../parts/scene.js";
import { button, patchPocket, stud } from "../parts/trim.js";
import { drawstring, loops, type Placing } from "../parts/waistband.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, shape } from "../svg.js";

export const trousers =
  (
    k: Legs,
    place: Placing,
    style: {
      readonly pressed?: boolean;
      readonly cargo?: boolean;
      readonly pleats?: boolean;
      readonly belt?: boolean;
    } = {},
  ) =>
  (s: Sheet): string => {
    const pleats =
      style.pleats === true
        ? [1, -1]
            .map(
              (side) =>
                s.seam(
                  [corner(side * k.waist * 0.5, k.band + 6), corner(side * k.hip * 0.52, k.rise * 0.72)],
                  1,
                ) +
                s.seam(
                  [corner(side * k.waist * 0.3, k.band + 6), corner(side * k.hip * 0.32, k.rise * 0.56)],
                  0.8,
                ),
            )
            .join("")
        : "";
    const cargo =
      style.cargo === true
        ? patchPocket(s, k.knee[0] * 0.42 + 6, k.rise + 44, 34, 46, { flap: true, snap: true })
        : "";
    const cloth =
      legsBody(
        s,
        k,
        legFolds(s, k, { slack: style.cargo === true ? 1.3 : 0.65, pressed: style.pressed === true }),
      ) +
      fly(s, k) +
      frontPockets(s, k, true) +
      pleats +
      cargo +
      loops(s, k) +
      (style.pressed === true ? "" : hemStitch(s, k, 8));
    return hung(s, placed(s.cloth(cloth) + button(s, 0, k.band * 0.5 + 6, 3.2), place));
  };

export const joggers =
  (k: Legs, place: Placing, style: { readonly stripe?: boolean; readonly open?: boolean } = {}) =>
  (s: Sheet): string => {
    const ribs = { weave: "rib", weaveScale: 0.8, plain: true, round: 0.5, rim: 4 } as const;
    const cuffs =
      style.open === true
        ? hemStitch(s, k, 8)
        : [1, -1]
            .map((side) => {
              const d = shape([
                corner(side * (k.hem[0] + 1), k.length - 18),
                corner(side * (k.hem[1] - 1), k.length - 19),
                corner(side * (k.hem[1] + 2), k.length + 2),
                at((side * (k.hem[0] + k.hem[1])) / 2, k.length + 5),
                corner(side * (k.hem[0] - 2), k.length + 2),
              ]);
              return s.cast(d, 2, 0, -2, 0.3) + s.piece(d, ribs);
            })
            .join("");
    const bands =
      style.stripe === true
        ? [1, -1]
            .map((side) => {
              const edge = [
                corner(side * (k.waist - 1), k.band + 4),
                at(side * (k.hip - 3), k.rise * 0.66),
                at(side * (k.knee[0] - 3), k.rise + (k.length - k.rise) * 0.42),
                corner(side * (k.hem[0] - 3), k.length - 18),
              ];
              const d = shape([...edge, ...[...edge].reverse().map((p) => ({ ...p, x: p.x - side * 9 }))]);
              return s.piece(d, { tones: s.accent, round: 0.1, rim: 2, outline: 0.4 });
            })
            .join("")
        : "";
    const cloth =
      legsBody(s, k, legFolds(s, k, { slack: 1.3 }), { bandOptions: ribs }) +
      bands +
      frontPockets(s, k, true) +
      s.seam([corner(0, k.band + 6), corner(0, k.rise)], 0.8) +
      cuffs;
    return hung(s, placed(s.cloth(cloth) + drawstring(s, k.band * 0.5 + 7), place));
  };

export const leggings =
  (k: Legs, place: Placing, style: { readonly panel?: boolean } = {}) =>
  (s: Sheet): string => {
    const panels =
      style.panel === true
        ? [1, -1]
            .map((side) => {
              const d = shape([
                corner(side * k.waist, k.band + 4),
                at(side * (k.hip + 1), k.rise * 0.66),
                at(side * k.knee[0], k.rise + 108),
                corner(side * (k.hem[0] + 1), k.length),
                corner(side * (k.hem[0] - 6), k.length),
                at(side * (k.knee[0] - 12), k.rise + 108),
                at(side * (k.hip - 20), k.rise * 0.8),
                corner(side * (k.waist - 6), k.band + 4),
              ]);
              return s.piece(d, { tones: s.accent, weave: "mesh", rim: 3, outline: 0.5 });
            })
            .join("")
        : "";
    const cloth =
      legsBody(s, k, legFolds(s, k, { slack: 0.45 }), {
        bandOptions: { round: 0.5 } satisfies PieceOptions,
      }) +
      panels +
      s.seam([corner(0, k.band + 7), corner(0, k.rise)], 0.7) +
      s.stitch([corner(-k.waist, k.band - 1), at(0, k.band + 4), corner(k.waist, k.band - 1)]) +
      hemStitch(s, k, 5);
    return hung(s, placed(s.cloth(cloth), place));
  };

export const shorts =
  (k: Legs, place: Placing, style: "denim" | "chino" | "athletic" | "cargo") =>
  (s: Sheet): string => {
    const athletic = style === "athletic";
    const side = athletic
      ? [1, -1]
          .map((sign) =>
            s.piece(
              shape([
                corner(sign * (k.waist - 1), 14),
                at(sign * (k.hip - 1), 60),
                corner(sign * k.hem[0], k.length),
                corner(sign * (k.hem[0] - 9), k.length + 1),
                at(sign * (k.hip - 10), 60),
                corner(sign * (k.waist - 10), 15),
              ]),
              { tones: s.accent, rim: 2, outline: 0.4 },
            ),
          )
          .join("")
      : "";
    const cargo = style === "cargo" ? patchPocket(s, k.hip * 0.42, k.rise + 12, 34, 40, { flap: true }) : "";
    const fray =
      style === "denim"
        ? [1, -1]
            .map(
              (sign) =>
                `<path d="${Array.from({ length: 26 }, (_, i) => `M${(sign * (k.hem[1] + 2 + ((k.hem[0] - k.hem[1] - 3) * i) / 25)).toFixed(1)} ${k.length + 2}v${s.look.random.between(2, 6).toFixed(1)}`).join("")}" stroke="#f3efe6" stroke-width="1.100"/>`,
            )
            .join("")
        : hemStitch(s, k, 8);
    const cloth =
      legsBody(
        s,
        k,
        legFolds(s, k, { slack: 1 }),
        athletic ? { bandOptions: { weave: "rib", weaveScale: 0.8 } } : {},
      ) +
      side +
      (athletic
        ? s.seam([corner(0, 20), corner(0, k.rise)], 0.8)
        : fly(s, k) + frontPockets(s, k, style !== "denim")) +
      cargo +
      fray +
      (athletic ? "" : loops(s, k));
    const hardware = athletic
      ? drawstring(s, 14)
      : style === "denim"
        ? stud(s, 0, 13, 4)
        : button(s, 0, 13, 3.4);
    return hung(s, placed(s.cloth(cloth) + hardware, place));
  };
