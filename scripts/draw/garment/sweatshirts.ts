import { hood } from "../parts/collar.js";
import { upper } from "../parts/garment.js";
import { neckBand, raglan, type Torso } from "../parts/torso.js";
import { zip } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, symmetric } from "../svg.js";
import { hemBand, JUMPER, SLEEVE, trimOf } from "./knitwear.js";

export const kangaroo = (s: Sheet, t: Torso): string => {
  const y = t.length - 18;
  const d = symmetric([
    corner(0, y - 56),
    corner(23, y - 56),
    at(30, y - 40),
    corner(41, y - 22),
    corner(41, y + 1),
    corner(0, y + 3),
  ]);
  return (
    s.cast(d, 2.5, 0, 2, 0.5) +
    s.piece(d, { round: 0.2, rim: 4, plain: s.look.print.pattern === "colour-block" }) +
    [1, -1]
      .map((side) =>
        s.stitch([corner(side * 21, y - 53), at(side * 27.5, y - 39), corner(side * 38, y - 22)]),
      )
      .join("")
  );
};

type SweatStyle = {
  readonly hood?: boolean;
  readonly zip?: "full" | "quarter";
  readonly raglan?: boolean;
  readonly torso?: Partial<Torso>;
  readonly scale: number;
  readonly y: number;
  readonly pocket?: boolean;
};

export const sweat =
  (style: SweatStyle) =>
  (s: Sheet): string => {
    const torso: Torso = {
      ...JUMPER,
      chest: 60,
      hem: 59,
      depth: style.hood === true ? 20 : 15,
      ...style.torso,
    };
    const cowl = style.hood === true ? hood(s, torso, { cords: style.zip !== "quarter" }) : undefined;
    const collar =
      cowl === undefined
        ? neckBand(s, torso, 9, { weave: "rib", weaveScale: 0.6, ...trimOf(s) })
        : s.seam([at(-torso.neck, 1), at(0, torso.depth + 2), at(torso.neck, 1)], 1.4);
    const gusset =
      style.hood === true || style.zip !== undefined
        ? ""
        : s.seam(
            [corner(-9, torso.depth + 9), corner(0, torso.depth + 25), corner(9, torso.depth + 9)],
            0.8,
          ) +
          s.stitch([corner(-6, torso.depth + 9), corner(0, torso.depth + 20), corner(6, torso.depth + 9)]);
    const track =
      style.zip === undefined
        ? ""
        : zip(
            s,
            style.zip === "full"
              ? [corner(0, torso.depth + 2), corner(0, torso.length + 3)]
              : [corner(0, torso.depth + 4), corner(0, torso.depth + 58)],
            5,
          );
    return upper(
      s,
      {
        torso,
        sleeve: SLEEVE,
        ...(cowl === undefined ? {} : { behind: cowl.behind, closed: true }),
        over:
          (style.raglan === true ? raglan(s, torso) : "") +
          (style.pocket === true ? kangaroo(s, torso) : "") +
          hemBand(s, torso, 18, trimOf(s)) +
          gusset +
          collar,
        hardware: track + (cowl?.front ?? ""),
        slack: 1.1,
      },
      { y: style.y, scale: style.scale },
    );
  };
