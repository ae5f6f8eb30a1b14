import { HaberdasherError } from "../../errors.js";
import type { Picture } from "../../images/picture.js";
import { plainName, rolesOf } from "../roles.js";
import { type Money, readCurrency, readPrice } from "./price.js";
import { firstPicture, isLink } from "./several-pictures.js";
import type { ColumnChoice, SourceItem } from "./source.js";

type Part = keyof ColumnChoice | "pictureUrl";

/** What shops and data sets call these columns, the most telling first. */
const NAMES: Readonly<Record<Part, readonly string[]>> = {
  id: ["id", "productid", "articleid", "itemid", "sku", "asin", "uuid", "handle", "code", "productcode"],
  title: [
    "title",
    "productdisplayname",
    "productname",
    "producttitle",
    "displayname",
    "prodname",
    "itemname",
    "name",
    "caption",
  ],
  description: [
    "description",
    "productdescription",
    "detaildesc",
    "desc",
    "longdescription",
    "body",
    "bodyhtml",
  ],
  price: [
    "price",
    "regularprice",
    "saleprice",
    "currentprice",
    "priceamount",
    "variantprice",
    "retailprice",
    "amount",
  ],
  currency: ["currency", "pricecurrency", "currencycode"],
  url: ["url", "link", "producturl", "productlink", "pageurl", "canonicalurl"],
  picture: [
    "picture",
    "image",
    "photo",
    "img",
    "picturepath",
    "imagepath",
    "imagefile",
    "filename",
    "file",
    "path",
    "imagesrc",
    "imageurl",
    "pictureurl",
    "photourl",
    "imagelink",
    "imgurl",
    "images",
    "pictures",
    "thumbnail",
  ],
  pictureUrl: ["imageurl", "pictureurl", "photourl", "imagelink", "imgurl", "imagesrc"],
};

/** Words that data sets write where they mean nothing. */
const NOTHING = new Set(["", "na", "n/a", "nan", "null"]);

/** Half a character, as texts have that were cut off inside one, and NUL: databases and chats refuse both. */
const whole = (text: string) => text.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "\ufffd");

/** A cell as text; undefined for nothing, and for what is no single value. */
export function cellText(value: unknown): string | undefined {
  if (typeof value === "string") {
    const text = whole(value).replace(/\s+/gu, " ").trim();
    return NOTHING.has(text.toLowerCase()) ? undefined : text;
  }
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (Array.isArray(value)) {
    const texts = value.map(cellText).filter((text) => text !== undefined);
    return texts.length > 0 ? texts.join(", ") : undefined;
  }
  return undefined;
}

/** Which column is what. */
export interface ColumnPlan {
  readonly parts: Readonly<Partial<Record<Part, string>>>;
  /** Columns that become attributes. */
  readonly attributes: readonly string[];
  /** Attributes that make a title where there is none. */
  readonly titleOf: readonly string[];
  readonly notices: readonly string[];
}

