import { existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A typed line, apart: the pictures' paths, and what remains for the command parser. */
export interface LineWithPictures {
  readonly words: string;
  /** Absolute paths, in order. They need not exist: whoever typed one that does not wants to be told so. */
  readonly paths: readonly string[];
}

/**
 * A quoted phrase, or a word in which a backslash makes the next character plain, as terminals write dropped files: an
 * apostrophe in 'single quotes' as '\'' or '"'"'. A comma behind either belongs to the sentence.
 */
const PIECE = /"([^"]*)"[,;]?|'([^']*(?:'(?:\\'|"'")'[^']*)*)'[,;]?|(?:\\.|[^\s\\"'])(?:\\.|[^\s\\])*/g;
const PICTURE_NAME = /\.(?:jpe?g|jfif|png|webp|gif|avif|tiff?|bmp|heic|heif|svg|pdf)$/i;
/** `name:value` is an option and `https://…` a link; `C:\` is a drive. */
const OPTION_OR_LINK = /^(?:--|[\p{L}][\p{L}\p{N}_-]+:)/u;

const APOSTROPHE = /'(?:\\'|"'")'/g;

function unescaped(piece: string): string {
  return process.platform === "win32" ? piece : piece.replace(/\\(.)/g, "$1");
}

/** The file that a piece of a line means, if it looks like a picture's path or is one that exists. */
export function picturePath(piece: string): string | undefined {
  if (/^file:\/\//i.test(piece)) return fromFileUrl(piece);
  if (OPTION_OR_LINK.test(piece)) return undefined;
  const path = resolve(/^~(?=$|[/\\])/.test(piece) ? join(homedir(), piece.slice(1)) : piece);
  if (PICTURE_NAME.test(piece)) return path;
  const looksLikePath = /[/\\]/.test(piece) && !piece.startsWith("/") ? true : /^\/[^/]+\//.test(piece);
  return looksLikePath && isFile(path) ? path : undefined;
}

function fromFileUrl(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Takes paths of pictures out of a typed line: `/similar ~/coat.jpg in red`, `'my coat.png'`, `my\ coat.png`, `file://…`. */
export function takePicturePaths(line: string): LineWithPictures {
  // A path as file managers copy it, with spaces as they are, stands alone.
  const whole = picturePath(line.trim());
  if (whole !== undefined && isFile(whole)) return { words: "", paths: [whole] };
  const paths: string[] = [];
  const words = line.replace(PIECE, (piece, double: string | undefined, single: string | undefined) => {
    const path = picturePath(
      double ?? single?.replace(APOSTROPHE, "'") ?? unescaped(piece.replace(/[,;]+$/, "")),
    );
    if (path === undefined) return piece;
    paths.push(path);
    return "";
  });
  return { words: words.replace(/\s+/g, " ").trim(), paths };
}
