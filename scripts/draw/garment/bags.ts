import { mix, tonesOf } from "../colour.js";
import type { Kind } from "../kind.js";
import { crease } from "../parts/fold.js";
import { ground, placed } from "../parts/scene.js";
import { buckle, stud, zip } from "../parts/trim.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, box, corner, line, n, type Point, shape, symmetric } from "../svg.js";

/** A bag stands on the ground: y = 0 is the floor, everything above it negative. */
const standing = (
  s: Sheet,
  cloth: string,
  hardware: string,
  half: number,
  place: { readonly scale: number; readonly y: number },
): string =>
  ground(s, 180, place.y + 2, half * place.scale * 1.05, 13, 0.7) +
  placed(s.cloth(cloth) + hardware, { y: place.y, scale: place.scale });

/** A rolled handle or strap: a dark edge, the colour, and a line of light. */
function strap(
  s: Sheet,
  path: readonly Point[],
  width: number,
  options: { readonly far?: boolean } = {},
): string {
  const d = line(path);
  const base = options.far === true ? s.tones.shade : mix(s.tones.base, s.tones.shade, 0.2);
  return (
    `<path d="${d}" fill="none" stroke="#120c14" stroke-opacity=".25" stroke-width="${width + 1}" transform="translate(2 3)" filter="url(#${s.blur(2)})"/>` +
    `<path d="${d}" fill="none" stroke="${s.tones.line}" stroke-width="${width + 1.6}" stroke-linecap="round"/><path d="${d}" fill="none" stroke="${base}" stroke-width="${width}" stroke-linecap="round"/>` +
    `<path d="${d}" fill="none" stroke="${s.tones.light}" stroke-opacity="${n(0.5 * s.tones.lightStrength)}" stroke-width="${n(width * 0.25)}" stroke-linecap="round" transform="translate(${n(-width * 0.18)} ${n(-width * 0.18)})"/>`
  );
}

const ring = (s: Sheet, x: number, y: number, r: number): string => {
  const [base, dark] = s.look.brass ? ["#c9a04a", "#6d4f16"] : ["#c3c6cb", "#54575d"];
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${dark}" stroke-width="3.600"/><circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${base}" stroke-width="2.400"/>`;
};

const sheenOn = (s: Sheet, path: readonly Point[], width: number): string =>
  s.material.gloss > 0.3
    ? `<path d="${line(path)}" fill="none" stroke="#fff" stroke-opacity="${n(0.34 * s.tones.lightStrength + 0.1)}" stroke-width="${width}" stroke-linecap="round" filter="url(#${s.blur(4)})"/>`
    : "";

const leatherTrim = (s: Sheet): PieceOptions =>
  s.look.material === "leather" || s.look.material === "suede"
    ? { plain: true }
    : { tones: tonesOf(mix("#8a5a34", s.tones.base, 0.12)), weave: "none", material: "leather" };

const satchel = (s: Sheet): string => {
  const body = symmetric([corner(0, -150), at(78, -150), at(98, -140), at(112, -20), at(106, -2), at(0, 0)]);
  const flap = symmetric([
    corner(0, -154),
    at(80, -154),
    at(99, -144),
    at(104, -90),
    at(84, -66),
    at(30, -56),
    at(0, -54),
  ]);
  const handle = [at(-42, -150), at(-40, -196), at(-22, -222), at(22, -222), at(40, -196), at(42, -150)];
  const folds = [
    ...crease([at(-96, -60), at(-60, -34), at(-20, -22)], 14, 0.24),
    ...crease([at(100, -50), at(70, -28), at(40, -16)], 14, 0.24),
  ];
  const cloth =
    s.piece(body, { folds, rim: 9, round: 0.4 }) +
    s.cast(flap, 4, 0, 6, 0.4) +
    s.piece(flap, { rim: 7, round: 0.3 }) +
    s.stitch(
      symmetric([
        corner(0, -148),
        at(78, -148),
        at(93, -140),
        at(98, -92),
        at(80, -71),
        at(30, -62),
        at(0, -60),
      ]),
    );
  const lock = `<path d="${box(-13, -76, 26, 30, 4)}" fill="${s.look.brass ? "#c9a04a" : "#bfc2c7"}" stroke="#4a3c1c" stroke-width="1"/><path d="M-8 -70h16" stroke="#fff" stroke-opacity=".7" stroke-width="2"/><circle cx="0" cy="-58" r="4" fill="#4a3c1c"/>`;
  return standing(
    s,
    cloth,
    strap(s, handle, 10) +
      ring(s, -42, -148, 7) +
      ring(s, 42, -148, 7) +
      lock +
      sheenOn(s, [at(-70, -138), at(-20, -142)], 9) +
      sheenOn(s, [at(-92, -50), at(-88, -20)], 10),
    112,
    { scale: 1.36, y: 396 },
  );
};

