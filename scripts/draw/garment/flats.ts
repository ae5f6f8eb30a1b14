import { mix, tonesOf } from "../colour.js";
import { crease } from "../parts/fold.js";
import { pair, sheen, sole } from "../parts/shoe.js";
import { buckle } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, ellipse, type Point, shape, trace } from "../svg.js";
import { darkSole } from "./dress-shoes.js";

export const flat =
  (style: "ballet" | "pointed" | "strap") =>
  (s: Sheet): string => {
    const toe: Point[] =
      style === "pointed" ? trace("186,-46 222,-26 252,-9!") : trace("192,-46 224,-38 243,-22 242,-8!");
    const throat = style === "pointed" ? at(150, -52) : at(158, -56);
    const upper = shape([
      corner(4, -10),
      at(-1, -34),
      at(6, -58),
      corner(12, -66),
      at(40, -48),
      at(90, -36),
      at(130, -40),
      corner(throat.x, throat.y),
      ...toe,
      at(140, -7),
    ]);
    const bow =
      style === "ballet"
        ? [1, -1]
            .map((sign) => {
              const d = shape([
                corner(164, -52),
                at(164 + sign * 12, -68),
                at(164 + sign * 25, -58),
                at(164 + sign * 14, -46),
              ]);
              return s.cast(d, 1.5, 1, 2, 0.4) + s.piece(d, { rim: 3, plain: true });
            })
            .join("") + s.piece(ellipse(164, -54, 5, 6), { rim: 2, plain: true })
        : "";
    const band =
      style === "strap"
        ? s.piece(shape(trace("92,-58! 112,-76 136,-72 148,-48! 138,-46! 128,-64 112,-68 100,-56!")), {
            rim: 3,
            plain: true,
            dim: 0.3,
          }) +
          s.piece(shape(trace("78,-36! 88,-66 108,-78! 120,-76 124,-68! 106,-62 98,-50 94,-33!")), {
            rim: 3,
            plain: true,
          })
        : "";
    const lining = tonesOf(mix(s.tones.base, "#ead9c4", 0.7));
    const far = s.piece(
      shape([
        corner(12, -66),
        at(60, -60),
        at(120, -60),
        corner(throat.x + 2, throat.y - 1),
        at(110, -34),
        at(50, -40),
      ]),
      { tones: lining, weave: "none", dim: 0.4, rim: 6 },
    );
    const cloth =
      far +
      s.piece(upper, {
        folds: [...crease(trace("176,-10 182,-28 178,-46"), 7, 0.26)],
        round: 0.3,
        rim: 6,
        lying: true,
      }) +
      s.stitch([at(13, -61), at(40, -44), at(90, -32), at(130, -36), corner(throat.x - 2, throat.y + 5)]) +
      band +
      bow;
    const base =
      sole(
        s,
        [corner(0, -9), at(120, -7), corner(style === "pointed" ? 252 : 243, -8)],
        [corner(1, 0), at(120, 1), corner(style === "pointed" ? 250 : 240, -3)],
        darkSole(s),
      ) +
      s.piece(shape(trace("1,-8! 50,-8! 48,2! 3,2!")), {
        tones: darkSole(s),
        weave: "none",
        rim: 2,
      });
    return pair(
      s,
      s.cloth(cloth) +
        base +
        (style === "strap" ? buckle(s, 104, -70, 9, 10) : "") +
        sheen(s, trace("196,-38 222,-30 234,-18"), 6, 0.6),
      { scale: 1.15, x: 28, y: 336, lift: [30, 96] },
    );
  };
