import { tonesOf } from "../colour.js";
import { lapels, shirtCollar, standCollar } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import type { Sleeve } from "../parts/sleeve.js";
import { bodyFolds, type Torso } from "../parts/torso.js";
import { patchPocket, stud, weltPocket, zip } from "../parts/trim.js";
import type { Fold, Sheet } from "../sheet.js";
import { at, corner, shape, symmetric, trace } from "../svg.js";

export const JACKET: Torso = {
  neck: 20,
  shoulder: 63,
  slope: 17,
  chest: 59,
  armpit: 78,
  waist: 56,
  waistAt: 150,
  hem: 55,
  length: 196,
  neckline: "v",
  depth: 20,
};

export const SLEEVE: Sleeve = { length: 172, angle: 14, cuff: 16 };

const band = (s: Sheet, t: Torso, height: number, ribbed: boolean): string => {
  const d = symmetric([
    at(0, t.length - height + 4),
    corner(t.hem + 1, t.length - height),
    corner(t.hem - 1, t.length + 2),
    at(0, t.length + 7),
  ]);
  return (
    s.cast(d, 2, 0, -1, 0.3) +
    s.piece(d, { round: 0.45, rim: 4, ...(ribbed ? ({ weave: "rib", plain: true } as const) : {}) }) +
    (ribbed
      ? ""
      : s.stitch([
          corner(-t.hem, t.length - height + 3),
          at(0, t.length - height + 7),
          corner(t.hem, t.length - height + 3),
        ]))
  );
};

export const denimJacket =
  (style: {
    readonly torso?: Partial<Torso>;
    readonly scale: number;
    readonly y: number;
    readonly sherpa?: boolean;
  }) =>
  (s: Sheet): string => {
    const torso = { ...JACKET, ...style.torso };
    const fluffy =
      style.sherpa === true
        ? ({ tones: tonesOf("#efe5d2"), weave: "none", material: "fleece" } as const)
        : {};
    const collar = shirtCollar(s, torso, 32, fluffy);
    const end = torso.length - 16;
    const yoke = [corner(-torso.chest - 3, 60), at(0, 64), corner(torso.chest + 3, 60)];
    const lines = [1, -1]
      .map((side) => {
        const inner = [corner(side * 15, 66), at(side * 13, 120), corner(side * 9, end)];
        const outer = [corner(side * 42, 66), at(side * 36, 120), corner(side * 27, end)];
        return (
          s.seam(inner, 0.9) +
          s.stitch(inner.map((p) => ({ ...p, x: p.x + side * 2.4 }))) +
          s.seam(outer, 0.9) +
          s.stitch(outer.map((p) => ({ ...p, x: p.x + side * 2.4 })))
        );
      })
      .join("");
    const pockets = patchPocket(s, 15, 62, 28, 20, { flap: false, pointed: true });
    const fade =
      s.look.print.pattern === "solid"
        ? [1, -1]
            .map(
              (side) =>
                `<ellipse cx="${side * 28}" cy="112" rx="14" ry="34" fill="#fff" fill-opacity=".12" filter="url(#${s.blur(6)})"/>`,
            )
            .join("")
        : "";
    const front =
      s.seam([corner(7, 22), corner(7, end)], 1.1) +
      s.stitch([corner(4.5, 22), corner(4.5, end)]) +
      s.stitch([corner(-7, 22), corner(-7, end)]);
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, end: "cuff" },
        behind: collar.behind,
        over:
          fade +
          s.seam(yoke, 1) +
          s.stitch(yoke.map((p) => ({ ...p, y: p.y + 2.6 }))) +
          lines +
          pockets +
          front +
          band(s, torso, 17, false) +
          collar.front,
        hardware:
          Array.from({ length: 5 }, (_, i) => stud(s, 0, 30 + (i * (end - 36)) / 4, 3.3)).join("") +
          stud(s, 0, torso.length - 4, 3.3) +
          [1, -1].map((side) => stud(s, side * 29, 72, 2.6)).join(""),
      },
      { y: style.y, scale: style.scale },
    );
  };

