import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import sharp from "sharp";
import { HaberdasherError } from "../errors.js";
import { LIMITS } from "../limits.js";
import { bmpToPng } from "./bmp.js";
import { isComplete } from "./complete.js";
import { DAMAGED_TIFF } from "./decoder.js";
import type { Picture, PictureFormat } from "./picture.js";
import { type ContentKind, sniff } from "./sniff.js";

const notAPicture = (sentence: string) => new HaberdasherError("not-a-picture", sentence);

const FORMATS: readonly PictureFormat[] = ["jpeg", "png", "webp", "gif", "avif", "tiff"];
const UNKNOWN = "is not a picture that can be read here: send JPEG, PNG, WebP, GIF, AVIF, TIFF or BMP";

const REFUSALS: Readonly<Partial<Record<ContentKind, string>>> = {
  heic: "is a HEIC picture, which cannot be read here: share it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)",
  jxl: "is a JPEG XL picture, which cannot be read here: save it as JPEG or PNG",
  svg: "is an SVG drawing, not a photo: save it as PNG or JPEG first",
  pdf: "is a PDF document, not a picture: save the page as JPEG or PNG first",
  page: "is a web page, not a picture: open the picture itself and use its own address",
};

/** A file name for people: the last part of a path, without control characters, at most 100 characters. */
function shownName(name: string | undefined): string | undefined {
  const last = name?.split(/[/\\]/).at(-1);
  const clean = last?.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return clean ? [...clean].slice(0, 100).join("") : undefined;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
/** Rounded up, so that what is a little too large does not read as being within the limit. */
const megapixels = (pixels: number) => `${Math.ceil(pixels / 1e6)} megapixels`;

/** Fails with `too-large` for more bytes than `LIMITS.pictureBytes`. */
export function checkByteSize(bytes: number, name?: string): void {
  if (bytes <= LIMITS.pictureBytes) return;
  const shown = shownName(name);
  throw new HaberdasherError(
    "too-large",
    `${shown === undefined ? "The picture" : `"${shown}"`} is too large: at most ${megabytes(LIMITS.pictureBytes)}, please send a smaller version.`,
  );
}

function checkPixels(width: number, height: number, what: string, most: number = LIMITS.picturePixels): void {
  if (width * height <= most) return;
  throw new HaberdasherError(
    "too-large",
    `${what} has ${megapixels(width * height)}: at most ${megapixels(most)}, please send a smaller version.`,
  );
}

/** sharp's name for each format. Where it reads something else than what the first bytes promised, the file is a trick. */
const READER: Readonly<Record<PictureFormat, string>> = {
  jpeg: "jpeg",
  png: "png",
  webp: "webp",
  gif: "gif",
  avif: "heif",
  tiff: "tiff",
};

async function readHeader(bytes: Uint8Array, format: PictureFormat, what: string) {
  const header = await sharp(bytes, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch((cause: unknown) => {
      const damaged =
        format === "tiff" ? DAMAGED_TIFF : "is damaged: its beginning cannot be read; please send it again";
      throw new HaberdasherError("not-a-picture", `${what} ${damaged}.`, { cause });
    });
  if (header.format !== READER[format]) throw notAPicture(`${what} ${UNKNOWN}.`);
  checkPixels(header.width, header.height, what);
  return header.autoOrient;
}

/**
 * An AVIF animation by the brand of the still picture that it holds beside its frames (AV1 Image File Format, section 8):
 * the decoder knows no other, and one picture is all that is looked at.
 */
function asStill(bytes: Uint8Array): Uint8Array {
  const animation = Buffer.from("ftypavis");
  if (!animation.equals(bytes.subarray(4, 12))) return bytes;
  const still = Buffer.from(bytes);
  still.write("avif", 8, "latin1");
  return still;
}

/**
 * Checks bytes from outside, without decoding: what they are, their size in bytes and pixels, and that they are
 * all there. Fails with `not-a-picture` or `too-large`.
 * @param name what the file was called, for people; it decides nothing
 */
export async function pictureFromBytes(bytes: Uint8Array, name?: string): Promise<Picture> {
  const shown = shownName(name);
  const what = shown === undefined ? "This" : `"${shown}"`;
  if (bytes.length === 0) throw notAPicture(`${what} is empty: there is no picture in it.`);
  checkByteSize(bytes.length, name);
  const kind = sniff(bytes);
  if (kind === "bmp") {
    const png = await bmpToPng(bytes, (size, most) => checkPixels(size.width, size.height, what, most), what);
    return pictureFromBytes(png, name);
  }
  const format = FORMATS.find((one) => one === kind);
  if (format === undefined) throw notAPicture(`${what} ${REFUSALS[kind] ?? UNKNOWN}.`);
  if (!isComplete(bytes, format)) {
    throw notAPicture(`${what} is cut off: the file ends before its picture does; please send it again.`);
  }
  const still = format === "avif" ? asStill(bytes) : bytes;
  const { width, height } = await readHeader(still, format, what);
  return { bytes: still, format, width, height, ...(shown === undefined ? {} : { name: shown }) };
}

function unreadable(path: string, cause: NodeJS.ErrnoException): never {
  const missing = cause.code === "ENOENT" || cause.code === "ENOTDIR";
  const sentence = missing
    ? `There is no file ${path}: check the path.`
    : `The file ${path} cannot be read (${cause.code ?? "unknown reason"}).`;
  throw new HaberdasherError("not-found", sentence, { cause });
}

/** Reads a picture from disk. Fails with `not-found`, `not-a-picture` or `too-large`, naming the file. */
export async function pictureFromFile(path: string): Promise<Picture> {
  const status = await stat(path).catch((cause) => unreadable(path, cause));
  if (!status.isFile()) throw notAPicture(`${path} is not a file: name one picture.`);
  checkByteSize(status.size, path);
  const bytes = await readFile(path).catch((cause) => unreadable(path, cause));
  return pictureFromBytes(bytes, basename(path));
}