function choose(part: Part, columns: readonly string[], choice: ColumnChoice): string | undefined {
  const asked = part === "pictureUrl" ? undefined : choice[part];
  if (asked !== undefined) {
    const found =
      columns.find((name) => name === asked) ?? columns.find((name) => plainName(name) === plainName(asked));
    if (found !== undefined) return found;
    throw new HaberdasherError(
      "bad-request",
      `There is no column "${asked}" (--${part}-column); the columns are: ${columns.join(", ")}.`,
    );
  }
  for (const name of NAMES[part]) {
    const found = columns.find((column) => plainName(column) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Reads the columns' names. Fails with code `bad-request` when no column can be the picture, or one that was asked for
 * is not there.
 * @param pictureElsewhere the layout knows each row's picture where no column says it
 */
export function planColumns(
  columns: readonly string[],
  choice: ColumnChoice,
  { pictureElsewhere = false } = {},
): ColumnPlan {
  const picture = choose("picture", columns, choice);
  if (picture === undefined && !pictureElsewhere) {
    throw new HaberdasherError(
      "bad-request",
      `No column looks like the picture (its path or address); name it with --picture-column. The columns are: ${columns.join(", ")}.`,
    );
  }
  const taken = new Set<string>(picture === undefined ? [] : [picture]);
  const parts: Partial<Record<Part, string>> = picture === undefined ? {} : { picture };
  for (const part of ["id", "title", "description", "price", "currency", "url", "pictureUrl"] as const) {
    const column = choose(part, columns, choice);
    if (column === undefined) continue;
    // Named by hand, a column may be two things: the id and the title.
    const twice =
      part === "pictureUrl" ? column === picture : taken.has(column) && choice[part] === undefined;
    if (twice) continue;
    parts[part] = column;
    taken.add(column);
  }
  const otherPictures = new Set([...NAMES.picture, ...NAMES.pictureUrl]);
  const notices: string[] = [];
  if (parts.id === undefined) {
    notices.push("No column looks like an id, so rows are numbered; name it with --id-column.");
  }
  if (parts.title === undefined) {
    notices.push(
      "No column looks like a title, so titles are made from attributes; name it with --title-column.",
    );
  }
  const isWooCommerce = columns.some((name) => plainName(name) === "isfeatured");
  const attributes = columns.filter(
    // Exported tables often begin with an unnamed column of row numbers.
    (name) =>
      !taken.has(name) &&
      !otherPictures.has(plainName(name)) &&
      !/^(unnamed.*|index.level.*)?$/i.test(name) &&
      // There it says how a product is sold ("simple", "variable"), not what it is.
      !(isWooCommerce && plainName(name) === "type"),
  );
  const roles = Object.entries(rolesOf(attributes));
  const titleOf = (["colour", "kind"] as const).flatMap((role) =>
    roles.filter((known) => known[1] === role).map(([name]) => name),
  );
  return { parts, attributes, titleOf, notices };
}

/** The link of a cell's picture, where it is one. */
function linkOf(cell: unknown): string | undefined {
  const first = firstPicture(cell);
  return typeof first === "string" && isLink(first) ? first : undefined;
}

/** A number is the amount itself: 12.525 dinars are no thousands, as they would be in a text. */
function moneyOf(cell: unknown): Money | undefined {
  if (typeof cell !== "number") return readPrice(cellText(cell) ?? "");
  return Number.isFinite(cell) && cell >= 0 ? { price: cell } : undefined;
}

function madeTitle(
  { titleOf }: ColumnPlan,
  attributes: Readonly<Record<string, string>>,
  id: string,
): string {
  const words = titleOf.map((name) => attributes[name]).filter((word) => word !== undefined);
  return words.length > 0 ? words.join(" ") : id;
}

/**
 * One record as a product, or what is wrong with it.
 * @param load makes the picture from its cell; undefined when the cell is empty
 */
export function readRecord(
  record: Readonly<Record<string, unknown>>,
  row: number,
  plan: ColumnPlan,
  load: (cell: unknown, id: string) => ((signal?: AbortSignal) => Promise<Picture>) | undefined,
): SourceItem {
  const { parts } = plan;
  const cell = (part: Part) => {
    const column = parts[part];
    return column === undefined ? undefined : record[column];
  };
  const id = parts.id === undefined ? String(row) : cellText(cell("id"));
  if (id === undefined) return { row, reason: `has no id (column "${parts.id}" is empty)` };
  const picture = load(cell("picture"), id);
  if (picture === undefined)
    return { row, id, reason: `has no picture (column "${parts.picture}" is empty)` };

  const attributes: Record<string, string> = {};
  for (const name of plan.attributes) {
    const text = cellText(record[name]);
    if (text !== undefined) attributes[name] = text;
  }
  const money = moneyOf(cell("price"));
  const currency = readCurrency(cellText(cell("currency"))?.toUpperCase() ?? "") ?? money?.currency;
  const optional = {
    description: cellText(cell("description")),
    price: money?.price,
    currency: money && currency,
    url: cellText(cell("url")),
    pictureUrl: linkOf(cell("picture")) ?? linkOf(cell("pictureUrl")),
  };
  const present = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    row,
    id,
    title: cellText(cell("title")) ?? madeTitle(plan, attributes, id),
    ...Object.fromEntries(present),
    attributes,
    picture,
  };
}
