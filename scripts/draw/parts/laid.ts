import type { Sheet } from "../sheet.js";
import { hung, placed } from "./scene.js";

export const lay = (
  s: Sheet,
  cloth: string,
  hardware: string,
  place: { readonly x?: number; readonly y: number; readonly scale: number; readonly turn?: number },
): string => hung(s, placed(s.cloth(cloth) + hardware, place));
