import { frill } from "../parts/frill.js";
import { upper } from "../parts/garment.js";
import { neckBand, type Torso } from "../parts/torso.js";
import type { Sheet } from "../sheet.js";
import { at, corner } from "../svg.js";

type TankStyle = {
  readonly torso: Torso;
  readonly ribbed?: boolean;
  readonly lace?: boolean;
  readonly scale: number;
  readonly y: number;
};

export const tank =
  (style: TankStyle) =>
  (s: Sheet): string => {
    const { torso } = style;
    const binding = s.look.print.pattern === "colour-block" ? { tones: s.accent } : { plain: true };
    const arm = [1, -1]
      .map((side) =>
        s.stitch([
          at(side * (torso.shoulder - 3), torso.slope + 2),
          at(side * (torso.shoulder - 8), torso.armpit * 0.6),
          at(side * (torso.chest - 3), torso.armpit + 3),
        ]),
      )
      .join("");
    const lace =
      style.lace === true
        ? frill(
            s,
            Array.from({ length: 13 }, (_, i) => at((i - 6) * 9, torso.length - 6)),
            8,
            { weave: "mesh" },
          )
        : s.stitch([
            corner(-torso.hem + 1, torso.length - 7),
            corner(0, torso.length - 2),
            corner(torso.hem - 1, torso.length - 7),
          ]);
    return upper(
      s,
      {
        torso,
        over: arm + lace + neckBand(s, torso, 5, binding),
        slack: 0.85,
        ...(style.ribbed === true ? { bodyOptions: { weave: "rib", weaveScale: 0.9 } as const } : {}),
      },
      { y: style.y, scale: style.scale },
    );
  };
