import type { PictureFormat } from "./picture.js";

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Follows a JPEG's segments (ITU T.81, annex B) to its end-of-image marker, past thumbnails inside
 * metadata. What cameras append behind the marker does not matter.
 */
function jpegEnds(bytes: Uint8Array): boolean {
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const marker = bytes[at + 1];
    if (at < 0 || marker === undefined) return false;
    if (marker === 0xd9) return true;
    // Stuffed zeros, fill bytes, restart markers and TEM stand alone; so do scans, whose data is walked through.
    const standsAlone = marker === 0x00 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (marker === 0xff) at += 1;
    else if (standsAlone) at += 2;
    else if (at + 4 > bytes.length) return false;
    else at += 2 + view(bytes).getUint16(at + 2);
  }
}

/** Follows a PNG's chunks (length, type, data, checksum) to IEND. */
function pngEnds(bytes: Uint8Array): boolean {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view(bytes).getUint32(at)) {
    if (view(bytes).getUint32(at + 4) === 0x49454e44) return true;
  }
  return false;
}

/** A RIFF file says how long it is. */
const webpEnds = (bytes: Uint8Array) =>
  bytes.length >= 12 && bytes.length >= 8 + view(bytes).getUint32(4, true);

/**
 * Whether a file reaches its own end. Most broken uploads and downloads are cut off, and a decoder notices
 * that only if it needs the missing part; this finds it from the structure, without decoding.
 * Formats without an end that can be found cheaply count as complete; decoding tells.
 */
export function isComplete(bytes: Uint8Array, format: PictureFormat): boolean {
  if (format === "jpeg") return jpegEnds(bytes);
  if (format === "png") return pngEnds(bytes);
  return format === "webp" ? webpEnds(bytes) : true;
}
