import { mix, tonesOf } from "../colour.js";
import { crease } from "../parts/fold.js";
import { pair, RUBBER, sheen, sole } from "../parts/shoe.js";
import { buckle } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, corner, type Point, shape, trace } from "../svg.js";

const lining = (s: Sheet) => tonesOf(mix(s.tones.base, "#ead9c4", 0.75));

/** A heel of that height in pixels under the arch: thin, block or wedge. */
function heelBlock(s: Sheet, height: number, form: "stiletto" | "block" | "kitten"): string {
  const foot = { stiletto: 7, kitten: 9, block: 34 }[form];
  const top = form === "block" ? 42 : 36;
  const d = shape([
    corner(3, -height - 8),
    at(top * 0.6, -height - 2),
    corner(top + 8, -height + 4),
    ...(form === "block"
      ? [at(top + 2, -height * 0.4)]
      : [at(foot + 10, -height * 0.66), at(foot + 5, -height * 0.3)]),
    corner(foot + 4, 0),
    corner(4, 0),
    at(2, -height * 0.5),
  ]);
  return (
    s.piece(d, { rim: 4, round: 0.6, plain: true }) +
    s.piece(shape([corner(3, -5), corner(foot + 5, -5), corner(foot + 4, 1), corner(3, 1)]), {
      tones: RUBBER.black,
      weave: "none",
      rim: 1,
    })
  );
}

type HeelStyle = {
  readonly height: number;
  readonly form: "stiletto" | "block" | "kitten";
  readonly cut: "pump" | "slingback" | "ankle" | "open";
  readonly platform?: number;
};

export const heels =
  (h: HeelStyle) =>
  (s: Sheet): string => {
    const H = h.height;
    const p = h.platform ?? 0;
    const up = (point: Point): Point => ({ ...point, y: point.y - p });
    const arch = [
      corner(2, -H - 8),
      at(40, -H - 3),
      at(92, -H * 0.56),
      at(140, -13 - p),
      at(180, -7 - p),
      corner(246, -10 - p),
    ];
    const plate = sole(
      s,
      arch,
      [
        corner(2, -H - 3),
        at(40, -H + 3),
        at(92, -H * 0.5),
        at(140, -5 - p),
        at(180, -1 - p),
        corner(246, -5 - p),
      ],
      h.form === "stiletto" && s.look.brass
        ? tonesOf("#a8202c")
        : tonesOf(mix(s.tones.base, "#17100c", 0.72)),
    );
    const platform =
      p > 0
        ? sole(
            s,
            [at(120, -16 - p), corner(180, -6 - p), corner(246, -9 - p)],
            trace("124,-1 180,1! 242,0!"),
            s.tones,
          )
        : "";
    const throat = up(at(160, -46));
    const toe = h.cut === "open" ? trace("196,-40 222,-30 236,-12!") : trace("192,-38 226,-26 249,-9!");
    const inside = s.piece(
      shape([
        corner(8, -H - 46),
        at(60, -H - 26),
        at(116, -H * 0.5 - 34),
        corner(throat.x, throat.y - 1),
        at(130, -22 - p),
        at(80, -H * 0.6 - 8),
        at(30, -H - 10),
      ]),
      { tones: lining(s), weave: "none", dim: 0.4, rim: 6 },
    );
    const folds = [...crease([up(at(176, -8)), up(at(186, -24)), up(at(184, -40))], 7, 0.26)];
    const vamp = [...[throat, ...toe.map(up)], up(at(190, -6)), at(150, -10 - p)];
    const full = shape([
      corner(3, -H - 8),
      at(-1, -H - 30),
      corner(8, -H - 50),
      at(36, -H - 26),
      at(84, -H * 0.62 - 22),
      at(128, -H * 0.2 - 30 - p),
      { ...throat, corner: true },
      ...toe.map(up),
      up(at(190, -6)),
      at(140, -12 - p),
      at(92, -H * 0.56),
      at(44, -H - 2),
    ]);
    const front = shape([
      at(116, -H * 0.28 - 14 - p),
      corner(118, -H * 0.3 - 26 - p),
      { ...throat, corner: true },
      ...vamp.slice(1),
    ]);
    const strapped = (a: Point, b: Point, c: Point, width: number) =>
      shape([
        corner(a.x, a.y),
        at(b.x, b.y),
        corner(c.x, c.y),
        corner(c.x + 2, c.y + width),
        at(b.x, b.y + width),
        corner(a.x + 2, a.y + width),
      ]);
    const cup = shape([
      corner(3, -H - 8),
      at(-1, -H - 30),
      corner(7, -H - 62),
      at(22, -H - 44),
      at(42, -H - 20),
      corner(50, -H),
      at(24, -H - 4),
    ]);
    const parts = {
      pump: () =>
        s.piece(full, { folds, rim: 6, round: 0.3, lying: true }) +
        s.stitch([
          at(11, -H - 46),
          at(37, -H - 22),
          at(85, -H * 0.62 - 18),
          at(128, -H * 0.2 - 26 - p),
          corner(throat.x - 2, throat.y + 5),
        ]),
      open: () => s.piece(full, { folds, rim: 6, round: 0.3, lying: true }),
      slingback: () =>
        s.piece(front, { folds, rim: 6, round: 0.3, lying: true }) +
        s.piece(strapped(at(2, -H - 46), at(50, -H - 36), at(120, -H * 0.34 - 32 - p), 6), {
          rim: 2,
          plain: true,
        }),
      ankle: () =>
        s.piece(front, { folds, rim: 6, round: 0.3, lying: true }) +
        s.piece(cup, { rim: 5, plain: true }) +
        s.piece(
          shape([
            corner(6, -H - 58),
            at(36, -H - 74),
            at(70, -H - 75),
            corner(92, -H - 64),
            corner(90, -H - 56),
            at(68, -H - 66),
            at(38, -H - 65),
            corner(9, -H - 48),
          ]),
          { rim: 3, plain: true, dim: 0.45 },
        ) +
        s.piece(
          shape([
            corner(4, -H - 60),
            at(32, -H - 54),
            at(66, -H - 55),
            corner(92, -H - 65),
            corner(93, -H - 55),
            at(66, -H - 44),
            at(32, -H - 43),
            corner(6, -H - 48),
          ]),
          { rim: 3, plain: true },
        ),
    };
    const opening =
      h.cut === "open"
        ? `<path d="${shape([up(at(238, -12)), up(at(218, -26)), up(at(226, -14))])}" fill="${s.tones.deep}"/>`
        : "";
    const cloth = inside + heelBlock(s, H, h.form) + plate + platform + parts[h.cut]();
    const hardware =
      h.cut === "ankle"
        ? buckle(s, 50, -H - 49, 12, 13)
        : h.cut === "slingback"
          ? buckle(s, 26, -H - 37, 9, 9)
          : "";
    return pair(
      s,
      s.cloth(cloth) +
        opening +
        hardware +
        sheen(s, [up(at(196, -32)), up(at(220, -24)), up(at(236, -14))], 6, 0.65),
      { scale: 1.12, x: 34, y: 366, lift: [30, 118] },
    );
  };
