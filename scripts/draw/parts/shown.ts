import type { Sheet } from "../sheet.js";
import { ground, placed } from "./scene.js";

/** Headwear lies around x = 0; its lower edge is at y = 0. */
export const shown = (
  s: Sheet,
  content: string,
  hardware: string,
  half: number,
  place: { readonly scale: number; readonly y: number; readonly x?: number },
): string =>
  ground(s, place.x ?? 180, place.y + 10, half * place.scale, 15, 0.6) +
  placed(s.cloth(content) + hardware, place);
