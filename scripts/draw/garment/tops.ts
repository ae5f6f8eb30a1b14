import { SHORT } from "../kinds/tops.js";
import { shirtCollar } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import type { Sleeve } from "../parts/sleeve.js";
import { neckBand, type Torso } from "../parts/torso.js";
import { button, buttonRow, PEARL, patchPocket, placket } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { corner, shape, trace } from "../svg.js";

const TEE: Torso = {
  neck: 25,
  shoulder: 63,
  slope: 15,
  chest: 56,
  armpit: 68,
  waist: 54,
  waistAt: 140,
  hem: 56,
  length: 206,
  neckline: "crew",
  depth: 17,
};

const SHIRT: Torso = {
  neck: 19,
  shoulder: 62,
  slope: 17,
  chest: 57,
  armpit: 76,
  waist: 54,
  waistAt: 150,
  hem: 58,
  length: 222,
  neckline: "v",
  depth: 14,
  hemShape: "shirt-tail",
};

type TeeStyle = {
  readonly torso?: Partial<Torso>;
  readonly sleeve?: Sleeve;
  readonly band?: number;
  readonly pocket?: boolean;
  readonly scale?: number;
  readonly y?: number;
};

export const tee =
  (style: TeeStyle) =>
  (s: Sheet): string => {
    const torso = { ...TEE, ...style.torso };
    const band = neckBand(
      s,
      torso,
      style.band ?? 7,
      s.look.print.pattern === "colour-block" ? { tones: s.accent } : { plain: true },
    );
    const hem = s.stitch([
      corner(-torso.hem + 1, torso.length - 7),
      corner(0, torso.length - 2),
      corner(torso.hem - 1, torso.length - 7),
    ]);
    const pocket =
      style.pocket === true ? patchPocket(s, 14, 62, 28, 34, { single: true, pointed: true }) : "";
    return upper(
      s,
      { torso, sleeve: style.sleeve ?? SHORT, over: pocket + hem + band, slack: 0.85 },
      { y: style.y ?? 92, scale: style.scale ?? 1.42 },
    );
  };

type ShirtStyle = {
  readonly torso?: Partial<Torso>;
  readonly sleeve: Sleeve;
  readonly collar: number;
  readonly pockets: "none" | "one" | "flaps";
  readonly scale: number;
  readonly y: number;
  readonly buttons?: string;
};

export const shirt =
  (style: ShirtStyle) =>
  (s: Sheet): string => {
    const torso = { ...SHIRT, ...style.torso };
    const collar =
      style.collar > 0
        ? shirtCollar(s, torso, style.collar, { weave: s.look.material === "denim" ? "twill" : "none" })
        : { behind: "", front: neckBand(s, torso, 8, { plain: true }) };
    const front = placket(s, 0, torso.depth + 4, torso.length, 13);
    const pockets =
      style.pockets === "none"
        ? ""
        : style.pockets === "one"
          ? patchPocket(s, 16, 66, 28, 34, { single: true, pointed: true })
          : patchPocket(s, 15, 64, 29, 36, { flap: true, pointed: true });
    const yoke =
      style.pockets === "flaps" ? s.seam(trace("-60,36! -16,44!")) + s.seam(trace("60,36! 16,44!")) : "";
    const ink = style.buttons ?? (s.tones.shadeStrength < 1 ? "#d8d2c6" : PEARL);
    return upper(
      s,
      {
        torso,
        sleeve: style.sleeve,
        behind: collar.behind,
        over: yoke + pockets + front + collar.front,
        hardware:
          button(s, 0, torso.depth + 5, 2.8, ink) +
          buttonRow(s, 0, torso.depth + 34, torso.length - 22, 6, 2.8, ink),
      },
      { y: style.y, scale: style.scale },
    );
  };

type PoloStyle = {
  readonly sleeve: Sleeve;
  readonly scale: number;
  readonly y: number;
  readonly contrast?: boolean;
  readonly torso?: Partial<Torso>;
};

export const polo =
  (style: PoloStyle) =>
  (s: Sheet): string => {
    const torso: Torso = { ...TEE, neck: 21, neckline: "v", depth: 22, ...style.torso };
    const trim =
      style.contrast === true
        ? ({ tones: s.accent, weave: "rib", weaveScale: 0.55 } as const)
        : ({ plain: true, weave: "rib", weaveScale: 0.55 } as const);
    const collar = shirtCollar(s, torso, 27, trim);
    const facing = shape([
      corner(-7, torso.depth - 8),
      corner(7, torso.depth - 8),
      corner(7, torso.depth + 48),
      corner(-7, torso.depth + 48),
    ]);
    const cuffs = { ...style.sleeve, end: "rib" as const };
    return upper(
      s,
      {
        torso,
        sleeve: cuffs,
        behind: collar.behind,
        sleeveOptions: {},
        over:
          s.cast(facing, 1.5, 0, 1, 0.3) +
          s.piece(facing, {
            round: 0,
            rim: 2,
            ...(style.contrast === true ? { tones: s.accent } : { plain: true }),
          }) +
          s.stitch(facing) +
          collar.front +
          s.stitch([
            corner(-torso.hem + 1, torso.length - 7),
            corner(0, torso.length - 2),
            corner(torso.hem - 1, torso.length - 7),
          ]),
        hardware: buttonRow(s, 0, torso.depth + 8, torso.depth + 38, 3, 2.9, PEARL),
        slack: 0.85,
      },
      { y: style.y, scale: style.scale },
    );
  };
