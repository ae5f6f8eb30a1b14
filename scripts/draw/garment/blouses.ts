import { bow, frill } from "../parts/frill.js";
import { upper } from "../parts/garment.js";
import type { Sleeve } from "../parts/sleeve.js";
import { neckBand, type Torso } from "../parts/torso.js";
import { button, buttonRow, PEARL, placket } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, shape } from "../svg.js";

const BLOUSE: Torso = {
  neck: 22,
  shoulder: 58,
  slope: 15,
  chest: 54,
  armpit: 74,
  waist: 53,
  waistAt: 140,
  hem: 62,
  length: 200,
  neckline: "v",
  depth: 30,
  hemShape: "rounded",
};

type BlouseStyle = {
  readonly torso?: Partial<Torso>;
  readonly sleeve?: Sleeve;
  readonly front: "bow" | "ruffles" | "buttons" | "wrap" | "yoke";
  readonly scale: number;
  readonly y: number;
};

export const blouse =
  (style: BlouseStyle) =>
  (s: Sheet): string => {
    const torso = { ...BLOUSE, ...style.torso };
    const depth = torso.depth;
    const trims: Record<BlouseStyle["front"], () => { over: string; hardware: string }> = {
      bow: () => ({
        over: neckBand(s, torso, 9, { plain: true }) + bow(s, depth + 8, 1.2, { plain: true }),
        hardware: "",
      }),
      ruffles: () => {
        const row = (y: number) =>
          Array.from({ length: 15 }, (_, i) => at((i - 7) * 6.7 + 0.1, y - Math.abs(i - 7)));
        const rows = [44, 70, 96, 122].map((y) => frill(s, row(y), 21)).join("");
        return { over: rows + neckBand(s, torso, 6, { plain: true }), hardware: "" };
      },
      buttons: () => ({
        over: placket(s, 0, depth + 2, torso.length, 11) + neckBand(s, torso, 6, { plain: true }),
        hardware: buttonRow(s, 0, depth + 12, torso.length - 18, 8, 2.5, PEARL),
      }),
      wrap: () => {
        const d = shape([
          corner(-torso.neck, 0),
          at(-torso.neck * 0.4, depth * 0.6),
          corner(torso.waist * 0.95, torso.waistAt - 10),
          corner(torso.waist * 0.97, torso.waistAt + 4),
          at(0, torso.waistAt - 18),
          corner(-torso.chest * 0.7, torso.armpit),
        ]);
        return {
          over:
            s.cast(d, 2, 0, 3, 0.3) +
            s.seam(
              [
                corner(-torso.neck, 0),
                at(-torso.neck * 0.4, depth * 0.6),
                corner(torso.waist * 0.96, torso.waistAt - 6),
              ],
              1.6,
            ),
          hardware: "",
        };
      },
      yoke: () => ({
        over:
          frill(
            s,
            Array.from({ length: 13 }, (_, i) => at((i - 6) * 8 + 0.1, 60 - Math.abs(i - 6) * 1.2)),
            18,
            { plain: true },
          ) + neckBand(s, torso, 6, { plain: true }),
        hardware: button(s, 0, depth + 8, 2.4, PEARL),
      }),
    };
    const trim = trims[style.front]();
    return upper(
      s,
      { torso, ...(style.sleeve === undefined ? {} : { sleeve: style.sleeve }), ...trim, slack: 1.15 },
      { y: style.y, scale: style.scale },
    );
  };
