import { leatherTrim, ring, sheenOn, standing, strap } from "../parts/bag.js";
import { crease } from "../parts/fold.js";
import { stud } from "../parts/trim.js";
import type { Sheet } from "../sheet.js";
import { at, box, shape, symmetric, trace } from "../svg.js";

export const satchel = (s: Sheet): string => {
  const body = symmetric(trace("0,-150! 78,-150 98,-140 112,-20 106,-2 0,0"));
  const flap = symmetric(trace("0,-154! 80,-154 99,-144 104,-90 84,-66 30,-56 0,-54"));
  const handle = trace("-42,-150 -40,-196 -22,-222 22,-222 40,-196 42,-150");
  const folds = [
    ...crease(trace("-96,-60 -60,-34 -20,-22"), 14, 0.24),
    ...crease(trace("100,-50 70,-28 40,-16"), 14, 0.24),
  ];
  const cloth =
    s.piece(body, { folds, rim: 9, round: 0.4 }) +
    s.cast(flap, 4, 0, 6, 0.4) +
    s.piece(flap, { rim: 7, round: 0.3 }) +
    s.stitch(symmetric(trace("0,-148! 78,-148 93,-140 98,-92 80,-71 30,-62 0,-60")));
  const lock = `<path d="${box(-13, -76, 26, 30, 4)}" fill="${s.look.brass ? "#c9a04a" : "#bfc2c7"}" stroke="#4a3c1c" stroke-width="1"/><path d="M-8 -70h16" stroke="#fff" stroke-opacity=".7" stroke-width="2"/><circle cx="0" cy="-58" r="4" fill="#4a3c1c"/>`;
  return standing(
    s,
    cloth,
    strap(s, handle, 10) +
      ring(s, -42, -148, 7) +
      ring(s, 42, -148, 7) +
      lock +
      sheenOn(s, trace("-70,-138 -20,-142"), 9) +
      sheenOn(s, trace("-92,-50 -88,-20"), 10),
    112,
    { scale: 1.36, y: 396 },
  );
};

export const crossbody = (s: Sheet): string => {
  const body = symmetric(trace("0,-112! 70,-112 84,-102 88,-16 76,-1 0,0"));
  const flap = symmetric(trace("0,-116! 72,-116 87,-105 86,-62 60,-42 0,-36"));
  const long = trace("-82,-104 -96,-190 -60,-262 0,-282 60,-262 96,-190 82,-104");
  const cloth =
    s.piece(body, {
      rim: 9,
      round: 0.4,
      folds: crease(trace("-70,-30 -30,-16 10,-14"), 10, 0.24),
    }) +
    s.cast(flap, 4, 0, 6, 0.4) +
    s.piece(flap, { rim: 7, round: 0.3 }) +
    s.stitch(symmetric(trace("0,-111! 70,-111 82,-102 81,-64 58,-47 0,-41")));
  return standing(
    s,
    cloth,
    strap(s, long, 5) +
      ring(s, -82, -104, 6) +
      ring(s, 82, -104, 6) +
      stud(s, 0, -50, 8) +
      sheenOn(s, trace("-60,-100 -10,-104"), 8),
    88,
    { scale: 1.34, y: 416 },
  );
};

export const clutch = (s: Sheet): string => {
  const body = symmetric(trace("0,-104! 108,-104! 112,-50 108,0! 0,2"));
  const flap = shape(trace("-110,-106! 110,-106! 4,-30! -4,-30!"));
  const cloth =
    s.piece(body, {
      rim: 8,
      round: 0.35,
      folds: crease(trace("-90,-20 -30,-14 40,-18"), 10, 0.2),
    }) +
    s.cast(flap, 4, 0, 5, 0.4) +
    s.piece(flap, { rim: 6, round: 0.25 }) +
    s.stitch(shape(trace("-98,-102! 98,-102! 3,-36! -3,-36!")));
  const wrist = trace("106,-84 124,-78 128,-24 118,-2 110,-40 106,-80");
  return standing(
    s,
    cloth,
    strap(s, wrist, 5) + ring(s, 107, -86, 5) + stud(s, 0, -34, 7) + sheenOn(s, trace("-80,-96 20,-98"), 9),
    112,
    { scale: 1.3, y: 316 },
  );
};

export const bucket = (s: Sheet): string => {
  const body = symmetric(trace("0,-158 62,-164 80,-170! 86,-80 90,-10 84,-1! 0,3"));
  const back = symmetric(trace("0,-182 56,-178 80,-170! 50,-158 0,-154"));
  const folds = [-60, -36, -12, 12, 36, 60].flatMap((x) =>
    crease([at(x, -162), at(x * 1.02, -110), at(x * 1.1, -50)], 9, 0.42),
  );
  const base = symmetric(trace("0,-28 89,-34! 90,-10 84,0! 0,4"));
  const cloth =
    s.piece(back, { dim: 0.7, plain: true, rim: 6 }) +
    s.piece(body, { folds, rim: 9, round: 0.5 }) +
    s.piece(base, { ...leatherTrim(s), rim: 5, round: 0.5 }) +
    s.seam(trace("-84,-132 0,-122 84,-132"), 3) +
    s.stitch(trace("-88,-38 0,-32 88,-38"));
  const cord = `<path d="M-6 -124q-14 34 -10 62M6 -124q14 30 12 58" fill="none" stroke="${s.tones.line}" stroke-width="4.500" stroke-linecap="round"/><path d="M-6 -124q-14 34 -10 62M6 -124q14 30 12 58" fill="none" stroke="${s.tones.shade}" stroke-width="3" stroke-linecap="round"/>`;
  return standing(
    s,
    cloth,
    strap(s, trace("-78,-160 -70,-240 0,-276 70,-240 78,-160"), 8) +
      ring(s, -78, -158, 6) +
      ring(s, 78, -158, 6) +
      cord,
    88,
    { scale: 1.28, y: 412 },
  );
};