const crossbody = (s: Sheet): string => {
  const body = symmetric([corner(0, -112), at(70, -112), at(84, -102), at(88, -16), at(76, -1), at(0, 0)]);
  const flap = symmetric([corner(0, -116), at(72, -116), at(87, -105), at(86, -62), at(60, -42), at(0, -36)]);
  const long = [
    at(-82, -104),
    at(-96, -190),
    at(-60, -262),
    at(0, -282),
    at(60, -262),
    at(96, -190),
    at(82, -104),
  ];
  const cloth =
    s.piece(body, {
      rim: 9,
      round: 0.4,
      folds: crease([at(-70, -30), at(-30, -16), at(10, -14)], 10, 0.24),
    }) +
    s.cast(flap, 4, 0, 6, 0.4) +
    s.piece(flap, { rim: 7, round: 0.3 }) +
    s.stitch(symmetric([corner(0, -111), at(70, -111), at(82, -102), at(81, -64), at(58, -47), at(0, -41)]));
  return standing(
    s,
    cloth,
    strap(s, long, 5) +
      ring(s, -82, -104, 6) +
      ring(s, 82, -104, 6) +
      stud(s, 0, -50, 8) +
      sheenOn(s, [at(-60, -100), at(-10, -104)], 8),
    88,
    { scale: 1.34, y: 416 },
  );
};

const clutch = (s: Sheet): string => {
  const body = symmetric([corner(0, -104), corner(108, -104), at(112, -50), corner(108, 0), at(0, 2)]);
  const flap = shape([corner(-110, -106), corner(110, -106), corner(4, -30), corner(-4, -30)]);
  const cloth =
    s.piece(body, {
      rim: 8,
      round: 0.35,
      folds: crease([at(-90, -20), at(-30, -14), at(40, -18)], 10, 0.2),
    }) +
    s.cast(flap, 4, 0, 5, 0.4) +
    s.piece(flap, { rim: 6, round: 0.25 }) +
    s.stitch(shape([corner(-98, -102), corner(98, -102), corner(3, -36), corner(-3, -36)]));
  const wrist = [at(106, -84), at(124, -78), at(128, -24), at(118, -2), at(110, -40), at(106, -80)];
  return standing(
    s,
    cloth,
    strap(s, wrist, 5) +
      ring(s, 107, -86, 5) +
      stud(s, 0, -34, 7) +
      sheenOn(s, [at(-80, -96), at(20, -98)], 9),
    112,
    { scale: 1.3, y: 316 },
  );
};

