import type { PictureFormat } from "./picture.js";

/** What bytes are, by their content alone. `page` is a web page, `unknown` anything we do not know. */
export type ContentKind = PictureFormat | "bmp" | "heic" | "jxl" | "svg" | "pdf" | "page" | "unknown";

/** One character per byte. TextDecoder's "latin1" is windows-1252, in which 0x89 of PNG's signature is another character. */
function text(bytes: Uint8Array, from: number, to: number): string {
  const part = bytes.subarray(from, to);
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("latin1");
}

/** Brands of ISO base media files that mean AVIF: AV1 Image File Format, section 8. */
const AVIF_BRANDS = new Set(["avif", "avis"]);
/** Brands that mean HEVC-coded pictures: ISO/IEC 23008-12, annex B. */
const HEIC_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1"]);

function isoBrand(bytes: Uint8Array): ContentKind {
  if (text(bytes, 4, 8) !== "ftyp" || bytes.length < 16) return "unknown";
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 256);
  const brands = [text(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text(bytes, at, at + 4));
  // A file of the general brand "mif1" is AVIF if AVIF stands among its compatible brands.
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return "avif";
  return brands.some((brand) => HEIC_BRANDS.has(brand)) ? "heic" : "unknown";
}

/** The first element says what a document is: web pages have drawings in them, and in their icons' addresses. */
const ROOT = /<(?:(svg)|!doctype html|html|head|meta|title|body)\b/;

function markup(bytes: Uint8Array): ContentKind {
  const start = text(bytes, 0, 1024)
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, "")
    .replaceAll("\0", "")
    .trimStart()
    .toLowerCase();
  if (!start.startsWith("<")) return "unknown";
  const root = ROOT.exec(start);
  if (root === null) return "unknown";
  return root[1] === undefined ? "page" : "svg";
}

/** Tells a format by its first bytes; names and media types that came along are never asked. */
export function sniff(bytes: Uint8Array): ContentKind {
  const head = text(bytes, 0, 16);
  if (head.startsWith("\u00ff\u00d8\u00ff")) return "jpeg";
  if (head.startsWith("\u0089PNG\r\n\u001a\n")) return "png";
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "gif";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "webp";
  if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) return "tiff";
  if (head.startsWith("BM") && bytes.length >= 26) return "bmp";
  if (head.startsWith("%PDF")) return "pdf";
  if (head.startsWith("\u00ff\n") || head.slice(4, 8) === "JXL ") return "jxl";
  const iso = isoBrand(bytes);
  return iso === "unknown" ? markup(bytes) : iso;
}
