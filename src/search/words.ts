import { LRUCache } from "lru-cache";

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** British and American spellings of one word, and what shops say in several ways: "long sleeves" where a title is "long-sleeved". */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["gray", "grey"],
  ["color", "colour"],
  ["jewelry", "jewellery"],
  ["pajama", "pyjama"],
  ["tee", "tshirt"],
  ["hooded", "hood"],
  ["sleeved", "sleeve"],
  ["buttoned", "button"],
  ["zipped", "zip"],
  ["waisted", "waist"],
  ["collared", "collar"],
  ["womens", "women"],
  ["mens", "men"],
  ["woman", "women"],
  ["man", "men"],
  ["lady", "women"],
  ["ladies", "women"],
  ["girl", "girls"],
  ["boy", "boys"],
]);

/**
 * Singular of an English plural, near enough to compare words: "dresses" → "dress", "scarves" → "scarf". "Beanies" may come
 * from either, so that "beanie" and "beany" are one word.
 */
function singular(word: string): string {
  if (word.length < 4 || word.endsWith("ss")) return word;
  if (word === "scarves") return "scarf";
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith("ie") && word.length > 4) return `${word.slice(0, -2)}y`;
  if (/(?:ss|x|zz|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("us") ? word.slice(0, -1) : word;
}

/** Every word of forty thousand titles is compared; most are the same few thousand. */
const KNOWN_WORDS = new LRUCache<string, string>({ max: 20_000 });

/**
 * A word as it is compared: lower case, without accents and plural, in one spelling.
 * "Women's" → "women", "Jackets" → "jacket", "Gray" → "grey".
 */
export function normalWord(word: string): string {
  const known = KNOWN_WORDS.get(word);
  if (known !== undefined) return known;
  const normal = makeNormal(word);
  KNOWN_WORDS.set(word, normal);
  return normal;
}

function makeNormal(word: string): string {
  const plain = word
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLocaleLowerCase("en")
    .replace(/['’]s?$|['’]/g, "");
  const spelt = SPELLINGS.get(plain) ?? plain;
  const stem = singular(spelt);
  return SPELLINGS.get(stem) ?? stem;
}

/**
 * A word as it is compared, and how titles say that a thing has it: "pleats" → "pleat", "pleated"; "dot" → "dotted". Some of these
 * are no words, and stand in no title.
 */
export function wordForms(word: string): string[] {
  const normal = normalWord(word);
  const having = normal.endsWith("e") ? [`${normal}d`] : [`${normal}ed`, `${normal}${normal.at(-1)}ed`];
  return [normal, ...having];
}

/** A word where it stands in its text. */
export interface PlacedWord {
  readonly raw: string;
  /** As it is compared. */
  readonly normal: string;
}

/** The words of a text, in order. "T-shirts", "t shirt" and "tshirt" are one word. */
export function placedWords(text: string): PlacedWord[] {
  const joined = text.replace(/\b(t)[\p{Pd}\s](?=shirts?\b)/giu, "$1");
  return Array.from(joined.matchAll(WORD), ([raw]) => ({ raw, normal: normalWord(raw) })).filter(
    ({ normal }) => normal !== "",
  );
}

/** The words of a text, in order, as they are compared. */
export function normalWords(text: string): string[] {
  return placedWords(text).map(({ normal }) => normal);
}

/** Whether two texts have the same words, whatever their number and spelling. */
export function sameWords(a: string, b: string): boolean {
  return normalWords(a).join(" ") === normalWords(b).join(" ");
}
