import { fly, frontPockets, hemStitch, type Legs, legFolds, legsBody, sideSeams } from "../parts/legs.js";
import { hung, placed } from "../parts/scene.js";
import { stud } from "../parts/trim.js";
import { loops, type Placing } from "../parts/waistband.js";
import type { Sheet } from "../sheet.js";
import { at, corner, shape } from "../svg.js";

export const jeans =
  (k: Legs, place: Placing, extra: "none" | "ripped" | "turn-up" = "none") =>
  (s: Sheet): string => {
    const knee = k.rise + (k.length - k.rise) * 0.42;
    const pale = s.tones.shadeStrength < 1;
    const fade = [1, -1]
      .map(
        (side) =>
          `<ellipse cx="${side * (k.hip * 0.52)}" cy="${k.rise + 34}" rx="${k.hip * 0.24}" ry="64" fill="#fff" fill-opacity="${pale ? 0.1 : 0.17}" filter="url(#${s.blur(9)})"/>` +
          `<ellipse cx="${(side * (k.knee[0] + k.knee[1])) / 2}" cy="${knee + 12}" rx="13" ry="34" fill="#fff" fill-opacity="${pale ? 0.06 : 0.1}" filter="url(#${s.blur(9)})"/>`,
      )
      .join("");
    const coin = shape([
      corner(k.waist * 0.62, k.band + 22),
      corner(k.hip * 0.92, k.rise * 0.3),
      corner(k.hip * 0.94, k.rise * 0.4),
      corner(k.waist * 0.7, k.band + 27),
    ]);
    const torn =
      extra === "ripped"
        ? [1, -1]
            .map((side) =>
              rip(
                s,
                (side * (k.knee[0] + k.knee[1])) / 2,
                knee + (side === 1 ? 4 : -22),
                (k.knee[0] - k.knee[1]) * 0.32,
              ),
            )
            .join("")
        : "";
    const cuffs =
      extra === "turn-up"
        ? [1, -1]
            .map((side) => {
              const d = shape([
                corner(side * (k.hem[0] + 1.5), k.length - 17),
                at((side * (k.hem[0] + k.hem[1])) / 2, k.length - 13),
                corner(side * (k.hem[1] - 1.5), k.length - 18),
                corner(side * (k.hem[1] - 1), k.length + 1),
                at((side * (k.hem[0] + k.hem[1])) / 2, k.length + 5),
                corner(side * (k.hem[0] + 1), k.length + 1),
              ]);
              return (
                s.cast(d, 2, 0, -2, 0.3) +
                s.piece(d, { tones: { ...s.tones, base: s.tones.light }, rim: 4, round: 0.4 })
              );
            })
            .join("")
        : hemStitch(s, k, 7);
    const cloth =
      legsBody(s, k, legFolds(s, k, { slack: 0.9 })) +
      fade +
      sideSeams(s, k) +
      fly(s, k) +
      frontPockets(s, k, false) +
      s.seam(coin, 0.6) +
      torn +
      cuffs +
      loops(s, k) +
      s.stitch([corner(-k.waist + 2, 3.5), at(0, 10), corner(k.waist - 2, 3.5)]) +
      s.stitch([corner(-k.waist + 1, k.band - 2), at(0, k.band + 4), corner(k.waist - 1, k.band - 2)]);
    const rivets = [1, -1]
      .map(
        (side) =>
          stud(s, side * k.waist * 0.48, k.band + 9, 1.7) + stud(s, side * k.hip * 0.93, k.rise * 0.43, 1.7),
      )
      .join("");
    return hung(s, placed(s.cloth(cloth) + stud(s, 0, k.band * 0.5 + 6, 4.2) + rivets, place));
  };

/** Torn threads over what is beneath. */
function rip(s: Sheet, x: number, y: number, half: number): string {
  const threads = Array.from(
    { length: 7 },
    (_, i) =>
      `M${x - half} ${y + i * 4 - 1}q${half} ${s.look.random.between(-2, 3).toFixed(1)} ${half * 2} ${s.look.random.between(-1, 1).toFixed(1)}`,
  ).join("");
  const hole = shape([
    at(x - half, y + 2),
    at(x - half * 0.3, y - 4),
    at(x + half, y),
    at(x + half * 0.9, y + 22),
    at(x, y + 27),
    at(x - half, y + 22),
  ]);
  return `<path d="${hole}" fill="#e3c3ab"/><path d="${hole}" fill="#5d3420" fill-opacity=".25"/><path d="${threads}" stroke="#f6f4ef" stroke-width="1.500" fill="none"/><path d="${hole}" fill="none" stroke="#f6f4ef" stroke-opacity=".8" stroke-width="1.600" stroke-dasharray="2 1.500"/>`;
}
