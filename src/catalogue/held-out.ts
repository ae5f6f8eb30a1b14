import { createHash } from "node:crypto";

/** Share of the groups of products that are kept for measuring. */
const SHARE = 0.08;
/** A larger group is no product in several colours but a title that a shop gives to everything. */
const LARGEST_GROUP = 20;

/** What tells products that belong together. */
export interface Grouped {
  readonly size: number;
  title(row: number): string;
  /** The same for byte-identical pictures. */
  pictureKey(row: number): string;
}

const lower = (title: string) => title.trim().toLowerCase();

/** Disjoint sets with path halving. */
function groupsOf({ size, title, pictureKey }: Grouped): number[][] {
  const parent = Int32Array.from({ length: size }, (_, row) => row);
  const root = (row: number): number => {
    let at = row;
    for (;;) {
      const up = parent[at] ?? at;
      if (up === at) return at;
      parent[at] = parent[up] ?? up;
      at = up;
    }
  };
  const first = new Map<string, number>();
  for (let row = 0; row < size; row++) {
    for (const key of [`t${lower(title(row))}`, `p${pictureKey(row)}`]) {
      const other = first.get(key);
      if (other === undefined) first.set(key, row);
      else parent[root(row)] = root(other);
    }
  }
  const groups = new Map<number, number[]>();
  for (let row = 0; row < size; row++) {
    const group = groups.get(root(row));
    if (group) group.push(row);
    else groups.set(root(row), [row]);
  }
  return [...groups.values()];
}

/**
 * The rows on which nothing is trained or tuned, so that something is left to measure on; ascending. Rows that share a title
 * or a picture go together, and which side a group falls on depends on a hash of its smallest title alone: the starter
 * model's training (scripts/train/data.py) leaves the same ones out.
 */
export function heldOutRows(products: Grouped): number[] {
  return groupsOf(products)
    .filter((rows) => {
      if (rows.length > LARGEST_GROUP) return false;
      const name = rows.map((row) => lower(products.title(row))).reduce((a, b) => (b < a ? b : a));
      const hash = createHash("sha256").update(name).digest().readUInt32BE(0);
      return hash / 2 ** 32 < SHARE;
    })
    .flat()
    .sort((a, b) => a - b);
}
