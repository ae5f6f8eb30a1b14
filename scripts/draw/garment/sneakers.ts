import { tonesOf } from "../colour.js";
import { crease } from "../parts/fold.js";
import { doubleStitch, laces, mouth, pair, RUBBER, sheen, sole, soleTones } from "../parts/shoe.js";
import type { Sheet } from "../sheet.js";
import { at, corner, type Point, shape, trace } from "../svg.js";

const TOE = trace("204,-51 228,-41 240,-27 239,-14!");

const laceInk = (s: Sheet): string => (s.tones.shadeStrength < 1 ? "#ffffff" : "#f4f1ea");

/** The accent of a colour-block shoe, else a darker or paler shade of its own colour. */
const panelTones = (s: Sheet) => (s.look.print.pattern === "colour-block" ? s.accent : s.tones);

/** The blocks of a shoe are its panels, not bands across it. */
const blocked = (s: Sheet): boolean => s.look.print.pattern === "colour-block";

export const lowTop =
  (chunky: boolean) =>
  (s: Sheet): string => {
    const rise = chunky ? 12 : 0;
    const up = (p: Point): Point => ({ ...p, y: p.y - rise });
    const outline = [
      corner(6, -16),
      at(3, -46),
      at(9, -78),
      corner(13, -102),
      at(30, -88),
      at(56, -80),
      corner(84, -95),
      corner(96, -112),
      at(128, -88),
      at(164, -66),
      ...TOE,
    ].map(up);
    const upper = shape(outline);
    const eyestay = shape(trace("82,-95! 96,-113! 128,-88 170,-63! 163,-49! 124,-64 90,-76!").map(up));
    const toecap = shape(trace("180,-60! 204,-51 228,-41 240,-27 239,-13! 212,-14 188,-16! 198,-36").map(up));
    const heel = shape(trace("4,-16! 3,-46 9,-78 12,-102! 28,-90! 27,-58 42,-17!").map(up));
    const flash = shape(trace("62,-20! 94,-44 130,-60! 140,-55! 112,-34 88,-18!").map(up));
    const tone = soleTones(s);
    const base = chunky
      ? sole(
          s,
          trace("-6,-24! 60,-26 150,-26 220,-28 246,-34!"),
          trace("-9,-4! 20,1 140,0 220,-1 250,-16!"),
          tone,
        ) +
        s.piece(shape(trace("-9,-7! 20,-3 140,-4 222,-5 250,-18! 226,1 140,3 20,3")), {
          tones: panelTones(s) === s.tones ? RUBBER.black : s.accent,
          weave: "none",
          rim: 2,
          plain: true,
        }) +
        s.seam(trace("-6,-15 50,-18 110,-13 170,-19 244,-24"), 1, tone)
      : sole(
          s,
          trace("-1,-17! 60,-18 150,-18 220,-19 242,-20!"),
          trace("-2,-2! 40,1 140,1 220,1 243,-5!"),
          tone,
        ) + s.seam(trace("-1,-11! 120,-11 243,-13!"), 0.9, tone);
    const folds = [
      ...crease([up(at(150, -22)), up(at(168, -44)), up(at(178, -66))], 8, 0.3),
      ...crease([up(at(136, -20)), up(at(150, -40)), up(at(160, -56))], 6, 0.2),
    ];
    const tongue = shape(trace("84,-98! 92,-126! 104,-130 112,-122! 134,-92!").map(up));
    const cloth =
      s.piece(tongue, { rim: 4, plain: true }) +
      mouth(s, up(at(13, -102)), up(at(92, -110)), 3) +
      s.piece(upper, { folds, round: 0.3, rim: 7, lying: true, plain: blocked(s) }) +
      s.piece(toecap, { rim: 4, round: 0.25, lying: true, plain: true }) +
      doubleStitch(s, trace("180,-58! 197,-36 188,-18!").map(up)) +
      s.piece(heel, { tones: panelTones(s), rim: 4, round: 0.3 }) +
      s.piece(flash, { tones: panelTones(s), rim: 3, round: 0.2 }) +
      s.stitch(flash) +
      s.piece(eyestay, { rim: 4, round: 0.2, plain: true }) +
      s.stitch(trace("92,-79! 124,-67 160,-52!").map(up)) +
      s.stitch(trace("16,-96 34,-83 57,-76 82,-89!").map(up));
    const shoe =
      s.cloth(cloth) +
      base +
      laces(up(at(156, -60)), up(at(97, -100)), 5, laceInk(s)) +
      sheen(s, trace("202,-44 220,-37 232,-27").map(up), 5, 0.5);
    return pair(s, shoe, { scale: 1.16, x: 28, y: 362, lift: [26, 128] });
  };

