import type { Kind, Variant } from "../kind.js";
import { shirtCollar } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import { neckBand, type Sleeve, type Torso } from "../parts/torso.js";
import { button, buttonRow, PEARL, patchPocket, placket } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { corner, shape } from "../svg.js";

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

const SHORT = { length: 46, angle: 40, cuff: 26 } as const;
const LONG = { length: 176, angle: 15, cuff: 14 } as const;

type TeeStyle = {
  readonly torso?: Partial<Torso>;
  readonly sleeve?: Sleeve;
  readonly band?: number;
  readonly pocket?: boolean;
  readonly scale?: number;
  readonly y?: number;
};

const tee =
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

const shirt =
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
      style.pockets === "flaps"
        ? s.seam([corner(-60, 36), corner(-16, 44)]) + s.seam([corner(60, 36), corner(16, 44)])
        : "";
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

const polo =
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

const everyone: Pick<Variant, "genders" | "season" | "use"> = {
  genders: ["Men", "Women", "Unisex"],
  season: "Summer",
  use: "Casual",
};
const teePatterns = ["solid", "striped", "colour-block", "polka dot", "floral"] as const;

export const TOPS: readonly Kind[] = [
  {
    type: "T-shirt",
    category: "Tops",
    price: [12, 32],
    weight: 1.6,
    variants: [
      {
        ...everyone,
        name: "Crew-Neck",
        detail: "with a ribbed round neck and short sleeves",
        materials: ["cotton", "jersey"],
        patterns: teePatterns,
        genders: ["Men", "Women", "Unisex", "Boys", "Girls"],
        draw: tee({}),
      },
      {
        ...everyone,
        name: "V-Neck",
        detail: "with a V-neck and short sleeves",
        materials: ["cotton", "jersey"],
        patterns: ["solid", "striped"],
        draw: tee({ torso: { neckline: "v", depth: 44 } }),
      },
      {
        ...everyone,
        name: "Pocket",
        detail: "with a chest pocket and short sleeves",
        materials: ["cotton"],
        patterns: ["solid", "striped"],
        genders: ["Men", "Unisex", "Boys"],
        draw: tee({ pocket: true }),
      },
      {
        ...everyone,
        name: "Long-Sleeved",
        detail: "with long sleeves and a round neck",
        materials: ["cotton", "jersey"],
        patterns: ["solid", "striped", "colour-block"],
        season: "Autumn",
        draw: tee({ sleeve: { ...LONG, end: "plain" }, scale: 1.22, y: 100 }),
      },
      {
        ...everyone,
        name: "Cropped",
        detail: "cut short above the waist, with short sleeves",
        materials: ["cotton", "jersey"],
        patterns: ["solid", "striped", "floral"],
        genders: ["Women", "Girls"],
        draw: tee({ torso: { length: 142, waistAt: 110, neckline: "scoop", depth: 22 }, scale: 1.5, y: 130 }),
      },
    ],
  },
  {
    type: "shirt",
    category: "Tops",
    price: [28, 60],
    weight: 1.4,
    variants: [
      {
        name: "Long-Sleeved",
        detail: "with a pointed collar, a full row of buttons and buttoned cuffs",
        materials: ["cotton", "linen"],
        patterns: ["solid", "striped", "checked", "polka dot"],
        genders: ["Men", "Women"],
        season: "All seasons",
        use: "Work",
        upright: true,
        motif: 0.8,
        draw: shirt({ sleeve: { ...LONG, end: "cuff" }, collar: 30, pockets: "one", scale: 1.24, y: 84 }),
      },
      {
        name: "Short-Sleeved",
        detail: "with an open collar, short sleeves and a chest pocket",
        materials: ["cotton", "linen"],
        patterns: ["solid", "striped", "checked", "floral"],
        genders: ["Men", "Boys"],
        season: "Summer",
        use: "Casual",
        upright: true,
        motif: 0.9,
        draw: shirt({
          sleeve: { length: 56, angle: 36, cuff: 27 },
          collar: 34,
          pockets: "one",
          torso: { depth: 24, hemShape: "straight", length: 212 },
          scale: 1.36,
          y: 82,
        }),
      },
      {
        name: "Western",
        detail: "with two flap pockets, a yoke and snap buttons",
        materials: ["denim"],
        colours: ["blue", "light blue", "navy", "black", "white", "grey"],
        genders: ["Men", "Women"],
        season: "All seasons",
        use: "Casual",
        draw: shirt({ sleeve: { ...LONG, end: "cuff" }, collar: 32, pockets: "flaps", scale: 1.24, y: 84 }),
      },
      {
        name: "Flannel",
        detail: "brushed and warm, with two flap pockets",
        materials: ["cotton"],
        patterns: ["checked"],
        genders: ["Men", "Women", "Boys"],
        season: "Autumn",
        use: "Outdoor",
        draw: shirt({
          sleeve: { ...LONG, end: "cuff", cuff: 15 },
          collar: 31,
          pockets: "flaps",
          scale: 1.24,
          y: 84,
          buttons: "#3d3530",
        }),
      },
      {
        name: "Band-Collar",
        detail: "with a narrow band at the neck instead of a collar",
        materials: ["linen", "cotton"],
        patterns: ["solid", "striped"],
        genders: ["Men", "Unisex"],
        season: "Summer",
        use: "Casual",
        upright: true,
        motif: 0.8,
        draw: shirt({
          sleeve: { ...LONG, end: "cuff" },
          collar: 0,
          pockets: "none",
          torso: { depth: 20, neckline: "v" },
          scale: 1.26,
          y: 78,
        }),
      },
    ],
  },
  {
    type: "polo shirt",
    category: "Tops",
    price: [24, 48],
    weight: 1.1,
    variants: [
      {
        ...everyone,
        name: "Classic",
        detail: "with a ribbed collar, a three-button placket and short sleeves",
        materials: ["cotton"],
        patterns: ["solid", "striped"],
        genders: ["Men", "Women", "Boys"],
        draw: polo({ sleeve: SHORT, scale: 1.42, y: 86 }),
      },
      {
        ...everyone,
        name: "Contrast-Collar",
        detail: "with collar and placket in a second colour",
        materials: ["cotton"],
        genders: ["Men", "Unisex"],
        use: "Sports",
        patterns: ["colour-block"],
        panels: true,
        draw: polo({ sleeve: SHORT, scale: 1.42, y: 86, contrast: true }),
      },
      {
        ...everyone,
        name: "Long-Sleeved",
        detail: "with long sleeves, ribbed cuffs and a three-button placket",
        materials: ["cotton", "knit"],
        patterns: ["solid", "striped", "colour-block"],
        genders: ["Men", "Women"],
        season: "Autumn",
        draw: polo({ sleeve: LONG, scale: 1.22, y: 92 }),
      },
    ],
  },
];
