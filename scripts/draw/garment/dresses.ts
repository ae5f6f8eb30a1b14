import { shirtCollar } from "../parts/collar.js";
import { frill } from "../parts/frill.js";
import { upper } from "../parts/garment.js";
import { type Skirt, skirtDetails, skirtEdge, skirtFolds } from "../parts/skirt.js";
import type { Sleeve } from "../parts/sleeve.js";
import { bodyFolds, neckBand, neckEdge, type Torso } from "../parts/torso.js";
import { buttonRow, PEARL, waistBelt } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, type Point, symmetric } from "../svg.js";

const BODICE: Torso = {
  neck: 24,
  shoulder: 54,
  slope: 14,
  chest: 50,
  armpit: 70,
  waist: 41,
  waistAt: 140,
  hem: 41,
  length: 140,
  neckline: "scoop",
  depth: 34,
};

type DressStyle = {
  readonly torso?: Partial<Torso>;
  readonly skirt: Pick<Skirt, "cut" | "hem" | "bottom"> & Partial<Skirt>;
  readonly sleeve?: Sleeve;
  readonly waist: "seam" | "belt" | "tie" | "none";
  readonly extra?: "collar" | "wrap" | "frill" | "neckband";
  readonly scale: number;
  readonly y: number;
};

/** The right side of a bodice down to the waist. */
function bodiceSide(t: Torso): Point[] {
  const strapped = t.neckline === "straps";
  const arm = strapped
    ? [corner(t.neck + 4.5, t.depth - 24), at(t.chest - 8, t.armpit - 9)]
    : [at(t.shoulder - (t.shoulder - t.chest) * 0.5 - 5, t.slope + (t.armpit - t.slope) * 0.55)];
  return [
    corner(t.shoulder, t.slope),
    ...arm,
    corner(t.chest, t.armpit),
    at(t.chest - (t.chest - t.waist) * 0.7, t.armpit + (t.waistAt - t.armpit) * 0.6),
  ];
}

export const dress =
  (style: DressStyle) =>
  (s: Sheet): string => {
    const torso = { ...BODICE, ...style.torso };
    const skirt: Skirt = { waist: torso.waist, hip: torso.waist + 12, top: torso.waistAt, ...style.skirt };
    const outline = symmetric([...neckEdge(torso), ...bodiceSide(torso), ...skirtEdge(skirt)]);
    const folds = [
      ...bodyFolds(s, { ...torso, hem: torso.waist, length: torso.waistAt + 4 }, 0.8),
      ...skirtFolds(s, skirt),
    ];
    const collar =
      style.extra === "collar" ? shirtCollar(s, torso, 28, { weave: s.material.weave ?? "none" }) : undefined;
    const seam = [
      corner(-torso.waist, torso.waistAt),
      at(0, torso.waistAt + 4),
      corner(torso.waist, torso.waistAt),
    ];
    const waists = {
      seam: () => s.seam(seam, 1.1),
      belt: () => waistBelt(s, torso.waist + 2, torso.waistAt, 11, "buckle", { plain: true }),
      tie: () => waistBelt(s, torso.waist + 2, torso.waistAt, 11, "tied", { plain: true }),
      none: () => "",
    };
    const extras = {
      collar: () =>
        s.seam([corner(6, torso.depth + 6), corner(6, torso.waistAt)]) +
        s.stitch([corner(-6, torso.depth + 6), corner(-6, torso.waistAt)]) +
        (collar?.front ?? ""),
      wrap: () =>
        s.seam(
          [
            corner(-torso.neck, 0),
            at(-torso.neck * 0.4, torso.depth * 0.62),
            corner(torso.waist * 0.8, torso.waistAt - 2),
          ],
          1.5,
        ),
      frill: () =>
        frill(
          s,
          Array.from({ length: 13 }, (_, i) =>
            at((i - 6) * (torso.chest / 6.2) + 0.1, torso.armpit - 14 - Math.abs(i - 6) * 1.5),
          ),
          22,
          { plain: true },
        ),
      neckband: () => neckBand(s, torso, 5, { plain: true }),
    };
    const extra = style.extra === undefined ? "" : extras[style.extra]();
    const colourBlock = s.look.print.pattern === "colour-block";
    return upper(
      s,
      {
        torso,
        outline,
        folds,
        ...(style.sleeve === undefined ? {} : { sleeve: style.sleeve }),
        ...(colourBlock && style.sleeve !== undefined ? { sleeveOptions: { plain: true } } : {}),
        behind: collar?.behind ?? "",
        over: skirtDetails(s, skirt) + extra + waists[style.waist](),
        hardware:
          style.extra === "collar"
            ? buttonRow(s, 0, torso.depth + 10, torso.waistAt - 14, 4, 2.8, PEARL) +
              (skirt.cut === "buttoned"
                ? buttonRow(s, 0, torso.waistAt + 24, skirt.bottom - 24, 5, 2.8, PEARL)
                : "")
            : "",
      },
      { y: style.y, scale: style.scale },
    );
  };
