import { cropped, type Region } from "../images/crop.js";
import type { Picture } from "../images/picture.js";

/** Where in a picture, for people. */
export type Place = "top left" | "top right" | "bottom left" | "bottom right" | "middle";

const quarter = (left: number, top: number): Region => ({ left, top, width: 0.5, height: 0.5 });

/** A picture's quarters and its middle. */
export const CROPS: readonly { readonly place: Place; readonly region: Region }[] = [
  { place: "top left", region: quarter(0, 0) },
  { place: "top right", region: quarter(0.5, 0) },
  { place: "bottom left", region: quarter(0, 0.5) },
  { place: "bottom right", region: quarter(0.5, 0.5) },
  { place: "middle", region: quarter(0.25, 0.25) },
];

/** The crops as pictures, in the order of `CROPS`. */
export function cropsOf(picture: Picture): Promise<Picture[]> {
  return cropped(
    picture,
    CROPS.map(({ region }) => region),
  );
}
