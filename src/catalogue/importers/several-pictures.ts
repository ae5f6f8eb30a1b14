/** A list as JSON writes it, or as Python prints one; undefined for any other text. */
function listIn(text: string): readonly unknown[] | undefined {
  if (!text.startsWith("[") || !text.endsWith("]")) return undefined;
  for (const json of [text, text.replaceAll("'", '"')]) {
    try {
      const list: unknown = JSON.parse(json);
      if (Array.isArray(list)) return list;
    } catch {
      // Then it is the other, or the name of a file.
    }
  }
  return undefined;
}

/** Shops leave the protocol out for the page to choose: "//cdn.shop.test/a.jpg". */
const ANY_PROTOCOL = /^\/\/[\w-]+(?:\.[\w-]+)+\//;

export const isLink = (text: string) => /^https?:\/\//i.test(text);

/** Of several links in one text, the first; any other text as it is. */
function firstLink(text: string): string {
  const [first = text] = text.split(/[\s,;|]+(?=https?:\/\/|\/\/\w)/i, 1);
  const link = ANY_PROTOCOL.test(first) ? `https:${first}` : first;
  // Behind the last one there may be a separator, too.
  return isLink(link) ? link.replace(/[,;|]+$/, "") : link;
}

/** A picture that stands in its cell. */
export interface HeldPicture {
  readonly bytes: Uint8Array;
  readonly name?: string;
}

/**
 * What a cell says of its picture: a link or a path, or the bytes, as they are or as Hugging Face's `{bytes, path}`. Of several
 * pictures, in a list or in one text as WooCommerce, Flipkart and Python write them, the first; of an object its `url`,
 * `src` or `path`.
 * @returns undefined for an empty cell
 */
export function firstPicture(cell: unknown): string | HeldPicture | undefined {
  if (cell instanceof Uint8Array) return cell.length > 0 ? { bytes: cell } : undefined;
  if (Array.isArray(cell)) return firstPicture(cell[0]);
  if (typeof cell === "string") {
    const text = cell.trim();
    const list = listIn(text);
    return list ? firstPicture(list[0]) : firstLink(text) || undefined;
  }
  if (typeof cell !== "object" || cell === null) return undefined;
  const { bytes, url, src, path }: Partial<Record<string, unknown>> = { ...cell };
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return firstPicture(url ?? src ?? path);
  return typeof path === "string" ? { bytes, name: path } : { bytes };
}

/** Of several files in one text, the first: what follows an extension and a separator is another one. */
export const firstFile = (text: string) => text.split(/(?<=\.\w{3,4})\s*[,;|\n]/, 1)[0] ?? text;
