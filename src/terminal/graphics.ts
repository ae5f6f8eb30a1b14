import sharp from "sharp";
import { image2sixel } from "sixel";
import { createSupportsTerminalGraphics } from "supports-terminal-graphics";

/** Writes a PNG into a terminal. The text ends with the cursor below the picture. */
export type Graphics = (png: Buffer) => Promise<string>;

/** Bytes of base64 in one message of kitty's protocol: https://sw.kovidgoyal.net/kitty/graphics-protocol/ (4,096 at most). */
const KITTY_CHUNK = 4096;
const SIXEL_COLOURS = 128;

/** kitty's graphics protocol: transmit and display (a=T) a PNG (f=100), without answers (q=2). */
export function kitty(png: Buffer): string {
  const base64 = png.toString("base64");
  const chunks = base64.match(new RegExp(`.{1,${KITTY_CHUNK}}`, "g")) ?? [];
  const parts = chunks.map((chunk, at) => {
    const more = at < chunks.length - 1 ? 1 : 0;
    const control = at === 0 ? `a=T,f=100,q=2,m=${more}` : `m=${more}`;
    return `\u001b_G${control};${chunk}\u001b\\`;
  });
  return `${parts.join("")}\n`;
}

/** iTerm2's inline images: https://iterm2.com/documentation-images.html */
export function iterm2(png: Buffer): string {
  return `\u001b]1337;File=inline=1;size=${png.length};preserveAspectRatio=1:${png.toString("base64")}\u0007\n`;
}

/** Six rows of pixels at a time, as DEC's VT340 took them; xterm, foot, mlterm and others still do. */
export async function sixel(png: Buffer): Promise<string> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return `${image2sixel(data, info.width, info.height, SIXEL_COLOURS, 1)}\n`;
}

/** What the terminal behind this stream can show, or undefined: not a terminal, NO_COLOR, or none that we know. */
export function graphicsOf(
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Graphics | undefined {
  if (!stream.isTTY || environment.NO_COLOR || environment.TERM === "dumb") return undefined;
  const supports = createSupportsTerminalGraphics(stream);
  if (supports.kitty) return async (png) => kitty(png);
  if (supports.iterm2) return async (png) => iterm2(png);
  return supports.sixel ? sixel : undefined;
}
