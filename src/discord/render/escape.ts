/** Signs that mean something anywhere: emphasis, code, links, mentions, emoji and timestamps in angle brackets. */
const ANYWHERE = /[\\*_`<@[\]]/g;
/** Signs that mean something in company: `||` and `~~`, `://` of a bare link, `:smile:`. A lone one stays as it is. */
const IN_COMPANY = /\|(?=\|)|~(?=~)|:(?=\/\/)|:(?=\w+:)/g;
/** Signs that begin a heading, quote, list or small print, at the start of a line only. */
const AT_START = /^(?:[#>+-]|\d+(?=\.))/;
/** Control characters, halves of characters, soft hyphens, bidirectional overrides, tags: unseen, and able to hide or turn what follows. */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
const LINE_BREAKS = /[\r\n\u0085\u2028\u2029]+/g;

/** Foreign text on one line, without anything invisible in it. Not escaped: for labels and alt texts, which show no Markdown. */
export function plainLine(text: string): string {
  return text.replace(LINE_BREAKS, " ").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

/**
 * Foreign text (a query, a title, a file name) as Markdown that shows exactly its characters: it formats nothing,
 * links nothing, mentions nobody. A backslash before punctuation is Discord's own escape.
 */
export function escapeLine(text: string): string {
  return plainLine(text)
    .replace(ANYWHERE, "\\$&")
    .replace(IN_COMPANY, "\\$&")
    .replace(AT_START, (start) => (/^\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** The same for text of several lines, which stay. */
export function escapeLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map(escapeLine)
    .join("\n");
}

/** Text for a code block: its fence cannot be closed from within. */
export function codeLine(text: string): string {
  return plainLine(text).replaceAll("`", "\u02CB");
}

/** At most `length` characters, cut between code points, with an ellipsis where something was lost. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, Math.max(0, length - 1));
  return `${kept.replace(/[\uD800-\uDBFF]$/, "").trimEnd()}…`;
}

/** A masked link, or just the text where the address is none that a browser could open. */
export function markdownLink(text: string, address: string | undefined): string {
  const url = linkAddress(address);
  if (url === undefined) return escapeLine(text);
  // Brackets would have to be balanced inside a link's text, escaped or not.
  return `[${escapeLine(text.replaceAll("[", "(").replaceAll("]", ")"))}](${url})`;
}

/** The address in a form that ends a Markdown link nowhere but at its end; undefined unless it is http(s). */
function linkAddress(address: string | undefined): string | undefined {
  return webAddress(address)?.replace(
    /[()<>[\]\\`]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The address as a browser would write it; undefined unless it is http(s) and carries no password. */
export function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  return url.username === "" && url.password === "" ? url.href : undefined;
}
