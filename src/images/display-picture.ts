import type { StoredPicture } from "../catalogue/catalogue.js";
import { decoder } from "./decoder.js";

/** Quality of JPEGs made for people: no visible loss at the size of a product picture. */
const QUALITY = 88;

/** A stored picture in a format that every platform shows: Slack, for one, takes no WebP in a block. */
export async function displayPicture(
  stored: StoredPicture,
  mediaType: "image/jpeg" | "image/png",
): Promise<StoredPicture> {
  if (stored.mediaType === mediaType) return stored;
  const flat = decoder(stored).flatten({ background: "#fff" }).toColourspace("srgb");
  const bytes = await (mediaType === "image/jpeg"
    ? flat.jpeg({ quality: QUALITY, mozjpeg: true })
    : flat.png()
  ).toBuffer();
  return { bytes, mediaType };
}
