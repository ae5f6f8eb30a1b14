import type { types } from "@slack/bolt";

/** A zero-width character that keeps two others from being read as one piece of markup. */
const JOINER = "\u2060";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Characters that start or end formatting in mrkdwn → ones that look the same and mean nothing. */
const LOOKALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/**
 * Slack's three control characters as entities, so that `<!channel>`, `<@U…>` and `<https://…>` stay words.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ");
}

/** A stranger's words inside mrkdwn: nothing in them formats, mentions, links, quotes or becomes an emoji. */
export function inert(text: string): string {
  return escapeText(withoutControls(text))
    .replace(/[*_~`]/g, (character) => LOOKALIKES[character] ?? character)
    .replace(/:(?!https?:)(?=[\w+'-]+:)/g, `:${JOINER}`)
    .replace(/^(\s*)&gt;/, `$1${JOINER}&gt;`);
}

/** Shortens until what `encode` makes of it fits into `max` UTF-16 units. Never cuts a character or an entity in two. */
export function fit(text: string, max: number, encode: (text: string) => string = (same) => same): string {
  const whole = encode(text);
  if (whole.length <= max) return whole;
  const characters = Array.from(text);
  let low = 0;
  let high = Math.min(characters.length, max);
  const cut = (count: number) => encode(`${characters.slice(0, count).join("").trimEnd()}…`);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (cut(middle).length <= max) low = middle;
    else high = middle - 1;
  }
  return cut(low);
}

/** A text object without any markup; Slack reads entities in it all the same. Never empty, which Slack refuses. */
export function plain(text: string, max: number): types.PlainTextElement {
  const words = withoutControls(text).trim();
  return { type: "plain_text", text: fit(words === "" ? "–" : words, max, escapeText), emoji: false };
}

/** A text object of our own markup, in which strangers' words went through `inert`. */
export function mrkdwn(text: string): types.MrkdwnElement {
  return { type: "mrkdwn", text, verbatim: true };
}

/** A catalogue's address as Slack takes it in `<…|…>`, or undefined if it is no web address. */
export function webAddress(url: string, max: number): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return undefined;
  const address = parsed.href.replaceAll("|", "%7C").replaceAll("<", "%3C").replaceAll(">", "%3E");
  return address.length <= max ? address : undefined;
}

const LINK = /<(https?:\/\/[^|>]+)(?:\|([^>]*))?>/g;

/** Slack makes an address of every name that ends like one ("like on zara.com", "a coat.in red"); nobody meant a link by it. */
function isBareName(url: string, label: string | undefined): boolean {
  return label !== undefined && !label.includes("/") && url.replace(/^https?:\/\//, "") === label;
}

/** Slack delivers emoji by their names. These have a meaning of their own; the others are words like any. */
const THUMBS = /:(?:(\+1|thumbsup)|-1|thumbsdown):(?::skin-tone-\d:)?/g;

const EMOJI = /:[\w+'-]+:(?::skin-tone-\d:)?/g;

/** The words without the emoji among them. */
export function withoutEmoji(text: string): string {
  return text.replace(EMOJI, " ").replace(/\s+/g, " ").trim();
}

/** What makes words bold, italic, struck through, code or a quotation; signs inside words are the words' own. */
function withoutFormatting(text: string): string {
  return text
    .replace(/^&gt; /gm, "")
    .replaceAll("`", "")
    .replace(/(?<=^|[\s(])([*_~])(?=\S)(.{0,300}?\S)\1(?=$|[\s).,;:!?])/gm, "$2");
}

/** What somebody typed, from the form in which Slack delivers it: entities, emoji and markup become what was seen. */
export function typedText(text: string): string {
  return withoutFormatting(text)
    .replace(LINK, (_, url: string, label?: string) => (isBareName(url, label) ? (label ?? "") : url))
    .replace(/<(?:mailto:|tel:)[^|>]+\|([^>]*)>/g, "$1")
    .replace(/<[@#!][^|>]*\|([^>]*)>/g, "$1")
    .replace(/<[@#!][^>]*>/g, " ")
    .replace(THUMBS, (_, up?: string) => (up ? "👍" : "👎"))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/** The web addresses in a delivered text, in order, each once. */
export function linksIn(text: string): string[] {
  const marked = [...text.matchAll(LINK)].flatMap(([, url = "", label]) =>
    isBareName(url, label) ? [] : [url],
  );
  // A comma or full stop behind an address belongs to the sentence.
  const bare = text.replace(/<[^>]*>/g, " ").match(/https?:\/\/[^\s<>"`]*[^\s<>"`.,;:!?]/g) ?? [];
  return [...new Set([...marked, ...bare].map((url) => url.replaceAll("&amp;", "&")))].filter((url) =>
    URL.canParse(url),
  );
}
