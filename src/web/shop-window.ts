import type { Catalogue, Entry, StoredPicture } from "../catalogue/catalogue.js";
import type { Shop } from "../shop.js";
import type { WindowProduct } from "./protocol.js";

/** What the page shows of the catalogue besides answers: its pictures, and a few products for the first look. */
export interface ShopWindow {
  /** Changes with the catalogue. A part of every picture's address, so that pictures may be cached for ever. */
  key(): string;
  picturePath(id: string): string;
  picture(id: string): Promise<StoredPicture | undefined>;
  /** Products of different kinds and colours, at most `count`. */
  products(count: number): Promise<readonly WindowProduct[]>;
  /** Lines to try that this catalogue can answer, each made after one of its products. */
  examples(): Promise<readonly string[]>;
}

/** Products, evenly spread over the catalogue, among which those of different kinds and colours are looked for. */
const SAMPLE = 256;

/** The seal is the checksum of the manifest, which holds those of all other files. */
const keyOf = ({ manifest }: Catalogue) => manifest.seal.slice(0, 16);

/** @param current the shop that answers now; asked anew each time, since the catalogue may be swapped */
export function shopWindow(current: () => Shop): ShopWindow {
  const picturePath = (id: string) => `/pictures/${keyOf(current().catalogue)}/${encodeURIComponent(id)}`;
  // A database that is away leaves the window empty; answers say that it is.
  const sample = () =>
    current()
      .catalogue.sample(SAMPLE)
      .catch((): Entry[] => []);
  const varied = async (count: number) => variedEntries(await sample(), count);
  return {
    key: () => keyOf(current().catalogue),
    picturePath,
    picture: (id) => current().catalogue.picture(id),
    async products(count) {
      const entries = await varied(count);
      return entries.map(({ id, title }) => ({ id, title, alt: title, picture: picturePath(id) }));
    },
    examples: async () => examplesFrom(await varied(EXAMPLES.length)),
  };
}

/** Of as many kinds, and within that colours, as there are: each next is the first that brings a new pair. */
function variedEntries(entries: readonly Entry[], count: number): Entry[] {
  const kinds = new Set<string>();
  const colours = new Set<string>();
  const chosen: Entry[] = [];
  // A stride that is coprime to most sizes walks through all without favouring the first.
  const stride = Math.max(1, Math.floor(entries.length * 0.618));
  for (let step = 0; step < entries.length && chosen.length < count; step++) {
    const entry = entries[(step * stride) % entries.length];
    if (!entry) continue;
    const kind = entry.value("kind") ?? `row ${entry.row}`;
    const colour = entry.value("colour") ?? `row ${entry.row}`;
    if (kinds.has(kind) || colours.has(colour) || chosen.includes(entry)) continue;
    kinds.add(kind);
    colours.add(colour);
    chosen.push(entry);
  }
  return chosen;
}

type Example = (entry: Entry) => string | undefined;

const lower = (value: string | undefined) => value?.toLocaleLowerCase("en");
const quoted = (value: string) => (/\s/.test(value) ? `"${value}"` : value);

/** One for each way of asking: plain words, for whom, a colour as a filter, a price. */
const EXAMPLES: readonly Example[] = [
  (entry) => {
    const [colour, kind] = [entry.value("colour"), entry.value("kind")].map(lower);
    return colour && kind && `${colour} ${kind}`;
  },
  (entry) => {
    const [kind, gender] = [entry.value("kind"), entry.value("gender")].map(lower);
    return kind && gender && `/find ${kind} for:${quoted(gender)}`;
  },
  (entry) => {
    const [kind, colour] = [entry.value("kind"), entry.value("colour")].map(lower);
    return kind && colour && `/find ${kind} colour:${quoted(colour)}`;
  },
  (entry) => {
    const kind = lower(entry.value("kind"));
    const { price } = entry.product;
    return kind && price !== undefined ? `/find ${kind} max:${Math.ceil(price / 10) * 10}` : undefined;
  },
];

function examplesFrom(entries: readonly Entry[]): string[] {
  return EXAMPLES.flatMap((example, at) => {
    const entry = entries[at % entries.length];
    return (entry && example(entry)) ?? [];
  });
}