const bucket = (s: Sheet): string => {
  const body = symmetric([
    at(0, -158),
    at(62, -164),
    corner(80, -170),
    at(86, -80),
    at(90, -10),
    corner(84, -1),
    at(0, 3),
  ]);
  const back = symmetric([at(0, -182), at(56, -178), corner(80, -170), at(50, -158), at(0, -154)]);
  const folds = [-60, -36, -12, 12, 36, 60].flatMap((x) =>
    crease([at(x, -162), at(x * 1.02, -110), at(x * 1.1, -50)], 9, 0.42),
  );
  const base = symmetric([at(0, -28), corner(89, -34), at(90, -10), corner(84, 0), at(0, 4)]);
  const cloth =
    s.piece(back, { dim: 0.7, plain: true, rim: 6 }) +
    s.piece(body, { folds, rim: 9, round: 0.5 }) +
    s.piece(base, { ...leatherTrim(s), rim: 5, round: 0.5 }) +
    s.seam([at(-84, -132), at(0, -122), at(84, -132)], 3) +
    s.stitch([at(-88, -38), at(0, -32), at(88, -38)]);
  const cord = `<path d="M-6 -124q-14 34 -10 62M6 -124q14 30 12 58" fill="none" stroke="${s.tones.line}" stroke-width="4.500" stroke-linecap="round"/><path d="M-6 -124q-14 34 -10 62M6 -124q14 30 12 58" fill="none" stroke="${s.tones.shade}" stroke-width="3" stroke-linecap="round"/>`;
  return standing(
    s,
    cloth,
    strap(s, [at(-78, -160), at(-70, -240), at(0, -276), at(70, -240), at(78, -160)], 8) +
      ring(s, -78, -158, 6) +
      ring(s, 78, -158, 6) +
      cord,
    88,
    { scale: 1.28, y: 412 },
  );
};

const tote =
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

const backpack =
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
    const pocket = symmetric([
      corner(0, -110),
      at(58, -110),
      at(68, -100),
      at(72, -22),
      at(60, -10),
      at(0, -8),
    ]);
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
      ...crease([at(-86, -180), at(-60, -160), at(-30, -150)], 12, 0.26),
      ...crease([at(90, -150), at(66, -140), at(40, -138)], 12, 0.26),
      ...crease([at(-60, -126), at(0, -120), at(56, -126)], 10, 0.24),
    ];
    const flap = symmetric([
      at(0, -256),
      at(60, -250),
      at(90, -222),
      at(94, -160),
      at(70, -140),
      at(0, -132),
    ]);
    const top = roll
      ? s.piece(symmetric([corner(0, -266), corner(84, -262), at(92, -250), corner(86, -238), at(0, -242)]), {
          rim: 5,
          round: 0.5,
        }) + s.seam([at(-84, -251), at(0, -254), at(84, -251)], 1.2)
      : "";
    const cover =
      style === "mini"
        ? s.cast(flap, 4, 0, 6, 0.4) +
          s.piece(flap, { rim: 7, round: 0.35 }) +
          s.stitch(
            symmetric([at(0, -250), at(58, -244), at(84, -218), at(87, -164), at(66, -146), at(0, -138)]),
          )
        : "";
    const cloth =
      side +
      straps +
      s.piece(body, { folds, rim: 10, round: 0.45 }) +
      top +
      s.cast(pocket, 3, 0, 4, 0.4) +
      s.piece(pocket, { rim: 7, round: 0.3 }) +
      s.stitch(symmetric([corner(0, -84), at(56, -84), at(64, -78), at(66, -26), at(58, -16), at(0, -14)])) +
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
        zip(
          s,
          [
            at(-82, -140),
            at(-76, -196),
            at(-44, -226),
            at(0, -232),
            at(44, -226),
            at(76, -196),
            at(82, -140),
          ],
          6,
          { puller: "end" },
        ) +
        zip(s, [at(-58, -98), at(0, -100), at(58, -98)], 5) +
        patch,
      roll: () =>
        buckle(s, -40, -132, 18, 16) +
        buckle(s, 40, -132, 18, 16) +
        zip(s, [at(-58, -96), at(0, -98), at(58, -96)], 5),
      mini: () => buckle(s, 0, -142, 20, 20) + zip(s, [at(-56, -96), at(0, -98), at(56, -96)], 5),
    }[style]();
    const loop = strap(s, [at(-18, -244), at(-14, -272), at(14, -272), at(18, -244)], 7);
    const scale = style === "mini" ? 1.3 : 1.4;
    return (
      ground(s, 180, 430, 108 * scale, 13, 0.7) +
      placed(loop + s.cloth(cloth) + hardware + sheenOn(s, [at(-70, -200), at(-78, -120)], 12), {
        y: 428,
        scale,
      })
    );
  };

