import { shirtCollar } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import { frontPockets, type Legs, legEdge, legFolds } from "../parts/legs.js";
import type { Sleeve } from "../parts/sleeve.js";
import { bodyFolds, neckEdge, type Torso } from "../parts/torso.js";
import { buttonRow, PEARL, patchPocket, stud, waistBelt, zip } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, type Point, shape, symmetric, trace } from "../svg.js";

const BODICE: Torso = {
  neck: 24,
  shoulder: 52,
  slope: 14,
  chest: 49,
  armpit: 66,
  waist: 42,
  waistAt: 128,
  hem: 42,
  length: 128,
  neckline: "v",
  depth: 54,
};

const LEGS: Legs = { waist: 42, hip: 57, rise: 210, length: 386, knee: [60, 6], hem: [64, 8], band: 128 };

type Style = {
  readonly torso?: Partial<Torso>;
  readonly legs?: Partial<Legs>;
  readonly sleeve?: Sleeve;
  readonly front: "wrap" | "zip" | "buttons" | "plain";
  readonly belt: "tied" | "buckle";
};

export const jumpsuit =
  (style: Style) =>
  (s: Sheet): string => {
    const torso = { ...BODICE, ...style.torso };
    const legs = { ...LEGS, ...style.legs };
    const strapped = torso.neckline === "straps";
    const side: Point[] = [
      corner(torso.shoulder, torso.slope),
      ...(strapped
        ? [corner(torso.neck + 5, torso.depth - 24), at(torso.chest - 8, torso.armpit - 9)]
        : [
            at(
              torso.shoulder - (torso.shoulder - torso.chest) * 0.5 - 5,
              torso.slope + (torso.armpit - torso.slope) * 0.55,
            ),
          ]),
      corner(torso.chest, torso.armpit),
      at(torso.chest - 5, torso.armpit + 30),
      ...legEdge(legs),
    ];
    const lower = legFolds(s, legs, { slack: 0.8 }).map((fold) => ({
      ...fold,
      path: fold.path.map((p) => (p.y < 140 ? { ...p, y: 140 } : p)),
    }));
    const collar = style.front === "zip" || style.front === "buttons" ? shirtCollar(s, torso, 27) : undefined;
    const fronts = {
      wrap: () =>
        s.seam(
          [
            corner(-torso.neck, 0),
            at(-torso.neck * 0.4, torso.depth * 0.62),
            corner(torso.waist * 0.8, torso.waistAt - 2),
          ],
          1.5,
        ),
      zip: () => patchPocket(s, 13, 62, 25, 28, { flap: true }),
      buttons: () => s.seam([corner(6, torso.depth + 6), corner(6, torso.waistAt)]),
      plain: () => "",
    };
    const hardware = {
      wrap: "",
      plain: "",
      zip: zip(s, [corner(0, torso.depth + 3), corner(0, legs.rise - 16)], 5),
      buttons: buttonRow(s, 0, torso.depth + 12, torso.waistAt - 14, 5, 2.8, PEARL),
    }[style.front];
    return upper(
      s,
      {
        torso,
        outline: symmetric([...neckEdge(torso), ...side]),
        folds: [...bodyFolds(s, { ...torso, hem: torso.waist, length: torso.waistAt + 4 }, 0.8), ...lower],
        ...(style.sleeve === undefined ? {} : { sleeve: style.sleeve }),
        behind: collar?.behind ?? "",
        over:
          s.seam([corner(0, 140), corner(0, legs.rise)], 0.7) +
          frontPockets(s, { ...legs, band: 134, rise: 275 }, true) +
          fronts[style.front]() +
          (collar?.front ?? "") +
          waistBelt(s, torso.waist + 2, torso.waistAt, 12, style.belt, { plain: true }),
        hardware,
      },
      { y: 40, scale: 1.06 },
    );
  };

/** Bib and braces over straight legs. */
export const dungarees = (s: Sheet): string => {
  const legs: Legs = { waist: 50, hip: 60, rise: 206, length: 378, knee: [56, 8], hem: [54, 11], band: 124 };
  const torso: Torso = {
    ...BODICE,
    neckline: "straps",
    neck: 27,
    shoulder: 36,
    slope: 0,
    depth: 62,
    armpit: 118,
    chest: 49,
    waistAt: 130,
    waist: 50,
  };
  const bib = symmetric(trace("0,46! 32,46! 36,90 50,126! 0,132"));
  const strap = (sign: number) =>
    shape([corner(sign * 18, 0), corner(sign * 30, -1), corner(sign * 31, 52), corner(sign * 20, 52)]);
  const back = [1, -1]
    .map((sign) =>
      s.piece(
        shape([corner(sign * 18, 0), corner(sign * 30, -1), corner(sign * 6, 96), corner(sign * -8, 96)]),
        { dim: 0.6, rim: 3 },
      ),
    )
    .join("");
  const folds = legFolds(s, legs, { slack: 0.9 }).map((fold) => ({
    ...fold,
    path: fold.path.map((p) => (p.y < 140 ? { ...p, y: 140 } : p)),
  }));
  const pocket = patchPocket(s, -20, 74, 40, 38, { single: true, pointed: true });
  const hem =
    s.stitch([corner(-legs.hem[0], 370), corner(-legs.hem[1], 370)]) +
    s.stitch([corner(legs.hem[0], 370), corner(legs.hem[1], 370)]);
  return upper(
    s,
    {
      torso,
      closed: true,
      behind: back,
      outline: symmetric([at(0, 122), ...legEdge(legs)]),
      folds,
      over:
        s.piece(bib, { rim: 5, round: 0.35 }) +
        s.stitch(bib) +
        pocket +
        frontPockets(s, { ...legs, band: 130, rise: 385 }, false) +
        s.seam(trace("-50,127! 0,133 50,127!")) +
        s.stitch(trace("-50,136! 0,142 50,136!")) +
        s.seam([corner(0, 142), corner(0, legs.rise)], 0.8) +
        hem +
        [1, -1]
          .map((sign) => s.cast(strap(sign), 2, 0, 2, 0.3) + s.piece(strap(sign), { rim: 2, round: 0.2 }))
          .join(""),
      hardware:
        [1, -1]
          .map(
            (sign) =>
              stud(s, sign * 25.5, 54, 4.2) +
              `<path d="M${sign * 25.5 - 6} 42v14h12v-14" fill="none" stroke="#b9a063" stroke-width="2"/>`,
          )
          .join("") +
        stud(s, 48, 150, 3) +
        stud(s, -48, 150, 3),
    },
    { y: 42, scale: 1.08 },
  );
};