export const highTop = (s: Sheet): string => {
  const upper = shape([
    corner(6, -16),
    at(1, -60),
    at(8, -120),
    corner(10, -150),
    at(40, -146),
    corner(76, -156),
    corner(92, -164),
    at(110, -122),
    at(146, -84),
    at(176, -70),
    ...TOE,
  ]);
  const eyestay = shape(
    trace("74,-156! 92,-165! 110,-122 146,-84 174,-70! 166,-54! 122,-68 92,-98 72,-140!"),
  );
  const cap = shape(trace("184,-66! 208,-58 232,-44 242,-26 240,-14! 194,-16! 202,-42"));
  const patch = `<rect x="28" y="-121" width="36" height="34" rx="7" fill="${s.tones.shadeStrength < 1 ? "#e4e2dd" : "#f4f2ee"}" stroke="${s.tones.line}" stroke-width="1"/><path d="M34 -100C36 -112 46 -117 58 -115C59 -103 52 -93 40 -93L36 -90L35 -93L38 -97C34 -96 34 -99 34 -100ZM38 -97L50 -107" fill="${s.look.print.pattern === "colour-block" ? s.accent.base : s.tones.shade}"/>`;
  const heel = shape(trace("4,-16! 0,-50 4,-96! 18,-96! 20,-60 28,-17!"));
  const tongue = shape(trace("76,-154! 84,-182! 98,-186 106,-176! 112,-128!"));
  const folds = [
    ...crease(trace("150,-22 166,-44 176,-64"), 8, 0.3),
    ...crease(trace("20,-70 50,-76 80,-92"), 8, 0.28),
    ...crease(trace("26,-56 54,-62 84,-74"), 6, 0.2),
  ];
  const cloth =
    s.piece(tongue, { rim: 4, plain: true }) +
    mouth(s, at(11, -150), at(84, -162), 5) +
    s.piece(upper, { folds, round: 0.4, rim: 7, plain: blocked(s) }) +
    s.piece(heel, { tones: panelTones(s), rim: 3 }) +
    s.stitch(trace("22,-96! 24,-60 32,-18!")) +
    s.piece(eyestay, { rim: 4, round: 0.2, plain: true }) +
    s.stitch(trace("75,-142! 94,-101 123,-71 164,-57!")) +
    s.stitch(trace("12,-145 40,-141 72,-150!")) +
    doubleStitch(s, trace("96,-70! 84,-44 80,-18!"));
  const tone = RUBBER.white;
  const base =
    s.piece(cap, { tones: tone, weave: "none", lying: true, rim: 4 }) +
    sole(s, trace("-1,-20! 100,-21 200,-20 243,-24!"), trace("-2,-2! 40,1 200,1 244,-5!"), tone) +
    `<path d="M-1 -14.500C60 -15 180 -15 243 -17" fill="none" stroke="${panelTones(s).line}" stroke-width="2.200"/><path d="M214 -12h28" stroke="#000" stroke-opacity=".15" stroke-width="5" stroke-dasharray="2 2"/>`;
  const shoe =
    s.cloth(cloth) +
    base +
    patch +
    laces(at(160, -66), at(126, -84), 3, laceInk(s)) +
    laces(at(116, -94), at(84, -144), 4, laceInk(s), 16);
  return pair(s, shoe, { scale: 1.12, x: 34, y: 392, lift: [28, 112] });
};

export const slipOn = (s: Sheet): string => {
  const upper = shape([
    corner(6, -18),
    at(3, -46),
    at(9, -70),
    corner(14, -88),
    at(42, -72),
    at(84, -70),
    corner(120, -86),
    at(162, -68),
    ...TOE,
  ]);
  const gore = shape(trace("86,-73! 108,-82! 114,-54! 94,-48!"));
  const folds = [...crease(trace("150,-22 164,-44 172,-70"), 8, 0.26)];
  const cloth =
    mouth(s, at(14, -88), at(118, -85), 6) +
    s.piece(upper, { folds, round: 0.35, rim: 7, lying: true }) +
    s.piece(gore, { tones: tonesOf(s.tones.deep), weave: "rib", weaveScale: 0.5, rim: 3 }) +
    s.stitch(trace("18,-82 44,-67 84,-65!")) +
    doubleStitch(s, trace("58,-70! 54,-44 60,-20!")) +
    s.stitch(trace("120,-80! 152,-64 188,-42 196,-22!"));
  const tone = soleTones(s);
  const base =
    sole(s, trace("-2,-23! 100,-23 200,-22 243,-26!"), trace("-3,-2! 40,1 200,1 245,-6!"), tone) +
    s.seam(trace("-2,-8! 120,-7 244,-11!"), 1, tone);
  return pair(s, s.cloth(cloth) + base, { scale: 1.16, x: 28, y: 350, lift: [26, 116] });
};
