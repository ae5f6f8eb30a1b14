import sharp from "sharp";
import { decoder } from "../images/decoder.js";
import type { Picture } from "../images/picture.js";
import type { StoredPicture } from "./catalogue.js";

/** As a shop's page shows a product; twice the height of a card, for dense screens. */
const MAX_HEIGHT = 480;
const MAX_WIDTH = 960;
/** A picture of this size that takes more was saved without care. */
const MAX_KEPT_BYTES = 100_000;
const QUALITY = 80;
/** Libwebp's speed: 2 takes half the time of the usual 4 for files a twentieth larger. */
const EFFORT = 2;

const MEDIA_TYPES: Readonly<Partial<Record<Picture["format"], StoredPicture["mediaType"]>>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

/**
 * Whether a JPEG's segments (ITU T.81, annex B) show at a glance that it is plain: 8 bits, grey or three colours, nothing
 * but JFIF's own header and a colour profile. It saves most rows of a catalogue a second call of the decoder.
 */
function isPlainJpeg(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    // Baseline and progressive frames: length, precision, height, width, components.
    if (marker === 0xffc0 || marker === 0xffc2) {
      const components = view.getUint8(at + 9);
      return view.getUint8(at + 4) === 8 && (components === 1 || components === 3);
    }
    // APP0, APP2, tables and restart intervals; EXIF, XMP, IPTC, Adobe's and comments need a closer look.
    const harmless = [0xffe0, 0xffe2, 0xffdb, 0xffc4, 0xffdd].includes(marker);
    if (!harmless) return false;
  }
  return false;
}

/** Whether the bytes can be shown as they are: small, one frame, plain colours, and nothing private inside. */
async function asIs(picture: Picture): Promise<StoredPicture["mediaType"] | undefined> {
  const mediaType = MEDIA_TYPES[picture.format];
  const small =
    picture.height <= MAX_HEIGHT && picture.width <= MAX_WIDTH && picture.bytes.length <= MAX_KEPT_BYTES;
  if (!mediaType || !small) return undefined;
  if (picture.format === "jpeg" && isPlainJpeg(picture.bytes)) return mediaType;
  const { exif, xmp, iptc, pages, space, depth } = await sharp(picture.bytes).metadata();
  const plain = (space === "srgb" || space === "b-w") && depth === "uchar" && (pages ?? 1) === 1;
  return plain && !exif && !xmp && !iptc ? mediaType : undefined;
}

/** The picture as the catalogue keeps it: at most 480 pixels high, upright, without metadata. Source bytes stay where they fit. */
export async function storedPicture(picture: Picture): Promise<StoredPicture> {
  const mediaType = await asIs(picture);
  if (mediaType) return { bytes: picture.bytes, mediaType };
  const bytes = await decoder(picture)
    .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .webp({ quality: QUALITY, effort: EFFORT })
    .toBuffer();
  return { bytes, mediaType: "image/webp" };
}
