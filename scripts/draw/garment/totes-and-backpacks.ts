import { leatherTrim, sheenOn, strap } from "../parts/bag.js";
import { crease } from "../parts/fold.js";
import { ground, placed } from "../parts/scene.js";
import { buckle, zip } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, box, corner, shape, symmetric, trace } from "../svg.js";

export const tote =
  (style: {
    readonly width: number;
    readonly height: number;
    readonly trim: boolean;
    readonly handle: "long" | "short";
    readonly scale: number;
    readonly y: number;
  }) =>
  (s: Sheet): string => {
    const { width: w, height: h } = style;
    const body = symmetric([
      at(0, -h + 6),
      at(w * 0.6, -h + 3),
      corner(w + 4, -h),
      at(w, -h * 0.5),
      corner(w - 8, -2),
      at(0, 3),
    ]);
    const back = symmetric([
      at(0, -h - 7),
      at(w * 0.6, -h - 5),
      corner(w + 3, -h),
      at(w * 0.6, -h + 6),
      at(0, -h + 9),
    ]);
    const rise = style.handle === "long" ? 96 : 58;
    const folds = [
      ...crease([at(-w + 6, -h + 20), at(-w * 0.8, -h * 0.5), at(-w * 0.5, -22)], 16, 0.28),
      ...crease([at(w - 6, -h + 24), at(w * 0.84, -h * 0.5), at(w * 0.6, -20)], 16, 0.28),
      ...crease([at(-w * 0.3, -14), at(0, -20), at(w * 0.35, -12)], 10, 0.22),
      ...crease([at(-w * 0.4, -h + 14), at(-w * 0.34, -h * 0.7), at(-w * 0.24, -h * 0.46)], 10, 0.18),
    ];
    const handle = (dy: number, far: boolean): string =>
      strap(
        s,
        [
          at(-w * 0.46, -h + (far ? 0 : 34)),
          at(-w * 0.42, -h - rise * 0.6 + dy),
          at(-w * 0.2, -h - rise + dy),
          at(w * 0.2, -h - rise + dy),
          at(w * 0.42, -h - rise * 0.6 + dy),
          at(w * 0.46, -h + (far ? 0 : 34)),
        ],
        9,
        { far },
      );
    const tabs = [1, -1]
      .map((sign) => {
        const d = shape([
          corner(sign * (w * 0.46 - 8), -h + 26),
          corner(sign * (w * 0.46 + 8), -h + 26),
          corner(sign * (w * 0.46 + 7), -h + 56),
          corner(sign * w * 0.46, -h + 62),
          corner(sign * (w * 0.46 - 7), -h + 56),
        ]);
        return s.cast(d, 1.5, 1, 2, 0.4) + s.piece(d, { ...leatherTrim(s), rim: 3 }) + s.stitch(d);
      })
      .join("");
    const bottom = style.trim
      ? s.piece(symmetric([at(0, -34), corner(w - 3, -38), corner(w - 8, -2), at(0, 3)]), {
          ...leatherTrim(s),
          rim: 5,
          round: 0.4,
        }) + s.stitch([corner(-w + 4, -41), at(0, -37), corner(w - 4, -41)])
      : "";
    const cloth =
      s.piece(back, { dim: 0.7, plain: true, rim: 6 }) +
      s.piece(body, { folds, rim: 9, round: 0.4 }) +
      s.stitch([corner(-w - 1, -h + 9), at(0, -h + 15), corner(w + 1, -h + 9)]) +
      bottom;
    return (
      ground(s, 180, style.y + 2, w * style.scale, 13, 0.7) +
      placed(
        handle(-8, true) +
          s.cloth(cloth) +
          handle(6, false) +
          s.cloth(tabs) +
          sheenOn(s, [at(-w + 22, -h + 40), at(-w + 24, -h * 0.4)], 12),
        { y: style.y, scale: style.scale },
      )
    );
  };

