import type { Catalogue, StoredPicture } from "../catalogue/catalogue.js";
import type { Shop } from "../shop.js";
import type { WindowProduct } from "./protocol.js";

/** What the page shows of the catalogue besides answers: its pictures, and a few products for the first look. */
export interface ShopWindow {
  /** Changes with the catalogue. A part of every picture's address, so that pictures may be cached for ever. */
  key(): string;
  picturePath(id: string): string;
  picture(id: string): Promise<StoredPicture | undefined>;
  /** Products of different kinds and colours, at most `count`. */
  products(count: number): readonly WindowProduct[];
  /** Lines to try that this catalogue can answer, each made after one of its products. */
  examples(): readonly string[];
}

/** The seal is the checksum of the manifest, which holds those of all other files. */
const keyOf = ({ manifest }: Catalogue) => manifest.seal.slice(0, 16);

/** @param current the shop that answers now; asked anew each time, since the catalogue may be swapped */
export function shopWindow(current: () => Shop): ShopWindow {
  const picturePath = (id: string) => `/pictures/${keyOf(current().catalogue)}/${encodeURIComponent(id)}`;
  return {
    key: () => keyOf(current().catalogue),
    picturePath,
    async picture(id) {
      const { catalogue } = current();
      const row = catalogue.rowOf(id);
      return row === undefined ? undefined : catalogue.picture(row);
    },
    products(count) {
      const { catalogue } = current();
      return variedRows(catalogue, count).map((row) => {
        const { id, title } = catalogue.product(row);
        return { id, title, alt: title, picture: picturePath(id) };
      });
    },
    examples: () => examplesFrom(current().catalogue),
  };
}

/** Rows of as many kinds, and within that colours, as there are: each next row is the first that brings a new pair. */
function variedRows(catalogue: Catalogue, count: number): number[] {
  const kinds = new Set<string>();
  const colours = new Set<string>();
  const chosen: number[] = [];
  // A stride that is coprime to most sizes walks the whole catalogue without favouring its first rows.
  const stride = Math.max(1, Math.floor(catalogue.size * 0.618));
  for (let step = 0; step < catalogue.size && chosen.length < count; step++) {
    const row = (step * stride) % catalogue.size;
    const kind = catalogue.value(row, "kind") ?? `row ${row}`;
    const colour = catalogue.value(row, "colour") ?? `row ${row}`;
    if (kinds.has(kind) || colours.has(colour) || chosen.includes(row)) continue;
    kinds.add(kind);
    colours.add(colour);
    chosen.push(row);
  }
  return chosen;
}

type Example = (catalogue: Catalogue, row: number) => string | undefined;

const lower = (value: string | undefined) => value?.toLocaleLowerCase("en");
const quoted = (value: string) => (/\s/.test(value) ? `"${value}"` : value);

/** One for each way of asking: plain words, for whom, a colour as a filter, a price. */
const EXAMPLES: readonly Example[] = [
  (catalogue, row) => {
    const [colour, kind] = [catalogue.value(row, "colour"), catalogue.value(row, "kind")].map(lower);
    return colour && kind && `${colour} ${kind}`;
  },
  (catalogue, row) => {
    const [kind, gender] = [catalogue.value(row, "kind"), catalogue.value(row, "gender")].map(lower);
    return kind && gender && `/find ${kind} for:${quoted(gender)}`;
  },
  (catalogue, row) => {
    const [kind, colour] = [catalogue.value(row, "kind"), catalogue.value(row, "colour")].map(lower);
    return kind && colour && `/find ${kind} colour:${quoted(colour)}`;
  },
  (catalogue, row) => {
    const kind = lower(catalogue.value(row, "kind"));
    const { price } = catalogue.product(row);
    return kind && price !== undefined ? `/find ${kind} max:${Math.ceil(price / 10) * 10}` : undefined;
  },
];

function examplesFrom(catalogue: Catalogue): string[] {
  const rows = variedRows(catalogue, EXAMPLES.length);
  return EXAMPLES.flatMap((example, at) => example(catalogue, rows[at % rows.length] ?? 0) ?? []);
}