export const biker =
  (style: { readonly torso?: Partial<Torso>; readonly scale: number; readonly y: number }) =>
  (s: Sheet): string => {
    const torso: Torso = { ...JACKET, depth: 62, waist: 53, ...style.torso };
    const collar = lapels(s, torso, { width: 27, style: "notch" });
    const shine: Fold[] = [1, -1].flatMap((side) => [
      {
        path: [at(side * 44, 40), at(side * 46, 84), at(side * 40, 140)],
        width: 9,
        tone: "light" as const,
        strength: 0.5,
      },
      {
        path: [at(side * 22, 110), at(side * 26, 140), at(side * 22, 176)],
        width: 7,
        tone: "light" as const,
        strength: 0.4,
      },
    ]);
    const belt = s.seam(
      [corner(-torso.hem, torso.length - 16), at(0, torso.length - 12), corner(torso.hem, torso.length - 16)],
      1.2,
    );
    const straps = [1, -1]
      .map((side) => {
        const d = shape([
          corner(side * 33, 2),
          corner(side * 61, 12),
          corner(side * 63, 19),
          corner(side * 34, 10),
        ]);
        return s.cast(d, 1.5, 0, 2, 0.4) + s.piece(d, { rim: 2 });
      })
      .join("");
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, angle: 13 },
        behind: collar.behind,
        folds: [...bodyFolds(s, torso, 1), ...shine],
        over:
          s.seam([corner(-34, 50), at(-30, 110), corner(-32, torso.length)], 0.7) +
          belt +
          collar.front +
          straps,
        hardware:
          zip(s, [at(3, torso.depth + 2), at(13, torso.depth + 40), at(16, torso.length - 14)], 6) +
          zip(s, trace("-44,116 -24,104"), 4.5) +
          zip(s, trace("-48,158 -26,146"), 4.5) +
          zip(s, trace("48,158 28,146"), 4.5) +
          stud(s, 36, 6, 2.4) +
          stud(s, -36, 6, 2.4) +
          stud(s, 24, 38, 2.6) +
          stud(s, -24, 38, 2.6) +
          `<g transform="translate(0 ${torso.length - 4})"><rect x="-9" y="-7" width="18" height="13" rx="2" fill="none" stroke="#c8cacf" stroke-width="2.600"/><path d="M-8 0H7" stroke="#85878c" stroke-width="2"/></g>`,
      },
      { y: style.y, scale: style.scale },
    );
  };

export const bomber =
  (style: {
    readonly scale: number;
    readonly y: number;
    readonly torso?: Partial<Torso>;
    readonly collar: "rib" | "stand" | "shirt";
    readonly contrast?: boolean;
    readonly snaps?: boolean;
  }) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JACKET,
      neckline: "crew",
      depth: 15,
      neck: 22,
      chest: 62,
      waist: 63,
      hem: 55,
      ...style.torso,
    };
    const trim = style.contrast === true ? { tones: s.accent } : { plain: true };
    const collar =
      style.collar === "shirt"
        ? shirtCollar(s, torso, 30)
        : standCollar(
            s,
            torso,
            style.collar === "rib" ? 13 : 18,
            style.collar === "rib" ? { weave: "rib", weaveScale: 0.8, ...trim } : {},
          );
    const sleeve = style.contrast === true ? ({ tones: s.accent, material: "leather" } as const) : {};
    const hardware =
      style.snaps === true
        ? Array.from({ length: 6 }, (_, i) => stud(s, 0, 26 + i * 29, 3.4)).join("")
        : zip(s, [corner(0, torso.depth - 6), corner(0, torso.length + 4)], 6);
    return upper(
      s,
      {
        torso,
        sleeve: { ...SLEEVE, puff: 1.2, end: "rib" },
        sleeveOptions: sleeve,
        behind: collar.behind,
        closed: true,
        slack: 1.3,
        over: band(s, torso, 18, true) + weltPocket(s, at(24, 138), at(36, 170), 7) + collar.front,
        hardware,
      },
      { y: style.y, scale: style.scale },
    );
  };
