import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { PACKAGE_ROOT } from "../package-root.js";

export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/**
 * The page's files by their path below `src/web/page`, read once: they are small, and no path that a browser sends
 * ever reaches the file system.
 */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  const folder = join(PACKAGE_ROOT, "src", "web", "page");
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = Uint8Array.from(readFileSync(path));
    const etag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 20)}"`;
    files.set(relative(folder, path).split(sep).join("/"), { bytes, type, etag });
  }
  return files;
}