export const backpack =
  (style: "school" | "roll" | "mini") =>
  (s: Sheet): string => {
    const roll = style === "roll";
    const body = symmetric([
      at(0, roll ? -250 : -244),
      at(48, roll ? -248 : -238),
      at(84, roll ? -236 : -196),
      at(96, -100),
      at(94, -18),
      at(78, -1),
      at(0, 2),
    ]);
    const pocket = symmetric(trace("0,-110! 58,-110 68,-100 72,-22 60,-10 0,-8"));
    const side = [1, -1]
      .map((sign) =>
        s.piece(
          shape([corner(sign * 90, -90), at(sign * 108, -84), at(sign * 110, -24), corner(sign * 92, -10)]),
          { rim: 4, round: 0.3, plain: true, dim: 0.1 },
        ),
      )
      .join("");
    const straps = [1, -1]
      .map((sign) =>
        s.piece(
          shape([
            corner(sign * 40, -236),
            at(sign * 84, -230),
            at(sign * 116, -150),
            corner(sign * 108, -60),
            corner(sign * 96, -62),
            at(sign * 98, -150),
            corner(sign * 60, -212),
          ]),
          { rim: 5, plain: true, dim: 0.28 },
        ),
      )
      .join("");
    const folds = [
      ...crease(trace("-86,-180 -60,-160 -30,-150"), 12, 0.26),
      ...crease(trace("90,-150 66,-140 40,-138"), 12, 0.26),
      ...crease(trace("-60,-126 0,-120 56,-126"), 10, 0.24),
    ];
    const flap = symmetric(trace("0,-256 60,-250 90,-222 94,-160 70,-140 0,-132"));
    const top = roll
      ? s.piece(symmetric(trace("0,-266! 84,-262! 92,-250 86,-238! 0,-242")), {
          rim: 5,
          round: 0.5,
        }) + s.seam(trace("-84,-251 0,-254 84,-251"), 1.2)
      : "";
    const cover =
      style === "mini"
        ? s.cast(flap, 4, 0, 6, 0.4) +
          s.piece(flap, { rim: 7, round: 0.35 }) +
          s.stitch(symmetric(trace("0,-250 58,-244 84,-218 87,-164 66,-146 0,-138")))
        : "";
    const cloth =
      side +
      straps +
      s.piece(body, { folds, rim: 10, round: 0.45 }) +
      top +
      s.cast(pocket, 3, 0, 4, 0.4) +
      s.piece(pocket, { rim: 7, round: 0.3 }) +
      s.stitch(symmetric(trace("0,-84! 56,-84 64,-78 66,-26 58,-16 0,-14"))) +
      cover +
      (roll
        ? [1, -1]
            .map((sign) =>
              s.piece(
                shape([
                  corner(sign * 34, -262),
                  corner(sign * 46, -262),
                  corner(sign * 46, -112),
                  corner(sign * 34, -112),
                ]),
                { ...leatherTrim(s), rim: 3 },
              ),
            )
            .join("")
        : "");
    const patch =
      style === "school"
        ? `<path d="${box(-22, -196, 44, 26, 3)}" fill="#9a6a3e" stroke="#4f331b"/><path d="${box(-19, -193, 38, 20, 2)}" fill="none" stroke="#e9c79b" stroke-dasharray="2 1.500" stroke-width=".8"/>`
        : "";
    const hardware = {
      school: () =>
        zip(s, trace("-82,-140 -76,-196 -44,-226 0,-232 44,-226 76,-196 82,-140"), 6, { puller: "end" }) +
        zip(s, trace("-58,-98 0,-100 58,-98"), 5) +
        patch,
      roll: () =>
        buckle(s, -40, -132, 18, 16) + buckle(s, 40, -132, 18, 16) + zip(s, trace("-58,-96 0,-98 58,-96"), 5),
      mini: () => buckle(s, 0, -142, 20, 20) + zip(s, trace("-56,-96 0,-98 56,-96"), 5),
    }[style]();
    const loop = strap(s, trace("-18,-244 -14,-272 14,-272 18,-244"), 7);
    const scale = style === "mini" ? 1.3 : 1.4;
    return (
      ground(s, 180, 430, 108 * scale, 13, 0.7) +
      placed(loop + s.cloth(cloth) + hardware + sheenOn(s, trace("-70,-200 -78,-120"), 12), {
        y: 428,
        scale,
      })
    );
  };
