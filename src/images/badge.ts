/** Width and height of the field that the digit strokes below are drawn in. */
const FIELD = { width: 10, height: 16 };

/**
 * The ten digits as strokes. Drawn, not typeset: text in an SVG needs a font of the machine, and servers have none.
 */
const DIGITS: readonly string[] = [
  "M5 1 C8 1 9 4 9 8 C9 12 8 15 5 15 C2 15 1 12 1 8 C1 4 2 1 5 1 Z",
  "M2 4 L6 1 L6 15",
  "M1 4.5 C1 2.4 2.7 1 5 1 C7.3 1 9 2.4 9 4.7 C9 8 1.5 11 1 15 L9.2 15",
  "M1.2 1 L8.6 1 L4.6 6.4 C7.4 6.2 9 8 9 10.5 C9 13.2 7.2 15 4.8 15 C2.9 15 1.5 14.2 0.8 12.6",
  "M6.6 15 L6.6 1 L0.8 11 L9.4 11",
  "M8.6 1 L2.2 1 L1.5 7.4 C2.4 6.5 3.6 6 5 6 C7.3 6 9 7.8 9 10.4 C9 13.1 7.2 15 4.8 15 C3 15 1.6 14.2 0.8 12.8",
  "M7.8 1.2 C3.6 2.6 1 6.2 1 10.2 C1 13.2 2.7 15 5 15 C7.3 15 9 13.2 9 10.6 C9 8 7.4 6.3 5.2 6.3 C3.2 6.3 1.4 7.6 1 10",
  "M0.9 1 L9 1 L3.8 15",
  "M5 7.4 C3 7.4 1.7 6.2 1.7 4.2 C1.7 2.3 3 1 5 1 C7 1 8.3 2.3 8.3 4.2 C8.3 6.2 7 7.4 5 7.4 C2.6 7.4 1 8.9 1 11.2 C1 13.5 2.6 15 5 15 C7.4 15 9 13.5 9 11.2 C9 8.9 7.4 7.4 5 7.4 Z",
  "M2.2 14.8 C6.4 13.4 9 9.8 9 5.8 C9 2.8 7.3 1 5 1 C2.7 1 1 2.8 1 5.4 C1 8 2.6 9.7 4.8 9.7 C6.8 9.7 8.6 8.4 9 6",
];

/** A number in a small round badge, as an SVG of `size` × `size` pixels; with three digits or more it grows wider. */
export function badge(number: number, size: number): Buffer {
  const digits = [...String(number)].map((digit) => DIGITS[Number(digit)] ?? "");
  const scale = (size * 0.46) / FIELD.height;
  const advance = (FIELD.width + 3.4) * scale;
  const text = digits.length * advance - 3.4 * scale;
  const width = Math.max(size, text + size * 0.5);
  const strokes = digits
    .map((path, n) => {
      const x = (width - text) / 2 + n * advance;
      const y = (size - FIELD.height * scale) / 2;
      return `<path transform="translate(${x} ${y}) scale(${scale})" d="${path}"/>`;
    })
    .join("");
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width)}" height="${size}" viewBox="0 0 ${width} ${size}">
<rect x="1" y="1" width="${width - 2}" height="${size - 2}" rx="${(size - 2) / 2}" fill="#1b1f27" fill-opacity="0.92" stroke="#fff" stroke-width="2"/>
<g fill="none" stroke="#fff" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round">${strokes}</g></svg>`,
  );
}
