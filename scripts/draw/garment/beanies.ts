import { mix } from "../colour.js";
import type { WeaveName } from "../fabric/weave.js";
import { crease } from "../parts/fold.js";
import { shown } from "../parts/shown.js";
import type { PieceOptions, Sheet } from "../sheet.js";
import { at, corner, shape, symmetric, trace } from "../svg.js";

type BeanieStyle = {
  readonly weave: WeaveName;
  readonly cuff: boolean;
  readonly pompom?: boolean;
  readonly slouchy?: boolean;
};

export const beanie =
  (style: BeanieStyle) =>
  (s: Sheet): string => {
    const h = style.slouchy === true ? 176 : 146;
    const crown =
      style.slouchy === true
        ? shape([
            corner(-84, 0),
            at(-92, -70),
            at(-74, -130),
            at(-20, -h),
            at(50, -h + 2),
            at(96, -130),
            at(98, -80),
            corner(84, 0),
            at(0, 14),
          ])
        : symmetric([at(0, -h), at(44, -h + 10), at(78, -100), at(88, -50), corner(86, 0), at(0, 14)]);
    const folds = [
      ...crease(trace("-50,-120 -64,-80 -66,-30"), 12, 0.26),
      ...crease([at(30, -h + 16), at(46, -90), at(48, -40)], 12, 0.24),
      ...crease([at(-10, -h + 6), at(-8, -100), at(-10, -60)], 9, 0.2),
    ];
    const cuff = symmetric(trace("0,-38 50,-44 89,-52! 94,-24 90,4! 0,18"));
    const trim: PieceOptions = {
      weave: "rib",
      weaveScale: 1.25,
      plain: true,
      rim: 7,
      round: 0.5,
      ...(s.look.print.pattern === "colour-block" ? { tones: s.accent } : {}),
    };
    const ball = style.pompom === true ? pompom(s, 0, -h - 22, 34) : "";
    const cloth =
      ball +
      s.piece(crown, { folds, rim: 10, round: 0.5, weave: style.weave, weaveScale: 1.25 }) +
      (style.cuff
        ? s.cast(cuff, 4, 0, -2, 0.35) + s.piece(cuff, trim)
        : s.piece(symmetric(trace("0,-8 86,-20! 86,2! 0,14")), trim));
    const tag = style.cuff
      ? `<rect x="22" y="-26" width="30" height="20" rx="2" fill="#8a5a34" stroke="#4a2f18" transform="rotate(-3 30 -16)"/><path d="M27 -16h19" stroke="#e5c79d" stroke-width="1.600" transform="rotate(-3 30 -16)"/>`
      : "";
    return shown(s, cloth, tag, 86, { scale: 1.34, y: style.pompom === true ? 338 : 316 });
  };

/** A ball of cut yarn. */
function pompom(s: Sheet, x: number, y: number, r: number): string {
  const random = s.look.random;
  const strands = (share: number, ink: string, width: number) =>
    `<path d="${Array.from({ length: 110 }, () => {
      const angle = random.between(0, Math.PI * 2);
      const inner = random.between(0, r * 0.7) * share;
      const outer = Math.min(r, inner + random.between(8, 15));
      return `M${(x + Math.cos(angle) * inner).toFixed(1)} ${(y + Math.sin(angle) * inner).toFixed(1)}L${(x + Math.cos(angle) * outer).toFixed(1)} ${(y + Math.sin(angle) * outer).toFixed(1)}`;
    }).join("")}" stroke="${ink}" stroke-width="${width}" stroke-linecap="round"/>`;
  return (
    `<circle cx="${x}" cy="${y}" r="${r - 3}" fill="${s.tones.shade}"/>` +
    strands(1.3, mix(s.tones.base, s.tones.shade, 0.35), 3.6) +
    strands(1.1, s.tones.base, 3.2) +
    strands(0.8, mix(s.tones.base, s.tones.light, 0.5), 1.8)
  );
}