export const BAGS: readonly Kind[] = [
  {
    type: "handbag",
    category: "Bags",
    price: [28, 60],
    weight: 1.4,
    variants: [
      {
        name: "Satchel",
        detail: "with a flap, a top handle and a metal lock",
        materials: ["leather", "suede"],
        genders: ["Women"],
        season: "All seasons",
        use: "Work",
        draw: satchel,
      },
      {
        name: "Crossbody",
        detail: "small, with a flap and a long strap",
        materials: ["leather", "suede", "canvas"],
        patterns: ["solid", "striped", "colour-block"],
        motif: 0.8,
        genders: ["Women", "Girls"],
        season: "All seasons",
        use: "Casual",
        draw: crossbody,
      },
      {
        name: "Clutch",
        detail: "flat, with an envelope flap and a wrist strap",
        materials: ["satin", "leather", "velvet"],
        patterns: ["solid", "floral", "polka dot"],
        motif: 0.7,
        genders: ["Women"],
        season: "All seasons",
        use: "Party",
        draw: clutch,
      },
      {
        name: "Bucket",
        detail: "gathered by a cord, with a shoulder strap",
        materials: ["leather", "suede", "canvas"],
        patterns: ["solid", "checked"],
        motif: 0.8,
        genders: ["Women"],
        season: "Spring",
        use: "Casual",
        draw: bucket,
      },
    ],
  },
  {
    type: "tote bag",
    category: "Bags",
    price: [18, 38],
    weight: 1.1,
    variants: [
      {
        name: "Shopper",
        detail: "with long handles",
        materials: ["canvas", "cotton"],
        patterns: ["solid", "striped", "floral", "polka dot", "checked"],
        genders: ["Unisex", "Women"],
        season: "Summer",
        use: "Casual",
        draw: tote({ width: 96, height: 196, trim: false, handle: "long", scale: 1.28, y: 420 }),
      },
      {
        name: "Structured",
        detail: "with short handles and stitched tabs",
        materials: ["leather", "suede"],
        genders: ["Women"],
        season: "All seasons",
        use: "Work",
        draw: tote({ width: 108, height: 164, trim: true, handle: "short", scale: 1.3, y: 402 }),
      },
      {
        name: "Beach",
        detail: "woven, with leather handles and base",
        materials: ["straw"],
        colours: [
          "beige",
          "tan",
          "brown",
          "white",
          "black",
          "yellow",
          "pink",
          "light blue",
          "orange",
          "green",
        ],
        patterns: ["solid", "striped"],
        motif: 1.4,
        genders: ["Women"],
        season: "Summer",
        use: "Outdoor",
        draw: tote({ width: 116, height: 170, trim: true, handle: "short", scale: 1.24, y: 402 }),
      },
    ],
  },
  {
    type: "backpack",
    category: "Bags",
    price: [28, 56],
    weight: 1.2,
    variants: [
      {
        name: "Zipped",
        detail: "with a front pocket, side pockets and zips",
        materials: ["canvas", "nylon"],
        patterns: ["solid", "striped", "floral", "colour-block", "polka dot"],
        genders: ["Unisex", "Boys", "Girls"],
        season: "All seasons",
        use: "Casual",
        draw: backpack("school"),
      },
      {
        name: "Roll-Top",
        detail: "closed by rolling, with two buckled straps",
        materials: ["canvas", "nylon"],
        genders: ["Unisex", "Men"],
        season: "All seasons",
        use: "Outdoor",
        draw: backpack("roll"),
      },
      {
        name: "Mini",
        detail: "small, with a buckled flap",
        materials: ["leather", "suede"],
        genders: ["Women", "Girls"],
        season: "All seasons",
        use: "Casual",
        draw: backpack("mini"),
      },
    ],
  },
];
